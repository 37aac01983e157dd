import type { District } from '../../../test/district'
import type { World } from '../../../test/world'
import { newId } from '../../kit/ids'
import { unwrap } from '../../kit/result'
import { findItem, type ItemGroup, raiseNeed, verifyNeed } from '../../needs'
import type { Ctx, Role } from '../../platform'
import { openSite } from '../commands/sites'

/** What tests of the donors' door stand on: requests that are verified, and places that take goods. */
export function openDoor(world: World, d: District) {
  const as = (personId: string, role: Role, scope: { organizationId?: string; regionId?: string }): Ctx => ({
    ...world.system,
    actor: {
      kind: 'person',
      personId,
      name: '',
      sessionId: newId(),
      grants: [{ role, organizationId: scope.organizationId ?? null, regionId: scope.regionId ?? null }],
    },
    door: 'web',
  })
  const dana = as(d.dana, 'coordinator', { organizationId: d.organizationId })
  const operator = as(d.operator, 'operator', { regionId: d.region })
  const administrator = as(d.administrator, 'administrator', {})
  const place = { regionId: d.region, districtId: d.districtId, localityId: d.localityId, zone: d.zone }
  return {
    dana,
    operator,
    visitor: { ...world.system, actor: { kind: 'visitor' }, door: 'web' } satisfies Ctx,
    /** A collection site of Dana's organization, open. */
    aSite: async (name: string, takes: readonly ItemGroup[] = [], latitude = 51.2): Promise<string> =>
      unwrap(
        await openSite(dana, {
          organizationId: d.organizationId,
          kind: 'collection',
          name,
          address: 'Abai street 1',
          hours: '9–18',
          place: { ...place, latitude, longitude: 51.4 },
          takes: [...takes],
        }),
      ).siteId,
    /** A request for so much of an item, verified unless said otherwise; its line. */
    asked: async (
      itemId: string,
      quantity: number,
      options: { urgency?: 'immediate' | 'future'; verified?: boolean; hours?: number; regionId?: string } = {},
    ): Promise<string> => {
      const { urgency = 'future', verified = true, hours = 200, regionId = d.region } = options
      const item = findItem(itemId)
      if (item === undefined) throw new Error(`expected an item of the catalogue, got ${itemId}`)
      const { needId } = unwrap(
        await raiseNeed(
          { ...world.system, actor: { kind: 'visitor' }, door: 'web' },
          {
            kind: 'things',
            lines: [
              {
                kind: 'item',
                item: itemId,
                competence: null,
                unit: item.unit,
                quantity,
                words: item.names.en,
                attributes: {},
                healthRelated: item.healthRelated === true,
              },
            ],
            words: '',
            place: {
              ...(regionId === d.region ? place : { ...place, regionId, districtId: null, localityId: null }),
              address: 'Abai street 12',
              atHome: false,
            },
            neededBy: world.clock.now().add({ hours }),
            urgency,
            vulnerability: [],
            name: 'Kulyash',
            contact: { kind: 'none', value: '' },
            callSafe: false,
            textSafe: false,
            lang: 'kk',
          },
        ),
      )
      if (verified) unwrap(await verifyNeed(administrator, { needId, method: 'call', words: '' }))
      const line = await world.db
        .selectFrom('need_lines')
        .select('id')
        .where('need_id', '=', needId)
        .executeTakeFirstOrThrow()
      return line.id
    },
  }
}

import pg from 'pg'
import type { District } from '../../../../test/district'
import type { World } from '../../../../test/world'
import { newId, newPublicId } from '../../../kit/ids'
import { ok, unwrap } from '../../../kit/result'
import { raiseNeed, readLine, verifyNeed } from '../../../needs'
import { type Ctx, inCommand } from '../../../platform'
import { handOut } from '../../commands/carry'
import { promiseFromStock } from '../../commands/promise-from-stock'
import { openSite } from '../../commands/sites'
import { receiveStock } from '../../commands/stock'

type Grant = { readonly role: string; readonly organizationId?: string; readonly regionId?: string }

/** People with their roles, and goods that were really given: what tests of receipts stand on. */
export async function givenGoods(
  world: World,
  d: Pick<District, 'region' | 'zone' | 'districtId' | 'localityId' | 'organizationId' | 'dana' | 'operator'>,
) {
  const as = (personId: string, ...grants: Grant[]): Ctx => ({
    ...world.system,
    actor: {
      kind: 'person',
      personId,
      name: 'someone',
      sessionId: newId(),
      grants: grants.map((grant) => ({
        role: grant.role as 'operator',
        organizationId: grant.organizationId ?? null,
        regionId: grant.regionId ?? null,
      })),
    },
    door: 'web',
  })
  const dana = () => as(d.dana, { role: 'coordinator', organizationId: d.organizationId })
  const operator = (): Ctx => ({ ...as(d.operator, { role: 'operator', regionId: d.region }), door: 'call' })
  const onLink = (needId: string): Ctx => ({
    ...world.system,
    actor: { kind: 'link', linkId: newId(), purpose: 'need', subjectId: needId, personId: null },
    door: 'web',
  })
  /** Opens a warehouse of an organization. */
  const siteOf = async (organizationId: string, name = 'Second warehouse'): Promise<string> =>
    unwrap(
      await openSite(
        { ...world.system, actor: as(d.dana, { role: 'coordinator', organizationId }).actor },
        {
          organizationId,
          kind: 'warehouse',
          name,
          address: 'Abai street 1',
          hours: '9-18',
          place: {
            regionId: d.region,
            districtId: d.districtId,
            localityId: d.localityId,
            zone: d.zone,
            latitude: 51.2,
            longitude: 51.4,
          },
          takes: [],
        },
      ),
    ).siteId
  const siteId = await siteOf(d.organizationId, 'Warehouse by the bridge')

  /** Another verified organization of the region, with a coordinator of its own. */
  async function anotherOrganization(
    name = 'Second helpers',
  ): Promise<{ organizationId: string; personId: string; ctx: () => Ctx }> {
    const client = new pg.Client(world.connection('postgres'))
    await client.connect()
    const [organizationId, personId] = [newPublicId(), newPublicId()]
    const now = world.clock.now().toString()
    await client.query('SET session_replication_role = replica')
    await client.query(
      `INSERT INTO people (id, region_id, name, lang, zone, age_band, state, came_by, created_at)
       VALUES ($1, $2, 'Gulnara', 'kk', $3, '18-64', 'active', 'self', $4)`,
      [personId, d.region, d.zone, now],
    )
    await client.query(
      `INSERT INTO organizations (id, region_id, kind, name, state, created_by, created_at, verified_at)
       VALUES ($1, $2, 'ngo', $3, 'active', $4, $5, $5)`,
      [organizationId, d.region, name, personId, now],
    )
    await client.query(
      "INSERT INTO role_grants (id, person_id, role, organization_id, granted_at) VALUES ($1, $2, 'coordinator', $3, $4)",
      [newId(), personId, organizationId, now],
    )
    await client.end()
    return { organizationId, personId, ctx: () => as(personId, { role: 'coordinator', organizationId }) }
  }

  /** A verified request, as its person would make it. */
  async function asked(
    quantity: number,
    item = 'blanket',
    more: { readonly callSafe?: boolean; readonly personId?: string } = {},
  ) {
    const need = unwrap(
      await raiseNeed(
        { ...world.system, actor: { kind: 'visitor' }, door: 'web' },
        {
          kind: 'things',
          lines: [readLine(item, String(quantity))].flatMap((line) => line ?? []),
          words: '',
          place: {
            regionId: d.region,
            districtId: d.districtId,
            localityId: d.localityId,
            zone: d.zone,
            address: 'Abai street 12',
            atHome: false,
          },
          neededBy: world.clock.now().add({ hours: 200 }),
          urgency: 'future',
          vulnerability: [],
          name: 'Kulyash',
          contact: { kind: 'phone', value: `+7701${Math.floor(1e6 + Math.random() * 9e6)}` },
          callSafe: more.callSafe ?? true,
          textSafe: true,
          lang: 'kk',
          personId: more.personId,
        },
      ),
    )
    unwrap(await verifyNeed(operator(), { needId: need.needId, method: 'call', words: '' }))
    const line = await world.db
      .selectFrom('need_lines')
      .selectAll()
      .where('need_id', '=', need.needId)
      .executeTakeFirstOrThrow()
    return {
      needId: need.needId,
      secret: need.secret,
      reference: need.reference,
      lineId: line.id,
      itemId: line.item_id ?? '',
    }
  }

  /** Gives from the stock of Dana's organization. */
  async function give(
    line: { readonly needId: string; readonly lineId: string; readonly itemId: string },
    quantity: number,
  ): Promise<void> {
    unwrap(
      await receiveStock(dana(), {
        siteId,
        itemId: line.itemId,
        quantity,
        condition: 'new',
        expiresOn: null,
        cause: 'bought',
      }),
    )
    unwrap(await promiseFromStock(dana(), { lineId: line.lineId, itemId: line.itemId, siteId, quantity }))
    const picks = await world.db
      .selectFrom('stock_picks')
      .select(['id', 'quantity'])
      .where('need_id', '=', line.needId)
      .where('state', '=', 'held')
      .orderBy('id')
      .limit(50)
      .execute()
    for (const pick of picks)
      unwrap(
        await inCommand<boolean, never>(world.system, 'handOut', async (tx) =>
          ok(await handOut(tx, pick.id, pick.quantity)),
        ),
      )
  }

  /** The same, asked for and given at once. */
  async function given(quantity: number, item?: string, more?: Parameters<typeof asked>[2]) {
    const line = await asked(quantity, item, more)
    await give(line, quantity)
    return line
  }

  return { as, dana, operator, onLink, siteId, siteOf, anotherOrganization, asked, give, given }
}

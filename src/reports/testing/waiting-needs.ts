import type { District } from '../../../test/district'
import type { World } from '../../../test/world'
import { newId } from '../../kit/ids'
import { unwrap } from '../../kit/result'
import { type RaiseNeed, raiseNeed, readLine, verifyNeed } from '../../needs'
import type { Ctx } from '../../platform'

/** Raises and verifies needs for bread, or what `overrides` say, as visitors and the operator of the district. */
export async function waitingNeeds(world: World, d: District, count: number, overrides: Partial<RaiseNeed> = {}) {
  const visitor: Ctx = { ...world.system, actor: { kind: 'visitor' }, door: 'web' }
  const operator: Ctx = {
    ...world.system,
    actor: {
      kind: 'person',
      personId: d.operator,
      name: 'Olzhas',
      sessionId: newId(),
      grants: [{ role: 'operator', organizationId: null, regionId: d.region }],
    },
    door: 'web',
  }
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const need = unwrap(
      await raiseNeed(visitor, {
        kind: 'food',
        lines: [readLine('bread', '10')].flatMap((line) => line ?? []),
        words: '',
        place: {
          regionId: d.region,
          districtId: d.districtId,
          localityId: d.localityId,
          zone: d.zone,
          address: 'Abai street 12',
          atHome: false,
        },
        neededBy: world.clock.now().add({ hours: 12 }),
        urgency: 'expected',
        vulnerability: [],
        name: 'Kulyash',
        contact: {
          kind: 'phone',
          value: `+770${String(world.clock.now().epochMilliseconds % 1e6).padStart(6, '1')}${String(ids.length).padStart(2, '0')}`,
        },
        callSafe: true,
        textSafe: true,
        lang: 'kk',
        ...overrides,
      }),
    )
    unwrap(await verifyNeed(operator, { needId: need.needId, method: 'call', words: '' }))
    ids.push(need.needId)
  }
  return ids
}

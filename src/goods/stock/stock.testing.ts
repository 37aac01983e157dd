import type { District } from '../../../test/district'
import type { Browser, World } from '../../../test/world'
import { newPublicId } from '../../kit/ids'
import { unwrap } from '../../kit/result'
import { raiseNeed, readLine, verifyNeed } from '../../needs'
import type { Ctx, Role } from '../../platform'

/** A context of somebody with roles of an organization. */
export const actingAs = (
  world: World,
  personId: string,
  role: Role,
  scope: { organizationId?: string; regionId?: string },
): Ctx => ({
  ...world.system,
  actor: {
    kind: 'person',
    personId,
    name: 'someone',
    sessionId: newPublicId(),
    grants: [{ role, organizationId: scope.organizationId ?? null, regionId: scope.regionId ?? null }],
  },
  door: 'web',
})

/** Makes Arman the storekeeper of the helpers of the Zhaiyq as his organization does, and opens his browser. */
export async function storekeeper(world: World, d: District): Promise<Browser> {
  const [dana, arman] = [await inEnglish(world, d.dana), await inEnglish(world, d.arman)]
  const members = `/organizations/${d.organizationId}/members`
  await dana.post(`${members}/invite`, { name: 'Arman', contact: 'arman@example.kz' })
  await arman.post(`/organizations/${d.organizationId}/answer`, { answer: 'yes' })
  await dana.post(`${members}/role`, { person: d.arman, role: 'storekeeper' })
  return arman
}

/** A browser that reads English. */
export async function inEnglish(world: World, personId?: string): Promise<Browser> {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}

/** Opens a site of the helpers of the Zhaiyq through its page. */
export async function openSiteAs(coordinator: Browser, d: District, name: string, kind = 'warehouse'): Promise<string> {
  const opened = await coordinator.post('/sites/new', {
    organization: d.organizationId,
    kind,
    name,
    place: d.localityId,
    address: 'Abai street 1',
    hours: '9-18',
  })
  return (opened.headers.get('location') ?? '').replace('/sites/', '')
}

/** Takes something in through the page of a site, and names its lot. */
export async function takeIn(
  keeper: Browser,
  siteId: string,
  words: string,
  quantity: string,
  more: Record<string, string> = {},
): Promise<string> {
  const taken = await keeper.post(`/stock/${siteId}/receive`, { words, quantity, condition: 'new', ...more })
  return /\/lots\/([0-9a-f-]{36})/.exec(taken.headers.get('location') ?? '')?.[1] ?? ''
}

let calls = 0

/** A verified request for one thing. */
export async function askFor(world: World, d: District, words: string, quantity: string) {
  const need = unwrap(
    await raiseNeed(
      { ...world.system, actor: { kind: 'visitor' }, door: 'web' },
      {
        kind: 'things',
        lines: [readLine(words, quantity)].flatMap((line) => line ?? []),
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
        contact: { kind: 'phone', value: `+770155${String(10_000 + calls++)}` },
        callSafe: true,
        textSafe: true,
        lang: 'kk',
      },
    ),
  )
  const operator = actingAs(world, d.operator, 'operator', { regionId: d.region })
  unwrap(await verifyNeed(operator, { needId: need.needId, method: 'call', words: '' }))
  const line = await world.db
    .selectFrom('need_lines')
    .selectAll()
    .where('need_id', '=', need.needId)
    .executeTakeFirstOrThrow()
  return { needId: need.needId, reference: need.reference, lineId: line.id, itemId: line.item_id ?? '' }
}

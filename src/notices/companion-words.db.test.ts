import { afterAll, beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { openGateways } from '../../test/gateways'
import { type Browser, testWorld, type World } from '../../test/world'
import { openSeeds } from '../dispatch/seed-post.testing'
import { catchUp } from '../journal'
import { newId } from '../kit/ids'
import { noticesFollower } from './follower'

// What a companion may say, for how long, and how the person hears of it; each through the doors people take.
const gateways = await openGateways()
afterAll(() => gateways.close())
const world: World = await testWorld({ config: { sms: gateways.sms } })
const d: District = await seedDistrict(world)
const seeds = await openSeeds(world, d)
const [SHARED, OWN] = ['+77010000071', '+77010000072']
const until = '2027-01-01'
let bibi: string
let arman: Browser
let olzhas: Browser
beforeAll(async () => {
  bibi = await seeds.volunteer('Bibi', { person: { age_band: '65-plus' } })
  await contact(bibi, SHARED)
  await contact(d.arman, SHARED)
  arman = await english(d.arman)
  olzhas = await english(d.operator)
})

async function english(personId: string): Promise<Browser> {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}

const contact = (personId: string, value: string) => {
  const at = world.clock.now().toString()
  const row = { id: newId(), person_id: personId, kind: 'phone', value, verified_at: at, created_at: at }
  return seeds.insert([['contact_channels', row]])
}

async function byCall(personId: string): Promise<{ base: string; request: string }> {
  const base = `/people/${personId}/help`
  const request = (await olzhas.post(base, { way: 'call' })).headers.get('location')?.split('request=')[1] ?? ''
  return { base, request }
}

/** The person lets Arman act, as they tell the operator. */
async function agree(personId: string, more: Record<string, string> = {}) {
  const { base, request } = await byCall(personId)
  const agreed = { request, contact: 'arman@example.kz', scope: 'answer-asks', tie: 'neighbour', until, ...more }
  return olzhas.post(`${base}/companions`, agreed)
}

let day = 1
async function asked(): Promise<string> {
  const at = world.clock.now().add({ hours: 48 * day++ })
  return (await seeds.ask(bibi, { at, minutes: 40 * 60 })).askId
}

const say = (askId: string) => arman.post(`/asks/${askId}/theirs`, { say: 'yes', how: 'in-person' })
const stateOf = async (askId: string) =>
  (await world.db.selectFrom('asks').select('state').where('id', '=', askId).executeTakeFirstOrThrow()).state
/** The doors by which the person hears of the latest word said for them, beside their page. */
async function heardBy(): Promise<string[]> {
  await world.entries()
  await catchUp(world.db, noticesFollower(world.system))
  const rows = await world.db
    .selectFrom('notice_deliveries as w')
    .innerJoin('notices as n', 'n.id', 'w.notice_id')
    .select(['w.channel', 'n.id'])
    .where('n.person_id', '=', bibi)
    .where('n.kind', '=', 'answered-for-you')
    .where('w.channel', '<>', 'in-app')
    .orderBy('n.made_at', 'desc')
    .orderBy('n.id', 'desc')
    .execute()
  return rows.filter(({ id }) => id === rows[0]?.id).map(({ channel }) => channel)
}

test('who shares one telephone with their companion is rung about each yes; who has their own is told there', async () => {
  expect((await agree(bibi)).status).toBe(303)
  const first = await asked()
  expect((await say(first)).status).toBe(303)
  expect(await stateOf(first)).toBe('yes')
  expect(await heardBy()).toEqual(['operator'])
  expect(await (await olzhas.get(`/line/person/${bibi}`)).text()).toContain('Bibi')
  world.clock.advance({ minutes: 1 })
  await contact(bibi, OWN)
  world.clock.advance({ minutes: 1 })
  const second = await asked()
  await say(second)
  expect(await heardBy()).toEqual(['sms'])
  const mine = await english(bibi)
  const acts = await (await mine.get('/me/account/acts')).text()
  expect(acts).toContain('Arman')
})

test('a companion chooses large and simple for them; nobody else does, and the person sees who did', async () => {
  const account = await (await arman.get('/me/account')).text()
  expect(account).toContain('Large and simple for them')
  const lina = await english(d.lina)
  await lina.post('/me/account/acting/simple', { person: bibi, simple: 'yes' })
  const mine = await english(bibi)
  expect(await (await mine.get('/me')).text()).not.toContain('data-simple')
  expect((await arman.post('/me/account/acting/simple', { person: bibi, simple: 'yes' })).status).toBe(303)
  expect((await world.entries()).at(-1)).toMatchObject({
    kind: 'person.corrected',
    actorId: d.arman,
    onBehalfOf: bibi,
    door: 'companion',
  })
  expect(await (await mine.get('/me')).text()).toContain('data-simple')
  expect(await (await mine.get('/me/account/acts')).text()).toContain('Corrected data')
  expect((await arman.post('/me/account/acting/simple', { person: 'x', simple: 'yes' })).status).toBe(303)
})

test('the word ends with a call, and with the day agreed', async () => {
  const { base, request } = await byCall(bibi)
  const page = await (await olzhas.get(`${base}?request=${request}`)).text()
  const id = /name="companion" value="([0-9a-f-]{36})"/.exec(page)?.[1] ?? ''
  const one = await asked()
  // Nobody else ends it: neither a stranger nor whoever leads.
  for (const personId of [d.lina, d.dana])
    expect((await (await english(personId)).post(`${base}/companions/end`, { request, companion: id })).status).toBe(
      403,
    )
  expect((await olzhas.post(`${base}/companions/end`, { request, companion: id })).status).toBe(303)
  expect((await say(one)).status).toBe(404)
  expect(await stateOf(one)).toBe('asked')
  expect((await agree(bibi, { until: '2026-11-24' })).status).toBe(303)
  world.clock.advance({ hours: 72 })
  const late = await asked()
  expect((await say(late)).status).toBe(404)
  expect(await stateOf(late)).toBe('asked')
})

test('a companion serves five at most; a child needs a guardian first, and who told no age is no grown-up yet', async () => {
  const child = await seeds.volunteer('Aru', { person: { age_band: 'under-14' } })
  expect(await (await agree(child)).text()).toContain('Under 14 the consent of a parent')
  const unknown = await seeds.volunteer('Toleu', { person: { age_band: 'unknown' } })
  expect(await (await agree(unknown)).text()).toContain('Say the age first')
  for (const name of ['A', 'B', 'C', 'D', 'E'])
    expect((await agree(await seeds.volunteer(`Ana ${name}`, { person: { age_band: '65-plus' } }))).status).toBe(303)
  const sixth = await agree(await seeds.volunteer('Ana F', { person: { age_band: '65-plus' } }))
  expect(sixth.status).toBe(422)
  expect(await sixth.text()).toContain('They accompany 5 people already')
})

import { beforeAll, expect, test } from 'vitest'
import { type Browser, testWorld, type World } from '../../../test/world'
import { auditActivities } from '../../activities'
import type { Post } from '../../allocation'
import { rooms } from '../../app'
import { KeptIndex } from '../../dispatch/ask-index/kept-index'
import { catchUp } from '../../journal'
import { guardianConsentAt } from '../../people'
import type { Room } from '../../platform'
import { findSetting } from '../settings'
import { startPaths } from './cast'
import { prepareDemo } from './load-demo'

let world: World
let browser: Browser
/** An index that follows the journal while the story is told. */
let kept: KeptIndex
beforeAll(async () => {
  world = await testWorld({ config: { demo: true }, asksSetUp: true })
  kept = new KeptIndex(world.system)
  await kept.fill()
  const watching: Room = { name: 'ask-index', routes: [], followers: () => [{ ...kept.follower, durable: true }] }
  const prepared = await prepareDemo({ ...world.app, rooms: [...rooms, watching] })
  expect(prepared.ok).toBe(true)
  browser = await world.browser()
}, 180_000)

const people = async () => (await findSetting(world.db, 'demo'))?.people ?? []

test('an empty database gets the imagined district, and needs no set-up', async () => {
  expect((await browser.get('/set-up')).headers.get('location')).toBe('/')
  const names = (await people()).map((person) => person.name)
  for (const name of ['Лина', 'Арман', 'Айгүл', 'Дана', 'Олжас', 'Аружан', 'Сәуле', 'Тимур', 'Серік', 'Зере'])
    expect(names).toContain(name)
  const volunteers = await world.db.selectFrom('volunteers').select('id').execute()
  expect(volunteers.length).toBeGreaterThanOrEqual(4)
  const zere = (await people()).find((person) => person.part === 'minor')
  expect(await guardianConsentAt(world.db, zere?.personId ?? '', world.clock.now())).toBe('given')
  // A second start finds everything there and loads nothing again.
  const before = (await world.entries()).length
  expect((await prepareDemo({ ...world.app, rooms })).ok).toBe(true)
  expect(await world.entries()).toHaveLength(before)
})

test('an index kept by the journal through the whole story is the one filled at its end', async () => {
  await world.entries()
  await catchUp(world.db, { ...kept.follower, durable: true })
  const fresh = new KeptIndex(world.system)
  await fresh.fill()
  expect(fresh.size).toBeGreaterThanOrEqual(4)
  expect(kept.size).toBe(fresh.size)
  const now = world.clock.now()
  const homes = await world.db.selectFrom('volunteers').select(['latitude', 'longitude']).distinct().execute()
  // Equal ones stand in the order in which an index came to know them.
  const propose = async (index: KeptIndex, post: Post) =>
    (await index.propose(post, 1000, now))?.best.toSorted((a, b) => a.key - b.key || (a.id < b.id ? -1 : 1))
  let proposed = 0
  for (const point of homes) {
    for (let hour = 1; hour < 7 * 24; hour += 4) {
      const start = Math.floor(now.epochMilliseconds / 60_000) + hour * 60
      const post: Post = {
        ...{ id: 'post', point, start, end: start + 60, offsetMinutes: 300, kind: 'environment', legalMask: 1 },
        ...{ required: [], languages: [], demands: [], present: [] },
      }
      const found = await propose(fresh, post)
      expect(await propose(kept, post)).toEqual(found)
      proposed += found?.length ?? 0
    }
  }
  expect(proposed).toBeGreaterThan(100)
})

type Published = {
  readonly id: string
  readonly value: number | null
  readonly months: readonly { readonly month: string }[]
  readonly regions: readonly { readonly region: string; readonly value: number }[]
}

test('its past weeks were lived: what was asked, done and counted is there, and nothing that must never happen', async () => {
  const home = await (await browser.get('/')).text()
  for (const title of ['Needs met', 'Latest confirmed results', 'Share that was what was needed'])
    expect(home).toContain(title)
  expect(home).toContain('5 deliveries')
  const { numbers } = (await (await browser.get('/api/v1/numbers')).json()) as { numbers: readonly Published[] }
  const figure = (id: string) => numbers.find((one) => one.id === id)
  const value = (id: string) => figure(id)?.value ?? 0
  expect(value('needs-raised')).toBeGreaterThanOrEqual(25)
  expect(value('needs-met')).toBeGreaterThanOrEqual(12)
  expect(value('volunteers-came')).toBeGreaterThanOrEqual(10)
  expect(value('results-confirmed')).toBeGreaterThanOrEqual(12)
  expect(value('hours-confirmed')).toBeGreaterThan(60 * 100)
  expect(value('first-yes-wait')).toBeGreaterThan(0)
  expect(figure('needs-raised')?.months.length).toBeGreaterThan(1)
  expect(figure('needs-raised')?.regions.filter((one) => one.value > 0)).toHaveLength(2)
  const { doubleBookings, overfilled, missingYes } = await auditActivities(world.db)
  expect([doubleBookings, overfilled, missingYes].map(Number)).toEqual([0, 0, 0])
})

test('its people come by every door, and who waits longer is to be seen', async () => {
  const page = await (await browser.get('/numbers/doors')).text()
  expect(page).not.toContain('Too few to compare yet')
  expect(page).toMatch(/text message[\s\S]{0,120}\d+\sh\s·\s\d+\sh/)
  expect(page).toMatch(/longer in villages/)
  const { numbers } = (await (await browser.get('/api/v1/numbers')).json()) as { numbers: readonly Published[] }
  const value = (id: string) => numbers.find((one) => one.id === id)?.value
  expect(value('companions-agreed')).toBe(5)
  expect(value('served-by-companions')).toBe(5)
  expect(value('share-answers-offline')).toBeGreaterThan(0.1)
})

test('the journal of the past lies in order, without gaps, before now', async () => {
  const entries = await world.entries()
  expect(entries.map(({ position }) => position)).toEqual(entries.map((_, index) => index + 1))
  const times = entries.map(({ at }) => at.epochMilliseconds)
  expect(times).toEqual([...times].sort((a, b) => a - b))
  const now = world.clock.now()
  expect(entries[0]?.at.until(now).total('days')).toBeGreaterThan(40)
  expect(times.at(-1)).toBeLessThanOrEqual(now.epochMilliseconds)
})

test('the present waits for people: an ask, open requests, work of today, of tomorrow and for the authority', async () => {
  const { db } = world
  const lina = (await people()).find((person) => person.name === 'Лина')?.personId ?? ''
  const asked = await db.selectFrom('asks').select('state').where('volunteer_id', '=', lina).execute()
  expect(asked.map(({ state }) => state)).toContain('asked')
  const queue = await db.selectFrom('needs').select('id').where('state', '=', 'raised').execute()
  expect(queue.length).toBeGreaterThanOrEqual(3)
  const present = await db.selectFrom('attendances').select('id').where('checked_out_at', 'is', null).execute()
  expect(present.length).toBeGreaterThanOrEqual(3)
  const review = await db.selectFrom('activities').select('id').where('state', '=', 'review').execute()
  expect(review).toHaveLength(1)
  const open = await db.selectFrom('activities').select('starts_at').where('state', '=', 'open').execute()
  expect(open.length).toBeGreaterThanOrEqual(5)
})

test('nothing of the past is left to be sent, nor to be woken', async () => {
  const { db } = world
  const stale = await db
    .selectFrom('notice_deliveries')
    .select('id')
    .where('state', 'in', ['waiting', 'sending'])
    .where('next_try_at', '<', world.clock.now().subtract({ hours: 24 }))
    .execute()
  expect(stale).toEqual([])
})

test('the bar switches between the people, and back to a visitor', async () => {
  const page = await (await browser.get('/sign-in')).text()
  expect(page).toContain('action="/demo/become"')
  expect(page).toContain('Дана, coordinator')
  for (const person of await people()) {
    const answer = await browser.post('/demo/become', { person: person.personId, back: '/numbers' })
    expect(answer.headers.get('location')).toBe(startPaths[person.part as keyof typeof startPaths])
    expect((await browser.get(answer.headers.get('location') ?? '')).status).toBe(200)
    expect(browser.cookies.has('asar_session')).toBe(true)
  }
  const gone = await browser.post('/demo/become', { person: '', back: '/numbers' })
  expect(gone.headers.get('location')).toBe('/numbers')
  expect(browser.cookies.has('asar_session')).toBe(false)
  await browser
    .post('/demo/become', { person: '', back: '//evil.example' })
    .then((answer) => expect(answer.headers.get('location')).toBe('/'))
})

test('a marked database does not start without --demo', async () => {
  const plain = { ...world.system, config: { ...world.system.config, demo: false } }
  expect(await prepareDemo({ ...world.app, rooms, system: plain })).toMatchObject({
    ok: false,
    error: { kind: 'needs-demo' },
  })
})

test('a database that holds anything else is refused, and the bar is not there', async () => {
  const real = await testWorld()
  const { seedDistrict } = await import('../../../test/district')
  const { lina } = await seedDistrict(real)
  const demo = { ...real.system, config: { ...real.system.config, demo: true } }
  expect(await prepareDemo({ ...real.app, rooms, system: demo })).toMatchObject({
    ok: false,
    error: { kind: 'holds-more' },
  })
  const visitor = await real.browser()
  expect((await visitor.post('/demo/become', { person: lina })).status).toBe(404)
  expect(visitor.cookies.has('asar_session')).toBe(false)
})

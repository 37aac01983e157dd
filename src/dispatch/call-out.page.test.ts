import { expect, test } from 'vitest'
import { seedDistrict } from '../../test/district'
import { type Browser, testWorld } from '../../test/world'
import { yesProbability } from '../allocation'
import { readBeliefs } from './queries/read-beliefs'
import { openSeeds } from './seed-post.testing'

const world = await testWorld()
const d = await seedDistrict(world)
const seeds = await openSeeds(world, d)
const dana = await world.browser(d.dana)
dana.cookies.set('lang', 'en')

/** A moment of November 2026 by the clock of Oral. */
const at = (day: number, hour: number) =>
  Temporal.PlainDateTime.from({ year: 2026, month: 11, day, hour }).toZonedDateTime(d.zone).toInstant()

const asksOf = (postId: string) =>
  world.db.selectFrom('asks').selectAll().where('post_id', '=', postId).orderBy('asked_at').orderBy('wave').execute()
const callOutOf = (postId: string) =>
  world.db.selectFrom('call_outs').selectAll().where('post_id', '=', postId).executeTakeFirstOrThrow()
const seatsTaken = async (postId: string) =>
  (await world.db.selectFrom('slots').select('volunteer_id').where('post_id', '=', postId).execute()).filter(
    (slot) => slot.volunteer_id !== null,
  ).length
const start = (postId: string, fields: Record<string, string> = {}) =>
  dana.post(`/desk/posts/${postId}/call-outs`, { ceiling: '20', wanted: '300', minutes: '60', ...fields })
const job = async (name: string, data: Record<string, string> = {}) => {
  const { rooms } = await import('../app')
  const found = rooms.flatMap((room) => room.jobs ?? []).find((one) => one.name === name)
  await found?.run(world.system, data)
}
const browsers = new Map<string, Browser>()
const as = async (personId: string): Promise<Browser> => {
  const known = browsers.get(personId) ?? (await world.browser(personId))
  known.cookies.set('lang', 'en')
  browsers.set(personId, known)
  return known
}

test('whoever is asked sees the ask on their home and on its page, with the reason', async () => {
  const { postId } = await seeds.post()
  const response = await start(postId)
  expect(response.headers.get('location')).toBe(`/desk/posts/${postId}`)
  const [ask] = await asksOf(postId)
  expect(ask).toBeDefined()
  const person = await as(ask?.volunteer_id ?? '')
  const home = await (await person.get('/me')).text()
  expect(home).toContain('Sandbags at the dyke')
  const page = await (await person.get(`/asks/${ask?.id}`)).text()
  expect(page).toContain('Zhaiyq helpers')
  expect(page).toContain('Why you')
  expect(page).toContain('I can come')
  expect(page).toContain(ask?.code)
  // In simple mode the page asks its one question; the rest opens on demand.
  person.cookies.set('simple', 'on')
  const simple = await (await person.get(`/asks/${ask?.id}`)).text()
  expect(simple).toMatch(/I can come.*<details class="section"><summary>What this is about/s)
  person.cookies.delete('simple')
  const others = [d.lina, d.arman, d.aigul].filter((id) => id !== ask?.volunteer_id)
  expect((await (await as(others[0] ?? '')).get(`/asks/${ask?.id}`)).status).toBe(404)
})

test('a refusal is replaced at once, a yes takes the seat and ends the call-out', async () => {
  const { postId } = await seeds.post()
  await start(postId)
  const first = await asksOf(postId)
  expect(first).toHaveLength(1)
  const refuser = await as(first[0]?.volunteer_id ?? '')
  expect((await refuser.post(`/asks/${first[0]?.id}/answer`, { say: 'no' })).status).toBe(303)
  const second = (await asksOf(postId)).filter((ask) => ask.state === 'asked')
  expect(second.length).toBeGreaterThan(0)
  const comer = await as(second[0]?.volunteer_id ?? '')
  expect((await comer.post(`/asks/${second[0]?.id}/answer`, { say: 'yes' })).status).toBe(303)
  expect(await seatsTaken(postId)).toBe(1)
  expect(await callOutOf(postId)).toMatchObject({ state: 'filled' })
  const states = (await asksOf(postId)).map((ask) => ask.state)
  expect(states.filter((state) => state === 'asked')).toEqual([])
  expect(await (await dana.get(`/desk/posts/${postId}`)).text()).toContain('seats filled')
})

test('silence is replaced when the time is over, and a late yes still takes a seat', async () => {
  const { postId } = await seeds.post({ at: at(23, 12) })
  await start(postId)
  const [first] = await asksOf(postId)
  world.clock.advance({ minutes: 61 })
  await job('dispatch.silence', { postId })
  const asks = await asksOf(postId)
  expect(asks.find((ask) => ask.id === first?.id)?.state).toBe('silent')
  expect(asks.filter((ask) => ask.state === 'asked').length).toBeGreaterThan(0)
  const late = await as(first?.volunteer_id ?? '')
  expect((await late.post(`/asks/${first?.id}/answer`, { say: 'yes' })).status).toBe(303)
  expect(await seatsTaken(postId)).toBe(1)
  const entries = await world.entries()
  expect(entries.findLast((entry) => entry.kind === 'ask.answered')?.body).toMatchObject({ late: true, state: 'yes' })
})

const believed = (kind: string, ids: readonly string[] = []) =>
  readBeliefs(world.db, { regionId: d.region, kind, ids }, world.clock.now())

test('own words and another time are kept as said, and never take a seat', async () => {
  const { postId } = await seeds.post({ title: 'Warm soup', at: at(24, 12) })
  await start(postId, { wanted: '900' })
  const [one, other] = await asksOf(postId)
  const kind = one?.kind ?? ''
  const ids = [one?.volunteer_id ?? '', other?.volunteer_id ?? '']
  const before = await believed(kind, ids)
  await (await as(one?.volunteer_id ?? '')).post(`/asks/${one?.id}/answer`, {
    say: 'words',
    words: 'Yes if my sister minds the child',
  })
  await (await as(other?.volunteer_id ?? '')).post(`/asks/${other?.id}/answer`, { say: 'yes-from', yes_from: '23:30' })
  expect(await seatsTaken(postId)).toBe(0)
  const page = await (await dana.get(`/desk/posts/${postId}`)).text()
  expect(page).toContain('Yes if my sister minds the child')
  expect(page).toContain('23:30')
  const states = (await asksOf(postId)).map((ask) => ask.state)
  expect(states).toContain('words')
  expect(states).toContain('yes-from')
  // Waves reckon with fewer yeses from now on, and with no fewer from these two than from anyone.
  const after = await believed(kind, ids)
  expect(yesProbability(after(''))).toBeLessThan(yesProbability(before('')))
  for (const id of ids) {
    const own = (belief: typeof after) => belief(id).alpha + belief(id).beta
    expect(own(after)).toBeCloseTo(own(before), 9)
  }
})

test('the ceiling holds however many refuse', async () => {
  const { postId } = await seeds.post({ at: at(25, 12) })
  await start(postId, { ceiling: '2', wanted: '990' })
  const asks = await asksOf(postId)
  expect(asks).toHaveLength(2)
  for (const ask of asks) await (await as(ask.volunteer_id)).post(`/asks/${ask.id}/answer`, { say: 'no' })
  expect(await asksOf(postId)).toHaveLength(2)
  expect(await callOutOf(postId)).toMatchObject({ state: 'exhausted', sent: 2 })
})

test('nobody is asked in quiet hours but those who opted in to emergencies', async () => {
  // Everyone of the district sleeps from 21:00.
  const now = () => world.clock.now().epochMilliseconds
  world.clock.advance({ milliseconds: at(22, 22).epochMilliseconds - now() })
  const calm = await seeds.post({ at: at(26, 12) })
  await start(calm.postId, { wanted: '900' })
  expect(await asksOf(calm.postId)).toEqual([])
  expect(await callOutOf(calm.postId)).toMatchObject({ state: 'running' })
  expect(await (await dana.get(`/desk/posts/${calm.postId}`)).text()).toContain('call-out running')

  const ready = await seeds.volunteer('Marat', { volunteer: { emergency_calls: true } })
  const flood = await seeds.post({ at: at(23, 0), flags: ['emergency'], title: 'The dyke gives way' })
  await start(flood.postId, { wanted: '990' })
  expect((await asksOf(flood.postId)).map((ask) => ask.volunteer_id)).toEqual([ready])

  world.clock.advance({ hours: 11 })
  await job('dispatch.continue', { callOutId: (await callOutOf(calm.postId)).id })
  expect((await asksOf(calm.postId)).length).toBeGreaterThan(0)
})

test('two yeses at once on the last seat: one is seated, the other is told and offered the waiting list', async () => {
  const { postId } = await seeds.post({ title: 'One seat', at: at(27, 12) })
  await start(postId, { wanted: '990' })
  const [a, b] = await asksOf(postId)
  expect(b).toBeDefined()
  const [one, two] = [await as(a?.volunteer_id ?? ''), await as(b?.volunteer_id ?? '')]
  const answers = await Promise.all([
    one.post(`/asks/${a?.id}/answer`, { say: 'yes' }),
    two.post(`/asks/${b?.id}/answer`, { say: 'yes' }),
  ])
  expect(answers.map((answer) => answer.status)).toEqual([303, 303])
  expect(await seatsTaken(postId)).toBe(1)
  const after = await asksOf(postId)
  const states = [a, b].map((ask) => after.find((row) => row.id === ask?.id)?.state)
  expect(states.sort()).toEqual(['full', 'yes'])
  const full = after.find((row) => row.state === 'full')
  const loser = await as(full?.volunteer_id ?? '')
  expect(await (await loser.get(`/asks/${full?.id}`)).text()).toContain('Join the waiting list')
  expect((await loser.post(`/asks/${full?.id}/wait`)).status).toBe(303)
  expect(
    await world.db.selectFrom('waiting_list').select('volunteer_id').where('post_id', '=', postId).execute(),
  ).toEqual([{ volunteer_id: full?.volunteer_id }])
})

const follow = async () => {
  const { rooms } = await import('../app')
  const dispatch = rooms.find((room) => room.name === 'dispatch')
  for (const follower of dispatch?.followers?.(world.system) ?? [])
    await follower.handle(await world.entries(), world.db)
}

test('a seat filled by another door ends the call-out, and those still asked are told', async () => {
  const { postId, activityId } = await seeds.post({ title: 'Own way in', at: at(28, 12) })
  await start(postId, { wanted: '300' })
  const asked = (await asksOf(postId)).map((ask) => ask.volunteer_id)
  const walkIn = [d.lina, d.arman, d.aigul].find((id) => !asked.includes(id)) ?? ''
  await (await as(walkIn)).post(`/activities/${activityId}/posts/${postId}/answer`, { say: 'yes' })
  expect(await seatsTaken(postId)).toBe(1)
  await follow()
  expect(await callOutOf(postId)).toMatchObject({ state: 'filled' })
  expect(new Set((await asksOf(postId)).map((ask) => ask.state))).toEqual(new Set(['withdrawn']))
})

test('nobody is asked in two call-outs in a row while others wait', async () => {
  for (const name of ['Bota', 'Dauren', 'Gulnar']) await seeds.volunteer(name)
  world.clock.advance({ minutes: 1 })
  const first = await seeds.post({ title: 'First', at: at(29, 12) })
  await start(first.postId, { ceiling: '3', wanted: '990' })
  const askedFirst = (await asksOf(first.postId)).map((ask) => ask.volunteer_id)
  expect(askedFirst).toHaveLength(3)
  world.clock.advance({ minutes: 1 })
  const second = await seeds.post({ title: 'Second', at: at(30, 12) })
  await start(second.postId, { ceiling: '3', wanted: '990' })
  const askedSecond = (await asksOf(second.postId)).map((ask) => ask.volunteer_id)
  expect(askedSecond).toHaveLength(3)
  expect(askedSecond.filter((id) => askedFirst.includes(id))).toEqual([])
})

test('brought up to date several times at once, a call-out asks each person once and nothing fails', async () => {
  for (const day of [25, 26]) {
    const { postId } = await seeds.post({ at: at(day, 12) })
    await start(postId)
    const { id } = await callOutOf(postId)
    world.clock.advance({ minutes: 61 })
    await Promise.all(Array.from({ length: 6 }, () => job('dispatch.continue', { callOutId: id })))
    const asks = await asksOf(postId)
    expect(new Set(asks.map((ask) => ask.volunteer_id)).size).toBe(asks.length)
    expect((await callOutOf(postId)).sent).toBe(asks.length)
  }
})

test('an ask taken back after a while lowers what is reckoned with, and counts in nobody’s own history', async () => {
  const { postId } = await seeds.post({ title: 'Taken back', at: at(30, 20) })
  await start(postId, { ceiling: '2', wanted: '990' })
  const [one] = await asksOf(postId)
  const kind = one?.kind ?? ''
  const ids = [one?.volunteer_id ?? '']
  const before = await believed(kind, ids)
  world.clock.advance({ minutes: 40 })
  const { id } = await callOutOf(postId)
  await dana.post(`/desk/call-outs/${id}/stop`)
  expect((await asksOf(postId))[0]?.withdrawn_at?.equals(world.clock.now())).toBe(true)
  const after = await believed(kind, ids)
  expect(yesProbability(after(''))).toBeLessThan(yesProbability(before('')))
  const known = (belief: typeof after) => belief(ids[0] ?? '').alpha + belief(ids[0] ?? '').beta
  expect(known(after)).toBeCloseTo(known(before), 3)
  // Whoever answers all the same has answered.
  expect((await (await as(ids[0] ?? '')).post(`/asks/${one?.id}/answer`, { say: 'no' })).status).toBe(303)
  expect((await asksOf(postId)).find((ask) => ask.id === one?.id)).toMatchObject({ state: 'no', withdrawn_at: null })
})

test('a stopped call-out tells whoever has not answered, and asks nobody else', async () => {
  const { postId } = await seeds.post({ title: 'Called off', at: at(30, 16) })
  await start(postId, { ceiling: '2', wanted: '990' })
  const { id } = await callOutOf(postId)
  expect((await dana.post(`/desk/call-outs/${id}/stop`)).status).toBe(303)
  expect((await asksOf(postId)).map((ask) => ask.state)).toEqual(['withdrawn', 'withdrawn'])
  await job('dispatch.continue', { callOutId: id })
  expect(await asksOf(postId)).toHaveLength(2)
})

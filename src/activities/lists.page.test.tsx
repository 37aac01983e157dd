import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { auditActivities } from './audit'
import { refreshOffers } from './jobs'
import { offerMinutes } from './steps/offer-free-slots'
import { anActivity, inEnglish, sayYes } from './testing/an-activity'
import { addCrowd } from './testing/crowd'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
})

const clean = { doubleBookings: 0, overfilled: 0, missingYes: 0 }
const shiftOf = (response: Response): string => response.headers.get('location') ?? ''
const kindsSince = async (before: number) => (await world.entries()).slice(before).map((entry) => entry.kind)
const waiting = (postId: string) =>
  world.db
    .selectFrom('waiting_list')
    .select(['volunteer_id', 'state'])
    .where('post_id', '=', postId)
    .orderBy('place')
    .execute()

test('an offer holds a seat for a quarter of what is left, between 15 minutes and a day', () => {
  const now = Temporal.Instant.from('2026-11-22T10:00:00Z')
  expect(offerMinutes(now, now.add({ minutes: 20 }))).toBe(15)
  expect(offerMinutes(now, now.add({ hours: 8 }))).toBe(120)
  expect(offerMinutes(now, now.add({ hours: 24 * 30 }))).toBe(24 * 60)
})

test('a seat given back is offered in order; a silent offer goes on to the next; nobody passes by', async () => {
  const made = await anActivity(world, d, { date: '2026-11-29', seats: '1' })
  const [first = '', second = '', passer = ''] = await addCrowd(world, d, 3)
  const lina = await inEnglish(world, d.lina)
  const shift = shiftOf(await sayYes(lina, made))
  for (const id of [first, second]) await sayYes(await world.browser(id), made, { wait: '1' })
  expect((await waiting(made.postId)).map((row) => row.state)).toEqual(['waiting', 'waiting'])

  expect((await lina.post(`${shift}/give-back`)).status).toBe(303)
  expect((await waiting(made.postId)).map((row) => row.state)).toEqual(['offered', 'waiting'])
  const page = await (await (await inEnglish(world, first)).get(`/activities/${made.activityId}`)).text()
  expect(page).toContain('A place is free for you')

  // Somebody who walks up finds no free seat while it is offered.
  const walkUp = await sayYes(await world.browser(passer), made)
  expect(shiftOf(walkUp)).toBe(`/activities/${made.activityId}`)

  world.clock.advance({ hours: 25 })
  await refreshOffers(world.system, { postId: made.postId })
  expect((await waiting(made.postId)).map((row) => row.state)).toEqual(['lapsed', 'offered'])
  const seated = await sayYes(await world.browser(second), made)
  expect(shiftOf(seated)).toMatch(/^\/me\/assignments\//)
  expect((await waiting(made.postId)).map((row) => row.state)).toEqual(['lapsed', 'seated'])
  expect(await auditActivities(world.db)).toEqual(clean)
})

test('a lapsed offer that no job has seen yet still goes to the next in order, not to a passer-by', async () => {
  const made = await anActivity(world, d, { date: '2026-12-20', seats: '1' })
  const [first = '', second = '', passer = ''] = await addCrowd(world, d, 3)
  const shift = shiftOf(await sayYes(await world.browser(d.arman), made))
  for (const id of [first, second]) await sayYes(await world.browser(id), made, { wait: '1' })
  await (await world.browser(d.arman)).post(`${shift}/give-back`)
  world.clock.advance({ hours: 25 })
  const walkUp = await sayYes(await world.browser(passer), made)
  expect(shiftOf(walkUp)).toBe(`/activities/${made.activityId}`)
  expect((await waiting(made.postId)).map((row) => row.state)).toEqual(['lapsed', 'offered'])
})

test('a changed time ends assignments, frees people, and holds their own seat while they are asked anew', async () => {
  const made = await anActivity(world, d, { date: '2026-12-05', seats: '2' })
  const aigul = await inEnglish(world, d.aigul)
  await sayYes(aigul, made)
  const dana = await world.browser(d.dana)
  const before = (await world.entries()).length
  const changed = await dana.post(`/activities/${made.activityId}/posts/${made.postId}/time`, {
    date: '2026-12-06',
    from: '14:00',
    until: '17:00',
  })
  expect(changed.status).toBe(303)
  expect(await kindsSince(before)).toEqual(['assignment.ended-by-change', 'post.changed'])
  const busy = await world.db.selectFrom('occupancy').select('id').where('volunteer_id', '=', d.aigul).execute()
  expect(busy).toEqual([])
  // The old page's yes is to terms that are gone.
  expect((await sayYes(aigul, made, { terms: '1' })).status).toBe(422)
  const [lina, arman] = [await world.browser(d.lina), await world.browser(d.arman)]
  await sayYes(lina, made)
  expect(shiftOf(await sayYes(arman, made))).toBe(`/activities/${made.activityId}`)
  expect(shiftOf(await sayYes(aigul, made, { terms: '2' }))).toMatch(/^\/me\/assignments\//)
  expect(await auditActivities(world.db)).toEqual(clean)
})

test('fewer seats deletes free ones only; more are offered to who waits', async () => {
  const made = await anActivity(world, d, { date: '2026-12-12', seats: '2' })
  const crowd = await addCrowd(world, d, 3)
  for (const id of crowd) await sayYes(await world.browser(id), made, { wait: '1' })
  const dana = await inEnglish(world, d.dana)
  const seats = (count: string) =>
    dana.post(`/activities/${made.activityId}/posts/${made.postId}/seats`, { seats: count })
  const refused = await seats('1')
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('2 places are taken')
  expect((await seats('4')).status).toBe(303)
  expect((await waiting(made.postId)).map((row) => row.state)).toEqual(['offered'])
  expect((await seats('3')).status).toBe(303)
  expect(await auditActivities(world.db)).toEqual(clean)
})

test('cancelling frees everyone and tells who waits; a cancelled activity holds nobody', async () => {
  const made = await anActivity(world, d, { date: '2026-12-13', seats: '2' })
  const crowd = await addCrowd(world, d, 3)
  for (const id of crowd) await sayYes(await world.browser(id), made, { wait: '1' })
  const before = (await world.entries()).length
  const dana = await world.browser(d.dana)
  expect((await dana.post(`/activities/${made.activityId}/cancel`, { words: 'Storm' })).status).toBe(303)
  expect(await kindsSince(before)).toEqual([
    'assignment.ended-by-cancel',
    'assignment.ended-by-cancel',
    'waiting.lapsed',
    'activity.cancelled',
  ])
  const busy = await world.db.selectFrom('occupancy').select('id').where('volunteer_id', 'in', crowd).execute()
  expect(busy).toEqual([])
  expect((await sayYes(await world.browser(d.lina), made)).status).toBe(422)
})

test('repeating by a rule makes dated activities in wall time, each with its own sign-up', async () => {
  const made = await anActivity(world, d, { date: '2026-12-05', from: '09:00', until: '11:00' })
  const dana = await world.browser(d.dana)
  const done = await dana.post(`/activities/${made.activityId}/repeat`, { every: 'week', times: '3' })
  expect(done.status).toBe(303)
  const series = await world.db
    .selectFrom('activities as a')
    .innerJoin('activities as b', 'b.series_id', 'a.series_id')
    .select(['b.starts_at', 'b.state'])
    .where('a.id', '=', made.activityId)
    .orderBy('b.starts_at')
    .execute()
  expect(series.map((row) => row.starts_at.toZonedDateTimeISO(d.zone).toPlainDateTime().toString())).toEqual([
    '2026-12-05T09:00:00',
    '2026-12-12T09:00:00',
    '2026-12-19T09:00:00',
    '2026-12-26T09:00:00',
  ])
  expect(new Set(series.map((row) => row.state))).toEqual(new Set(['open']))
})

test('pausing gives back what lies ahead, without a cause', async () => {
  const made = await anActivity(world, d, { date: '2027-02-13', seats: '1' })
  const arman = await world.browser(d.arman)
  await sayYes(arman, made)
  const { pauseVolunteer } = await import('../volunteers/commands/step-back')
  const before = (await world.entries()).length
  const ctx = { ...world.system }
  const paused = await pauseVolunteer(
    { ...ctx, actor: { kind: 'person', personId: d.arman, name: 'Arman', sessionId: d.arman, grants: [] } },
    { volunteerId: d.arman, until: null },
  )
  expect(paused.ok).toBe(true)
  expect(await kindsSince(before)).toContain('assignment.given-back')
  expect(await auditActivities(world.db)).toEqual(clean)
})

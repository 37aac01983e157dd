import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { auditActivities } from './audit'
import { anActivity, sayYes } from './testing/an-activity'
import { addCrowd } from './testing/crowd'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
})

type Made = { readonly activityId: string; readonly postId: string }
const clean = { doubleBookings: 0, overfilled: 0, missingYes: 0 }
const placeOf = (response: Response): string => response.headers.get('location') ?? ''
const isSeat = (response: Response): boolean => placeOf(response).startsWith('/me/assignments/')
const crowdOf = async (count: number) =>
  Promise.all((await addCrowd(world, d, count)).map(async (id) => ({ id, browser: await world.browser(id) })))
const live = async ({ postId }: Made): Promise<string[]> =>
  (
    await world.db
      .selectFrom('assignments')
      .select('volunteer_id')
      .where('post_id', '=', postId)
      .where('state', '=', 'live')
      .execute()
  ).map((row) => row.volunteer_id)
const seatsOf = ({ postId }: Made) =>
  world.db.selectFrom('slots').select(['volunteer_id', 'offered_to']).where('post_id', '=', postId).execute()
/** Work that runs now, to be checked in to. */
const now = (seats = '5') => {
  const at = world.clock.now().toZonedDateTimeISO(d.zone)
  const wall = (minutes: number) => at.add({ minutes }).toPlainTime().toString({ smallestUnit: 'minute' })
  return anActivity(world, d, { date: at.toPlainDate().toString(), from: wall(30), until: wall(150), seats })
}

test('cancelling while people say yes leaves nobody seated and nobody’s time taken', async () => {
  const made = await anActivity(world, d, { date: '2026-12-05', seats: '8' })
  const crowd = await crowdOf(8)
  const dana = await world.browser(d.dana)
  const [cancelled, ...answers] = await Promise.all([
    dana.post(`/activities/${made.activityId}/cancel`, { words: 'Storm' }),
    ...crowd.map(({ browser }) => sayYes(browser, made)),
  ])
  expect(cancelled.status).toBe(303)
  for (const answer of answers) expect([303, 422]).toContain(answer.status)
  expect(await live(made)).toEqual([])
  const ids = crowd.map(({ id }) => id)
  expect(await world.db.selectFrom('occupancy').select('id').where('volunteer_id', 'in', ids).execute()).toEqual([])
  expect(await auditActivities(world.db)).toEqual(clean)
})

test('fewer seats while people say yes: rows, number and people always agree', async () => {
  for (const seats of ['4', '2']) {
    const made = await anActivity(world, d, { date: seats === '4' ? '2026-12-12' : '2026-12-13', seats: '6' })
    const crowd = await crowdOf(5)
    const dana = await world.browser(d.dana)
    const [changed, ...answers] = await Promise.all([
      dana.post(`/activities/${made.activityId}/posts/${made.postId}/seats`, { seats }),
      ...crowd.map(({ browser }) => sayYes(browser, made, { wait: '1' })),
    ])
    expect([303, 422]).toContain(changed.status)
    for (const answer of answers) expect(answer.status).toBe(303)
    const rows = await seatsOf(made)
    const post = await world.db
      .selectFrom('posts')
      .select('seats')
      .where('id', '=', made.postId)
      .executeTakeFirstOrThrow()
    expect(rows).toHaveLength(post.seats)
    expect(post.seats).toBe(changed.status === 303 ? Number(seats) : 6)
    expect(rows.filter((row) => row.volunteer_id !== null)).toHaveLength((await live(made)).length)
    expect(answers.filter(isSeat)).toHaveLength((await live(made)).length)
  }
  expect(await auditActivities(world.db)).toEqual(clean)
})

test('two seats given back at once go to the two who wait, whoever else says yes in that moment', async () => {
  const made = await anActivity(world, d, { date: '2026-12-19', seats: '2' })
  const [one, two, ...others] = await crowdOf(10)
  const holders = [one, two].filter((person) => person !== undefined)
  const shifts: string[] = []
  for (const { browser } of holders) shifts.push(placeOf(await sayYes(browser, made)))
  const waiters = others.slice(0, 2)
  for (const { browser } of waiters) await sayYes(browser, made, { wait: '1' })
  const passers = others.slice(2)
  const answers = await Promise.all([
    ...passers.map(({ browser }) => sayYes(browser, made)),
    ...holders.map(({ browser }, n) => browser.post(`${shifts[n]}/give-back`)),
  ])
  for (const answer of answers) expect(answer.status).toBe(303)
  expect(answers.slice(0, passers.length).filter(isSeat)).toEqual([])
  expect(new Set((await seatsOf(made)).map((row) => row.offered_to))).toEqual(new Set(waiters.map(({ id }) => id)))
  const taken = await Promise.all([...waiters, ...passers].map(({ browser }) => sayYes(browser, made)))
  expect(taken.map(isSeat)).toEqual([true, true, ...passers.map(() => false)])
  expect(await auditActivities(world.db)).toEqual(clean)
})

test('giving back and checking in at once: either the seat is theirs and they are there, or they came as extra', async () => {
  const made = await now()
  const crowd = await crowdOf(4)
  const shifts = await Promise.all(crowd.map(async ({ browser }) => placeOf(await sayYes(browser, made))))
  const dana = await world.browser(d.dana)
  await Promise.all(
    crowd.flatMap(({ id, browser }, n) => [
      browser.post(`${shifts[n]}/give-back`),
      dana.post(`/activities/${made.activityId}/check-in`, { volunteer: id }),
    ]),
  )
  const rows = await world.db
    .selectFrom('attendances as t')
    .leftJoin('assignments as s', 's.id', 't.assignment_id')
    .select(['t.extra', 's.state'])
    .where('t.activity_id', '=', made.activityId)
    .execute()
  // Check-in is never refused for booking.
  expect(rows).toHaveLength(4)
  for (const row of rows)
    expect([JSON.stringify([true, null]), JSON.stringify([false, 'live'])]).toContain(
      JSON.stringify([row.extra, row.state]),
    )
})

test('one arrival sent again and again, by two doors at once, is one presence', async () => {
  const made = await now()
  const [person] = await crowdOf(1)
  const shift = placeOf(await sayYes(person?.browser ?? (await world.browser()), made))
  const dana = await world.browser(d.dana)
  const key = '7d1f2a34-5b6c-4d7e-8f90-a1b2c3d4e5f6'
  const answers = await Promise.all([
    ...[1, 2, 3].map(() => person?.browser.post(`${shift}/check-in`, { _key: key })),
    dana.post(`/activities/${made.activityId}/check-in`, { volunteer: person?.id ?? '' }),
  ])
  for (const answer of answers) expect([303, 409]).toContain(answer?.status)
  // A telephone that had no line says it once more an hour later, with the same key.
  world.clock.advance({ minutes: 60 })
  expect((await person?.browser.post(`${shift}/check-in`, { _key: key }))?.status).toBe(303)
  const rows = await world.db
    .selectFrom('attendances')
    .select('id')
    .where('volunteer_id', '=', person?.id ?? '')
    .execute()
  expect(rows).toHaveLength(1)
})

import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { auditActivities } from './audit'
import { refreshOffers } from './jobs'
import { anActivity, inEnglish, sayYes } from './testing/an-activity'
import { addCrowd } from './testing/crowd'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
})

const clean = { doubleBookings: 0, overfilled: 0, missingYes: 0 }
const placeOf = (response: Response): string => response.headers.get('location') ?? ''
const isSeat = (response: Response): boolean => placeOf(response).startsWith('/me/assignments/')
const makeGroup = async (made: { activityId: string; postId: string }, seats: string, by = d.lina) => {
  const browser = await inEnglish(world, by)
  const made1 = await browser.post(`/activities/${made.activityId}/posts/${made.postId}/group`, {
    seats,
    name: 'Class 9',
  })
  return { browser, path: placeOf(made1), id: placeOf(made1).split('/').at(-1) ?? '' }
}
const held = async (postId: string): Promise<number> =>
  (
    await world.db
      .selectFrom('slots')
      .select('id')
      .where('post_id', '=', postId)
      .where('held_for', 'is not', null)
      .execute()
  ).length

test('friends get a link; each says their own yes and only the number is shown', async () => {
  const made = await anActivity(world, d, { date: '2027-02-06' })
  const group = await makeGroup(made, '2')
  const [friend = ''] = await addCrowd(world, d, 1)
  const page = await (
    await (await inEnglish(world, friend)).get(`/activities/${made.activityId}?group=${group.id}`)
  ).text()
  expect(page).toContain(`name="group" value="${group.id}"`)
  await sayYes(await world.browser(friend), made, { group: group.id })
  const own = await (await group.browser.get(group.path)).text()
  expect(own).toContain('1 person of the group is coming')
  expect(own).toContain('1 place is still held for the group')
  expect((await (await world.browser(d.arman)).get(group.path)).status).toBe(404)
  expect((await (await world.browser(d.arman)).post(`${group.path}/release`)).status).toBe(404)
})

test('in one rush, passers-by get what is free and the friends what is held for them', async () => {
  const made = await anActivity(world, d, { date: '2027-02-13', seats: '5' })
  const group = await makeGroup(made, '3')
  const crowd = await addCrowd(world, d, 15)
  const browsers = await Promise.all(crowd.map((id) => world.browser(id)))
  const answers = await Promise.all(
    browsers.map((browser, n) => sayYes(browser, made, n % 5 === 0 ? { group: group.id } : { wait: '1' })),
  )
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([303]))
  expect(answers.map(isSeat).filter((_, n) => n % 5 === 0)).toEqual([true, true, true])
  expect(answers.filter(isSeat)).toHaveLength(5)
  expect(await held(made.postId)).toBe(0)
  expect(await auditActivities(world.db)).toEqual(clean)
})

test('what a group has not taken by the deadline goes to who waits, and late friends wait like anybody', async () => {
  const made = await anActivity(world, d, { date: '2027-02-20', seats: '2' })
  const group = await makeGroup(made, '2')
  const [waiter = '', friend = ''] = await addCrowd(world, d, 2)
  await sayYes(await world.browser(waiter), made, { wait: '1' })
  expect(
    await (await (await inEnglish(world, friend)).get(`/activities/${made.activityId}?group=${group.id}`)).text(),
  ).toContain('I can come')
  world.clock.advance({ hours: 25 })
  const late = await sayYes(await world.browser(friend), made, { group: group.id })
  expect(isSeat(late)).toBe(true)
  await refreshOffers(world.system, { postId: made.postId })
  const slots = await world.db
    .selectFrom('slots')
    .select(['offered_to', 'held_for'])
    .where('post_id', '=', made.postId)
    .where('volunteer_id', 'is', null)
    .execute()
  expect(slots).toEqual([{ offered_to: waiter, held_for: null }])
  const lapsed = (await world.entries()).filter((entry) => entry.kind === 'waiting.lapsed')
  expect(lapsed.map((entry) => [entry.body.volunteerId, entry.body.groupId])).toEqual([[d.lina, group.id]])
})

test('whoever made the group can let go; two forms at once hold seats once; others’ lists keep their order', async () => {
  const made = await anActivity(world, d, { date: '2027-02-27', seats: '4' })
  const twice = await Promise.all([makeGroup(made, '2'), makeGroup(made, '2')])
  expect(new Set(twice.map((one) => one.path)).size).toBe(1)
  expect(await held(made.postId)).toBe(2)
  const [group] = twice
  expect((await group.browser.post(`${group.path}/release`)).status).toBe(303)
  expect(await held(made.postId)).toBe(0)
  expect(await (await group.browser.get(group.path)).text()).toContain('No place is held for the group')
  const tooMany = await group.browser.post(`/activities/${made.activityId}/posts/${made.postId}/group`, { seats: '11' })
  expect(tooMany.status).toBe(422)
  expect(await tooMany.text()).toContain('from 0 to 10')
})

test('a link with a made-up group is a link to the activity', async () => {
  const made = await anActivity(world, d, { date: '2027-03-06' })
  expect(isSeat(await sayYes(await world.browser(d.aigul), made, { group: randomUUID() }))).toBe(true)
})

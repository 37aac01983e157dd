import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { auditActivities } from './audit'
import { anActivity, inEnglish, sayYes } from './testing/an-activity'
import { addCrowd } from './testing/crowd'
import { addVillage } from './testing/village'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
})

const live = (activityId: string) =>
  world.db
    .selectFrom('assignments')
    .select(['id', 'volunteer_id'])
    .where('activity_id', '=', activityId)
    .where('state', '=', 'live')
    .execute()

test('a courtyard clean-up asks three things, is published at once, and Lina can come', async () => {
  const made = await anActivity(world, d)
  const visitor = await world.browser()
  const page = await (await visitor.get(`/activities/${made.activityId}`)).text()
  expect(page).toContain('Clean-up')
  expect(page).toContain('5 sacks of litter')
  expect(page).toContain('Dana')
  const list = await (await visitor.get('/activities')).text()
  expect(list).toContain(`/activities/${made.activityId}`)
  const lina = await inEnglish(world, d.lina)
  const answered = await sayYes(lina, made)
  expect(answered.status).toBe(303)
  const shift = answered.headers.get('location') ?? ''
  expect(shift).toMatch(/^\/me\/assignments\//)
  expect(await (await lina.get(shift)).text()).toContain('I am here')
  expect((await world.entries()).map((entry) => entry.kind)).toEqual([
    'activity.created',
    'post.added',
    'activity.published',
    'answer.given',
    'assignment.made',
  ])
})

test('30 people on 5 seats at once: 5 come, 25 are told and offered the list, nobody is lost', async () => {
  const made = await anActivity(world, d, { date: '2026-12-05' })
  const crowd = await addCrowd(world, d, 30)
  const browsers = await Promise.all(crowd.map((id) => world.browser(id)))
  const answers = await Promise.all(browsers.map((browser) => sayYes(browser, made, { wait: '1' })))
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([303]))
  const seated = answers.filter((answer) => answer.headers.get('location')?.startsWith('/me/assignments/'))
  expect(seated).toHaveLength(5)
  expect(await live(made.activityId)).toHaveLength(5)
  const waiting = await world.db
    .selectFrom('waiting_list')
    .select('volunteer_id')
    .where('post_id', '=', made.postId)
    .where('state', '=', 'waiting')
    .execute()
  expect(waiting).toHaveLength(25)
  expect(await auditActivities(world.db)).toEqual({ doubleBookings: 0, overfilled: 0, missingYes: 0 })
})

test('one person on overlapping posts in the same moment gets one, and is told of the other', async () => {
  const first = await anActivity(world, d, { date: '2026-12-06', from: '10:00', until: '13:00' })
  const second = await anActivity(world, d, { date: '2026-12-06', from: '12:00', until: '15:00' })
  const third = await anActivity(world, d, { date: '2026-12-06', from: '12:30', until: '12:45' })
  const lina = await inEnglish(world, d.lina)
  const answers = await Promise.all([first, second, third].map((made) => sayYes(lina, made)))
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, 422, 422])
  const refused = answers.find((answer) => answer.status === 422)
  expect(await refused?.text()).toContain('You have something else at that time.')
  expect(await auditActivities(world.db)).toEqual({ doubleBookings: 0, overfilled: 0, missingYes: 0 })
})

test('the same key again is the same answer, not a second one', async () => {
  const made = await anActivity(world, d, { date: '2026-12-12' })
  const arman = await world.browser(d.arman)
  const key = 'b3a7c1de-1111-4222-8333-444455556666'
  const [first, again] = [await sayYes(arman, made, { _key: key }), await sayYes(arman, made, { _key: key })]
  expect(again.headers.get('location')).toBe(first.headers.get('location'))
  expect(await live(made.activityId)).toHaveLength(1)
})

test('a way that looks too long is refused with why, and the person alone may say they make it', async () => {
  const far = await addVillage(world, d)
  const [walker = ''] = await addCrowd(world, d, 1)
  const browser = await inEnglish(world, walker)
  await sayYes(browser, await anActivity(world, d, { date: '2026-12-19', from: '09:00', until: '11:00' }))
  const second = await anActivity(world, d, { date: '2026-12-19', from: '11:30', until: '13:00', place: far })
  const before = await browser.get(`/activities/${second.activityId}`)
  expect(await before.text()).not.toContain('I will make it in time')
  const refused = await sayYes(browser, second)
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain('The way from your other activity takes')
  expect(page).toContain('I will make it in time')
  expect((await sayYes(browser, second, { travel: '1' })).headers.get('location')).toMatch(/^\/me\/assignments\//)
  const said = (await world.entries()).filter(
    (entry) => entry.kind === 'answer.given' && entry.body.volunteerId === walker,
  )
  expect(said.map((entry) => entry.body.travelAccepted)).toEqual([false, true])
  // What no tick opens is named instead of the way.
  const third = await anActivity(world, d, { date: '2026-12-19', from: '12:30', until: '14:00' })
  const overlap = await (await sayYes(browser, third, { travel: '1' })).text()
  expect(overlap).toContain('You have something else at that time.')
  expect(overlap).not.toContain('I will make it in time')
})

import { beforeAll, expect, test } from 'vitest'
import { type ApiCaller, openCaller } from '../../../test/api-caller'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { anActivity, sayYes } from '../testing/an-activity'
import { addVillage } from '../testing/village'

let world: World
let d: District
let helpers: ApiCaller
let far: ApiCaller
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  const scopes = ['activities:manage', 'overdue:handle', 'region:review']
  helpers = await openCaller(world, { scopes, organizationId: d.organizationId })
  far = await openCaller(world, { scopes, regionId: 'KZ-75' })
})
const read = async (id: unknown) => (await helpers.get(`/activities/${id}`)).body

test('words change and the rest stays; a new briefing has a new version', async () => {
  const { activityId } = await anActivity(world, d)
  const before = await read(activityId)
  const path = `/activities/${activityId}/edit`
  expect((await helpers.post(path, { bring: 'Gloves' })).body).toEqual({ briefingVersion: before.briefingVersion })
  expect((await helpers.post(path, { briefing: 'Two by two.' })).body).toEqual({
    briefingVersion: Number(before.briefingVersion) + 1,
  })
  expect(await read(activityId)).toMatchObject({ title: before.title, bring: 'Gloves', expected: before.expected })
  expect((await far.post(path, { bring: 'Nothing' })).status).toBe(404)
})

test('a new place asks everyone anew', async () => {
  const made = await anActivity(world, d, { date: '2026-12-05' })
  await sayYes(await world.browser(d.lina), made)
  const locality = await addVillage(world, d)
  const path = `/activities/${made.activityId}/place`
  expect((await far.post(path, { locality })).status).toBe(403)
  expect((await helpers.post(path, { locality, words: 'School' })).body).toEqual({ asked: 1 })
  expect(await read(made.activityId)).toMatchObject({ locality })
  expect(await helpers.post(path, { locality: d.lina })).toMatchObject({ status: 422 })
})

test('posts are added, an activity is copied and repeated by a rule', async () => {
  const { activityId } = await anActivity(world, d, { date: '2026-12-06' })
  const post = { title: 'Tea', seats: 2, startsAt: '2026-12-06T06:00:00Z', endsAt: '2026-12-06T07:00:00Z' }
  const added = await helpers.post(`/activities/${activityId}/posts`, post)
  expect(added.status, JSON.stringify(added.body)).toBe(201)
  expect((await far.post(`/activities/${activityId}/posts`, post)).status).toBe(403)
  const copied = await helpers.post(`/activities/${activityId}/copies`, { startsAt: '2026-12-20T05:00:00Z' })
  expect(await read(copied.body.id)).toMatchObject({ state: 'draft', startsAt: '2026-12-20T05:00:00Z' })
  expect(((await read(copied.body.id)).posts as unknown[]).length).toBe(2)
  const rule = 'FREQ=WEEKLY;BYDAY=SU;COUNT=3'
  const repeated = await helpers.post(`/activities/${activityId}/repeats`, { rule })
  expect(repeated.body.ids, JSON.stringify(repeated.body)).toHaveLength(2)
  expect((await helpers.post(`/activities/${activityId}/repeats`, { rule: 'FREQ=WEEKLY' })).status).toBe(422)
  expect((await far.post(`/activities/${activityId}/repeats`, { rule })).status).toBe(403)
})

test('names come with a recorded look alone', async () => {
  const made = await anActivity(world, d, { date: '2026-12-07' })
  await sayYes(await world.browser(d.arman), made)
  const roster = await helpers.get(`/activities/${made.activityId}/roster`)
  expect(roster.body).toMatchObject({ people: [{ volunteer: d.arman, name: 'Arman', minor: false }] })
  const looks = await world.db
    .selectFrom('looks')
    .select(['subject_person_id', 'what'])
    .where('subject_id', '=', made.activityId)
    .where('subject_person_id', '=', d.arman)
    .execute()
  expect(looks.length).toBeGreaterThan(0)
  expect(JSON.stringify((await helpers.get(`/activities/${made.activityId}/people`)).body)).not.toContain('Arman')
  const hidden = await far.get(`/activities/${made.activityId}/roster`)
  expect(hidden.status).toBe(404)
  expect(JSON.stringify(hidden.body)).not.toContain('Arman')
})

test('a helper is taken in at the gate; a call about them is noted by the person who rang', async () => {
  const { activityId } = await anActivity(world, d, { date: '2026-11-22', from: '15:00', until: '18:00' })
  const helper = { name: 'Serik', ageBand: '18-64' }
  expect((await far.post(`/activities/${activityId}/helpers`, helper)).status).toBe(403)
  const taken = await helpers.post(`/activities/${activityId}/helpers`, helper)
  expect(taken.status, JSON.stringify(taken.body)).toBe(201)
  const path = `/attendance/${taken.body.attendance}/calls`
  const call = { whom: 'person', outcome: 'no-answer' }
  expect((await helpers.post(path, { ...call, calledBy: d.lina })).status).toBe(403)
  expect((await far.post(path, { ...call, calledBy: d.dana })).status).toBe(403)
  expect((await helpers.post(path, { ...call, calledBy: d.dana })).body).toEqual({ closed: false })
  expect((await helpers.post(path, { ...call, outcome: 'safe', calledBy: d.dana })).body).toEqual({ closed: true })
  const entry = (await world.entries()).findLast((one) => one.kind === 'attendance.overdue-called')
  expect(entry).toMatchObject({ actorKind: 'key', body: { callerId: d.dana } })
})

test('the authority’s word is that of a person it names', async () => {
  const { activityId } = await anActivity(world, d, { date: '2026-12-08' })
  const authority = await openCaller(world, { scopes: ['region:review'], regionId: d.region })
  const word = { verdict: 'return', words: 'Say who leads.' }
  const path = `/activities/${activityId}/review`
  expect((await authority.post(path, { ...word, reviewedBy: d.dana })).status).toBe(403)
  expect((await far.post(path, { ...word, reviewedBy: d.authority })).status).toBe(403)
  expect(await authority.post(path, { ...word, reviewedBy: d.authority })).toMatchObject({
    status: 409,
    body: { title: 'not in review' },
  })
})

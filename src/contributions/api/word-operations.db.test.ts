import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiCaller, openCaller } from '../../../test/api-caller'
import { type District, seedDistrict } from '../../../test/district'
import { openGateways } from '../../../test/gateways'
import { testWorld, type World } from '../../../test/world'

let world: World
let d: District
let gateways: Awaited<ReturnType<typeof openGateways>>
let helpers: ApiCaller
let partner: ApiCaller
let far: ApiCaller
beforeAll(async () => {
  gateways = await openGateways()
  world = await testWorld({ background: true, config: { smtpUrl: gateways.smtpUrl } })
  d = await seedDistrict(world)
  const scopes = ['activities:manage', 'contributions:confirm']
  helpers = await openCaller(world, { scopes, organizationId: d.organizationId })
  partner = await openCaller(world, { scopes: ['people:help'], regionId: d.region })
  far = await openCaller(world, { scopes: [...scopes, 'people:help'], regionId: 'KZ-75' })
})
afterAll(() => gateways.close())

/** Lina comes to an activity for an hour: made, attended and counted through the interface alone. */
async function anHour(): Promise<{ activity: unknown; hours: string }> {
  const now = world.clock.now()
  const made = await helpers.post('/activities', {
    organization: d.organizationId,
    coordinator: d.dana,
    work: 'clean-up',
    title: 'Courtyard',
    place: { locality: d.localityId },
    startsAt: now.add({ minutes: 1 }).toString(),
    endsAt: now.add({ minutes: 61 }).toString(),
    seats: 3,
    aim: 'A clean courtyard',
    briefing: 'Wear gloves.',
    expected: { quantity: 10, unit: 'sack', confirmedBy: 'site-owner' },
  })
  expect(made.body, JSON.stringify(made.body)).toMatchObject({ state: 'open' })
  const activity = made.body.id
  const there = await helpers.post(`/activities/${activity}/attendance`, { volunteer: d.lina })
  world.clock.advance({ minutes: 60 })
  expect((await helpers.post(`/attendance/${there.body.attendance}/check-out`)).body).toEqual({ minutes: 60 })
  await world.entries()
  const [line] = (await helpers.get(`/activities/${activity}/hours`)).body.hours as { id: string }[]
  return { activity, hours: line?.id ?? '' }
}
const asks = async () => ({
  volunteer: d.lina,
  consent: (await partner.post(`/people/${d.lina}/help`, { way: 'call' })).body.consent,
})
const lineOf = async (activity: unknown) =>
  ((await helpers.get(`/activities/${activity}/hours`)).body.hours as Record<string, unknown>[])[0]

test('a person’s hours are disputed by their word and decided by a named coordinator', async () => {
  const { activity, hours } = await anHour()
  const own = await asks()
  expect((await far.post(`/hours/${hours}/own-dispute`, { ...own, minutes: 90 })).status).toBe(404)
  const raised = await partner.post(`/hours/${hours}/own-dispute`, { ...own, minutes: 90, words: 'I stayed on' })
  expect(raised.status, JSON.stringify(raised.body)).toBe(201)
  expect(await lineOf(activity)).toMatchObject({ state: 'disputed', dispute: raised.body.dispute })
  const path = `/disputes/${raised.body.dispute}/decide`
  const decision = { minutes: 90, answer: 'So it was.' }
  expect((await helpers.post(path, { ...decision, decidedBy: d.lina })).status).toBe(404)
  expect((await far.post(path, { ...decision, decidedBy: d.dana })).status).toBe(404)
  expect((await helpers.post(path, { ...decision, decidedBy: d.dana })).body).toEqual({ activity })
  expect(await lineOf(activity)).toMatchObject({ state: 'confirmed', minutes: 90, dispute: null })
})

test('whoever raised a dispute does not decide it', async () => {
  const { hours } = await anHour()
  expect((await helpers.post(`/hours/${hours}/dispute`, { minutes: 30, raisedBy: d.arman })).status).toBe(404)
  const raised = await helpers.post(`/hours/${hours}/dispute`, { minutes: 30, raisedBy: d.dana })
  expect(raised.status, JSON.stringify(raised.body)).toBe(201)
  const decided = await helpers.post(`/disputes/${raised.body.dispute}/decide`, { minutes: 30, decidedBy: d.dana })
  expect(decided).toMatchObject({ status: 422, body: { title: 'own' } })
})

test('on what ground somebody worked is their word', async () => {
  const { hours } = await anHour()
  const own = await asks()
  expect((await partner.post(`/hours/${hours}/basis`, { ...own, basis: 'paid-time' })).status).toBe(200)
  expect((await far.post(`/hours/${hours}/basis`, { ...own, basis: 'free' })).status).toBe(404)
  const row = await world.db.selectFrom('contributions').select('basis').where('id', '=', hours).executeTakeFirst()
  expect(row).toEqual({ basis: 'paid-time' })
})

test('the link to confirm a result goes to its confirmer and never comes back to the caller', async () => {
  const { activity } = await anHour()
  const path = `/activities/${activity}/result/link`
  expect((await far.post(path, { contact: 'owner@example.kz' })).status).toBe(404)
  expect(await helpers.post(path, { contact: 'dana@example.kz' })).toMatchObject({
    status: 422,
    body: { title: 'own contact' },
  })
  const sent = await helpers.post(path, { contact: 'owner@example.kz', lang: 'en' })
  expect(sent).toEqual({ status: 200, body: {} })
  for (let tries = 0; tries < 18; tries++) await helpers.post(path, { contact: 'nobody' })
  for (let tries = 0; tries < 18; tries++) await helpers.post(path, { contact: 'dana@example.kz' })
  expect((await helpers.post(path, { contact: 'owner@example.kz' })).status).toBe(429)
})

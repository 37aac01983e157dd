import { beforeAll, expect, test } from 'vitest'
import { type ApiCaller, openCaller } from '../../../test/api-caller'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { newId } from '../../kit/ids'

let world: World
let d: District
let partner: ApiCaller
let other: ApiCaller
beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
  partner = await openCaller(world, { scopes: ['people:help'], regionId: d.region })
  other = await openCaller(world, { scopes: ['people:help'], regionId: d.region })
})

async function asks(volunteer: string): Promise<{ consent: unknown }> {
  const noted = await partner.post(`/people/${volunteer}/help`, { way: 'call' })
  expect(noted.status, JSON.stringify(noted.body)).toBe(201)
  return { consent: noted.body.consent }
}
const timeOf = async (volunteer: string, { consent }: { consent: unknown }) =>
  (await partner.get(`/volunteers/${volunteer}/time?consent=${consent}`)).body

test('a person is told at once that a partner acts for them, and ends it with one press', async () => {
  const own = await asks(d.arman)
  await world.entries()
  const notices = await world.db.selectFrom('notices').select('kind').where('person_id', '=', d.arman).execute()
  expect(notices).toEqual([{ kind: 'helped-by-partner' }])
  const arman = await world.browser(d.arman)
  expect((await arman.post('/me/account/consents/withdraw', { consent: String(own.consent) })).status).toBe(303)
  expect((await partner.post(`/volunteers/${d.arman}/pause`, { ...own, until: null })).status).toBe(404)
})

test('week, days that differ and busy times are said and taken back, the same for a repeat', async () => {
  const own = await asks(d.lina)
  const at = `/volunteers/${d.lina}`
  const week = [{ weekday: 6, startMinute: 540, endMinute: 1080 }]
  const repeat = newId()
  expect((await partner.post(`${at}/week`, { ...own, week }, repeat)).status).toBe(200)
  expect((await partner.post(`${at}/week`, { ...own, week }, repeat)).status).toBe(200)
  expect((await partner.post(`${at}/week`, { ...own, week: [] }, repeat)).status).toBe(422)
  expect((await partner.post(`${at}/exceptions`, { ...own, date: '2026-12-05', free: false })).status).toBe(200)
  expect((await partner.post(`${at}/exceptions`, { ...own, date: '2024-12-05', free: false })).status).toBe(422)
  const trip = { startsAt: '2026-12-12T05:00:00Z', endsAt: '2026-12-12T09:00:00Z' }
  expect((await partner.post(`${at}/busy`, { ...own, ...trip })).status).toBe(200)
  const said = await timeOf(d.lina, own)
  expect(said).toMatchObject({ zone: d.zone, week, exceptions: [{ date: '2026-12-05', free: false }], busy: [trip] })
  const { exceptions, busy } = said as { exceptions: { id: string }[]; busy: { id: string }[] }
  expect((await partner.post(`${at}/exceptions/${exceptions[0]?.id}/remove`, own)).status).toBe(200)
  expect((await partner.post(`${at}/busy/${busy[0]?.id}/remove`, own)).status).toBe(200)
  expect(await timeOf(d.lina, own)).toMatchObject({ exceptions: [], busy: [] })
})

test('wishes and limits change, and what is left out stays', async () => {
  const own = await asks(d.lina)
  const at = `/volunteers/${d.lina}/preferences`
  const wish = { weekMinutesMax: 600, kinds: ['clean-up'], quiet: { from: '22:00', until: '07:00' } }
  const kinds = await partner.post(at, { ...own, kinds: ['no-such-kind'] })
  expect(kinds).toMatchObject({ status: 422, body: { title: 'kind unknown' } })
  const known = /among ([a-z-]+)/.exec(String(kinds.body.detail))?.[1]
  expect((await partner.post(at, { ...own, ...wish, kinds: [known] })).status).toBe(200)
  expect((await partner.post(at, { ...own, home: { locality: d.localityId } })).status).toBe(200)
  expect((await partner.post(at, own)).status).toBe(422)
  const row = await world.db
    .selectFrom('volunteers')
    .select(['week_minutes_max', 'kinds', 'transport'])
    .where('id', '=', d.lina)
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ week_minutes_max: 600, kinds: [known], transport: 'car' })
})

test('a pause begins and ends, and somebody leaves, without reasons', async () => {
  const own = await asks(d.aigul)
  const at = `/volunteers/${d.aigul}`
  expect((await partner.post(`${at}/pause`, { ...own, until: '2026-12-20T00:00:00Z' })).status).toBe(200)
  expect((await partner.post(`${at}/resume`, own)).status).toBe(200)
  expect((await partner.post(`${at}/resume`, own)).status).toBe(422)
  expect((await partner.post(`${at}/leave`, own)).status).toBe(200)
  expect((await partner.post(`${at}/pause`, { ...own, until: null })).status).toBe(404)
  const left = (await world.entries()).findLast((entry) => entry.kind === 'volunteer.left')
  expect(left).toMatchObject({ subjectId: d.aigul, actorKind: 'key', onBehalfOf: d.aigul })
})

test('without the consent a key changes nothing and learns of nobody', async () => {
  const own = await asks(d.lina)
  const before = (await world.entries()).length
  const steps: readonly (readonly [string, object])[] = [
    ['week', { week: [] }],
    ['exceptions', { date: '2026-12-05', free: true }],
    ['busy', { startsAt: '2026-12-12T05:00:00Z', endsAt: '2026-12-12T09:00:00Z' }],
    ['preferences', { weekMinutesMax: 0 }],
    ['pause', { until: null }],
    ['resume', {}],
    ['leave', {}],
  ]
  for (const [step, body] of steps) {
    expect((await other.post(`/volunteers/${d.lina}/${step}`, { ...own, ...body })).status, step).toBe(404)
    expect((await partner.post(`/volunteers/${d.arman}/${step}`, { ...own, ...body })).status, step).toBe(404)
  }
  expect((await other.get(`/volunteers/${d.lina}/time?consent=${own.consent}`)).status).toBe(404)
  expect(await world.entries()).toHaveLength(before)
})

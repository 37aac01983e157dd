import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { moveHours } from './record-hours'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
})

test('who claims hours they confirmed themselves has them unconfirmed, in an entry of its own', async () => {
  const dana = await world.browser(d.dana)
  const now = world.clock.now().toZonedDateTimeISO(d.zone)
  const made = await dana.post('/activities/new', {
    organization: d.organizationId,
    work: 'clean-up',
    place: d.localityId,
    date: now.toPlainDate().toString(),
    from: now.add({ minutes: 1 }).toPlainTime().toString({ smallestUnit: 'minute' }),
    until: now.add({ minutes: 61 }).toPlainTime().toString({ smallestUnit: 'minute' }),
    seats: '5',
    do: 'publish',
  })
  const activity = /\/activities\/([0-9a-f-]{36})/.exec(made.headers.get('location') ?? '')?.[1] ?? ''
  await dana.post(`/activities/${activity}/check-in`, { volunteer: d.lina })
  world.clock.advance({ minutes: 60 })
  const stay = await world.db.selectFrom('attendances').select('id').executeTakeFirstOrThrow()
  await dana.post(`/activities/${activity}/check-out`, { attendance: stay.id })
  await world.entries()
  await dana.post(`/activities/${activity}/hours/confirm`, { all: '1' })
  const before = await world.db.selectFrom('contributions').selectAll().executeTakeFirstOrThrow()
  expect(before).toMatchObject({ volunteer_id: d.lina, state: 'confirmed', confirmed_by: d.dana })
  await dana.post('/join', { place: d.localityId, place_q: 'Oral', when: 'evenings' })
  const moved = await moveHours(world.system, { fromVolunteerId: d.lina, toVolunteerId: d.dana })
  expect(moved).toEqual({ ok: true, value: { moved: 1 } })
  expect(await world.db.selectFrom('contributions').selectAll().executeTakeFirstOrThrow()).toMatchObject({
    volunteer_id: d.dana,
    state: 'recorded',
    confirmed_by: null,
    confirmed_at: null,
  })
  const entries = (await world.entries()).filter((entry) => entry.subjectId === before.id)
  expect(entries.map(({ kind, publicBody }) => [kind, publicBody.minutes])).toEqual([
    ['hours.recorded', 60],
    ['hours.confirmed', 60],
    ['hours.unconfirmed', 60],
  ])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { openGateways } from '../../test/gateways'
import { testWorld, type World } from '../../test/world'
import { activitiesRoom } from '../activities'
import { catchUp } from '../journal'
import { asSystem } from '../platform'
import { noticesFollower } from './follower'
import { sendDue } from './send/send-due'

let world: World
let d: District
let gateways: Awaited<ReturnType<typeof openGateways>>

beforeAll(async () => {
  gateways = await openGateways()
  world = await testWorld({ config: { smtpUrl: gateways.smtpUrl, sms: gateways.sms } })
  d = await seedDistrict(world)
})
afterAll(() => gateways.close())

const sweep = async () => {
  await activitiesRoom.jobs
    ?.find((job) => job.name === 'activities.overdue')
    ?.run(asSystem(world.system, 'overdue'), {})
  await world.app.journal.caughtUp()
  await catchUp(world.db, noticesFollower(world.system))
  await sendDue(world.system)
}

/** Lina is checked in at a lone post whose form says this about whom to call. */
async function linaAlone(emergencyContact: string): Promise<Response> {
  const now = world.clock.now().toZonedDateTimeISO(d.zone)
  const wall = (minutes: number) => now.add({ minutes }).toPlainTime().toString({ smallestUnit: 'minute' })
  const dana = await world.browser(d.dana)
  const made = await dana.post('/activities/new', {
    organization: d.organizationId,
    work: 'clean-up',
    place: d.localityId,
    date: now.toPlainDate().toString(),
    from: wall(30),
    until: wall(150),
    seats: '2',
    contexts: 'lone-post',
    emergencyContact,
    do: 'publish',
  })
  const activityId = /\/activities\/([0-9a-f-]{36})/.exec(made.headers.get('location') ?? '')?.[1]
  if (activityId !== undefined) await dana.post(`/activities/${activityId}/check-in`, { volunteer: d.lina })
  return made
}

test('who does not check out of lone work is looked for by a text to the emergency contact, once', async () => {
  expect((await linaAlone('Serik from the boat station, 8 701 234 56 78')).status).toBe(303)
  world.clock.advance({ minutes: 150 + 16 })
  await sweep()
  const texts = () => gateways.messages.filter(({ to }) => to === '+77012345678').map(({ text }) => text)
  expect(texts()).toEqual([])
  for (const minutes of [15, 60, 60]) {
    world.clock.advance({ minutes })
    await sweep()
  }
  expect(texts()).toHaveLength(1)
  expect(texts()[0]).toMatch(/Lina.*112/)
  const open = await world.db.selectFrom('attendances').select('checked_out_at').executeTakeFirstOrThrow()
  expect(open.checked_out_at).toBeNull()
})

test('words without a telephone number are no emergency contact: the activity stays a draft and says why', async () => {
  const made = await linaAlone('Serik from the boat station')
  const dana = await world.browser(d.dana)
  dana.cookies.set('lang', 'en')
  const page = await (await dana.get(made.headers.get('location') ?? '')).text()
  expect(page).toContain('An emergency contact with a telephone number is given')
  expect(page).toContain('Still needed before publishing')
  const states = await world.db.selectFrom('activities').select('state').execute()
  expect(states.map(({ state }) => state).sort()).toEqual(['draft', 'open'])
})

import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { openGateways } from '../../test/gateways'
import { testWorld, type World } from '../../test/world'
import { catchUp, declaredKinds } from '../journal'
import { newId, newPublicId } from '../kit/ids'
import { noticesFollower } from './follower'
import { prepareReminders } from './remind'
import { rules } from './rules/all'
import { sendDue } from './send/send-due'
import { tell } from './tell'
import type { Told } from './told'

let world: World
let d: District
let gateways: Awaited<ReturnType<typeof openGateways>>

beforeAll(async () => {
  gateways = await openGateways()
  world = await testWorld({ config: { smtpUrl: gateways.smtpUrl, sms: gateways.sms } })
  d = await seedDistrict(world)
})
afterAll(() => gateways.close())
beforeEach(() => {
  gateways.mails.length = 0
  gateways.messages.length = 0
  gateways.refuse.mail = false
  gateways.refuse.sms = false
})

const follow = async () => {
  await world.app.journal.caughtUp()
  await catchUp(world.db, noticesFollower(world.system))
}
const report = async () => {
  const visitor = await world.browser()
  await visitor.post('/safety/report', {
    subject: `organization:${d.organizationId}`,
    kind: 'money',
    concerns: 'organization',
    words: 'They asked for money. Plum-stone-77.',
  })
}
const plain = (personId: string, change: Partial<Told> = {}): Told => ({
  to: { personId },
  kind: 'suspension-lifted',
  subject: { kind: 'person', id: personId },
  path: '/me/account',
  pace: 'soon',
  dedupe: newPublicId(),
  ...change,
})
const superuser = async (text: string, values: unknown[] = []) => {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  await client.query('SET session_replication_role = replica')
  await client.query(text, values)
  await client.end()
}
const deliveriesOf = (personId: string) =>
  world.db
    .selectFrom('notice_deliveries as d')
    .innerJoin('notices as n', 'n.id', 'd.notice_id')
    .select(['d.channel', 'd.state', 'd.reason', 'd.tries', 'd.next_try_at', 'n.kind'])
    .where('n.person_id', '=', personId)
    .orderBy('d.id')
    .execute()

test('rules name kinds of entry that exist', () => {
  const known = declaredKinds()
  expect(Object.keys(rules).filter((kind) => !known.has(kind))).toEqual([])
})

test('an entry becomes one notice and one mail, with a link and nothing of what was said', async () => {
  await report()
  await follow()
  await catchUp(world.db, { ...noticesFollower(world.system), name: 'notices-again' })
  await sendDue(world.system)
  const mails = gateways.mails.filter((mail) => mail.to === 'saule@example.kz')
  expect(mails).toHaveLength(1)
  expect(mails[0]?.body).toContain('http://127.0.0.1:8080/safety/')
  expect(JSON.stringify(gateways.mails)).not.toContain('Plum-stone')
  expect(mails[0]?.headers).toMatch(/List-Unsubscribe: <http:\/\/127\.0\.0\.1:8080\/notices\/off\//)
  expect(mails[0]?.headers).toMatch(/List-Unsubscribe-Post: List-Unsubscribe=One-Click/)
  const officer = await world.browser(d.officer)
  expect(await (await officer.get('/me/notices')).text()).toContain('Қауіпсіздік туралы жаңа хабар келді')
})

test('a mail program turns mail off in one press, without a session; the page keeps the notices', async () => {
  await tell(world.db, [plain(d.operator)], world.clock.now(), world.system.ports)
  await sendDue(world.system)
  const off = /List-Unsubscribe: <http:\/\/127\.0\.0\.1:8080([^>]+)>/.exec(gateways.mails[0]?.headers ?? '')?.[1] ?? ''
  const looked = await (await world.browser()).get(off)
  expect(looked.status).toBe(200)
  expect(
    await world.db.selectFrom('notice_settings').selectAll().where('person_id', '=', d.operator).execute(),
  ).toEqual([])
  const pressed = await world.http.request(`http://127.0.0.1:8080${off}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })
  expect([pressed.status, pressed.headers.get('location')]).toEqual([200, null])
  gateways.mails.length = 0
  await tell(world.db, [plain(d.operator)], world.clock.now(), world.system.ports)
  await sendDue(world.system)
  expect(gateways.mails).toEqual([])
  expect(await world.entries()).toContainEqual(
    expect.objectContaining({ kind: 'notices.settings-changed', body: { fields: ['email'], byLink: true } }),
  )
  const visitor = await world.browser()
  const forged = `/notices/off/${d.operator}.forged`
  expect([(await visitor.get(forged)).status, (await visitor.post(forged)).status]).toEqual([410, 410])
  // And on again, by the same link.
  const back = await visitor.post(off, { turn: 'on' })
  expect(await (await visitor.get(back.headers.get('location') ?? '')).text()).toContain('E-mail is on again')
  await tell(world.db, [plain(d.operator)], world.clock.now(), world.system.ports)
  await sendDue(world.system)
  expect(gateways.mails).toHaveLength(1)
})

test('a telephone gets text messages, and a gateway that fails is tried again with growing pauses', async () => {
  await superuser(
    `INSERT INTO contact_channels (id, person_id, kind, value, verified_at, created_at) VALUES ($1, $2, 'phone', '+77012345678', now(), now())`,
    [newId(), d.arman],
  )
  await superuser('INSERT INTO notice_settings (person_id, email) VALUES ($1, false)', [d.arman])
  gateways.refuse.sms = true
  await tell(world.db, [plain(d.arman)], world.clock.now(), world.system.ports)
  await sendDue(world.system)
  expect(await deliveriesOf(d.arman)).toContainEqual(
    expect.objectContaining({
      channel: 'sms',
      state: 'waiting',
      reason: 'gateway-503',
      tries: 1,
      next_try_at: world.clock.now().add({ seconds: 30 }),
    }),
  )
  world.clock.advance({ seconds: 31 })
  await sendDue(world.system)
  expect(await deliveriesOf(d.arman)).toContainEqual(expect.objectContaining({ channel: 'sms', tries: 2 }))
  gateways.refuse.sms = false
  world.clock.advance({ minutes: 2 })
  await sendDue(world.system)
  expect(gateways.messages).toEqual([
    { to: '+77012345678', text: expect.stringContaining('http://127.0.0.1:8080/me/account') },
  ])
  expect(await deliveriesOf(d.arman)).toContainEqual(
    expect.objectContaining({ channel: 'sms', state: 'sent', tries: 3 }),
  )
})

test('a notice that never goes through counts as failed, with the reason', async () => {
  gateways.refuse.mail = true
  await tell(world.db, [plain(d.authority)], world.clock.now(), world.system.ports)
  for (let tries = 0; tries < 9; tries++) {
    await sendDue(world.system)
    world.clock.advance({ hours: 1 })
  }
  const [email] = (await deliveriesOf(d.authority)).filter((one) => one.channel === 'email')
  expect(email?.state === 'failed' || email?.reason === 'quiet-hours').toBe(true)
})

test('two processes send each notice once', async () => {
  const at = world.clock.now().toZonedDateTimeISO(d.zone).add({ days: 1 }).with({ hour: 12 }).toInstant()
  world.clock.advance(world.clock.now().until(at))
  await sendDue(world.system)
  gateways.mails.length = 0
  await tell(
    world.db,
    Array.from({ length: 60 }, () => plain(d.lina)),
    world.clock.now(),
    world.system.ports,
  )
  await Promise.all([sendDue(world.system), sendDue(world.system), sendDue(world.system)])
  expect(gateways.mails.filter((mail) => mail.to === 'lina@example.kz')).toHaveLength(60)
})

test('a process that died while sending loses its turn to another after a while', async () => {
  await tell(world.db, [plain(d.lina)], world.clock.now(), world.system.ports)
  await superuser(
    `UPDATE notice_deliveries SET state = 'sending', lease = gen_random_uuid(), next_try_at = $1 WHERE state = 'waiting' AND channel = 'email'`,
    [world.clock.now().add({ seconds: 90 }).toString()],
  )
  expect(await sendDue(world.system)).toBe(0)
  world.clock.advance({ seconds: 91 })
  await sendDue(world.system)
  expect(gateways.mails).toHaveLength(1)
})

test('what can wait is collected in one daily message, in the language of the person', async () => {
  const aigul = await world.browser(d.aigul)
  const hours = { quietFrom: '21:00', quietUntil: '08:00', lang: 'kk' }
  await aigul.post('/me/notices/settings', { ...hours, digest: 'yes', digestAt: '18:00', emergencies: 'unsaid' })
  await tell(
    world.db,
    [plain(d.aigul, { pace: 'later' }), plain(d.aigul, { pace: 'later' }), plain(d.aigul, { pace: 'later' })],
    world.clock.now(),
    world.system.ports,
  )
  await sendDue(world.system)
  expect(gateways.mails).toEqual([])
  const evening = world.clock.now().toZonedDateTimeISO(d.zone).with({ hour: 18, minute: 0, second: 0 }).toInstant()
  world.clock.advance(world.clock.now().until(evening))
  await sendDue(world.system)
  expect(gateways.mails).toHaveLength(1)
  expect(gateways.mails[0]?.body.match(/Шеттету алынды/g)).toHaveLength(3)
})

const assign = async (volunteerId: string, startsAt: Temporal.Instant) => {
  const [activityId, postId, assignmentId] = [newPublicId(), newPublicId(), newPublicId()]
  await superuser(
    `INSERT INTO activities (id, reference, region_id, locality_id, organization_id, kind, form, work, state, title, aim, briefing,
       coordinator_id, starts_at, ends_at, zone, result_quantity, result_unit, result_confirmer, risk_tier, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, 'social', 'dated', 'aid', 'open', 'Wash Plum-stone the dog', 'a', 'b', $6,
       $7, $8, $9, 1, 'piece', 'site-owner', 0, $6, now())`,
    [
      activityId,
      activityId.slice(0, 12),
      d.region,
      d.localityId,
      d.organizationId,
      d.dana,
      startsAt.toString(),
      startsAt.add({ hours: 3 }).toString(),
      d.zone,
    ],
  )
  await superuser(
    `INSERT INTO assignments (id, slot_id, post_id, activity_id, volunteer_id, region_id, answer_id, terms_version, state, starts_at, ends_at, made_at)
     VALUES ($1, $1, $2, $3, $4, $5, $1, 1, 'live', $6, $7, $8)`,
    [
      assignmentId,
      postId,
      activityId,
      volunteerId,
      d.region,
      startsAt.toString(),
      startsAt.add({ hours: 3 }).toString(),
      world.clock.now().toString(),
    ],
  )
  return { activityId, assignmentId }
}
const noon = (days: number) =>
  world.clock.now().toZonedDateTimeISO(d.zone).add({ days }).with({ hour: 12, minute: 0, second: 0 }).toInstant()
const moveTo = (at: Temporal.Instant) => world.clock.advance(world.clock.now().until(at))
const remind = async () => {
  await prepareReminders(world.system)
  await sendDue(world.system)
}

test('an assignment is remembered a day and two hours before, once each, with locality, time and link alone', async () => {
  moveTo(noon(1))
  const startsAt = noon(2)
  const { activityId } = await assign(d.lina, startsAt)
  await remind()
  gateways.mails.length = 0
  moveTo(startsAt.subtract({ hours: 24 }).add({ minutes: 1 }))
  await remind()
  await remind()
  expect(gateways.mails).toHaveLength(1)
  expect(gateways.mails[0]?.body).toContain(`http://127.0.0.1:8080/activities/${activityId}`)
  expect(gateways.mails[0]?.body).toContain('Орал')
  expect(gateways.mails[0]?.body).not.toContain('Plum-stone')
  moveTo(startsAt.subtract({ hours: 2 }))
  await remind()
  expect(gateways.mails).toHaveLength(2)
  moveTo(startsAt)
  await remind()
  expect(gateways.mails).toHaveLength(2)
})

test('nobody is reminded of what they gave back or what moved', async () => {
  moveTo(noon(1))
  const startsAt = noon(2)
  const [given, moved] = [await assign(d.lina, startsAt), await assign(d.lina, startsAt)]
  moveTo(startsAt.subtract({ hours: 23 }))
  await prepareReminders(world.system)
  await superuser(`UPDATE assignments SET state = 'given-back', ended_at = now() WHERE id = $1`, [given.assignmentId])
  await superuser(`UPDATE assignments SET starts_at = starts_at + interval '1 hour' WHERE id = $1`, [
    moved.assignmentId,
  ])
  await sendDue(world.system)
  expect(gateways.mails).toEqual([])
  expect((await deliveriesOf(d.lina)).filter((one) => one.state === 'skipped').map((one) => one.reason)).toEqual(
    expect.arrayContaining(['no-longer-assigned', 'time-changed']),
  )
})

test('the calendar has a secret address that carries time, locality and link alone; a new one ends it', async () => {
  const lina = await world.browser(d.lina)
  const address = async () =>
    /http:\/\/127\.0\.0\.1:8080(\/calendar\/[\w-]+\.ics)/.exec(
      await (await lina.post('/me/notices/calendar')).text(),
    )?.[1] ?? ''
  const first = await address()
  const stranger = await world.browser()
  const feed = await stranger.get(first)
  expect(feed.headers.get('content-type')).toMatch(/^text\/calendar/)
  const body = await feed.text()
  expect(body).toContain('BEGIN:VEVENT')
  expect(body).toContain('Орал')
  expect(body).not.toContain('Plum-stone')
  const second = await address()
  expect((await stranger.get(first)).status).toBe(410)
  expect((await stranger.get(second)).status).toBe(200)
  const kept = await world.db
    .selectFrom('idempotency')
    .select('outcome')
    .where('command', '=', 'makeCalendarLink')
    .execute()
  expect(JSON.stringify(kept)).not.toContain(second.slice(10, 42))
})

import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { newId, newPublicId } from '../kit/ids'
import { keepInbound } from '../notices'
import { understandWaiting } from '../notices/talk/understand'
import { listToRingIn } from './queries/list-to-ring'

let world: World
let d: District
let operator: Browser
let client: pg.Client
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  operator = await world.browser(d.operator)
  operator.cookies.set('lang', 'en')
  client = new pg.Client(world.connection('postgres'))
  await client.connect()
  await client.query('SET session_replication_role = replica')
  return () => client.end()
})

const list = () => listToRingIn(world.db, world.clock.now(), [d.region])
const write = async (sender: string, text: string) => {
  const at = world.clock.now()
  await keepInbound(world.system, { door: 'sms', line: '3636', from: sender, text, providerId: newId(), at })
  await understandWaiting(world.system)
}
const ask = (line1: string, phone: string) => ({
  kind: 'food',
  line1,
  amount1: '10',
  place: d.localityId,
  place_q: 'Oral',
  home: 'yes',
  when: 'today',
  reach: 'phone',
  phone,
  callSafe: 'yes',
  textSafe: 'yes',
  address: 'Abai 1',
})
/** A notice that could not be sent, past the commands. */
const unsent = async (to: { person_id?: string; gift_id?: string }) => {
  const id = newId()
  const at = world.clock.now().toString()
  await client.query(
    `INSERT INTO notices (id, person_id, gift_id, kind, subject_kind, subject_id, values, path, pace, made_at, due_at, dedupe)
      VALUES ($1, $2, $3, 'donor-promised', 'gift', $4, $5, '', 'soon', $6, $6, $7)`,
    [id, to.person_id ?? null, to.gift_id ?? null, newId(), JSON.stringify({ giftId: to.gift_id }), at, id],
  )
  await client.query(
    `INSERT INTO notice_deliveries (id, notice_id, region_id, channel, state, next_try_at, reason)
      VALUES ($1, $2, $3, 'sms', 'waiting', $4, 'no-sender')`,
    [newId(), id, d.region, at],
  )
}
const aGift = async (reference: string, phone: string) => {
  const [giftId, pledgeId] = [newPublicId(), newPublicId()]
  const at = world.clock.now().toString()
  await client.query('INSERT INTO gifts (id, reference, region_id, made_at) VALUES ($1, $2, $3, $4)', [
    giftId,
    reference,
    d.region,
    at,
  ])
  await client.query('INSERT INTO gift_pledges (gift_id, pledge_id) VALUES ($1, $2)', [giftId, pledgeId])
  await client.query(
    "INSERT INTO pledge_contacts (pledge_id, name, contact_kind, contact, lang) VALUES ($1, 'Marat', 'phone', $2, 'ru')",
    [pledgeId, phone],
  )
  return giftId
}

test('messages, requests, notices and donors stand in one list, danger to life first', async () => {
  const visitor = await world.browser()
  await visitor.post('/ask/send', ask('bread', '+77015550001'))
  await visitor.post('/ask/send', { ...ask('the house burns, people inside', '+77015550002'), danger: 'yes' })
  await write('+77771111111', 'сіз кімсіз')
  await write('+77771111111', 'жауап беріңіз')
  await write('+77772222222', 'үйіміз өртеніп жатыр')
  await unsent({ person_id: d.lina })
  await unsent({ gift_id: await aGift('GIFT-0001', '+77015550003') })
  const rows = await list()
  expect(rows.map(({ urgency }) => urgency)).toEqual([0, 0, 2, 2, 3, 3])
  expect(rows.map(({ kind, urgency, reasons }) => [kind, urgency, ...reasons].join(' ')).sort()).toEqual([
    'gift 3 unreached',
    'message 0 message',
    'message 2 message',
    'need 0 danger',
    'need 2 check',
    'person 3 unreached',
  ])
  const html = await (await operator.get('/line')).text()
  for (const { kind, id } of rows) expect(html).toContain(`/line/${kind}/${id}`)
  expect(html).not.toMatch(/5550001|7111111|кімсіз|Lina/)
})

test('an unknown sender is read, rung by the number hidden until then, and all their messages are seen to at once', async () => {
  const id = (await list()).find((row) => row.kind === 'message' && row.urgency === 2)?.id ?? ''
  const path = `/line/message/${id}`
  await operator.post('/line/take', { kind: 'message', id })
  const page = await (await operator.get(path)).text()
  expect(page).toContain('tel:+77771111111')
  expect(page).toContain('сіз кімсіз')
  expect(page).toContain('жауап беріңіз')
  expect((await operator.post(path, { outcome: 'reached' })).status).toBe(303)
  expect((await list()).map((row) => row.id)).not.toContain(id)
  const handled = (await world.entries()).filter((entry) => entry.kind === 'message.handled')
  expect(handled).toHaveLength(2)
})

test('a danger comes up again in five minutes, at night too, until somebody has talked with them', async () => {
  const id = (await list()).find((row) => row.kind === 'need' && row.urgency === 0)?.id ?? ''
  const night = world.clock.now().toZonedDateTimeISO(d.zone).with({ hour: 23 }).toInstant()
  world.clock.advance(world.clock.now().until(night))
  for (let tries = 0; tries < 6; tries++) {
    await operator.post('/line/take', { kind: 'need', id })
    await operator.post(`/line/need/${id}`, { outcome: 'no-answer' })
    expect((await list()).map((row) => row.id)).not.toContain(id)
    world.clock.advance({ minutes: 6 })
    expect((await list()).find((row) => row.id === id)?.urgency).toBe(0)
  }
  await operator.post('/line/take', { kind: 'need', id })
  await operator.post(`/line/need/${id}`, { outcome: 'reached' })
  const need = world.db.selectFrom('needs').select('danger_seen_by').where('id', '=', id)
  expect(await need.executeTakeFirstOrThrow()).toEqual({ danger_seen_by: d.operator })
})

test('a donor is rung about their gift, in their language', async () => {
  const gift = (await list()).find((row) => row.kind === 'gift')
  await operator.post('/line/take', { kind: 'gift', id: gift?.id ?? '' })
  const page = await (await operator.get(`/line/gift/${gift?.id}`)).text()
  expect(page).toContain('GIFT-0001')
  expect(page).toContain('tel:+77015550003')
  expect(page).toContain('<blockquote lang="ru">')
})

test('five hundred who were rung already hide nobody behind them', async () => {
  const { rows } = await client.query(
    `INSERT INTO needs (id, reference, region_id, state, kind, urgency, severity, certainty, home_address, needed_by, zone, door, raised_at, checked_at)
      SELECT gen_random_uuid(), 'R' || i, $1, 'raised', 'food', 'future', 'minor', 'likely', false, $2, 'Asia/Oral', 'web',
        $2::timestamptz - make_interval(mins => 2000 - i), $2 FROM generate_series(1, 601) i RETURNING id`,
    [d.region, world.clock.now().toString()],
  )
  await client.query(
    `INSERT INTO line_calls (callee_kind, callee_id, region_id, settled_at) SELECT 'need', id, $1, $2 FROM needs
      WHERE reference LIKE 'R%' AND reference <> 'R601'`,
    [d.region, world.clock.now().toString()],
  )
  expect(rows).toHaveLength(601)
  expect((await list()).map((row) => row.reference)).toContain('R601')
})

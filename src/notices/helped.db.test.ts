import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { openGateways } from '../../test/gateways'
import { testWorld, type World } from '../../test/world'
import { catchUp } from '../journal'
import { newId } from '../kit/ids'
import { unwrap } from '../kit/result'
import { createKey } from '../platform'
import { noticesFollower } from './follower'
import { sendDue } from './send/send-due'

let world: World
let d: District
let gateways: Awaited<ReturnType<typeof openGateways>>
let key: string

beforeAll(async () => {
  gateways = await openGateways()
  world = await testWorld({ config: { smtpUrl: gateways.smtpUrl, sms: gateways.sms } })
  d = await seedDistrict(world)
  key = unwrap(await createKey(world.system, { name: 'line', scopes: ['needs:enter', 'needs:verify'] })).secret
})
afterAll(() => gateways.close())
beforeEach(() => {
  gateways.mails.length = 0
  gateways.messages.length = 0
})

const send = async (path: string, body: unknown) => {
  const response = await world.http.request(`http://127.0.0.1:8080/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': newId() },
    body: JSON.stringify(body),
  })
  return (await response.json()) as { id: string; reference: string }
}
const raise = (safe: { callSafe: boolean; textSafe: boolean }, contact = '+77012345678') =>
  send('/needs', {
    kind: 'food',
    lines: [{ words: 'ауыз су', quantity: '20' }],
    place: { locality: d.localityId, atHome: true, address: 'HiddenStreet 9' },
    neededBy: '2026-11-23T15:00:00Z',
    urgency: 'expected',
    contact,
    consentHow: 'by-phone',
    ...safe,
  })
const follow = async () => {
  await world.app.journal.caughtUp()
  await catchUp(world.db, noticesFollower(world.system))
  await sendDue(world.system)
}

test('a person for whom somebody asked gets number and link by text message, and every step after', async () => {
  const need = await raise({ callSafe: true, textSafe: true })
  await follow()
  expect(gateways.messages).toHaveLength(1)
  const text = gateways.messages[0]?.text ?? ''
  expect(gateways.messages[0]?.to).toBe('+77012345678')
  expect(text).toContain(need.reference)
  expect(text).not.toContain('HiddenStreet')
  const link = /http:\/\/127\.0\.0\.1:8080(\/n\/[\w-]+)/.exec(text)?.[1] ?? ''
  const page = await (await world.browser()).get(link)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain(need.reference)
  await send(`/needs/${need.id}/verify`, { method: 'call' })
  await follow()
  expect(gateways.messages).toHaveLength(2)
  const looks = await world.db
    .selectFrom('looks')
    .select(['viewer_role', 'what'])
    .where('subject_id', '=', need.id)
    .execute()
  expect(looks).toContainEqual({ viewer_role: 'system', what: ['contact'] })
})

test('where only a call is safe an operator rings; nothing is written to that number', async () => {
  const need = await raise({ callSafe: true, textSafe: false })
  await follow()
  expect(gateways.messages).toEqual([])
  const operator = await world.browser(d.operator)
  const list = async () => (await operator.get('/line')).text()
  expect(await list()).toContain(need.reference)
  expect(await list()).not.toContain('7012345678')
  const path = `/line/need/${need.id}`
  expect((await (await world.browser(d.lina)).post(path, { outcome: 'reached' })).status).toBe(403)
  await operator.post('/line/take', { kind: 'need', id: need.id })
  // What they have to be told stands there in their own language.
  expect(await (await operator.get(path)).text()).toMatch(new RegExp(`<blockquote lang="kk">[^<]*${need.reference}`))
  expect((await operator.post(path, { outcome: 'no-answer' })).status).toBe(303)
  world.clock.advance({ minutes: 31 })
  await operator.post('/line/take', { kind: 'need', id: need.id })
  expect((await operator.post(path, { outcome: 'reached' })).status).toBe(303)
  expect(await list()).not.toContain(need.reference)
  const told = (await world.entries()).filter((entry) => entry.kind === 'notice.told-by-operator')
  expect(told.map((entry) => entry.body.reached)).toEqual([false, true])
})

test('where neither is safe nothing goes out, and it is known why', async () => {
  const need = await raise({ callSafe: false, textSafe: false })
  await follow()
  expect([...gateways.messages, ...gateways.mails]).toEqual([])
  const rows = await world.db
    .selectFrom('notice_deliveries as d')
    .innerJoin('notices as n', 'n.id', 'd.notice_id')
    .select(['d.state', 'd.reason'])
    .where('n.need_id', '=', need.id)
    .execute()
  expect(rows).toEqual([{ state: 'skipped', reason: 'not-safe' }])
})

test('words of danger tell the operators of the region, at night as well', async () => {
  const night = world.clock.now().toZonedDateTimeISO(d.zone).with({ hour: 23 }).toInstant()
  world.clock.advance(world.clock.now().until(night))
  await send('/needs', {
    kind: 'other',
    lines: [{ words: 'үй өртеніп жатыр, ішінде адам бар', quantity: '1' }],
    place: { locality: d.localityId, atHome: true, address: 'HiddenStreet 9' },
    neededBy: '2026-11-23T15:00:00Z',
    urgency: 'immediate',
    contact: '+77012345678',
    callSafe: true,
    textSafe: true,
    consentHow: 'by-phone',
  })
  await follow()
  expect(gateways.mails.filter((mail) => mail.to === 'olzhas@example.kz')).toHaveLength(1)
  expect(gateways.mails[0]?.body).toContain('112')
  expect(JSON.stringify(gateways.mails)).not.toContain('HiddenStreet')
})

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as bodyOf } from 'node:stream/consumers'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { testWorld } from '../../../../test/world'
import { type HttpProvider, plainGateway } from '../../../platform'
import { openMessageCentre } from './message-centre.testing'
import { openSms } from './open-sms'

const centre = await openMessageCentre()
const requests: { url: string; method: string; type: string; body: string }[] = []
const answer = { status: 200, body: '{"data":[{"id":41}]}' }
const gateway = createServer((request, response) => {
  void bodyOf(request).then((body) => {
    const { url = '', method = '', headers } = request
    requests.push({ url, method, type: headers['content-type'] ?? '', body })
    response.writeHead(answer.status).end(answer.body)
  })
})
await new Promise<void>((listening) => gateway.listen(0, '127.0.0.1', listening))
const httpUrl = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`
const backup = (more: Partial<HttpProvider> = {}): HttpProvider => ({
  ...(plainGateway(`${httpUrl}/send`, 'token').providers[0] as HttpProvider),
  name: 'backup',
  messageId: 'data.0.id',
  tiynPerPart: 2000,
  ...more,
})
const world = await testWorld()
const logged: string[] = []
const parts = {
  db: world.db,
  clock: world.clock,
  log: (event: string, facts = {}) => logged.push(JSON.stringify({ event, ...facts })),
}
const open: ReturnType<typeof openSms>[] = []
const sms = (...providers: Parameters<typeof openSms>[0]['providers']) => smsWithin(undefined, ...providers)
const smsWithin = (dailyCapTiyn: number | undefined, ...providers: Parameters<typeof openSms>[0]['providers']) => {
  const opened = openSms({ providers, ...(dailyCapTiyn === undefined ? {} : { dailyCapTiyn }) }, parts)
  open.push(opened)
  return opened
}
const to = '+77012345678'

beforeEach(async () => {
  centre.submitted.length = 0
  centre.behave.status = 0
  requests.length = 0
  answer.status = 200
  await world.db.deleteFrom('sms_providers').execute()
  await world.db.deleteFrom('sms_messages').execute()
  await world.db.deleteFrom('sms_days').execute()
})
afterAll(async () => {
  for (const one of open) await one.close()
  await centre.close()
  await new Promise((closed) => gateway.close(closed))
})

test('a short text goes out in one part, a long one in parts that its telephone joins', async () => {
  const { send } = sms(centre.provider())
  await send({ to, text: 'Yes {we} can' })
  expect(centre.submitted).toEqual([
    { id: 'c1', to: '77012345678', from: '1414', coding: 0, text: 'Yes {we} can', udh: undefined },
  ])
  const long = `Орал: ${'сіз келе аласыз ба, '.repeat(6)}😀`
  await send({ to, text: long })
  const joined = centre.submitted.slice(1)
  expect(joined).toHaveLength(2)
  expect(joined.map((one) => one.text).join('')).toBe(long)
  expect(joined.every((one) => one.coding === 8)).toBe(true)
  const [first = [], second = []] = joined.map((one) => one.udh)
  expect([first, second]).toEqual([
    [0, 3, first?.[2], 2, 1],
    [0, 3, first?.[2], 2, 2],
  ])
  expect(await world.db.selectFrom('sms_days').select(['messages', 'parts', 'tiyn']).execute()).toEqual([
    { messages: 2, parts: 3, tiyn: 4500 },
  ])
})

test('a gateway is spoken to as it wants, and no text can write more than itself', async () => {
  const text = 'a "b"\\, {to} & Иә'
  await sms(backup()).send({ to, text })
  expect(JSON.parse(requests[0]?.body ?? '')).toEqual({ to, text })
  await sms(
    backup({
      method: 'GET',
      url: `${httpUrl}/s?phone={to}&mes={text}&from={from}`,
      headers: {},
      body: undefined,
    }),
  ).send({ to, text })
  const { url = '', method = '' } = requests[1] ?? {}
  expect(method).toBe('GET')
  expect(Object.fromEntries(new URL(url, httpUrl).searchParams)).toEqual({ phone: to, mes: text, from: 'Asar' })
  await sms(backup({ headers: { 'Content-Type': 'application/xml' }, body: '<m to={to}>{text}</m>' })).send({
    to,
    text: '<x>',
  })
  expect(requests[2]?.body).toBe('<m to=+77012345678>&#60;x&#62;</m>')
  expect(await world.db.selectFrom('sms_parts').select(['provider', 'provider_id']).execute()).toContainEqual({
    provider: 'backup',
    provider_id: '41',
  })
})

test('a provider that fails is passed over for a while, twice as long with each failure; the second one sends', async () => {
  const { send } = sms(centre.provider(), backup())
  centre.behave.status = 0x08
  await send({ to, text: 'one' })
  await send({ to, text: 'two' })
  expect(requests).toHaveLength(2)
  const health = () =>
    world.db
      .selectFrom('sms_providers')
      .select(['failures', 'demoted_until', 'last_code'])
      .where('name', '=', 'centre')
      .executeTakeFirst()
  expect(await health()).toEqual({
    failures: 1,
    demoted_until: world.clock.now().add({ seconds: 30 }),
    last_code: 'smpp-8',
  })
  world.clock.advance({ seconds: 31 })
  await send({ to, text: 'three' })
  expect(await health()).toMatchObject({ failures: 2, demoted_until: world.clock.now().add({ seconds: 60 }) })
  centre.behave.status = 0
  world.clock.advance({ seconds: 61 })
  await send({ to, text: 'four' })
  expect(centre.submitted.map((one) => one.text)).toEqual(['four'])
  expect(await health()).toMatchObject({ failures: 0, demoted_until: null })
  expect(await world.db.selectFrom('sms_days').select(['messages', 'tiyn']).execute()).toEqual([
    { messages: 4, tiyn: 3 * 2000 + 1500 },
  ])
})

test('parts that a provider took before it failed are paid for, and the next provider sends the whole', async () => {
  const { send } = sms(centre.provider(), backup())
  centre.behave.takes = 1
  await send({ to, text: 'ә'.repeat(150) })
  centre.behave.takes = Number.POSITIVE_INFINITY
  expect([centre.submitted.length, requests.length]).toEqual([1, 1])
  expect(await world.db.selectFrom('sms_days').select(['messages', 'parts', 'tiyn']).execute()).toEqual([
    { messages: 1, parts: 1 + 3, tiyn: 1500 + 3 * 2000 },
  ])
})

test('a number that a provider refuses is tried nowhere else, and costs nothing', async () => {
  const { send } = sms(centre.provider(), backup())
  centre.behave.status = 0x0b
  await expect(send({ to: '+7', text: 'x' })).rejects.toMatchObject({ code: 'smpp-11', refused: true })
  expect(requests).toEqual([])
  expect(await world.db.selectFrom('sms_days').select(['messages', 'tiyn']).execute()).toEqual([
    { messages: 0, tiyn: 0 },
  ])
})

test('nothing is sent past the cap of the day, however many send at once; the next day begins anew', async () => {
  const { send } = smsWithin(4500, centre.provider())
  const tries = await Promise.allSettled(Array.from({ length: 10 }, (_, i) => send({ to, text: `n${i}` })))
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(3)
  expect(centre.submitted).toHaveLength(3)
  expect(await world.db.selectFrom('sms_days').select(['messages', 'tiyn', 'held_back']).execute()).toEqual([
    { messages: 3, tiyn: 4500, held_back: 7 },
  ])
  world.clock.advance({ hours: 24 })
  await send({ to, text: 'morning' })
})

test('a link that broke is made again by the next message, and a wrong password is a failure like any other', async () => {
  const { send } = sms(centre.provider())
  await send({ to, text: 'before' })
  centre.hangUp()
  await expect
    .poll(async () => {
      await send({ to, text: 'after' }).catch(() => {})
      return centre.submitted.some((one) => one.text === 'after')
    })
    .toBe(true)
  await expect(sms(centre.provider({ password: 'no' })).send({ to, text: 'x' })).rejects.toMatchObject({
    code: 'smpp-13',
  })
})

test('nothing of whom it went to and what it said is kept or logged', async () => {
  const { send } = sms(centre.provider({ password: 'no' }), backup())
  await send({ to, text: 'plum-stone' })
  answer.status = 503
  await send({ to, text: 'plum-stone' }).catch(() => {})
  const kept = [
    await world.db.selectFrom('sms_messages').selectAll().execute(),
    await world.db.selectFrom('sms_parts').selectAll().execute(),
    await world.db.selectFrom('sms_providers').selectAll().execute(),
  ]
  expect(logged.length).toBeGreaterThan(0)
  expect(JSON.stringify([kept, logged])).not.toMatch(/plum-stone|7012345678/)
})

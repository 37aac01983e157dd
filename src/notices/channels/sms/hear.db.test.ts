import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testWorld } from '../../../../test/world'
import { newId } from '../../../kit/ids'
import { type HttpProvider, plainGateway } from '../../../platform'
import { hearSms } from './hear-sms'
import { giveUpParts } from './keep-part'
import { openMessageCentre } from './message-centre.testing'
import { openSms } from './open-sms'

const secret = 'a-secret-of-the-gateway-alone'
const gateway: HttpProvider = {
  ...(plainGateway('http://127.0.0.1:9/send', undefined).providers[0] as HttpProvider),
  secret,
  report: { id: 'id', state: 'status', delivered: ['ok'], failed: ['no'] },
  inbound: { id: 'message.id', from: 'message.from', text: 'message.text' },
}
const centre = await openMessageCentre()
const settings = { providers: [centre.provider(), gateway] }
const world = await testWorld({ config: { sms: settings } })
const sms = openSms(settings, { db: world.db, clock: world.clock, log: () => {} })
sms.listen(hearSms(world.system))
afterAll(async () => {
  await sms.close()
  await centre.close()
})
beforeAll(() => vi.waitUntil(() => centre.binds.includes('taken'), { timeout: 10_000 }))

const heard = async () =>
  (await world.db.selectFrom('inbound_messages').select(['line', 'sender', 'text']).orderBy('seq').execute()).map(
    ({ line, sender, text }) => [line, sender, text],
  )
const forget = () => world.db.deleteFrom('inbound_messages').execute()
const from = { source_addr: '77012345678', destination_addr: '1414' }
const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16()
const part = (reference: number, total: number, n: number, octets: Buffer) =>
  centre.deliver({
    ...from,
    esm_class: 0x40,
    data_coding: 8,
    short_message: Buffer.concat([Buffer.from([5, 0, 3, reference, total, n]), octets]),
  })

test('a message is kept before it is answered; one brought again after a lost answer is kept once', async () => {
  await forget()
  const words = { ...from, data_coding: 8, short_message: utf16('Иә, 2 сағаттан кейін') }
  expect([await centre.deliver(words), await centre.deliver(words)]).toEqual([0, 0])
  expect(await heard()).toEqual([['1414', '+77012345678', 'Иә, 2 сағаттан кейін']])
  world.clock.advance({ minutes: 3 })
  await centre.deliver(words)
  expect(await heard()).toHaveLength(2)
})

test('a digit that answers one question and then the next is two answers; after a link that broke it may be the first again', async () => {
  await forget()
  const one = { ...from, short_message: '1' }
  for (let said = 0; said < 3; said++) expect(await centre.deliver(one)).toBe(0)
  expect(await heard()).toHaveLength(3)
  const binds = centre.binds.length
  centre.hangUp()
  await vi.waitUntil(() => centre.binds.length > binds, { timeout: 10_000 })
  await centre.deliver(one)
  expect(await heard()).toHaveLength(3)
})

test('parts are joined in whatever order they come, even where one ends within a character', async () => {
  await forget()
  const whole = utf16('Су керек 😀 тез')
  const cut = utf16('Су керек ').length + 2
  await part(9, 3, 3, utf16('!'))
  await part(9, 3, 2, whole.subarray(cut))
  await part(9, 3, 2, whole.subarray(cut))
  expect(await heard()).toEqual([])
  await part(9, 3, 1, whole.subarray(0, cut))
  await part(9, 3, 1, whole.subarray(0, cut))
  expect(await heard()).toEqual([['1414', '+77012345678', 'Су керек 😀 тез!']])
  await centre.deliver({
    ...from,
    short_message: 'two',
    sar_msg_ref_num: 5,
    sar_total_segments: 2,
    sar_segment_seqnum: 2,
  })
  await centre.deliver({
    ...from,
    short_message: 'one ',
    sar_msg_ref_num: 5,
    sar_total_segments: 2,
    sar_segment_seqnum: 1,
  })
  expect((await heard()).at(-1)?.[2]).toBe('one two')
})

test('what waited for a part that never came is handed on with a mark in its place, and nothing of it stays', async () => {
  await forget()
  await part(10, 3, 1, utf16('Бізде '))
  await part(10, 3, 3, utf16('жоқ'))
  await giveUpParts(world.system)
  expect(await heard()).toEqual([])
  world.clock.advance({ minutes: 11 })
  await giveUpParts(world.system)
  expect(await heard()).toEqual([['1414', '+77012345678', 'Бізде  … жоқ']])
  expect(await world.db.selectFrom('sms_heard_parts').selectAll().execute()).toEqual([])
})

const call = (path: string, body: unknown, type = 'application/json') =>
  world.http.request(`http://127.0.0.1:8080/channels/sms/${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

test('a gateway brings messages with its secret alone, each once; what is no message is refused', async () => {
  await forget()
  const message = { message: { id: 7, from: '77012345678', text: 'Көмек керек' } }
  expect((await call(`${'x'.repeat(29)}/in`, message)).status).toBe(404)
  expect(await heard()).toEqual([])
  expect((await call(`${secret}/in`, message)).status).toBe(204)
  expect((await call(`${secret}/in`, message)).status).toBe(204)
  expect(await heard()).toEqual([['Asar', '+77012345678', 'Көмек керек']])
  for (const body of ['', '{', '[]', 'null', '{"message":7}', '{"__proto__":{"message":{}}}'])
    expect((await call(`${secret}/in`, body)).status).toBe(422)
})

const message = async (provider: string, ...ids: string[]) => {
  const id = newId()
  await world.db
    .insertInto('sms_messages')
    .values({
      id,
      provider,
      delivery_id: null,
      encoding: 'ucs2',
      parts: ids.length,
      tiyn: 0,
      state: 'taken',
      taken_at: world.clock.now(),
    })
    .execute()
  await world.db
    .insertInto('sms_parts')
    .values(ids.map((one) => ({ provider, provider_id: one, message_id: id })))
    .execute()
  return async () =>
    (await world.db.selectFrom('sms_messages').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state
}

test('a message arrived when all of its parts did, and is lost with the first that is', async () => {
  const two = await message('centre', 'm1', 'm2')
  await centre.receipt('m1', 'DELIVRD')
  await centre.receipt('m2', 'ACCEPTD')
  expect(await two()).toBe('taken')
  await centre.receipt('m2', 'DELIVRD')
  expect(await two()).toBe('arrived')
  await centre.receipt('m2', 'UNDELIV')
  expect(await two()).toBe('arrived')
  const lost = await message('centre', 'm3', 'm4')
  await centre.receipt('m3', 'UNDELIV')
  expect(await lost()).toBe('lost')
})

test('a gateway reports with its secret alone, as JSON or as a form, and on its own messages alone', async () => {
  const own = await message('gateway', 'g1')
  const other = await message('centre', 'g2')
  expect((await call(`${'x'.repeat(29)}/report`, { id: 'g1', status: 'ok' })).status).toBe(404)
  expect(await own()).toBe('taken')
  await call(`${secret}/report`, 'id=g1&status=ok', 'application/x-www-form-urlencoded')
  await call(`${secret}/report`, { id: 'g2', status: 'no' })
  expect([await own(), await other()]).toEqual(['arrived', 'taken'])
})

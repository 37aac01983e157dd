import { expect, test } from 'vitest'
import { testWorld } from '../../../test/world'
import { type InboundMessage, KEPT_CHARACTERS, keepInbound } from './keep-inbound'

const world = await testWorld()
const message: InboundMessage = {
  door: 'sms',
  line: '+77112000000',
  from: '+77010000001',
  text: 'Иә',
  providerId: 'm1',
  at: world.clock.now(),
}
const kept = () =>
  world.db.selectFrom('inbound_messages').select(['provider_id', 'text', 'length']).orderBy('seq').execute()

test('a message handed over twice, even at once, is kept once; the same id at another number is another message', async () => {
  const all = await Promise.all([1, 2, 3].map(() => keepInbound(world.system, message)))
  expect(all.filter((one) => one.kept)).toHaveLength(1)
  expect(await keepInbound(world.system, { ...message, text: 'Жоқ' })).toEqual({ kept: false })
  expect(await keepInbound(world.system, { ...message, line: '+77112000009' })).toEqual({ kept: true })
  expect((await kept()).map((row) => row.text)).toEqual(['Иә', 'Иә'])
})

test('a book, a zero byte and half a character are kept as far as they can be', async () => {
  const book = 'ә'.repeat(1_000_000)
  await keepInbound(world.system, { ...message, text: book, providerId: 'book' })
  await keepInbound(world.system, { ...message, text: 'a\u0000b\ud800c', providerId: 'odd' })
  await keepInbound(world.system, { ...message, providerId: 'x'.repeat(10_000) })
  const rows = await kept()
  expect(rows.find((row) => row.provider_id === 'book')).toMatchObject({ length: 1_000_000 })
  expect(rows.find((row) => row.provider_id === 'book')?.text).toHaveLength(KEPT_CHARACTERS)
  expect(rows.find((row) => row.provider_id === 'odd')?.text).toBe('a b\ufffdc')
  expect(rows.at(-1)?.provider_id).toMatch(/^[0-9a-f]{64}$/)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seedDistrict } from '../../../test/district'
import { testWorld } from '../../../test/world'
import { keepInbound, textDoors } from './keep-inbound'
import { understandWaiting } from './understand'

const world = await testWorld()
await seedDistrict(world)

const hostile = [
  '',
  '\u0000',
  '\ud800',
  '?',
  '😀'.repeat(70),
  "'; DROP TABLE people; --",
  '<script>alert(1)</script>',
  '{name} {reference} {#}',
  '%s%s%s %n',
  '../../etc/passwd',
  '9'.repeat(500),
  'иә '.repeat(400_000),
  '‮кері жазу',
  'K7M4-QX9T '.repeat(100),
  '1970-01-01 99:99 через 999 часов',
]

const MESSAGES = 10_000
const SENDERS = 1_000

/** Texts nobody meant: bytes, control characters, writing from right to left, halves of characters, words of ours in no order. */
function rubbish(): string[] {
  const units = [
    fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)),
    fc.integer({ min: 0, max: 31 }).map((byte) => String.fromCharCode(byte)),
    fc.integer({ min: 0x590, max: 0x6ff }).map((code) => String.fromCharCode(code)),
    fc.integer({ min: 0x200b, max: 0x2069 }).map((code) => String.fromCharCode(code)),
    fc.integer({ min: 0xd800, max: 0xdfff }).map((half) => String.fromCharCode(half)),
    fc.constantFrom('иә ', 'жоқ ', 'да ', 'no ', '2 ', 'сағат ', 'K7M4-QX9T ', 'керек ', 'адам ', '?', '0', '/start '),
  ]
  const text = fc.oneof(...units.map((unit) => fc.array(unit, { maxLength: 24 }))).map((parts) => parts.join(''))
  return fc.sample(text, { numRuns: MESSAGES - hostile.length, seed: 20_261_128 })
}

test('ten thousand rubbish, hostile and endless texts get at most one polite answer each, break nothing, and tell nothing of anybody', async () => {
  const texts = [...hostile, ...rubbish()]
  await Promise.all(
    texts.map((text, at) =>
      keepInbound(world.system, {
        door: textDoors[at % textDoors.length] ?? 'sms',
        line: '+77112000000',
        from: `+7777${String(at % SENDERS).padStart(7, '0')}`,
        text,
        providerId: String(at),
        at: world.clock.now(),
      }),
    ),
  )
  await understandWaiting(world.system)
  const rows = await world.db
    .selectFrom('inbound_messages')
    .select(['id', 'door', 'reply', 'attention', 'answered_at'])
    .execute()
  expect(rows).toHaveLength(MESSAGES)
  expect(rows.filter(({ answered_at }) => answered_at === null)).toEqual([])
  expect(rows.filter(({ attention }) => attention === 'fault')).toEqual([])
  const replies = await world.db
    .selectFrom('notices')
    .select('inbound_id')
    .where('inbound_id', 'is not', null)
    .execute()
  expect(new Set(replies.map(({ inbound_id }) => inbound_id)).size).toBe(replies.length)
  expect(replies).toHaveLength(rows.filter(({ reply }) => reply !== null).length)
  const said = [...new Set(rows.flatMap(({ reply }) => reply ?? []))]
  // A chat may take as many words as a consent needs.
  const short = rows.filter(({ door }) => door !== 'telegram').flatMap(({ reply }) => reply ?? [])
  expect(short.filter((reply) => reply.length >= 400)).toEqual([])
  expect(said.filter((reply) => /Lina|Arman|Aigul|Dana|@example|<script|DROP TABLE|undefined|NaN/.test(reply))).toEqual(
    [],
  )
  expect(await world.db.selectFrom('needs').select('id').execute()).toEqual([])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seedDistrict } from '../../../test/district'
import { testWorld } from '../../../test/world'
import { keepInbound } from './keep-inbound'
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

test('rubbish, hostile and endless texts get at most one polite answer each, break nothing, and tell nothing of anybody', async () => {
  const random = fc.sample(fc.string({ unit: 'binary', maxLength: 300 }), { numRuns: 150, seed: 20_261_128 })
  const texts = [...hostile, ...random]
  for (const [at, text] of texts.entries())
    await keepInbound(world.system, {
      door: 'sms',
      line: '+77112000000',
      from: `+7777${String(at % 40).padStart(7, '0')}`,
      text,
      providerId: String(at),
      at: world.clock.now(),
    })
  await understandWaiting(world.system)
  const rows = await world.db
    .selectFrom('inbound_messages')
    .select(['id', 'reply', 'attention', 'answered_at'])
    .execute()
  expect(rows).toHaveLength(texts.length)
  expect(rows.filter(({ answered_at }) => answered_at === null)).toEqual([])
  expect(rows.filter(({ attention }) => attention === 'fault')).toEqual([])
  const replies = await world.db
    .selectFrom('notices')
    .select('inbound_id')
    .where('inbound_id', 'is not', null)
    .execute()
  expect(new Set(replies.map(({ inbound_id }) => inbound_id)).size).toBe(replies.length)
  expect(replies.length).toBeLessThanOrEqual(texts.length)
  for (const { reply } of rows) {
    if (reply === null) continue
    expect(reply.length).toBeLessThan(400)
    expect(reply).not.toMatch(/Lina|Arman|Aigul|Dana|@example|<script|DROP TABLE/)
  }
  expect(await world.db.selectFrom('needs').select('id').execute()).toEqual([])
})

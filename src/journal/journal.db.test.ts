import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testWorld, type World } from '../../test/world'
import { newPublicId } from '../kit/ids'
import { err, ok } from '../kit/result'
import { inCommand } from '../platform'
import { commitTo, entryKind } from '.'

const countryAdded = entryKind('test.country-added', {
  subject: 'country',
  body: z.object({ number: z.int() }),
  public: ['count'],
})
const addCountry = (world: World, code: string, options: { withEntry?: boolean; fail?: boolean; key?: string } = {}) =>
  inCommand(
    {
      ...world.system,
      idempotency:
        options.key === undefined ? undefined : { scope: 'test', key: options.key, requestHash: Buffer.from(code) },
    },
    'addCountry',
    async (tx) => {
      await tx.db.insertInto('countries').values({ code, name_kk: code, name_ru: code, name_en: code }).execute()
      const id = newPublicId()
      if (options.withEntry !== false) {
        tx.append(
          countryAdded.entry({
            subjectId: id,
            regionId: 'KZ',
            body: { number: 1 },
            public: { count: 1 },
            facts: { name: { personId: null, fact: code } },
          }),
        )
      }
      return options.fail ? err({ kind: 'refused' }) : ok({ id })
    },
  )

let world: World
beforeAll(async () => {
  world = await testWorld()
})

test('a change without an entry is refused by the database', async () => {
  await expect(addCountry(world, 'AA', { withEntry: false })).rejects.toMatchObject({ code: 'AS002' })
  expect(await world.db.selectFrom('countries').selectAll().where('code', '=', 'AA').execute()).toEqual([])
})

test('a failure leaves neither state nor entry', async () => {
  const before = (await world.entries()).length
  expect(await addCountry(world, 'AB', { fail: true })).toEqual(err({ kind: 'refused' }))
  expect(await world.db.selectFrom('countries').selectAll().where('code', '=', 'AB').execute()).toEqual([])
  expect(await world.entries()).toHaveLength(before)
})

test('an entry gets the next position, carries its public part and a commitment to each fact', async () => {
  await addCountry(world, 'AC')
  const entry = (await world.entries()).at(-1)
  expect(entry).toMatchObject({ kind: 'test.country-added', publicBody: { count: 1 }, door: 'system' })
  const fact = await world.db
    .selectFrom('sealed_facts')
    .selectAll()
    .where('entry_id', '=', entry?.id ?? '')
    .executeTakeFirstOrThrow()
  expect(entry?.commitments.name).toBe(commitTo(fact.salt, 'AC'))
})

test('a repeat with the same key returns the first outcome and writes nothing', async () => {
  const key = newPublicId()
  const first = await addCountry(world, 'AD', { key })
  const again = await addCountry(world, 'AD', { key })
  expect(again).toEqual(first)
  await expect(addCountry(world, 'AE', { key })).rejects.toMatchObject({ repeat: { kind: 'key-reused' } })
})

test('a failure is kept as well: its repeat is refused though it would pass by now, and nothing of the first try stays', async () => {
  const key = newPublicId()
  expect(await addCountry(world, 'AG', { key, fail: true })).toEqual(err({ kind: 'refused' }))
  expect(await world.db.selectFrom('countries').selectAll().where('code', '=', 'AG').execute()).toEqual([])
  expect(await addCountry(world, 'AG', { key })).toEqual(err({ kind: 'refused' }))
})

test('positions have no gaps though transactions end in another order than they began', async () => {
  const codes = ['BA', 'BB', 'BC', 'BD', 'BE', 'BF', 'BG', 'BH']
  await Promise.all(codes.map((code, i) => addCountry(world, code, { fail: i % 3 === 2 })))
  const positions = (await world.entries()).map((entry) => entry.position)
  expect(positions).toEqual(positions.map((_, i) => i + 1))
})

test('what is not declared cannot be said in public', () => {
  const loud = { subjectId: newPublicId(), regionId: 'KZ', body: { number: 1 }, public: { count: 1, name: 'Lina' } }
  expect(() => countryAdded.entry(loud)).toThrow(/name/)
})

test('the application can neither change the record nor write around a command', async () => {
  await addCountry(world, 'CA')
  const client = new pg.Client(world.connection('asar_app'))
  await client.connect()
  try {
    for (const [sql, code] of [
      ["UPDATE journal SET kind = 'x'", '42501'],
      ['DELETE FROM journal', '42501'],
      ['TRUNCATE journal CASCADE', '42501'],
      ['DELETE FROM journal_positions', '42501'],
      ["INSERT INTO countries VALUES ('ZZ', 'a', 'b', 'c')", '42501'],
      ['DROP TABLE countries', '42501'],
      ['CREATE TABLE mine (a int)', '42501'],
      ['UPDATE looks SET door = door', '42501'],
      ['SELECT words FROM need_contacts', '42501'],
    ] as const) {
      await expect(client.query(sql), sql).rejects.toMatchObject({ code })
    }
  } finally {
    await client.end()
  }
})

test('not even the owner changes an entry', async () => {
  const client = new pg.Client(world.connection('asar_owner'))
  await client.connect()
  try {
    for (const sql of [
      "UPDATE journal SET kind = 'x'",
      'DELETE FROM journal',
      'TRUNCATE journal CASCADE',
      'DELETE FROM journal_positions',
    ]) {
      await expect(client.query(sql), sql).rejects.toMatchObject({ code: 'AS001' })
    }
  } finally {
    await client.end()
  }
})

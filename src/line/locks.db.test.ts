import pg from 'pg'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { listen } from '../dispatch/listen.testing'
import { openDb, openPool } from '../platform'
import { endCall } from './commands/end-call'
import { takeCall, takeNext } from './commands/take-call'
import { addOperators, givePhone, type Operator } from './line.testing'
import { listId } from './topic'

const OPERATORS = 14
const PEOPLE = 30

let world: World
let d: District
let operators: readonly Operator[]
let people: readonly string[]
let client: pg.Client
beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
  // Two pools stand for two web processes: nothing in memory is shared between their operators.
  const other = openPool(world.connection('asar_app'))
  operators = await addOperators(world, d.region, OPERATORS, openDb(other))
  client = new pg.Client(world.connection('postgres'))
  await client.connect()
  await client.query('SET session_replication_role = replica')
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO people (id, region_id, name, lang, zone, age_band, state, came_by, created_at)
      SELECT gen_random_uuid(), $1, 'Waits ' || i, 'kk', 'Asia/Oral', '18-64', 'active', 'self', $2 FROM generate_series(1, $3::int) i RETURNING id`,
    [d.region, world.clock.now().toString(), PEOPLE],
  )
  people = rows.map(({ id }) => id)
  return async () => {
    await other.end()
    await client.end()
  }
})
beforeEach(async () => {
  await client.query('DELETE FROM line_leases')
  await client.query(
    `INSERT INTO line_calls (callee_kind, callee_id, region_id, wished_at) SELECT 'person', id, $2, $3 FROM unnest($1::uuid[]) AS id
      ON CONFLICT (callee_kind, callee_id) DO UPDATE SET wished_at = excluded.wished_at, next_at = NULL, settled_at = NULL, tries = 0`,
    [people, d.region, world.clock.now().subtract({ minutes: 5 }).toString()],
  )
})

test('many operators of two processes reach for the same few people at once: each has one of them at most', async () => {
  const few = people.slice(0, 3)
  const taken = await Promise.all(
    Array.from({ length: OPERATORS * 3 }, async (_, i) => {
      const id = few[i % few.length] ?? ''
      const operator = operators[Math.floor(i / few.length)]
      return (await takeCall(operator?.ctx ?? world.system, { kind: 'person', id })).ok
    }),
  )
  // Whoever takes another lets go of the one before, so at the end there is one holder a person, never two.
  expect(taken).toContain(true)
  const { rows } = await client.query<{ callee_id: string; holders: number; keys: number }>(
    'SELECT callee_id, count(DISTINCT held_by)::int AS holders, count(*)::int AS keys FROM line_leases GROUP BY callee_id',
  )
  expect(rows.every(({ holders, keys }) => holders === 1 && keys === 1)).toBe(true)
  const holders = await client.query(
    'SELECT held_by FROM line_leases GROUP BY held_by HAVING count(DISTINCT callee_id) > 1',
  )
  expect(holders.rows).toEqual([])
})

test('working off the list from two processes at once, everybody is rung once and nobody twice', async () => {
  const rung: string[] = []
  await Promise.all(
    operators.map(async ({ ctx }) => {
      for (let next = await takeNext(ctx); next.ok; next = await takeNext(ctx)) {
        rung.push(next.value.id)
        await endCall(ctx, { callee: next.value, outcome: 'reached' })
      }
    }),
  )
  expect([...rung].sort()).toEqual([...people].sort())
})

test('two people on one telephone are never rung by two operators at once', async () => {
  const [one, two] = people
  for (const id of [one, two]) await givePhone(world, id ?? '', '+77019990001')
  const taken = await Promise.all(
    operators.map(({ ctx }, i) => takeCall(ctx, { kind: 'person', id: (i % 2 === 0 ? one : two) ?? '' })),
  )
  expect(taken.filter(({ ok }) => ok)).toHaveLength(1)
})

test('a lease that ends, and an operator who signs out, give the person back; whoever watches the list sees it', async () => {
  const [first, second] = operators
  const callee = { kind: 'person', id: people[9] ?? '' } as const
  if (first === undefined || second === undefined) throw new Error('two operators were expected')
  const { hear } = await listen(world, await world.browser(d.operator), `/live/line/${listId([d.region])}`)
  await hear(callee.id)
  expect((await takeCall(first.ctx, callee)).ok).toBe(true)
  expect(await hear('being talked with now')).not.toContain(callee.id)
  expect((await takeCall(second.ctx, callee)).ok).toBe(false)
  expect((await first.browser.post('/sign-out')).status).toBe(303)
  // No entry tells of it: the list looks again by itself.
  await hear(callee.id)
  expect((await takeCall(second.ctx, callee)).ok).toBe(true)
  world.clock.advance({ minutes: 16 })
  const third = operators[2]?.ctx ?? world.system
  expect((await takeCall(third, callee)).ok).toBe(true)
})

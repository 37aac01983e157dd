import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { z } from 'zod'
import { entryKind, startJournal } from '../../src/journal'
import { newId, newPublicId } from '../../src/kit/ids'
import { ok, unwrap } from '../../src/kit/result'
import {
  asSystem,
  type ConnectionSettings,
  type Ctx,
  inCommand,
  openDb,
  openJobs,
  openPool,
  parseConfig,
  silentLog,
  systemClock,
} from '../../src/platform'
import { openBenchDatabase } from '../database'
import { type Figure, tellFigures } from '../figure'
import { median, perSecond, times } from '../numbers'
import { insert, wakeUp } from './insert'
import { raise, raiseByHand } from './raise-need'

const ROUND_MS = 3000
const ROUNDS = 3

const added = entryKind('bench.added', {
  subject: 'district',
  body: z.object({ number: z.int(), locality: z.string() }),
  public: ['count', 'region'],
})

// One row of a room, its entry with a sealed fact, its wake-up and its idempotency key: what nearly every command writes.
const addDistrict = (ctx: Ctx, number: number) =>
  inCommand(
    { ...ctx, idempotency: { scope: 'bench', key: randomUUID(), requestHash: randomBytes(32) } },
    'addDistrict',
    async (tx) => {
      const id = newPublicId()
      await tx.db
        .insertInto('districts')
        .values({ id, region_id: 'KZ-27', name_kk: 'Теректі', name_ru: 'Теректинский', name_en: 'Terekti' })
        .execute()
      tx.append(
        added.entry({
          subjectId: id,
          regionId: 'KZ-27',
          body: { number, locality: id },
          public: { count: 1, region: 'KZ-27' },
          facts: { name: { personId: null, fact: 'Terekti' } },
        }),
      )
      tx.wake('bench.look', { id }, tx.now.add({ hours: 24 }), id)
      return ok({ id })
    },
  )

/** The same rows by hand: the seven statements a careful programmer would write, over pg alone. */
async function addByHand(client: pg.Client, number: number): Promise<void> {
  const [id, entryId, at] = [newPublicId(), newId(), new Date().toISOString()]
  await client.query('BEGIN')
  await client.query('INSERT INTO districts (id, region_id, name_kk, name_ru, name_en) VALUES ($1, $2, $3, $4, $5)', [
    id,
    'KZ-27',
    'Теректі',
    'Теректинский',
    'Terekti',
  ])
  await client.query(
    `INSERT INTO journal (id, at, actor_kind, actor_id, on_behalf_of, door, region_id, organization_id, kind, subject_kind, subject_id, body, public_body, commitments)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      entryId,
      at,
      'system',
      null,
      null,
      'system',
      'KZ-27',
      null,
      'bench.added',
      'district',
      id,
      JSON.stringify({ number, locality: id }),
      JSON.stringify({ count: 1, region: 'KZ-27' }),
      JSON.stringify({ name: randomBytes(32).toString('hex') }),
    ],
  )
  await client.query('INSERT INTO sealed_facts (entry_id, name, person_id, salt, fact) VALUES ($1, $2, $3, $4, $5)', [
    entryId,
    'name',
    null,
    randomBytes(16),
    JSON.stringify('Terekti'),
  ])
  await insert(client, 'pgboss.job', wakeUp({ job: 'bench.look', id }, id, new Date(Date.now() + 86_400_000)))
  await client.query(
    'INSERT INTO idempotency (scope, key, command, request_hash, outcome) VALUES ($1, $2, $3, $4, $5)',
    [
      'bench',
      randomBytes(32).toString('base64url'),
      'addDistrict',
      randomBytes(32),
      JSON.stringify({ ok: true, value: { id } }),
    ],
  )
  await client.query('COMMIT')
}

/** How often a second `clients` of them together do the work, each one after the other. */
async function rateOf(clients: number, work: (client: number, turn: number) => Promise<unknown>): Promise<number> {
  const started = performance.now()
  const until = started + ROUND_MS
  let done = 0
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let turn = 0; performance.now() < until; turn++) {
        await work(client, turn)
        done++
      }
    }),
  )
  return (done * 1000) / (performance.now() - started)
}

const localityId = randomUUID()
const database = await openBenchDatabase()
await database.load(async (client) => {
  await client.query(`SET session_replication_role = replica;
    INSERT INTO countries (code, name_kk, name_ru, name_en) VALUES ('KZ', 'KZ', 'KZ', 'KZ');
    INSERT INTO regions (id, country_code, kato, kind, name_kk, name_ru, name_en, zone, latitude, longitude)
    VALUES ('KZ-27', 'KZ', '270000000', 'region', 'БҚО', 'ЗКО', 'West Kazakhstan', 'Asia/Oral', 50.3, 50.2)`)
  await client.query(
    `INSERT INTO localities (id, region_id, kato, name_kk, name_ru, name_en, search, zone, latitude, longitude, population)
     VALUES ($1, 'KZ-27', '271010000', 'Орал', 'Уральск', 'Oral', '|орал|уральск|oral|', 'Asia/Oral', 51.2333, 51.3667, 234184)`,
    [localityId],
  )
})

async function openOurs(connection: ConnectionSettings) {
  const pool = openPool(connection)
  const db = openDb(pool)
  const jobs = await openJobs(pool, silentLog)
  // With the sequencer at work, as in use: each commit nudges it.
  const journal = await startJournal(db, [], silentLog)
  const ctx = asSystem(
    {
      db,
      clock: systemClock,
      config: unwrap(parseConfig({}, [])),
      log: silentLog,
      jobs,
      ports: { email: undefined, sms: undefined },
      committed: journal.nudge,
      actor: { kind: 'system', name: 'bench' },
      door: 'system',
      lang: 'en',
    },
    'bench',
  )
  return {
    ctx,
    stop: async () => {
      await journal.stop()
      await jobs.stop()
      await db.destroy()
    },
  }
}

type Work = {
  readonly name: string
  command(ctx: Ctx, turn: number): Promise<unknown>
  byHand(client: pg.Client, turn: number): Promise<unknown>
}

const works: readonly Work[] = [
  { name: 'one row', command: async (ctx, turn) => unwrap(await addDistrict(ctx, turn)), byHand: addByHand },
  {
    name: 'a request for help',
    command: (ctx) => raise(ctx, localityId),
    byHand: (client) => raiseByHand(client, localityId),
  },
]

async function compare({ name, command, byHand }: Work, clients: number): Promise<Figure> {
  const ours = await openOurs(database.connection('asar_app'))
  const hands = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client(database.connection('asar_owner'))
      await client.connect()
      return client
    }),
  )
  const oursRate = () => rateOf(clients, (_, turn) => command(ours.ctx, turn))
  const handRate = () =>
    rateOf(clients, async (client, turn) => hands[client] !== undefined && byHand(hands[client], turn))
  const rounds: { ours: number; hand: number }[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const measured =
      round % 2 === 0
        ? { ours: await oursRate(), hand: await handRate() }
        : { hand: await handRate(), ours: await oursRate() }
    // The first round warms both sides up.
    if (round > 0) rounds.push(measured)
  }
  await Promise.all(hands.map((client) => client.end()))
  await ours.stop()
  const ratio = median(rounds.map((round) => round.ours / round.hand))
  return {
    figure: `commands, ${name}, ${clients === 1 ? 'alone' : `${clients} clients`}`,
    ours: perSecond(median(rounds.map((round) => round.ours))),
    other: `${perSecond(median(rounds.map((round) => round.hand)))} bare SQL of the same rows`,
    judged: times(ratio),
    limit: '≥ 0.50 ×',
    holds: ratio >= 0.5,
  }
}

try {
  const figures: Figure[] = []
  for (const work of works) for (const clients of [1, 16]) figures.push(await compare(work, clients))
  tellFigures(figures)
} finally {
  await database.stop()
}

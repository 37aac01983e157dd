import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { entryKind, startJournal } from '../../src/journal'
import { newPublicId } from '../../src/kit/ids'
import { ok, unwrap } from '../../src/kit/result'
import {
  asSystem,
  type Ctx,
  inCommand,
  openDb,
  openPool,
  parseConfig,
  silentLog,
  systemClock,
} from '../../src/platform'
import type { BenchDatabase } from '../database'
import type { Figure } from '../figure'
import { median, ms, perSecond, quantile, times } from '../numbers'
import { followerIn } from './follower-in'

const CLIENTS = 16
const ROUND_MS = 5000
const ROUNDS = 3
const LOOK_MS = 20
const AGE_MS_MAX = 2000

const added = entryKind('bench.sealed', {
  subject: 'district',
  body: z.object({ number: z.int() }),
  public: ['count', 'region'],
})

// The lightest command there is: what seals must keep up with the most entries a second that can come.
const add = (ctx: Ctx, number: number) =>
  inCommand(ctx, 'addDistrict', async (tx) => {
    const id = newPublicId()
    await tx.db
      .insertInto('districts')
      .values({ id, region_id: 'KZ-27', name_kk: 'Теректі', name_ru: 'Теректинский', name_en: 'Terekti' })
      .execute()
    tx.append(
      added.entry({ subjectId: id, regionId: 'KZ-27', body: { number }, public: { count: 1, region: 'KZ-27' } }),
    )
    return ok({ id })
  })

type Round = { readonly rate: number; readonly ages: readonly number[]; readonly behindMs: number }

/** As many commands as sixteen clients can do, with and without the log beside them: rates, and the age of what a checkpoint stands on. */
export async function writeWhileSealing(database: BenchDatabase): Promise<Figure[]> {
  await database.load(async (client) => {
    await client.query(`SET session_replication_role = replica;
      INSERT INTO countries (code, name_kk, name_ru, name_en) VALUES ('KZ', 'KZ', 'KZ', 'KZ');
      INSERT INTO regions (id, country_code, kato, kind, name_kk, name_ru, name_en, zone, latitude, longitude)
      VALUES ('KZ-27', 'KZ', '270000000', 'region', 'БҚО', 'ЗКО', 'West Kazakhstan', 'Asia/Oral', 50.3, 50.2)`)
  })
  const dataFolder = await mkdtemp(join(tmpdir(), 'asar-bench-log-'))
  const sealed: Round[] = []
  const bare: Round[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const measured = [await run(database, dataFolder, true), await run(database, dataFolder, false)] as const
    // The first round warms up.
    if (round > 0) {
      sealed.push(measured[0])
      bare.push(measured[1])
    }
  }
  await rm(dataFolder, { recursive: true, force: true })
  const ages = sealed.flatMap((round) => round.ages)
  const ratio = median(sealed.map((round, at) => round.rate / (bare[at]?.rate ?? Number.NaN)))
  const behind = Math.max(...sealed.map((round) => round.behindMs))
  const p99 = quantile(ages, 0.99)
  return [
    {
      figure: 'commands while their entries are sealed, 16 clients',
      ours: perSecond(median(sealed.map((round) => round.rate))),
      other: `${perSecond(median(bare.map((round) => round.rate)))} without the log`,
      judged: times(ratio),
      limit: '',
      holds: undefined,
    },
    {
      figure: 'age of an entry when a checkpoint first stands on it, at that rate, p99',
      ours: `median ${ms(median(ages))}, longest ${ms(Math.max(...ages))}`,
      other: '',
      judged: ms(p99),
      limit: `≤ ${ms(AGE_MS_MAX)}`,
      holds: p99 <= AGE_MS_MAX,
    },
    {
      figure: 'time until everything is sealed, after the last command',
      ours: ms(behind),
      other: '',
      judged: ms(behind),
      limit: `≤ ${ms(AGE_MS_MAX)}`,
      holds: behind <= AGE_MS_MAX,
    },
  ]
}

async function run(database: BenchDatabase, dataFolder: string, seals: boolean): Promise<Round> {
  const pool = openPool(database.connection('asar_app'))
  const db = openDb(pool)
  const journal = await startJournal(db, seals ? [followerIn(db, dataFolder)] : [], silentLog)
  // What the rounds without the log left over is sealed first.
  await journal.caughtUp()
  const ctx = asSystem(
    {
      db,
      clock: systemClock,
      config: unwrap(parseConfig({}, [])),
      log: silentLog,
      jobs: { send: async () => {} },
      ports: { email: undefined, sms: undefined },
      committed: journal.nudge,
      actor: { kind: 'system', name: 'bench' },
      door: 'system',
      lang: 'en',
    },
    randomUUID(),
  )
  const committed: number[] = []
  const seen: { at: number; size: number }[] = []
  const sizeNow = async () =>
    Number((await pool.query('SELECT coalesce(max(size), 0) AS size FROM log_checkpoints')).rows[0]?.size)
  const base = await sizeNow()
  let running = true
  const looking = (async () => {
    while (running && seals) {
      const size = (await sizeNow()) - base
      if (size !== seen.at(-1)?.size) seen.push({ at: performance.now(), size })
      await new Promise((later) => setTimeout(later, LOOK_MS))
    }
  })()
  const started = performance.now()
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let turn = 0; performance.now() < started + ROUND_MS; turn++) {
        unwrap(await add(ctx, turn))
        committed.push(performance.now())
      }
    }),
  )
  const ended = performance.now()
  while (seals && (await sizeNow()) - base < committed.length) await new Promise((later) => setTimeout(later, LOOK_MS))
  const behindMs = performance.now() - ended
  await new Promise((later) => setTimeout(later, 2 * LOOK_MS))
  running = false
  await looking
  await journal.stop()
  await db.destroy()
  return { rate: (committed.length * 1000) / (ended - started), ages: agesOf(committed, seen), behindMs }
}

// Positions follow the order of commits but for those that race each other, which does not matter to an age.
function agesOf(committed: readonly number[], seen: readonly { at: number; size: number }[]): number[] {
  const ages: number[] = []
  let next = 0
  for (const { at, size } of seen)
    for (; next < Math.min(size, committed.length); next++) ages.push(at - (committed[next] ?? at))
  return ages
}

import { CompiledQuery } from 'kysely'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Clock } from './clock'
import type { ConnectionSettings, Db } from './database/open'
import type { Log } from './log'

const QUEUE = 'wake'

/** Wake-ups at a moment. A wake-up carries ids only; the command it calls re-checks state and time. */
export type Jobs = {
  /** Sends inside the caller's transaction: the wake-up is there exactly if that transaction commits. */
  send(db: Db, job: string, data: Record<string, string | number>, at: Temporal.Instant, key?: string): Promise<void>
}

/** A named piece of timed work, declared by its room. `everyMinutes` makes it a sweep that needs no one to send it. */
export type JobDefinition<C> = {
  readonly name: string
  readonly everyMinutes?: number
  /** Destroys what has run out of time: also run before a restored backup serves anything. */
  readonly erases?: true
  run(ctx: C, data: Record<string, string | number>): Promise<void>
}

/** Creates or updates the job tables, as the owner, and lets the application use them. */
export async function migrateJobs(owner: ConnectionSettings): Promise<void> {
  const pool = new pg.Pool({ ...owner, max: 2 })
  try {
    const boss = bossOver(pool, true)
    await boss.start()
    await boss.createQueue(QUEUE, {
      retryLimit: 5,
      retryDelay: 5,
      retryBackoff: true,
      expireInSeconds: 60,
      deleteAfterSeconds: 86_400,
    })
    await boss.stop({ graceful: false })
    await pool.query(`GRANT USAGE ON SCHEMA pgboss TO asar_app, asar_command;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO asar_app, asar_command;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO asar_app, asar_command;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgboss TO asar_app, asar_command`)
  } finally {
    await pool.end()
  }
}

const bossOver = (pool: pg.Pool, migrate: boolean) =>
  new PgBoss({
    db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) },
    migrate,
    createSchema: migrate,
    schedule: false,
    supervise: false,
  })

/** Wake-ups over the application's pool. `work` begins to run them; without it this process only sends. */
export async function openJobs(pool: pg.Pool, log: Log) {
  const boss = bossOver(pool, false)
  boss.on('error', (cause) => log('jobs.error', { message: cause.message }))
  await boss.start()
  return {
    send: async (db, job, data, at, key) => {
      await boss.send(
        QUEUE,
        { job, ...data },
        {
          startAfter: new Date(at.epochMilliseconds),
          ...(key === undefined ? {} : { singletonKey: `${job} ${key}` }),
          db: {
            executeSql: async (text: string, values?: unknown[]) => ({
              rows: (await db.executeQuery(CompiledQuery.raw(text, values ?? []))).rows,
            }),
          },
        },
      )
    },
    async work<C>(ctx: C, clock: Clock, definitions: readonly JobDefinition<C>[]) {
      const byName = new Map(definitions.map((definition) => [definition.name, definition]))
      await boss.work<Record<string, string | number>>(
        QUEUE,
        { batchSize: 10, pollingIntervalSeconds: 1 },
        async (jobs) => {
          for (const { data } of jobs) {
            const definition = byName.get(String(data.job))
            if (definition === undefined) log('jobs.unknown', { job: String(data.job) })
            else await definition.run(ctx, data)
          }
        },
      )
      const sweeps = definitions.filter((definition) => definition.everyMinutes !== undefined)
      const timers = sweeps.map((sweep) =>
        setInterval(() => void runSweep(pool, sweep, ctx, clock, log), (sweep.everyMinutes ?? 1) * 60_000),
      )
      for (const timer of timers) timer.unref()
      return () => timers.forEach(clearInterval)
    },
    stop: () => boss.stop({ graceful: true, timeout: 3000 }),
  } satisfies Jobs & Record<string, unknown>
}

// One process of many runs a sweep: whoever holds its advisory lock for the while.
async function runSweep<C>(pool: pg.Pool, sweep: JobDefinition<C>, ctx: C, clock: Clock, log: Log): Promise<void> {
  try {
    const client = await pool.connect()
    try {
      const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock(hashtext($1)) AS got', [
        `sweep ${sweep.name}`,
      ])
      if (rows[0]?.got !== true) return
      try {
        await sweep.run(ctx, { at: clock.now().epochMilliseconds })
      } finally {
        await client.query('SELECT pg_advisory_unlock(hashtext($1))', [`sweep ${sweep.name}`])
      }
    } finally {
      client.release()
    }
  } catch (cause) {
    log('jobs.sweep-failed', { sweep: sweep.name, message: cause instanceof Error ? cause.message : 'unknown' })
  }
}

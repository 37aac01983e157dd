import { sql } from 'kysely'
import type pg from 'pg'
import type { Db } from './database/open'

/** Upper bounds of the latency histogram, in seconds. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const

type Series = { count: number; seconds: number; buckets: number[] }

/** Counts of one process: requests by method, route and status, and how long they took. */
export type Metrics = {
  observe(method: string, route: string, status: number, seconds: number): void
  /** All figures as Prometheus text (version 0.0.4). */
  render(db: Db, pool: PoolFigures | undefined): Promise<string>
}

/** What a pool of connections says of itself. */
export type PoolFigures = Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'>

/** Empty counters. Routes are patterns, never addresses, so that no secret and no person appears in them. */
export function openMetrics(): Metrics {
  const series = new Map<string, Series>()
  const startedAt = Date.now()
  return {
    observe: (method, route, status, seconds) => {
      const key = `method="${method}",route="${escapeLabel(route)}",status="${status}"`
      const one = series.get(key) ?? { count: 0, seconds: 0, buckets: BOUNDS.map(() => 0) }
      one.count++
      one.seconds += seconds
      BOUNDS.forEach((bound, i) => {
        if (seconds <= bound) one.buckets[i] = (one.buckets[i] ?? 0) + 1
      })
      series.set(key, one)
    },
    render: async (db, pool) => {
      const lines = [
        '# HELP asar_http_request_seconds Time of requests by route.',
        '# TYPE asar_http_request_seconds histogram',
      ]
      for (const [key, one] of series) {
        BOUNDS.forEach((bound, i) => {
          lines.push(`asar_http_request_seconds_bucket{${key},le="${bound}"} ${one.buckets[i] ?? 0}`)
        })
        lines.push(`asar_http_request_seconds_bucket{${key},le="+Inf"} ${one.count}`)
        lines.push(`asar_http_request_seconds_sum{${key}} ${one.seconds.toFixed(6)}`)
        lines.push(`asar_http_request_seconds_count{${key}} ${one.count}`)
      }
      lines.push(...gauge('asar_process_start_seconds', 'When this process started.', [['', startedAt / 1000]]))
      lines.push(...gauge('asar_process_resident_bytes', 'Memory of this process.', [['', process.memoryUsage.rss()]]))
      if (pool !== undefined) {
        lines.push(
          ...gauge('asar_pool_connections', 'Connections to the database.', [
            ['state="all"', pool.totalCount],
            ['state="idle"', pool.idleCount],
            ['state="waited-for"', pool.waitingCount],
          ]),
        )
      }
      lines.push(...(await journalFigures(db)), ...(await outgoingFigures(db)))
      return `${lines.join('\n')}\n`
    },
  }
}

const escapeLabel = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

const gauge = (name: string, help: string, values: readonly (readonly [string, number])[]): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} gauge`,
  ...values.map(([labels, value]) => `${name}${labels === '' ? '' : `{${labels}}`} ${value}`),
]

async function journalFigures(db: Db): Promise<string[]> {
  const { rows } = await sql<{ last: number; pending: number; oldest: number }>`
    SELECT (SELECT coalesce(max(position), 0) FROM journal_positions) AS last,
      (SELECT count(*)::int FROM (SELECT FROM journal_pending LIMIT 100000) p) AS pending,
      coalesce((SELECT extract(epoch FROM clock_timestamp() - j.at)::float8 FROM
        (SELECT entry_id FROM journal_pending ORDER BY seq LIMIT 1) p JOIN journal j ON j.id = p.entry_id), 0) AS oldest`.execute(
    db,
  )
  const figures = rows[0] ?? { last: 0, pending: 0, oldest: 0 }
  const followers = await db
    .selectFrom('followers')
    .select(['name', 'position', 'failure'])
    .orderBy('name')
    .limit(100)
    .execute()
  const of = (value: (follower: (typeof followers)[number]) => number) =>
    followers.map((follower) => [`follower="${escapeLabel(follower.name)}"`, value(follower)] as const)
  return [
    ...gauge('asar_journal_position', 'Last position given.', [['', figures.last]]),
    ...gauge('asar_journal_pending', 'Entries that wait for their position.', [['', figures.pending]]),
    ...gauge('asar_journal_pending_seconds', 'How long the oldest of them has waited.', [
      ['', Math.max(0, figures.oldest)],
    ]),
    ...gauge(
      'asar_follower_position',
      'Position of each follower.',
      of((one) => one.position),
    ),
    ...gauge(
      'asar_follower_lag_entries',
      'Entries each follower is behind.',
      of((one) => figures.last - one.position),
    ),
    ...gauge(
      'asar_follower_stopped',
      'Whether the last try of a follower failed.',
      of((one) => (one.failure === null ? 0 : 1)),
    ),
  ]
}

const WAITING_MAX = 100_000

async function outgoingFigures(db: Db): Promise<string[]> {
  const { rows } = await sql<{ notices: number; webhooks: number; codes: number }>`
    SELECT (SELECT count(*)::int FROM (SELECT FROM notice_deliveries
        WHERE state IN ('waiting', 'sending') AND channel IN ('email', 'sms', 'contact', 'telegram', 'push', 'voice') AND next_try_at <= now() LIMIT ${WAITING_MAX}) n) AS notices,
      (SELECT count(*)::int FROM (SELECT FROM webhook_deliveries WHERE state IN ('waiting', 'sending') LIMIT ${WAITING_MAX}) w) AS webhooks,
      (SELECT count(*)::int FROM (SELECT FROM code_outbox LIMIT ${WAITING_MAX}) c) AS codes`.execute(db)
  const waiting = rows[0] ?? { notices: 0, webhooks: 0, codes: 0 }
  return gauge('asar_outgoing_waiting', 'What is due to go out and has not gone.', [
    ['what="notices"', waiting.notices],
    ['what="webhooks"', waiting.webhooks],
    ['what="codes"', waiting.codes],
  ])
}

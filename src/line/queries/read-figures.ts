import { sql } from 'kysely'
import type { Db } from '../../platform'
import { URGENCY } from '../callee'
import { listToRingIn } from './list-to-ring'

/** How the line does in some regions: who waits now, and what calls of the last days came to. Of no single operator. */
export type LineFigures = {
  readonly waiting: number
  readonly urgent: number
  readonly talking: number
  readonly tries: number
  readonly reached: number
  readonly incoming: number
  readonly byOutcome: readonly { readonly outcome: string; readonly count: number }[]
  /** Half of those rung waited at most so long for their call; null before the first. */
  readonly waitedMinutesMedian: number | null
}

/** Days over which calls are counted. */
export const FIGURE_DAYS = 7

/** Figures of the operators' line. Served by line_tries_region_idx. */
export async function readFigures(
  db: Db,
  now: Temporal.Instant,
  regions: readonly string[] | null,
): Promise<LineFigures> {
  const near = regions === null ? sql`true` : sql`region_id = ANY(${[...regions]}::text[])`
  const waiting = await listToRingIn(db, now, regions)
  // Bounded by: outcomes, six of them, each by two ways.
  const { rows } = await sql<{ outcome: string; incoming: boolean; count: number }>`
    SELECT outcome, incoming, count(*)::int AS count FROM line_tries
    WHERE ${near} AND undone_at IS NULL AND at > ${now.subtract({ hours: 24 * FIGURE_DAYS })}
    GROUP BY outcome, incoming ORDER BY count DESC`.execute(db)
  // Bounded: one row.
  const median = await sql<{ seconds: number | null }>`
    SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY waited_seconds) AS seconds FROM line_tries
    WHERE ${near} AND undone_at IS NULL AND waited_seconds IS NOT NULL AND at > ${now.subtract({ hours: 24 * FIGURE_DAYS })}`.execute(
    db,
  )
  const made = rows.filter((row) => !row.incoming)
  const sum = (list: readonly { count: number }[]) => list.reduce((total, { count }) => total + count, 0)
  const seconds = median.rows[0]?.seconds ?? null
  return {
    waiting: waiting.length,
    urgent: waiting.filter(({ urgency }) => urgency <= URGENCY.now).length,
    talking: waiting.filter(({ heldUntil }) => heldUntil !== null).length,
    tries: sum(made),
    reached: sum(made.filter(({ outcome }) => outcome === 'reached' || outcome === 'later')),
    incoming: sum(rows.filter((row) => row.incoming)),
    byOutcome: made.map(({ outcome, count }) => ({ outcome, count })),
    waitedMinutesMedian: seconds === null ? null : Math.round(seconds / 60),
  }
}

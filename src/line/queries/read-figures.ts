import { type RawBuilder, sql } from 'kysely'
import { type Ctx, type Db, personOf } from '../../platform'
import { type CallReason, type Outcome, outcomes, reasons, URGENCY } from '../callee'
import { listShared } from './list-to-ring'
import { EACH_MAX } from './reasons-to-ring'

/** Calls of some days: what they came to, how long people waited for them, at what hours. */
export type CallFigures = {
  readonly made: number
  readonly reached: number
  readonly incoming: number
  readonly byOutcome: readonly { readonly outcome: Outcome; readonly count: number }[]
  /** Half, and nine in ten, of those rung waited at most so long for it; null before the first. */
  readonly waitedMinutes: { readonly half: number; readonly nine: number } | null
}

/** How the line does in some regions: of all operators together, of no single one. */
export type LineFigures = {
  readonly waiting: number
  /** More wait than are counted. */
  readonly isMore: boolean
  readonly urgent: number
  readonly talking: number
  readonly week: CallFigures
  /** Of those who wait, for how many each reason stands. */
  readonly byReason: readonly { readonly reason: CallReason; readonly count: number }[]
  /** Calls of today by the hour of the reader's clock, made and come in; from the first hour with a call to this one. */
  readonly hours: readonly { readonly hour: number; readonly count: number }[]
}

/** Days over which calls are counted. */
export const FIGURE_DAYS = 7

/** Figures of the operators' line. Served by line_tries_region_idx; whom they are about stands in none of them. */
export async function readFigures(ctx: Ctx, regions: readonly string[] | null, zone: string): Promise<LineFigures> {
  const now = ctx.clock.now()
  const near = regions === null ? sql`true` : sql`t.region_id = ANY(${[...regions]}::text[])`
  const midnight = now.toZonedDateTimeISO(zone).startOfDay().toInstant()
  const week = now.subtract({ hours: 24 * FIGURE_DAYS })
  const [list, ofWeek, hours] = await Promise.all([
    listShared(ctx, regions),
    countCalls(ctx.db, near, week),
    countHours(ctx.db, near, midnight, zone),
  ])
  return {
    waiting: list.length,
    isMore: list.length >= EACH_MAX,
    urgent: list.filter(({ urgency }) => urgency <= URGENCY.now).length,
    talking: list.filter(({ heldUntil }) => heldUntil !== null).length,
    week: ofWeek,
    byReason: reasons.flatMap((reason) => {
      const count = list.filter((row) => row.reasons.includes(reason)).length
      return count === 0 ? [] : [{ reason, count }]
    }),
    hours,
  }
}

/** An operator's own day. Served by line_tries_operator_idx. */
export const readOwnFigures = (ctx: Ctx, zone: string): Promise<CallFigures> =>
  countCalls(
    ctx.db,
    sql`t.operator_id = ${personOf(ctx)}`,
    ctx.clock.now().toZonedDateTimeISO(zone).startOfDay().toInstant(),
  )

async function countCalls(db: Db, which: RawBuilder<unknown>, since: Temporal.Instant): Promise<CallFigures> {
  // Bounded by: outcomes, each made and come in.
  const { rows } = await sql<{ outcome: Outcome; incoming: boolean; count: number }>`
    SELECT t.outcome, t.incoming, count(*)::int AS count FROM line_tries t
    WHERE ${which} AND t.undone_at IS NULL AND t.at > ${since} GROUP BY t.outcome, t.incoming`.execute(db)
  // Bounded: one row.
  const waits = await sql<{ half: number | null; nine: number | null }>`
    SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY t.waited_seconds) AS half,
      percentile_disc(0.9) WITHIN GROUP (ORDER BY t.waited_seconds) AS nine
    FROM line_tries t WHERE ${which} AND t.undone_at IS NULL AND t.waited_seconds IS NOT NULL AND t.at > ${since}`.execute(
    db,
  )
  const made = rows.filter((row) => !row.incoming)
  const sum = (list: readonly { count: number }[]) => list.reduce((total, { count }) => total + count, 0)
  const { half = null, nine = null } = waits.rows[0] ?? {}
  return {
    made: sum(made),
    reached: sum(made.filter(({ outcome }) => outcome === 'reached' || outcome === 'later')),
    incoming: sum(rows.filter((row) => row.incoming)),
    byOutcome: outcomes.flatMap((outcome) => {
      const count = sum(made.filter((row) => row.outcome === outcome))
      return count === 0 ? [] : [{ outcome, count }]
    }),
    waitedMinutes: half === null || nine === null ? null : { half: Math.round(half / 60), nine: Math.round(nine / 60) },
  }
}

async function countHours(db: Db, near: RawBuilder<unknown>, midnight: Temporal.Instant, zone: string) {
  // Bounded by: hours of a day.
  const { rows } = await sql<{ hour: number; count: number }>`
    SELECT extract(hour FROM t.at AT TIME ZONE ${zone})::int AS hour, count(*)::int AS count FROM line_tries t
    WHERE ${near} AND t.undone_at IS NULL AND t.at >= ${midnight} GROUP BY 1 ORDER BY 1 LIMIT 25`.execute(db)
  const first = rows[0]?.hour ?? 0
  const last = rows.at(-1)?.hour ?? -1
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    hour: first + i,
    count: rows.find(({ hour }) => hour === first + i)?.count ?? 0,
  }))
}

import { sql } from 'kysely'
import { auditActivities } from '../../activities'
import { listGoodsFaults } from '../../goods'
import { lastPosition } from '../../journal'
import type { Db } from '../../platform'
import type { AskingReport } from './compare-asking'
import type { GivingReport } from './compare-giving'

/** What a simulation reports; minutes are medians of simulated time, null where nothing of the kind happened. */
export type SimulationReport = {
  readonly needs: { readonly raised: number; readonly verified: number; readonly met: number }
  readonly minutesToFirstYes: number | null
  readonly minutesToHelp: number | null
  readonly asksPerFilledSlot: number | null
  /** Share of volunteers who were there and never asked. */
  readonly idleShare: number | null
  readonly audit: {
    readonly doubleBookings: number
    readonly overfilled: number
    readonly missingYes: number
    readonly lineImbalance: number
    /** Lines, pledges and stock that do not agree with each other; at most a hundred. */
    readonly goodsImbalance: number
  }
  readonly entries: number
  /** The same call-outs asked in other ways; only where this was wanted. */
  readonly asking?: AskingReport
  /** Donors with and without the question at the door. */
  readonly goods: GivingReport
  /** Real time it took. */
  readonly seconds: number
}

/** Whether nothing happened that must never happen. */
export const isClean = ({ audit }: SimulationReport): boolean => Object.values(audit).every((count) => count === 0)

/** What must never happen, counted by queries that share nothing with the commands. */
export async function audit(db: Db): Promise<SimulationReport['audit']> {
  const { doubleBookings, overfilled, missingYes } = await auditActivities(db)
  return {
    doubleBookings: Number(doubleBookings),
    overfilled: Number(overfilled),
    missingYes: Number(missingYes),
    lineImbalance: await countImbalance(db),
    goodsImbalance: (await listGoodsFaults(db)).length,
  }
}

/** Reads a report off the tables. */
export async function measure(db: Db): Promise<Omit<SimulationReport, 'asking' | 'audit' | 'goods' | 'seconds'>> {
  const { rows } = await sql<{
    raised: number
    verified: number
    met: number
    first_yes: number | null
    help: number | null
    asks: number
    filled: number
    idle: number
    volunteers: number
  }>`
    SELECT
      (SELECT count(*)::int FROM needs) AS raised,
      (SELECT count(*)::int FROM needs WHERE verified_at IS NOT NULL) AS verified,
      (SELECT count(*)::int FROM needs WHERE state = 'met') AS met,
      (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first_yes_at - raised_at) / 60) FROM needs WHERE first_yes_at IS NOT NULL) AS first_yes,
      (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM helped_at - raised_at) / 60) FROM needs WHERE helped_at IS NOT NULL) AS help,
      (SELECT count(*)::int FROM asks) AS asks,
      (SELECT count(DISTINCT slot_id)::int FROM assignments) AS filled,
      (SELECT count(*)::int FROM volunteers v WHERE v.state = 'active' AND NOT EXISTS (SELECT FROM asks a WHERE a.volunteer_id = v.id)) AS idle,
      (SELECT count(*)::int FROM volunteers WHERE state = 'active') AS volunteers`.execute(db)
  const found = rows[0]
  if (found === undefined) throw new Error('the tables gave no answer')
  return {
    needs: { raised: found.raised, verified: found.verified, met: found.met },
    minutesToFirstYes: rounded(found.first_yes),
    minutesToHelp: rounded(found.help),
    asksPerFilledSlot: found.filled === 0 ? null : rounded(found.asks / found.filled, 2),
    idleShare: found.volunteers === 0 ? null : rounded(found.idle / found.volunteers, 3),
    entries: await lastPosition(db),
  }
}

const rounded = (value: number | null, digits = 0): number | null =>
  value === null ? null : Math.round(Number(value) * 10 ** digits) / 10 ** digits

/** Lines whose parts do not add up, or whose counters are not what their movements say, or of which more is held than open. */
export async function countImbalance(db: Db): Promise<number> {
  // Bounded by: one row, a count.
  const { rows } = await sql<{ wrong: number }>`
    WITH moved AS (
      SELECT line_id,
        coalesce(sum(quantity) FILTER (WHERE from_part = 'source' AND to_part = 'open'), 0) AS requested,
        coalesce(sum(quantity) FILTER (WHERE to_part = 'open'), 0) - coalesce(sum(quantity) FILTER (WHERE from_part = 'open'), 0) AS open,
        coalesce(sum(quantity) FILTER (WHERE to_part = 'promised'), 0) - coalesce(sum(quantity) FILTER (WHERE from_part = 'promised'), 0) AS promised,
        coalesce(sum(quantity) FILTER (WHERE to_part = 'in_transit'), 0) - coalesce(sum(quantity) FILTER (WHERE from_part = 'in_transit'), 0) AS in_transit,
        coalesce(sum(quantity) FILTER (WHERE to_part = 'delivered'), 0) - coalesce(sum(quantity) FILTER (WHERE from_part = 'delivered'), 0) AS delivered,
        coalesce(sum(quantity) FILTER (WHERE to_part = 'withdrawn'), 0) AS withdrawn,
        coalesce(sum(quantity) FILTER (WHERE to_part = 'surplus'), 0) AS surplus
      FROM line_movements GROUP BY line_id
    ), held AS (
      SELECT line_id, sum(quantity) AS quantity FROM line_claims WHERE state = 'held' GROUP BY line_id
    )
    SELECT count(*)::int AS wrong FROM need_lines l
      LEFT JOIN moved m ON m.line_id = l.id
      LEFT JOIN held h ON h.line_id = l.id
      WHERE l.requested <> l.open + l.promised + l.in_transit + l.delivered + l.withdrawn
        OR (l.requested, l.open, l.promised, l.in_transit, l.delivered, l.withdrawn, l.surplus) IS DISTINCT FROM
           (coalesce(m.requested, 0), coalesce(m.open, 0), coalesce(m.promised, 0), coalesce(m.in_transit, 0),
            coalesce(m.delivered, 0), coalesce(m.withdrawn, 0), coalesce(m.surplus, 0))
        OR coalesce(h.quantity, 0) > l.open`.execute(db)
  return rows[0]?.wrong ?? 0
}

import { sql } from 'kysely'
import type { Db } from '../platform/database/open'

/** Entries that get their position in one transaction, at most. */
export const SEQUENCED_AT_ONCE = 2000

/**
 * Gives the next positions to committed entries, in the order of their causes. One sequencer works at a time over all processes; the rest
 * return at once. Only the sequencer notifies, once a batch.
 * @returns how many entries got their position, `undefined` when another process is at it
 */
export async function sequence(db: Db): Promise<number | undefined> {
  return db.transaction().execute(async (tx) => {
    const lock = await sql<{
      got: boolean
    }>`SELECT pg_try_advisory_xact_lock(hashtext('asar sequencer')) AS got`.execute(tx)
    if (lock.rows[0]?.got !== true) return undefined
    const moved = await sql<{ moved: number; last: number | null }>`
      /* one plan */ WITH batch AS (SELECT seq FROM journal_pending ORDER BY seq LIMIT ${SEQUENCED_AT_ONCE}),
      -- All that this statement sees up to the last of the batch is the batch: a range, and no join that grows with the table.
      gone AS (DELETE FROM journal_pending WHERE seq <= (SELECT max(seq) FROM batch) RETURNING entry_id, seq),
      base AS (SELECT coalesce(max(position), 0) AS position FROM journal_positions),
      placed AS (
        INSERT INTO journal_positions (position, entry_id)
        SELECT base.position + row_number() OVER (ORDER BY gone.seq), gone.entry_id FROM gone, base
        RETURNING position)
      SELECT count(*)::int AS moved, max(position) AS last FROM placed`.execute(tx)
    const count = moved.rows[0]?.moved ?? 0
    if (count > 0) await sql`SELECT pg_notify('asar_journal', ${String(moved.rows[0]?.last)})`.execute(tx)
    return count
  })
}

/** How long the oldest committed entry has waited for its position, in seconds; 0 when none waits. */
export async function sequencerLagSeconds(db: Db): Promise<number> {
  const { rows } = await sql<{ lag: number | null }>`
    SELECT extract(epoch FROM clock_timestamp() - min(j.at))::float8 AS lag
    FROM (SELECT entry_id FROM journal_pending ORDER BY seq LIMIT 1) p JOIN journal j ON j.id = p.entry_id`.execute(db)
  return Math.max(0, rows[0]?.lag ?? 0)
}

import { sql } from 'kysely'
import type { Db } from '../../platform/database/open'

/** A row of the journal with its position, whole: what an entry is committed to. */
export type JournalRow = {
  readonly position: number
  readonly at: Temporal.Instant
  readonly kind: string
  readonly publicBody: Record<string, unknown>
  readonly commitments: Record<string, string>
  /** Every column, as canonical JSON can say it. */
  readonly whole: Readonly<Record<string, unknown>>
}

/** Rows at positions after `after`, in order, at most `limit`. */
export async function listJournalRows(db: Db, after: number, limit: number): Promise<JournalRow[]> {
  const rows = await db
    .selectFrom('journal_positions as p')
    .innerJoin('journal as j', 'j.id', 'p.entry_id')
    .modifyFront(sql`/* one plan */`)
    .selectAll('j')
    .select(['p.position', sql<string>`j.xid::text`.as('transaction')])
    .where('p.position', '>', after)
    .orderBy('p.position')
    .limit(limit)
    .execute()
  return rows.map(({ position, transaction, xid: _, ...row }) => ({
    position,
    at: row.at,
    kind: row.kind,
    publicBody: row.public_body as Record<string, unknown>,
    commitments: row.commitments as Record<string, string>,
    whole: { ...row, at: row.at.toString(), position, transaction },
  }))
}

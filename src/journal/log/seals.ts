import { sql } from 'kysely'
import type { Db } from '../../platform/database/open'
import { findCheckpoint } from './read-log'

/** Where the newest entry about something stands, and the checkpoint that holds it; none while it waits for one. */
export type Seal = {
  readonly position: number
  readonly checkpoint: { readonly size: number; readonly at: Temporal.Instant } | undefined
}

/** Seals of the newest entries about these subjects, at most 200 of one kind. Served by journal_subject_idx. */
export async function findSeals(
  db: Db,
  subjectKind: string,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, Seal>> {
  if (subjectIds.length === 0) return new Map()
  const [{ rows }, checkpoint] = await Promise.all([
    sql<{ id: string; position: number }>`
      SELECT i.id, newest.position FROM unnest(${subjectIds.slice(0, 200)}::uuid[]) AS i(id), LATERAL (
        SELECT p.position FROM journal j JOIN journal_positions p ON p.entry_id = j.id
        WHERE j.subject_kind = ${subjectKind} AND j.subject_id = i.id ORDER BY j.seq DESC LIMIT 1) AS newest
      LIMIT 200`.execute(db),
    findCheckpoint(db),
  ])
  return new Map(
    rows.map(({ id, position }) => [
      id,
      { position, checkpoint: checkpoint !== undefined && position <= checkpoint.size ? checkpoint : undefined },
    ]),
  )
}

import { sql } from 'kysely'
import type { Db } from '../../platform'

/** Something an operator did for a person in a call. */
export type DoneByPhone = {
  readonly at: Temporal.Instant
  readonly what: 'registered' | 'yes' | 'no' | 'yes-from' | 'words' | 'talked'
  /** Of the activity an answer is about. */
  readonly title: string | null
  /** First name; null when they are erased. */
  readonly operator: string | null
  readonly isUndone: boolean
}

const LIST_MAX = 50

/**
 * What operators did for a person who agreed by phone, newest first, at most fifty: registered them, noted their answers, talked with them.
 * Served by journal_subject_idx, answers_volunteer_idx and line_tries_callee_idx.
 */
export async function listDoneByPhone(db: Db, personId: string): Promise<DoneByPhone[]> {
  const { rows } = await sql<DoneByPhone & { isUndone: boolean }>`
    SELECT f.at, f.what, f.title, split_part(o.name, ' ', 1) AS operator, f.undone AS "isUndone" FROM (
      (SELECT j.at, 'registered' AS what, NULL AS title, j.actor_id AS operator_id, false AS undone FROM journal j
        WHERE j.subject_kind = 'person' AND j.subject_id = ${personId} AND j.kind = 'person.created' AND j.door = 'call'
          AND j.actor_kind = 'person' LIMIT 1)
      UNION ALL
      (SELECT w.at, w.kind, a.title, w.author_id, w.undone_at IS NOT NULL FROM answers w JOIN posts p ON p.id = w.post_id
        JOIN activities a ON a.id = p.activity_id
        WHERE w.volunteer_id = ${personId} AND w.door = 'call' AND w.author_id <> w.volunteer_id ORDER BY w.at DESC LIMIT ${LIST_MAX})
      UNION ALL
      (SELECT t.at, 'talked', NULL, t.operator_id, t.undone_at IS NOT NULL FROM line_tries t
        WHERE t.callee_kind = 'person' AND t.callee_id = ${personId} AND t.outcome IN ('reached', 'later')
        ORDER BY t.at DESC LIMIT ${LIST_MAX})) f
    LEFT JOIN people o ON o.id = f.operator_id ORDER BY f.at DESC LIMIT ${LIST_MAX}`.execute(db)
  return rows
}

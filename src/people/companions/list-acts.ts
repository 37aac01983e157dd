import { sql } from 'kysely'
import type { Db } from '../../platform'

/** Something somebody did for a person: when, what as the kind of its entry, through which door, and who it was. */
export type Act = {
  readonly at: Temporal.Instant
  readonly kinds: readonly string[]
  readonly door: string
  readonly by: string | null
}

/**
 * What others did for a person, newest first, at most 100: entries made on their behalf, those of one moment together, and answers whose
 * author is somebody else. Served by journal_behalf_idx and answers_volunteer_idx.
 */
export async function listActs(db: Db, personId: string): Promise<Act[]> {
  const { rows } = await sql<Act>`
    SELECT d.at, d.kinds, d.door, p.name AS by FROM (
      (SELECT min(j.at) AS at, array_agg(j.kind ORDER BY j.seq) AS kinds, min(j.door) AS door, j.actor_id
        FROM journal j WHERE j.on_behalf_of = ${personId} AND j.actor_id IS DISTINCT FROM ${personId}
        GROUP BY j.xid, j.actor_id HAVING NOT 'answer.given' = ANY(array_agg(j.kind)) ORDER BY min(j.seq) DESC LIMIT 100)
      UNION ALL
      (SELECT w.at, ARRAY['answer.' || w.kind], w.door, w.author_id FROM answers w
        WHERE w.volunteer_id = ${personId} AND w.author_id <> ${personId} ORDER BY w.at DESC LIMIT 100)
    ) d LEFT JOIN people p ON p.id = d.actor_id ORDER BY d.at DESC LIMIT 100`.execute(db)
  return rows
}

import { sql } from 'kysely'
import type { Db } from '../../platform'

/** How many numbered sheets of an activity exist so far. Served by looks_subject_idx. */
export async function countRosters(db: Db, activityId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM looks
    WHERE subject_kind = 'activity' AND subject_id = ${activityId} AND what[1] = 'roster'`.execute(db)
  return rows[0]?.count ?? 0
}

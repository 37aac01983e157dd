import { sql } from 'kysely'
import type { Db } from '../../platform'

/** A person's live seats, soonest first, at most `limit` after one of them. Served by assignments_volunteer_idx. */
export function listOwnAssignments(db: Db, volunteerId: string, limit: number, after?: string) {
  const query = db
    .selectFrom('assignments')
    .select(['id', 'activity_id', 'post_id', 'answer_id', 'starts_at', 'ends_at'])
    .where('volunteer_id', '=', volunteerId)
    .where('state', '=', 'live')
    .orderBy('starts_at')
    .orderBy('id')
    .limit(limit)
  if (after === undefined) return query.execute()
  const start = sql`(SELECT starts_at FROM assignments WHERE id = ${after}::uuid)`
  return query.where(sql<boolean>`(starts_at, id) > (${start}, ${after}::uuid)`).execute()
}

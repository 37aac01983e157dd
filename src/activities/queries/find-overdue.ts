import { sql } from 'kysely'
import type { Db } from '../../platform'

/** Somebody who has not checked out where silence may mean danger, for those who look for them. */
export type OverdueView = {
  readonly id: string
  readonly volunteerId: string
  readonly name: string | null
  readonly checked_in_at: Temporal.Instant
  readonly checked_out_at: Temporal.Instant | null
  readonly ends_at: Temporal.Instant
  readonly zone: string
  readonly activityId: string
  readonly title: string
  readonly place_words: string
  readonly emergency_contact: string
  readonly coordinator: string | null
  readonly organization_id: string
  readonly region_id: string
}

const from = sql`
  t.id, t.volunteer_id AS "volunteerId", p.name, t.checked_in_at, t.checked_out_at, q.ends_at, a.zone, a.id AS "activityId", a.title,
  a.place_words, a.emergency_contact, c.name AS coordinator, a.organization_id, a.region_id
  FROM attendances t JOIN posts q ON q.id = t.post_id JOIN activities a ON a.id = t.activity_id
  JOIN people p ON p.id = t.volunteer_id JOIN people c ON c.id = a.coordinator_id`

/** One presence that is, or was, overdue. */
export async function findOverdue(db: Db, attendanceId: string): Promise<OverdueView | undefined> {
  // Bounded by: one attendance by its id.
  const { rows } = await sql<OverdueView>`SELECT ${from} WHERE t.id = ${attendanceId} AND t.overdue_step > 0`.execute(
    db,
  )
  return rows[0]
}

/** Who of an activity is overdue now, at most 50. */
export async function listOverdue(db: Db, activityId: string): Promise<OverdueView[]> {
  const { rows } = await sql<OverdueView>`SELECT ${from}
    WHERE t.activity_id = ${activityId} AND t.checked_out_at IS NULL AND t.overdue_step > 0 ORDER BY q.ends_at, t.id LIMIT 50`.execute(
    db,
  )
  return rows
}

/** A call that was made. */
export type CallView = Awaited<ReturnType<typeof listCalls>>[number]

/** Calls about one presence, newest first, at most 50. */
export const listCalls = (db: Db, attendanceId: string) =>
  db
    .selectFrom('overdue_calls as k')
    .innerJoin('people as p', 'p.id', 'k.called_by')
    .select(['k.whom', 'k.outcome', 'k.called_at', 'p.name as caller'])
    .where('k.attendance_id', '=', attendanceId)
    .orderBy('k.called_at', 'desc')
    .limit(50)
    .execute()

import { sql } from 'kysely'
import { type Ctx, type Db, recordLook, recordLooks } from '../../platform'

/** Somebody in an activity, as its organizer sees them: no contact, no reasons. */
export type PersonInActivity = {
  readonly assignmentId: string | null
  readonly attendanceId: string | null
  readonly volunteerId: string
  readonly postId: string
  readonly name: string | null
  readonly state: string
  readonly atRisk: string | null
  readonly isMinor: boolean
  readonly checkedInAt: Temporal.Instant | null
  readonly checkedOutAt: Temporal.Instant | null
  readonly extra: boolean
  readonly flags: readonly string[]
}

/** Everyone with a seat or who came, by name, at most 2,000. Records the look of whoever reads it, once for the list and once for each person. */
export async function listPeopleOf(ctx: Ctx, activityId: string, purpose = 'people'): Promise<PersonInActivity[]> {
  const { rows } = await sql<PersonInActivity>`
    SELECT a.id AS "assignmentId", t.id AS "attendanceId", coalesce(a.volunteer_id, t.volunteer_id) AS "volunteerId",
      coalesce(a.post_id, t.post_id) AS "postId", p.name, coalesce(a.state, 'extra') AS state, a.at_risk AS "atRisk",
      p.age_band NOT IN ('18-64', '65-plus') AS "isMinor", t.checked_in_at AS "checkedInAt", t.checked_out_at AS "checkedOutAt",
      coalesce(t.extra, false) AS extra, coalesce(t.flags, '{}') AS flags
    FROM (SELECT * FROM assignments WHERE activity_id = ${activityId} AND state IN ('live', 'done', 'no-show', 'unknown') LIMIT 2000) a
    FULL JOIN (SELECT DISTINCT ON (volunteer_id, post_id) * FROM attendances WHERE activity_id = ${activityId}
      ORDER BY volunteer_id, post_id, checked_in_at DESC LIMIT 2000) t ON t.volunteer_id = a.volunteer_id AND t.post_id = a.post_id
    JOIN people p ON p.id = coalesce(a.volunteer_id, t.volunteer_id)
    ORDER BY p.name, p.id LIMIT 2000`.execute(ctx.db)
  if (rows.length > 0) {
    await recordLook(ctx.db, ctx, {
      subjectPersonId: null,
      subjectKind: 'activity',
      subjectId: activityId,
      what: [purpose, 'name'],
    })
    // For each of them to find among the looks at their own data.
    const people = [...new Set(rows.map((row) => row.volunteerId))]
    await recordLooks(
      ctx.db,
      ctx,
      people.map((id) => ({
        subjectPersonId: id,
        subjectKind: 'activity',
        subjectId: activityId,
        what: ['name', 'attendance'],
      })),
    )
  }
  return rows
}

/** Obligations an organizer has answered for. */
export const listStated = async (db: Db, activityId: string): Promise<string[]> =>
  (
    await db
      .selectFrom('activity_obligations')
      .select('obligation')
      .where('activity_id', '=', activityId)
      .limit(50)
      .execute()
  ).map((row) => row.obligation)

import { sql } from 'kysely'
import { type Ctx, type Db, recordLooks } from '../../platform'

/** Hours of one person at one activity, as whoever confirms sees them. */
export type HoursLine = {
  readonly id: string
  readonly volunteerId: string
  readonly name: string | null
  readonly minutes: number
  readonly state: string
  readonly flags: readonly string[]
  readonly words: string | null
  readonly disputeId: string | null
  readonly raisedBy: string | null
  readonly claimed: number | null
  readonly disputeWords: string | null
}

/** Hours of an activity by name, at most 2,000. Records the look at each person. */
export async function listHours(ctx: Ctx, activityId: string): Promise<HoursLine[]> {
  const { rows } = await sql<HoursLine>`
    SELECT c.id, c.volunteer_id AS "volunteerId", p.name, c.minutes, c.state, t.flags, l.words,
      d.id AS "disputeId", d.raised_by AS "raisedBy", d.minutes_claimed AS claimed, d.words AS "disputeWords"
    FROM contributions c JOIN people p ON p.id = c.volunteer_id JOIN attendances t ON t.id = c.attendance_id
    LEFT JOIN work_logs l ON l.attendance_id = t.id
    LEFT JOIN disputes d ON d.contribution_id = c.id AND d.decided_at IS NULL
    WHERE c.activity_id = ${activityId} ORDER BY p.name, c.id LIMIT 2000`.execute(ctx.db)
  const people = [...new Set(rows.map((row) => row.volunteerId))]
  await recordLooks(
    ctx.db,
    ctx,
    people.map((id) => ({
      subjectPersonId: id,
      subjectKind: 'activity',
      subjectId: activityId,
      what: ['name', 'record'],
    })),
  )
  return rows
}

/** What was reported of an activity, and whether anyone confirmed it. */
export const findResult = (db: Db, activityId: string) =>
  db
    .selectFrom('results as r')
    .innerJoin('people as p', 'p.id', 'r.reported_by')
    .select([
      'r.activity_id',
      'r.quantity',
      'r.unit',
      'r.state',
      'r.evidence',
      'r.words',
      'r.reported_by',
      'r.reported_at',
    ])
    .select(['r.confirmed_by_kind', 'r.confirmed_at', 'p.name as reporter'])
    .where('r.activity_id', '=', activityId)
    .executeTakeFirst()

/** A result as pages show it. */
export type ResultView = NonNullable<Awaited<ReturnType<typeof findResult>>>

/** Work logs of an activity for its client: words and minutes, first names alone, at most 500. */
export async function listLogsForClient(
  db: Db,
  activityId: string,
): Promise<{ name: string | null; minutes: number; words: string | null; state: string }[]> {
  const { rows } = await sql<{ name: string | null; minutes: number; words: string | null; state: string }>`
    SELECT split_part(p.name, ' ', 1) AS name, c.minutes, l.words, c.state
    FROM contributions c JOIN people p ON p.id = c.volunteer_id LEFT JOIN work_logs l ON l.attendance_id = c.attendance_id
    WHERE c.activity_id = ${activityId} ORDER BY c.on_date, c.id LIMIT 500`.execute(db)
  return rows
}

import { sql } from 'kysely'
import type { Db } from '../../platform'

/** One presence in a person's record. */
export type RecordLine = {
  readonly id: string
  readonly on_date: string
  readonly minutes: number
  readonly basis: string
  readonly state: string
  readonly confirmed_by_kind: string | null
  readonly kind: string
  readonly activityId: string
  readonly title: string
  readonly organization: string
  readonly flags: readonly string[]
  readonly claimed: number | null
  readonly answer: string | null
}

/** Hours of one year and basis. */
export type YearHours = {
  readonly year: number
  readonly basis: string
  readonly confirmedMinutes: number
  readonly unconfirmedMinutes: number
}

/** A result of an activity the person took part in. */
export type YearResult = {
  readonly year: number
  readonly activityId: string
  readonly title: string
  readonly quantity: number
  readonly unit: string
  readonly state: string
  readonly confirmed_by_kind: string | null
}

/** Where a page of lines goes on: before this one. */
export type LineBefore = { readonly day: string; readonly id: string }

/** A person's record: totals of all years, results, and the lines of one page. */
export type VolunteerRecord = {
  readonly hours: readonly YearHours[]
  readonly results: readonly YearResult[]
  readonly lines: readonly RecordLine[]
}

/** Hours by year and basis, confirmed and not; disputed hours count as unconfirmed. At most 500 rows. */
export async function listYearHours(db: Db, volunteerId: string): Promise<YearHours[]> {
  const { rows } = await sql<YearHours>`
    SELECT extract(year FROM on_date)::int AS year, basis,
      coalesce(sum(minutes) FILTER (WHERE state = 'confirmed'), 0) AS "confirmedMinutes",
      coalesce(sum(minutes) FILTER (WHERE state <> 'confirmed'), 0) AS "unconfirmedMinutes"
    FROM contributions WHERE volunteer_id = ${volunteerId} GROUP BY 1, 2 ORDER BY 1 DESC, 2 LIMIT 500`.execute(db)
  return rows
}

/** Results of activities the person was at, newest first, at most `limit`. */
export async function listYearResults(db: Db, volunteerId: string, limit: number): Promise<YearResult[]> {
  const { rows } = await sql<YearResult>`
    SELECT extract(year FROM c.on_date)::int AS year, r.activity_id AS "activityId", a.title, r.quantity, r.unit, r.state, r.confirmed_by_kind
    FROM (SELECT activity_id, max(on_date) AS on_date FROM contributions WHERE volunteer_id = ${volunteerId} GROUP BY activity_id) c
    JOIN results r ON r.activity_id = c.activity_id JOIN activities a ON a.id = r.activity_id
    WHERE r.state <> 'denied' ORDER BY c.on_date DESC, r.activity_id LIMIT ${limit}`.execute(db)
  return rows
}

/** Lines of a person's record, newest first, at most `limit`, before a day or of one year. Served by contributions_volunteer_idx. */
export async function listRecordLines(
  db: Db,
  volunteerId: string,
  limit: number,
  { before, year }: { readonly before?: LineBefore | undefined; readonly year?: number | undefined } = {},
): Promise<RecordLine[]> {
  const { rows } = await sql<RecordLine>`
    SELECT c.id, c.on_date, c.minutes, c.basis, c.state, c.confirmed_by_kind, c.kind, a.id AS "activityId", a.title,
      o.name AS organization, t.flags, d.minutes_claimed AS claimed, d.answer
    FROM contributions c JOIN activities a ON a.id = c.activity_id JOIN organizations o ON o.id = c.organization_id
    JOIN attendances t ON t.id = c.attendance_id
    LEFT JOIN LATERAL (SELECT minutes_claimed, answer FROM disputes WHERE contribution_id = c.id ORDER BY raised_at DESC LIMIT 1) d ON true
    WHERE c.volunteer_id = ${volunteerId}
      AND (${before?.day ?? null}::date IS NULL OR (c.on_date, c.id) < (${before?.day ?? null}::date, ${before?.id ?? null}::uuid))
      AND (${year ?? null}::int IS NULL OR c.on_date BETWEEN make_date(${year ?? null}::int, 1, 1) AND make_date(${year ?? null}::int, 12, 31))
    ORDER BY c.on_date DESC, c.id DESC LIMIT ${limit}`.execute(db)
  return rows
}

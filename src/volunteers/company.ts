import { sql } from 'kysely'
import { listNames } from '../people'
import { type Ctx, type Db, recordLooks } from '../platform'

/** Whom somebody met longer ago than this is no longer listed. */
const MET_DAYS = 180
const MET_MAX = 100

/** Somebody who was at the same work: first name alone, with where and when they met last. */
export type Met = {
  /** Their attendance there: it says who is meant, and is good for nothing else. */
  readonly id: string
  readonly name: string
  readonly activity: string
  readonly at: Temporal.Instant
  readonly zone: string
}

/** Somebody a volunteer does not want to work with. */
export type Apart = { readonly id: string; readonly name: string }

type Row = { id: string; person_id: string; activity_id: string; title: string; at: Temporal.Instant; zone: string }

/** Whom a volunteer met and whom they want to stand apart from. Each name shown is a look that is recorded. */
export async function readCompany(
  ctx: Ctx,
  volunteerId: string,
): Promise<{ readonly met: readonly Met[]; readonly apart: readonly Apart[] }> {
  const { db } = ctx
  const [kept, rows] = await Promise.all([
    db
      .selectFrom('not_with')
      .select(['id', 'other_id'])
      .where('volunteer_id', '=', volunteerId)
      .orderBy('said_at')
      .limit(MET_MAX)
      .execute(),
    listMet(db, volunteerId, ctx.clock.now()),
  ])
  const known = new Set(kept.map((row) => row.other_id))
  const met = rows.filter((row) => !known.has(row.person_id))
  const names = await listNames(db, [...known, ...met.map((row) => row.person_id)])
  const looked = [
    ...kept.map((row) => ({ subjectPersonId: row.other_id, subjectKind: 'volunteer', subjectId: row.other_id })),
    ...met.map((row) => ({ subjectPersonId: row.person_id, subjectKind: 'activity', subjectId: row.activity_id })),
  ]
  await recordLooks(
    db,
    ctx,
    looked.map((look) => ({ ...look, what: ['name'] })),
  )
  const firstName = (id: string) => names.get(id)?.split(' ')[0] ?? ''
  return {
    met: met.map(({ id, person_id, title, at, zone }) => ({
      id,
      name: firstName(person_id),
      activity: title,
      at,
      zone,
    })),
    apart: kept.map(({ id, other_id }) => ({ id, name: firstName(other_id) })),
  }
}

/** Who was checked in where this volunteer was, each once with where they met last. */
async function listMet(db: Db, volunteerId: string, now: Temporal.Instant): Promise<Row[]> {
  const { rows } = await sql<Row>`
    SELECT * FROM (
      SELECT DISTINCT ON (theirs.volunteer_id) theirs.id, theirs.volunteer_id AS person_id, a.id AS activity_id, a.title, a.starts_at AS at, a.zone
      FROM attendances own
      JOIN attendances theirs ON theirs.activity_id = own.activity_id AND theirs.volunteer_id <> own.volunteer_id
      JOIN volunteers v ON v.id = theirs.volunteer_id AND v.state <> 'left'
      JOIN activities a ON a.id = own.activity_id
      WHERE own.volunteer_id = ${volunteerId} AND a.starts_at > ${metSince(now).toString()}::timestamptz
      ORDER BY theirs.volunteer_id, a.starts_at DESC) met
    ORDER BY at DESC, person_id LIMIT ${MET_MAX}`.execute(db)
  return rows
}

/** Whose attendance this is, where the volunteer was there too of late; undefined for anybody else's. */
export async function findMet(
  db: Db,
  volunteerId: string,
  attendanceId: string,
  now: Temporal.Instant,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('attendances as theirs')
    .innerJoin('attendances as own', 'own.activity_id', 'theirs.activity_id')
    .innerJoin('activities as a', 'a.id', 'own.activity_id')
    .innerJoin('volunteers as v', 'v.id', 'theirs.volunteer_id')
    .select('theirs.volunteer_id')
    .where('theirs.id', '=', attendanceId)
    .where('theirs.volunteer_id', '<>', volunteerId)
    .where('v.state', '<>', 'left')
    .where('own.volunteer_id', '=', volunteerId)
    .where('a.starts_at', '>', metSince(now))
    .executeTakeFirst()
  return row?.volunteer_id
}

const metSince = (now: Temporal.Instant): Temporal.Instant => now.subtract({ hours: 24 * MET_DAYS })

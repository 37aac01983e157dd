import { sql } from 'kysely'
import { type Ctx, type Db, recordLooks } from '../../platform'

/** Rows of one part of the register, as the database says them. */
export type RegisterRows = readonly Readonly<Record<string, string | number | null>>[]

const ROWS_MAX = 20_000
const LOOKS_AT_ONCE = 1000
const DAYS = 365

function activitiesOf(regionId: string, now: Temporal.Instant) {
  const from = now.subtract({ hours: DAYS * 24 })
  return sql`a.region_id = ${regionId} AND a.state IN ('open', 'closed', 'done', 'cancelled') AND a.starts_at >= ${from}`
}

/** Organizations and groups of a region that are at work. */
export async function listOrganizers(db: Db, regionId: string): Promise<RegisterRows> {
  const { rows } = await sql<RegisterRows[number]>`
    SELECT o.id::text AS id, o.name, o.kind, o.legal_form, o.bin, o.about, to_char(o.verified_at, 'YYYY-MM-DD') AS verified
    FROM organizations o WHERE o.region_id = ${regionId} AND o.state = 'active' ORDER BY o.name, o.id LIMIT ${ROWS_MAX}`.execute(
    db,
  )
  return rows
}

/** Programmes: series of activities of the last year and those to come. */
export async function listProgrammes(db: Db, regionId: string, now: Temporal.Instant): Promise<RegisterRows> {
  const { rows } = await sql<RegisterRows[number]>`
    SELECT a.series_id::text AS id, min(a.title) AS title, min(o.name) AS organizer, count(*)::int AS actions,
      to_char(min(a.starts_at), 'YYYY-MM-DD') AS starts, to_char(max(a.ends_at), 'YYYY-MM-DD') AS ends
    FROM activities a JOIN organizations o ON o.id = a.organization_id
    WHERE ${activitiesOf(regionId, now)} AND a.series_id IS NOT NULL GROUP BY a.series_id ORDER BY 5, 1 LIMIT ${ROWS_MAX}`.execute(
    db,
  )
  return rows
}

/** Actions of the last year and those to come. Of help to one person or into a home neither place nor hour is told. */
export async function listActions(db: Db, regionId: string, now: Temporal.Instant): Promise<RegisterRows> {
  const { rows } = await sql<RegisterRows[number]>`
    SELECT a.reference AS id, CASE WHEN h.at_home THEN NULL ELSE a.title END AS title, a.kind, o.name AS organizer,
      CASE WHEN h.at_home THEN NULL ELSE p.name_kk END AS place,
      to_char(a.starts_at AT TIME ZONE a.zone, CASE WHEN h.at_home THEN 'YYYY-MM-DD' ELSE 'YYYY-MM-DD HH24:MI' END) AS starts,
      to_char(a.ends_at AT TIME ZONE a.zone, CASE WHEN h.at_home THEN 'YYYY-MM-DD' ELSE 'YYYY-MM-DD HH24:MI' END) AS ends,
      a.state, a.risk_tier AS risk, t.seats, t.requirements
    FROM activities a JOIN organizations o ON o.id = a.organization_id LEFT JOIN localities p ON p.id = a.locality_id
    CROSS JOIN LATERAL (SELECT a.need_id IS NOT NULL OR a.home_address OR 'home-visit' = ANY (a.flags) AS at_home) h
    CROSS JOIN LATERAL (SELECT coalesce(sum(seats), 0)::int AS seats, string_agg(DISTINCT q.value ->> 'id', ' ') AS requirements
      FROM posts LEFT JOIN LATERAL jsonb_array_elements(posts.competences) q ON true WHERE posts.activity_id = a.id) t
    WHERE ${activitiesOf(regionId, now)} ORDER BY a.starts_at, a.id LIMIT ${ROWS_MAX}`.execute(db)
  return rows
}

/** Volunteers of a region by name, for whoever keeps the register; each look is recorded with the person. */
export async function listVolunteers(ctx: Ctx, regionId: string): Promise<RegisterRows> {
  const { rows } = await sql<RegisterRows[number]>`
    SELECT v.id::text AS id, p.name, p.age_band AS age, to_char(v.joined_at, 'YYYY-MM-DD') AS since, array_to_string(v.kinds, ' ') AS kinds,
      array_to_string(v.competences, ' ') AS competences
    FROM volunteers v JOIN people p ON p.id = v.id
    WHERE v.region_id = ${regionId} AND v.state <> 'left' AND p.state = 'active' AND p.restricted_at IS NULL ORDER BY v.id LIMIT ${ROWS_MAX}`.execute(
    ctx.db,
  )
  await noteLooks(ctx, rows, ['name', 'age', 'kinds', 'competences'])
  return rows
}

/** Coordinators of a region's activities by name; each look is recorded with the person. */
export async function listCoordinators(ctx: Ctx, regionId: string, now: Temporal.Instant): Promise<RegisterRows> {
  const { rows } = await sql<RegisterRows[number]>`
    SELECT p.id::text AS id, p.name, string_agg(DISTINCT o.name, '; ') AS organizer, count(*)::int AS actions
    FROM activities a JOIN people p ON p.id = a.coordinator_id JOIN organizations o ON o.id = a.organization_id
    WHERE ${activitiesOf(regionId, now)} AND p.state = 'active' AND p.restricted_at IS NULL GROUP BY p.id ORDER BY p.id LIMIT ${ROWS_MAX}`.execute(
    ctx.db,
  )
  await noteLooks(ctx, rows, ['name'])
  return rows
}

async function noteLooks(ctx: Ctx, rows: RegisterRows, what: readonly string[]): Promise<void> {
  for (let at = 0; at < rows.length; at += LOOKS_AT_ONCE)
    await recordLooks(
      ctx.db,
      ctx,
      rows.slice(at, at + LOOKS_AT_ONCE).map(({ id }) => ({
        subjectPersonId: String(id),
        subjectKind: 'register',
        subjectId: String(id),
        what,
      })),
    )
}

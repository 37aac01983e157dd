import { type RawBuilder, sql } from 'kysely'
import { type Ctx, type Db, recordLooks } from '../../platform'

/** Rows of one part of the register, as the database says them. */
export type RegisterRows = readonly Readonly<Record<string, string | number | null>>[]

/** Which rows of a part are read: those after a lasting id, so many of them. */
export type Slice = { readonly after: string; readonly limit: number }

const LOOKS_AT_ONCE = 1000
const DAYS = 365

function activitiesOf(regionId: string, now: Temporal.Instant) {
  const from = now.subtract({ hours: DAYS * 24 })
  return sql`a.region_id = ${regionId} AND a.state IN ('open', 'closed', 'done', 'cancelled') AND a.starts_at >= ${from}`
}

// Help to one person or into a home: of it neither place nor hour nor title is told.
const AT_HOME = sql`(a.need_id IS NOT NULL OR a.home_address OR 'home-visit' = ANY (a.flags))`

/** Rows after the last one read, in the order of their lasting ids, so that parts of a long register join without gap or repeat. */
async function readSlice(db: Db, part: RawBuilder<unknown>, { after, limit }: Slice): Promise<RegisterRows> {
  const { rows } = await sql<RegisterRows[number]>`
    SELECT * FROM (${part}) AS part WHERE id COLLATE "C" > ${after} ORDER BY id COLLATE "C" LIMIT ${limit}`.execute(db)
  return rows
}

/** Organizations and groups of a region that are at work. */
export const listOrganizers = (db: Db, regionId: string, slice: Slice): Promise<RegisterRows> =>
  readSlice(
    db,
    sql`SELECT o.id::text AS id, o.name, o.kind, o.legal_form, o.bin, o.about, to_char(o.verified_at, 'YYYY-MM-DD') AS verified
      FROM organizations o WHERE o.region_id = ${regionId} AND o.state = 'active'`,
    slice,
  )

/** Programmes: series of activities of the last year and those to come; named after one that may be named. */
export const listProgrammes = (db: Db, regionId: string, now: Temporal.Instant, slice: Slice): Promise<RegisterRows> =>
  readSlice(
    db,
    sql`SELECT a.series_id::text AS id, min(a.title) FILTER (WHERE NOT ${AT_HOME}) AS title, min(o.name) AS organizer, count(*)::int AS actions,
        to_char(min(a.starts_at AT TIME ZONE a.zone), 'YYYY-MM-DD') AS starts, to_char(max(a.ends_at AT TIME ZONE a.zone), 'YYYY-MM-DD') AS ends
      FROM activities a JOIN organizations o ON o.id = a.organization_id
      WHERE ${activitiesOf(regionId, now)} AND a.series_id IS NOT NULL GROUP BY a.series_id`,
    slice,
  )

/** Actions of the last year and those to come. */
export const listActions = (db: Db, regionId: string, now: Temporal.Instant, slice: Slice): Promise<RegisterRows> =>
  readSlice(
    db,
    sql`SELECT a.reference AS id, CASE WHEN h.at_home THEN NULL ELSE a.title END AS title, a.kind, o.name AS organizer,
        CASE WHEN h.at_home THEN NULL ELSE p.name_kk END AS place,
        to_char(a.starts_at AT TIME ZONE a.zone, CASE WHEN h.at_home THEN 'YYYY-MM-DD' ELSE 'YYYY-MM-DD HH24:MI' END) AS starts,
        to_char(a.ends_at AT TIME ZONE a.zone, CASE WHEN h.at_home THEN 'YYYY-MM-DD' ELSE 'YYYY-MM-DD HH24:MI' END) AS ends,
        a.state, a.risk_tier AS risk, t.seats, t.requirements
      FROM activities a JOIN organizations o ON o.id = a.organization_id LEFT JOIN localities p ON p.id = a.locality_id
      CROSS JOIN LATERAL (SELECT ${AT_HOME} AS at_home) h
      CROSS JOIN LATERAL (SELECT coalesce(sum(seats), 0)::int AS seats, string_agg(DISTINCT q.value ->> 'id', ' ') AS requirements
        FROM posts LEFT JOIN LATERAL jsonb_array_elements(posts.competences) q ON true WHERE posts.activity_id = a.id) t
      WHERE ${activitiesOf(regionId, now)}`,
    slice,
  )

/** Volunteers of a region by name, for whoever keeps the register; each look is recorded with the person. */
export async function listVolunteers(ctx: Ctx, regionId: string, slice: Slice): Promise<RegisterRows> {
  const rows = await readSlice(
    ctx.db,
    sql`SELECT v.id::text AS id, p.name, p.age_band AS age, to_char(v.joined_at, 'YYYY-MM-DD') AS since, array_to_string(v.kinds, ' ') AS kinds,
        array_to_string(v.competences, ' ') AS competences
      FROM volunteers v JOIN people p ON p.id = v.id
      WHERE v.region_id = ${regionId} AND v.state <> 'left' AND p.state = 'active' AND p.restricted_at IS NULL`,
    slice,
  )
  await noteLooks(ctx, rows, ['name', 'age', 'kinds', 'competences'])
  return rows
}

/** Coordinators of a region's activities by name; each look is recorded with the person. */
export async function listCoordinators(
  ctx: Ctx,
  regionId: string,
  now: Temporal.Instant,
  slice: Slice,
): Promise<RegisterRows> {
  const rows = await readSlice(
    ctx.db,
    sql`SELECT p.id::text AS id, p.name, string_agg(DISTINCT o.name, '; ') AS organizer, count(*)::int AS actions
      FROM activities a JOIN people p ON p.id = a.coordinator_id JOIN organizations o ON o.id = a.organization_id
      WHERE ${activitiesOf(regionId, now)} AND p.state = 'active' AND p.restricted_at IS NULL GROUP BY p.id`,
    slice,
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

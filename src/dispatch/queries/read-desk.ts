import { type RawBuilder, sql } from 'kysely'
import { isStale } from '../../needs'
import type { Db } from '../../platform'
import type { DeskScope } from './desk-scope'

const POSTS_MAX = 80
const NEEDS_MAX = 50
const CLAIMED_MAX = 40

/** A post on the desk with its activity, seats, call-out and what the people asked did. */
export type DeskPost = {
  readonly id: string
  readonly activity_id: string
  readonly title: string
  readonly starts_at: Temporal.Instant
  readonly ends_at: Temporal.Instant
  readonly seats_min: number
  readonly activity: string
  readonly reference: string
  readonly state: string
  readonly form: string
  readonly zone: string
  readonly region_id: string
  readonly organization_id: string
  readonly created_at: Temporal.Instant
  readonly estimated_minutes: number | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly locality_kk: string | null
  readonly locality_ru: string | null
  readonly locality_en: string | null
  readonly filled: number
  readonly held: number
  readonly free: number
  readonly call_out_id: string | null
  readonly sent: number | null
  readonly ceiling: number | null
  readonly asked: number
  readonly silent: number
  /** Said something a person has to read: own words, another time. */
  readonly said: number
  /** Checked in and not out, though the post is over. */
  readonly overdue: number
  /** Seated, but a credential or the law no longer lets them do this. */
  readonly at_risk: number
}

/** A need on the desk: claimed by one of the organizations, or to be claimed. No contact, no words, no exact place. */
export type DeskNeed = {
  readonly id: string
  readonly reference: string
  readonly state: string
  readonly kind: string
  readonly rank: number
  readonly urgency: string
  readonly raised_at: Temporal.Instant
  readonly needed_by: Temporal.Instant
  readonly checked_at: Temporal.Instant
  readonly zone: string
  readonly region_id: string
  readonly latitude: number | null
  readonly longitude: number | null
  readonly locality_kk: string | null
  readonly locality_ru: string | null
  readonly locality_en: string | null
  /** Until when one of the organizations holds a part of it; null: to be claimed. */
  readonly claimed_until: Temporal.Instant | null
}

/** Today's risk, each figure counted up to 1,000. */
export type DeskRisk = {
  readonly unfilled: number
  readonly silent: number
  readonly overdue: number
  readonly atRisk: number
  readonly stale: number
}

const activitiesIn = (scope: DeskScope): RawBuilder<boolean> => {
  if (scope.everywhere) return sql<boolean>`true`
  if (scope.regionIds.length === 0) return sql<boolean>`a.organization_id = ANY(${[...scope.organizationIds]}::uuid[])`
  return sql<boolean>`(a.organization_id = ANY(${[...scope.organizationIds]}::uuid[]) OR a.region_id = ANY(${[...scope.regionIds]}::text[]))`
}

// As in the queue of needs: through an organization only where it is verified. What a group holds, it sees as its claim.
const needsIn = (scope: DeskScope): RawBuilder<boolean> =>
  scope.everywhere
    ? sql<boolean>`true`
    : sql<boolean>`n.region_id = ANY(ARRAY(SELECT region_id FROM organizations
        WHERE id = ANY(${[...scope.organizationIds]}::uuid[]) AND state = 'active' AND verified_at IS NOT NULL) || ${[...scope.regionIds]}::text[])`

/** Posts that are not over, or whose people have not all left, soonest first. Served by activities_organization_idx and posts_activity_idx. */
export async function listDeskPosts(db: Db, scope: DeskScope, now: Temporal.Instant): Promise<DeskPost[]> {
  const { rows } = await sql<DeskPost>`
    SELECT p.id, p.activity_id, p.title, p.starts_at, p.ends_at, p.seats_min, a.title AS activity, a.reference, a.state, a.form, a.zone,
      a.region_id, a.organization_id, a.created_at, a.estimated_minutes,
      CASE WHEN a.home_address THEN l.latitude ELSE coalesce(a.latitude, l.latitude) END AS latitude,
      CASE WHEN a.home_address THEN l.longitude ELSE coalesce(a.longitude, l.longitude) END AS longitude,
      l.name_kk AS locality_kk, l.name_ru AS locality_ru, l.name_en AS locality_en,
      s.filled, s.held, s.free, c.id AS call_out_id, c.sent, c.ceiling, q.asked, q.silent, q.said, t.overdue, k.at_risk
    FROM (
      SELECT * FROM activities a
      WHERE ${activitiesIn(scope)} AND a.state IN ('draft', 'review', 'open', 'closed')
        AND a.starts_at > ${now.subtract({ hours: 24 * 31 }).toString()}::timestamptz
        AND (a.ends_at > ${now.toString()}::timestamptz OR EXISTS (
          SELECT FROM posts o JOIN attendances i ON i.post_id = o.id AND i.checked_out_at IS NULL WHERE o.activity_id = a.id))
      ORDER BY a.starts_at LIMIT ${POSTS_MAX}) a
    JOIN posts p ON p.activity_id = a.id
    LEFT JOIN localities l ON l.id = a.locality_id
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE volunteer_id IS NOT NULL)::int AS filled,
        count(*) FILTER (WHERE volunteer_id IS NULL AND offered_until IS NOT NULL)::int AS held,
        count(*) FILTER (WHERE volunteer_id IS NULL AND offered_until IS NULL)::int AS free
      FROM slots WHERE post_id = p.id) s
    LEFT JOIN LATERAL (SELECT id, sent, ceiling FROM call_outs WHERE post_id = p.id AND state = 'running' LIMIT 1) c ON true
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE state = 'asked')::int AS asked, count(*) FILTER (WHERE state = 'silent')::int AS silent,
        count(*) FILTER (WHERE state IN ('words', 'yes-from'))::int AS said
      FROM asks WHERE post_id = p.id AND terms_version = p.terms_version) q
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS overdue FROM attendances
      WHERE post_id = p.id AND checked_out_at IS NULL AND p.ends_at < ${now.toString()}::timestamptz) t
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS at_risk FROM assignments
      WHERE activity_id = p.activity_id AND post_id = p.id AND state = 'live' AND at_risk IS NOT NULL) k
    WHERE p.ends_at > ${now.toString()}::timestamptz OR t.overdue > 0
    ORDER BY p.starts_at, p.id LIMIT ${POSTS_MAX}`.execute(db)
  return rows
}

/** Needs held by these organizations, then those their regions wait for, most urgent and oldest first. Served by needs_queue_idx. */
export async function listDeskNeeds(db: Db, scope: DeskScope): Promise<DeskNeed[]> {
  const columns = sql`n.id, n.reference, n.state, n.kind, n.rank::int AS rank, n.urgency, n.raised_at, n.needed_by, n.checked_at, n.zone,
    n.region_id, l.latitude, l.longitude, l.name_kk AS locality_kk, l.name_ru AS locality_ru, l.name_en AS locality_en`
  const { rows } = await sql<DeskNeed>`
    (SELECT ${columns}, c.until AS claimed_until
      FROM (SELECT need_id, max(until) AS until FROM line_claims
        WHERE organization_id = ANY(${[...scope.organizationIds]}::uuid[]) AND state = 'held' GROUP BY need_id LIMIT ${CLAIMED_MAX}) c
      JOIN needs n ON n.id = c.need_id LEFT JOIN localities l ON l.id = n.locality_id
      WHERE n.closed_at IS NULL)
    UNION ALL
    (SELECT ${columns}, NULL AS claimed_until
      FROM needs n LEFT JOIN localities l ON l.id = n.locality_id
      WHERE n.closed_at IS NULL AND n.state IN ('raised', 'verified') AND ${needsIn(scope)}
        AND EXISTS (SELECT FROM need_lines d WHERE d.need_id = n.id AND d.open > 0)
        AND NOT EXISTS (SELECT FROM line_claims k WHERE k.need_id = n.id AND k.state = 'held' AND k.organization_id = ANY(${[...scope.organizationIds]}::uuid[]))
      ORDER BY n.rank, n.raised_at, n.id LIMIT ${NEEDS_MAX})`.execute(db)
  return rows
}

/** The strip on top of the desk. `stale` is counted from the needs already read. */
export async function readDeskRisk(
  db: Db,
  scope: DeskScope,
  needs: readonly DeskNeed[],
  now: Temporal.Instant,
): Promise<DeskRisk> {
  const at = now.toString()
  const soon = now.add({ hours: 24 }).toString()
  const recently = now.subtract({ hours: 24 * 31 }).toString()
  const { rows } = await sql<Omit<DeskRisk, 'stale'>>`
    SELECT
      (SELECT count(*) FROM (
        SELECT FROM activities a JOIN posts p ON p.activity_id = a.id
        WHERE ${activitiesIn(scope)} AND a.state = 'open' AND a.starts_at > ${recently}::timestamptz AND a.starts_at < ${soon}::timestamptz
          AND p.starts_at < ${soon}::timestamptz AND p.ends_at > ${at}::timestamptz
          AND EXISTS (SELECT FROM slots s WHERE s.post_id = p.id AND s.volunteer_id IS NULL) LIMIT 1000) u)::int AS unfilled,
      (SELECT count(*) FROM (
        SELECT FROM activities a JOIN asks q ON q.activity_id = a.id AND q.state = 'silent'
        WHERE ${activitiesIn(scope)} AND a.state = 'open' AND a.starts_at > ${recently}::timestamptz AND a.ends_at > ${at}::timestamptz
        LIMIT 1000) w)::int AS silent,
      (SELECT count(*) FROM (
        SELECT FROM activities a JOIN posts p ON p.activity_id = a.id
          JOIN attendances t ON t.post_id = p.id AND t.checked_out_at IS NULL
        WHERE ${activitiesIn(scope)} AND a.starts_at > ${recently}::timestamptz AND p.ends_at < ${at}::timestamptz LIMIT 1000) o)::int AS overdue,
      (SELECT count(*) FROM (
        SELECT FROM activities a JOIN assignments s ON s.activity_id = a.id AND s.state = 'live' AND s.at_risk IS NOT NULL
        WHERE ${activitiesIn(scope)} AND a.starts_at > ${recently}::timestamptz AND s.ends_at > ${at}::timestamptz
        LIMIT 1000) k)::int AS "atRisk"`.execute(db)
  const counted = rows[0] ?? { unfilled: 0, silent: 0, overdue: 0, atRisk: 0 }
  return { ...counted, stale: needs.filter((need) => isStale(need, now)).length }
}

/** Lines of a need for the detail pane. */
export type DeskLine = Awaited<ReturnType<typeof listDeskLines>>[number]

/** Lines of one need, at most 20. Served by need_lines_need_idx. */
export const listDeskLines = (db: Db, needId: string) =>
  db
    .selectFrom('need_lines')
    .select([
      'id',
      'kind',
      'item_id',
      'competence_id',
      'attributes',
      'words',
      'unit',
      'due_at',
      'requested',
      'open',
      'withdrawn',
    ])
    .where('need_id', '=', needId)
    .limit(20)
    .execute()

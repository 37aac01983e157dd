import { sql } from 'kysely'
import type { Db, Tx } from '../../platform'

/** Columns of an activity that commands decide on. */
const columns = [
  'a.id',
  'a.region_id',
  'a.locality_id',
  'a.organization_id',
  'a.need_id',
  'a.claim_id',
  'a.incident_id',
  'a.kind',
  'a.work',
  'a.form',
  'a.state',
  'a.title',
  'a.aim',
  'a.briefing',
  'a.briefing_version',
  'a.created_at',
  'a.emergency_contact',
  'a.coordinator_id',
  'a.starts_at',
  'a.ends_at',
  'a.estimated_minutes',
  'a.zone',
  'a.latitude',
  'a.longitude',
  'a.home_address',
  'a.result_quantity',
  'a.result_unit',
  'a.result_confirmer',
  'a.flags',
  'a.contexts',
  'a.risk_tier',
  'a.series_id',
  'r.country_code',
] as const

const select = (db: Db, id: string) =>
  db
    .selectFrom('activities as a')
    .innerJoin('regions as r', 'r.id', 'a.region_id')
    .select(columns)
    .where('a.id', '=', id)

/** An activity as commands see it, held until they end. */
export type HeldActivity = NonNullable<Awaited<ReturnType<typeof holdActivity>>>

/**
 * Reads an activity and holds it: `share` keeps state, time and place as they are while others may book too; `change` keeps everybody
 * else out until the change is made.
 */
export const holdActivity = (tx: Tx, id: string, how: 'share' | 'change') =>
  select(tx.db, id)
    .modifyEnd(how === 'share' ? sql`FOR SHARE OF a` : sql`FOR UPDATE OF a`)
    .executeTakeFirst()

/** Holds several activities as `share` does, in ascending id. @returns those found, by id */
export async function shareActivities(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, HeldActivity>> {
  const rows = await tx.db
    .selectFrom('activities as a')
    .innerJoin('regions as r', 'r.id', 'a.region_id')
    .select(columns)
    .modifyFront(sql`/* one plan */`)
    .where('a.id', '=', sql<string>`any(${[...new Set(ids)]}::uuid[])`)
    .orderBy('a.id')
    .limit(ids.length)
    .modifyEnd(sql`FOR SHARE OF a`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** A post as commands see it. */
export type PostRow = NonNullable<Awaited<ReturnType<typeof findPost>>>

/** Reads a post; stable only while its activity is held. */
export const findPost = (db: Db, id: string) =>
  db.selectFrom('posts').selectAll().where('id', '=', id).executeTakeFirst()

/** Reads several posts, as {@link findPost} does one. @returns those found, by id */
export async function findPosts(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, PostRow>> {
  const rows = await db
    .selectFrom('posts')
    .selectAll()
    .modifyFront(sql`/* one plan */`)
    .where('id', '=', sql<string>`any(${[...new Set(ids)]}::uuid[])`)
    .limit(ids.length)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The activity a post belongs to. That never changes, so it is read before the activity is held. */
export const findActivityOfPost = async (db: Db, postId: string): Promise<string | undefined> =>
  (await db.selectFrom('posts').select('activity_id').where('id', '=', postId).executeTakeFirst())?.activity_id

/** The activities that several posts belong to, by post. */
export async function findActivitiesOfPosts(db: Db, postIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('posts')
    .select(['id', 'activity_id'])
    .modifyFront(sql`/* one plan */`)
    .where('id', '=', sql<string>`any(${[...new Set(postIds)]}::uuid[])`)
    .limit(postIds.length)
    .execute()
  return new Map(rows.map((row) => [row.id, row.activity_id]))
}

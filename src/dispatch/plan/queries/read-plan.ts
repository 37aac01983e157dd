import { sql } from 'kysely'
import type { Db } from '../../../platform'

/** Posts of a plan on one page. */
export const POSTS_A_PAGE = 20
const PROPOSALS_MAX = 500

/** Everything a plan has in sum. */
export type PlanSums = {
  readonly posts: number
  readonly missing: number
  /** Proposals nobody was asked for, and people asked: waiting, coming. */
  readonly proposed: number
  readonly waiting: number
  readonly coming: number
  /** Of the proposals and people asked, those that the last repair brought. */
  readonly changed: number
  /** Asks that can still be taken back. */
  readonly undoable: number
}

/** Counts over a whole plan. Served by its primary keys. */
export async function sumPlan(db: Db, planId: string, round: number, undoSince: Temporal.Instant): Promise<PlanSums> {
  const since = undoSince.toString()
  const { rows } = await sql<PlanSums>`
    SELECT count(*) FILTER (WHERE l.state = 'proposed')::int AS proposed,
      count(*) FILTER (WHERE q.state = 'asked')::int AS waiting, count(*) FILTER (WHERE q.state = 'yes')::int AS coming,
      count(*) FILTER (WHERE l.round = ${round} AND l.round > 0 AND l.state <> 'left-out')::int AS changed,
      count(*) FILTER (WHERE q.state = 'asked' AND l.asked_at > ${since}::timestamptz)::int AS undoable,
      (SELECT count(*) FROM plan_posts WHERE plan_id = ${planId})::int AS posts,
      (SELECT coalesce(sum(missing), 0) FROM plan_posts WHERE plan_id = ${planId})::int AS missing
    FROM plan_proposals l LEFT JOIN asks q ON q.id = l.ask_id WHERE l.plan_id = ${planId} LIMIT 1`.execute(db)
  return rows[0] ?? { posts: 0, missing: 0, proposed: 0, waiting: 0, coming: 0, changed: 0, undoable: 0 }
}

/** A post of a plan, with why it stays short. */
export type PlanPostRow = Awaited<ReturnType<typeof listPostsOfPlan>>[number]

/** One page of a plan's posts, in order of their start. Served by the primary key. */
export const listPostsOfPlan = (db: Db, planId: string, page: number) =>
  db
    .selectFrom('plan_posts as l')
    .innerJoin('posts as p', 'p.id', 'l.post_id')
    .innerJoin('activities as a', 'a.id', 'p.activity_id')
    .select([
      'p.id',
      'p.activity_id',
      'p.title as post_title',
      'p.starts_at',
      'p.ends_at',
      'a.title',
      'a.zone',
      'a.form',
    ])
    .select(['l.missing', 'l.able', 'l.binding', 'l.binding_people'])
    .where('l.plan_id', '=', planId)
    .orderBy('p.starts_at')
    .orderBy('p.id')
    .limit(POSTS_A_PAGE)
    .offset((page - 1) * POSTS_A_PAGE)
    .execute()

/** Ids of a plan's posts. Served by the primary key. */
export const listPlanPostIds = async (db: Db, planId: string): Promise<string[]> =>
  (await db.selectFrom('plan_posts').select('post_id').where('plan_id', '=', planId).limit(1000).execute()).map(
    (row) => row.post_id,
  )

/** Somebody proposed or asked for a post of a plan. */
export type ProposalRow = Awaited<ReturnType<typeof listProposalsFor>>[number]

/** Everyone proposed for these posts who was not left out: first who is coming or asked, then by travel; at most 500. */
export const listProposalsFor = (db: Db, planId: string, postIds: readonly string[]) =>
  db
    .selectFrom('plan_proposals as l')
    .innerJoin('people as p', 'p.id', 'l.volunteer_id')
    .leftJoin('asks as q', 'q.id', 'l.ask_id')
    .select([
      'l.post_id',
      'l.volunteer_id',
      'l.round',
      'l.travel_minutes',
      'l.why',
      'l.state',
      'l.held_back',
      'l.ask_id',
    ])
    .select(['q.state as ask_state', sql<string | null>`split_part(p.name, ' ', 1)`.as('name')])
    .where('l.plan_id', '=', planId)
    .where(sql<boolean>`l.post_id = any(${postIds}::uuid[])`)
    .where('l.state', '<>', 'left-out')
    .orderBy('l.round')
    .orderBy('l.travel_minutes')
    .orderBy('l.volunteer_id')
    .limit(PROPOSALS_MAX)
    .execute()

/** Titles of posts, for the list to recruit from; at most 100. */
export const listPostTitles = (db: Db, postIds: readonly string[]) =>
  db
    .selectFrom('posts as p')
    .innerJoin('activities as a', 'a.id', 'p.activity_id')
    .select(['p.id', 'p.title as post_title', 'a.title'])
    .where(sql<boolean>`p.id = any(${postIds.slice(0, 100)}::uuid[])`)
    .limit(100)
    .execute()

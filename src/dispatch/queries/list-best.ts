import { sql } from 'kysely'
import { rankKey } from '../../allocation'
import { cellsWithin } from '../../kit/geo-cells'
import type { Db } from '../../platform'
import { findKeptIndex, type KeptIndex } from '../ask-index/kept-index'
import { type AskedPost, pointOf, toProblemPost } from './find-post'
import { NEAR_METERS, type RankedPerson, rankForPost } from './rank-for-post'
import { accompaniedAt, readVisits } from './read-company'

/** With fewer people than this, reading them all takes no longer. */
const WORTH_INDEX = 2000
/** More than these are not worth narrowing down to. */
const PROPOSED_MAX = 16_000

/** The best k for a post, as {@link rankForPost} ranks them, in a process with an index by reading only those who may be among them. */
export async function listBest(
  db: Db,
  post: AskedPost,
  now: Temporal.Instant,
  k: number,
): Promise<readonly RankedPerson[]> {
  const kept = findKeptIndex(db)
  const narrow =
    kept === undefined || kept.size < WORTH_INDEX ? undefined : await listBestThrough(kept, db, post, now, k)
  return narrow ?? (await rankForPost(db, post, now, { k })).ranked
}

/**
 * The best k through an index, which knows everybody at least as able, free and near the front as they are: those it proposes are checked and
 * ranked exactly, more and more of them until nobody left can be better than the last one found. Undefined where the index cannot answer.
 */
export async function listBestThrough(
  kept: KeptIndex,
  db: Db,
  post: AskedPost,
  now: Temporal.Instant,
  k: number,
): Promise<readonly RankedPerson[] | undefined> {
  const problem = toProblemPost(post, [])
  const minute = Math.floor(now.epochMilliseconds / 60_000)
  // The index knows nothing of steady company: whoever was there before is looked at besides.
  const visitors = [...(await readVisits(db, accompaniedAt(problem))).keys()]
  for (let most = 2 * k; most <= PROPOSED_MAX; most *= 2) {
    const proposed = await kept.propose(problem, most, now)
    if (proposed === undefined) return undefined
    const ids = await listAround(db, post, [...proposed.best.map(({ id }) => id), ...proposed.besides, ...visitors])
    const { ranked } = await rankForPost(db, post, now, { k, ids })
    const [last, next] = [ranked[k - 1], proposed.best[most - 1]]
    if (next === undefined) return ranked
    if (last !== undefined && rankKey(last.person, problem, last.travelMinutes, minute) < next.key) return ranked
  }
  return undefined
}

/** Active volunteers among these who are looked at for a post at all: of its region, and around its place. */
async function listAround(db: Db, post: AskedPost, ids: readonly string[]): Promise<string[]> {
  const point = pointOf(post)
  const cells = point && cellsWithin(point, NEAR_METERS)
  const rows = await db
    .selectFrom('volunteers')
    .select('id')
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .where('state', '=', 'active')
    .where('interested_only', '=', false)
    .where((eb) => eb.or([eb('region_id', '=', post.region_id), sql<boolean>`cell = any(${cells ?? []}::text[])`]))
    .limit(PROPOSED_MAX * 2)
    .execute()
  return rows.map(({ id }) => id)
}

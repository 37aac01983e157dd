import type { Placed, PlanPerson, PlanPost, PostsProblem } from '../../../allocation'
import { inTurns } from '../../../kit/in-turns'
import type { Db } from '../../../platform'
import { type CandidateProfile, listProfiles, readFreeTime, readGivenTime, type Span } from '../../../volunteers'
import { pointOf, toProblemPost } from '../../queries/find-post'
import { inCompany, readCompany } from '../../queries/read-company'
import type { PlanScope, PlanWishes } from '../plan'
import { listPlanPosts, type OpenPost, urgencyOf } from './list-plan-posts'
import { noPlanBefore, type PlanBefore } from './read-plan-before'

const PEOPLE_MAX = 20_000
/** People around places beyond the region's border are looked at too, at so many different places. */
const NEAR_METERS = 30_000
const PLACES_MAX = 20
const ROWS_MAX = 20_000
const QUARTER = 15

/** A problem to plan, and the posts it is about. */
export type LoadedPlan = { readonly problem: Omit<PostsProblem, 'travel'>; readonly posts: readonly OpenPost[] }

const minutes = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / 60_000)

/**
 * Open posts, everyone of their regions and around their places, and who was asked already, as a problem to plan. Other work goes on in
 * between, however many people there are.
 * @param before what of a plan stands, where one is repaired
 */
export async function loadPlanProblem(
  db: Db,
  scope: PlanScope,
  wishes: PlanWishes,
  span: Span,
  before: PlanBefore = noPlanBefore,
): Promise<LoadedPlan> {
  const { from: now, to: until } = span
  const posts = await listPlanPosts(db, scope, now, until)
  const [crews, asked] = await Promise.all([listCrews(db, posts), listAskedFor(db, posts)])
  const pinned = [...asked.values()].flatMap((rows) =>
    rows.flatMap((row): Placed[] =>
      row.state === 'asked' ? [{ personId: row.volunteer_id, postId: row.post_id }] : [],
    ),
  )
  const planPosts = posts.map((post): PlanPost => {
    const crew = crews.get(post.id) ?? []
    const seats = post.free ?? 0
    return {
      post: toProblemPost(post, crew),
      seats,
      seatsMin: Math.min(seats, Math.max(0, post.seats_min - (post.filled ?? 0))),
      urgency: urgencyOf(post),
      anyTime: post.form === 'remote',
      asked: [
        ...(asked.get(post.id) ?? []).flatMap((one) => (one.state === 'asked' ? [] : [one.volunteer_id])),
        ...before.leftOut.flatMap(({ personId, postId }) => (postId === post.id ? [personId] : [])),
      ],
    }
  })
  const bound = new Set([...pinned, ...before.kept].map(({ personId }) => personId))
  const rested = minutes(now) - wishes.restDays * 1440
  const accompanied = [...new Set(planPosts.flatMap(({ post }) => post.accompanies ?? []))]
  const near = await listNear(db, posts, planPosts, span)
  const profiles = inCompany(near, await readCompany(db, accompanied, near)).filter(
    ({ id, lastAskedAt }) =>
      wishes.restDays === 0 || lastAskedAt === undefined || lastAskedAt < rested || bound.has(id),
  )
  // Availability comes in whole quarters of an hour, and the last post may end after the horizon.
  const end = Math.max(minutes(until), ...planPosts.map(({ post }) => post.end))
  const whole = { from: quarter(minutes(now), Math.floor), to: quarter(end, Math.ceil) }
  const [free, given] = await Promise.all([readFreeTime(db, profiles, whole), readGivenTime(db, profiles, whole, now)])
  const people: PlanPerson[] = []
  await inTurns(profiles, (profile, i) => {
    const { occupied = [], recentMinutes = 0 } = given[i] ?? {}
    const postsMax = Math.max(0, wishes.postsMax - (before.coming.get(profile.id) ?? 0))
    people.push({ ...profile, availability: free[i] ?? new Int32Array(), occupied, recentMinutes, postsMax })
  })
  const { travelBand } = wishes
  const kept = before.kept
  return {
    posts,
    problem: { people, posts: withoutSeatsOf(pinned, people, planPosts), now: minutes(now), travelBand, pinned, kept },
  }
}

/** Whoever was asked and is not looked at (they paused, or live far) keeps their seat too. */
function withoutSeatsOf(
  pinned: readonly Placed[],
  people: readonly PlanPerson[],
  posts: readonly PlanPost[],
): PlanPost[] {
  const known = new Set(people.map(({ id }) => id))
  const unseen = pinned.filter(({ personId }) => !known.has(personId))
  return posts.map((one) => {
    const seats = Math.max(0, one.seats - unseen.filter(({ postId }) => postId === one.post.id).length)
    return { ...one, seats, seatsMin: Math.min(seats, one.seatsMin) }
  })
}

const quarter = (minute: number, round: (quarters: number) => number): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(round(minute / QUARTER) * QUARTER * 60_000)

async function listNear(
  db: Db,
  posts: readonly OpenPost[],
  planPosts: readonly PlanPost[],
  span: Span,
): Promise<CandidateProfile[]> {
  const giving = [...new Set(planPosts.flatMap(({ post }) => post.required.map(({ competence }) => competence)))]
  const found = new Map<string, CandidateProfile>()
  const add = (profiles: readonly CandidateProfile[]) => {
    for (const profile of profiles) if (found.size < PEOPLE_MAX) found.set(profile.id, profile)
  }
  for (const regionId of new Set(posts.map((post) => post.region_id)))
    add(await listProfiles(db, { regionId, ...span, limit: PEOPLE_MAX, giving }, span.from))
  const places = new Map(
    posts.flatMap((post) => {
      const point = pointOf(post)
      if (point === undefined || post.form === 'remote') return []
      // Places within some ten kilometres share their neighbours.
      const key = `${post.region_id} ${point.latitude.toFixed(1)} ${point.longitude.toFixed(1)}`
      return [[key, { near: point, exceptRegionId: post.region_id }] as const]
    }),
  )
  for (const place of [...places.values()].slice(0, PLACES_MAX))
    add(await listProfiles(db, { ...place, radiusMeters: NEAR_METERS, ...span, limit: PEOPLE_MAX, giving }, span.from))
  return [...found.values()]
}

/** Who sits on these posts, by post. */
async function listCrews(db: Db, posts: readonly OpenPost[]): Promise<ReadonlyMap<string, string[]>> {
  if (posts.length === 0) return new Map()
  const rows = await db
    .selectFrom('slots')
    .select(['post_id', 'volunteer_id'])
    .where(
      'post_id',
      'in',
      posts.map(({ id }) => id),
    )
    .where('volunteer_id', 'is not', null)
    .limit(ROWS_MAX)
    .execute()
  const crews = new Map<string, string[]>()
  for (const { post_id, volunteer_id } of rows)
    if (volunteer_id !== null) crews.set(post_id, [...(crews.get(post_id) ?? []), volunteer_id])
  return crews
}

/** Who was asked for these posts under the terms of now, and not taken back, by post. Served by asks_post_idx. */
async function listAskedFor(db: Db, posts: readonly OpenPost[]) {
  if (posts.length === 0) return new Map<string, never[]>()
  const rows = await db
    .selectFrom('asks as q')
    .innerJoin('posts as p', (join) =>
      join.onRef('p.id', '=', 'q.post_id').onRef('p.terms_version', '=', 'q.terms_version'),
    )
    .select(['q.post_id', 'q.volunteer_id', 'q.state'])
    .where(
      'q.post_id',
      'in',
      posts.map(({ id }) => id),
    )
    .where('q.state', '<>', 'withdrawn')
    .limit(ROWS_MAX)
    .execute()
  return Map.groupBy(rows, (row) => row.post_id)
}

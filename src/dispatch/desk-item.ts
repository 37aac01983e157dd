import { isStale } from '../needs'
import type { DeskNeed, DeskPost } from './queries/read-desk'

/** One row of the desk's queue: a need or an activity, with its rank (0 is worst) and since when it waits. */
export type DeskItem =
  | {
      readonly kind: 'need'
      readonly id: string
      readonly rank: number
      readonly since: Temporal.Instant
      readonly need: DeskNeed
    }
  | {
      readonly kind: 'activity'
      readonly id: string
      readonly rank: number
      readonly since: Temporal.Instant
      readonly posts: readonly DeskPost[]
    }

const hoursUntil = (at: Temporal.Instant, now: Temporal.Instant): number =>
  (at.epochMilliseconds - now.epochMilliseconds) / 3_600_000

/** How pressing a post is: below its minimum crew within a day 0, unfilled within a day 1, within three days 2, later 3, full 5. */
export function rankOfPost(post: DeskPost, now: Temporal.Instant): number {
  if (post.state === 'draft' || post.state === 'review') return 4
  if (post.free + post.held === 0) return 5
  const hours = hoursUntil(post.starts_at, now)
  if (hours < 24) return post.filled < post.seats_min ? 0 : 1
  return hours < 72 ? 2 : 3
}

/** Everything on the desk in the order of urgency, then age. */
export function deskItems(
  posts: readonly DeskPost[],
  needs: readonly DeskNeed[],
  now: Temporal.Instant,
): readonly DeskItem[] {
  const works = [...Map.groupBy(posts, (post) => post.activity_id)].map(
    ([id, own]): DeskItem => ({
      kind: 'activity',
      id,
      rank: Math.min(...own.map((post) => rankOfPost(post, now))),
      since: own[0]?.created_at ?? now,
      posts: own,
    }),
  )
  const asked = needs.map(
    (need): DeskItem => ({
      kind: 'need',
      id: need.id,
      rank: need.rank,
      since: need.raised_at,
      need,
    }),
  )
  return [...asked, ...works].sort((a, b) => a.rank - b.rank || Temporal.Instant.compare(a.since, b.since))
}

/** Whether a need must be checked again before anyone acts on it. */
export const isStaleNeed = (need: DeskNeed, now: Temporal.Instant): boolean => isStale(need, now)

/** What the figures of the strip open to: unfilled within a day, silent asks, work over where people have not left,
 * people whose document or age no longer fits, stale needs. */
export const deskFilters = ['unfilled', 'silent', 'running', 'at-risk', 'stale'] as const
/** One of {@link deskFilters}. */
export type DeskFilter = (typeof deskFilters)[number]

/** Regions of the rows, the first row's first. */
export const regionsOf = (items: readonly DeskItem[]): string[] => [
  ...new Set(items.map((item) => (item.kind === 'need' ? item.need.region_id : (item.posts[0]?.region_id ?? '')))),
]

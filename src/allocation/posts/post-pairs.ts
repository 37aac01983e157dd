import type { ConstraintId } from '../constraints'
import { fitness, KEPT } from '../goals'
import { type Pairs, pairsByPost } from '../region/pairs'
import { estimateTravel } from '../travel'
import type { Crews } from './crews'
import type { PostRow } from './post-rows'
import type { PlanPerson, PlanPost, PostsProblem } from './posts-problem'

/** Who may take which row, and who is kept from each post by which rule. */
export type PostPairs = {
  readonly pairs: Pairs
  readonly keptBy: ReadonlyMap<PlanPost, ReadonlyMap<ConstraintId, number>>
  readonly able: ReadonlyMap<PlanPost, readonly PlanPerson[]>
}

/**
 * Every pair that the rules allow while nothing is planned but who is pinned. A plan only takes time away, so that no plan has a pair
 * beyond these.
 * @param ended asked after each post; true gives up
 */
export function pairPosts(
  problem: PostsProblem,
  people: readonly PlanPerson[],
  rows: readonly PostRow[],
  crews: Crews,
  ended: (share: number) => boolean,
): PostPairs | undefined {
  const { now, travelBand, kept, travel = estimateTravel } = problem
  const keptAt = Map.groupBy(kept, ({ postId }) => postId)
  const keptBy = new Map<PlanPost, Map<ConstraintId, number>>()
  const able = new Map<PlanPost, PlanPerson[]>()
  const postStart = new Int32Array(rows.length + 1)
  const person: number[] = []
  const worth: number[] = []
  let fits: readonly (readonly [index: number, fitness: number])[] = []
  for (const [row, { at, seatWorth }] of rows.entries()) {
    if (!able.has(at)) {
      if (ended(row / rows.length)) return undefined
      const stayed = new Set(keptAt.get(at.post.id)?.map(({ personId }) => personId))
      const counts = new Map<ConstraintId, number>()
      const out = new Set([...at.asked, ...at.post.present])
      const open: PlanPerson[] = []
      const found: [number, number][] = []
      for (const [i, one] of people.entries()) {
        if (out.has(one.id) || crews.has(one, at)) continue
        const exclusion = crews.exclusion(one, at)
        if (exclusion !== undefined) counts.set(exclusion.rule, (counts.get(exclusion.rule) ?? 0) + 1)
        else {
          open.push(one)
          // Whoever has as many posts as they may could come, but is no part of the plan.
          if (crews.postsLeft(one) === 0) continue
          const minutes = at.post.point === undefined ? 0 : travel(one.point, at.post.point, one.transport)
          found.push([i, fitness(one, at.post, minutes, now, travelBand) + (stayed.has(one.id) ? KEPT : 0)])
        }
      }
      fits = found
      keptBy.set(at, counts)
      able.set(at, open)
    }
    for (const [i, own] of fits) {
      person.push(i)
      worth.push(seatWorth + own)
    }
    postStart[row + 1] = person.length
  }
  const pairs = pairsByPost({
    postStart,
    person: Int32Array.from(person),
    worthOfPerson: Int32Array.from(worth),
    seats: Uint8Array.from(rows, ({ seats }) => seats),
    personOf: Int32Array.from(people.keys()),
    postOf: Int32Array.from(rows.keys()),
  })
  return { pairs, keptBy, able }
}

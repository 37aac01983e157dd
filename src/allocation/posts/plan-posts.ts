import { reasonsFor } from '../rank-candidates'
import { ChainSearch, orderByStart } from '../region/chains'
import { runWeekAuction } from '../region/run-week'
import { boundOfChains } from '../region/week-market'
import { type Budget, checkBudget, type Solved } from '../solved'
import { estimateTravel } from '../travel'
import { checkPostsProblem } from './check-posts-problem'
import { Crews } from './crews'
import { fillSeats } from './fill-seats'
import { worthOfOneMorePerson } from './one-more-person'
import { fairnessOfPlan } from './plan-fairness'
import { pairPosts } from './post-pairs'
import { rowsOf } from './post-rows'
import type { PlannedPost, PlanPerson, PlanPost, PostsPlan, PostsProblem, Proposal } from './posts-problem'
import { timesOfRows } from './times-of-rows'
import { whyPostShort } from './why-posts-short'

/** How far a plan is: the share of posts whose people were looked at, then the gap between plan and bound as a fraction. */
export type PlanProgress = { readonly pairs: number } | { readonly gap: number }

// A plan this near to the bound is as good as proved: people differ by more than that in what they will say.
const GAP_MAX = 1e-4

/**
 * Who to propose where, so that no rule is broken and the goals are met as well as can be shown. Pairs are held against every exact rule;
 * the week auction plans with overlaps and posts a person alone, so that its bound holds whatever travel, rest, hours and company forbid
 * beside; then the plan is held against the rules again, and what falls out is filled anew. Posts and people are taken in order of their
 * ids: in whatever order they come, the plan is the same. A step is one of the auction.
 * @returns `gave-up` where `stop` ended it before every post was looked at
 * @throws {RangeError} for numbers that no problem or budget has
 */
export function planPosts(
  problem: PostsProblem,
  budget: Budget,
  tell: (progress: PlanProgress) => void = () => {},
): Solved<PostsPlan> {
  checkBudget(budget)
  checkPostsProblem(problem)
  const people = problem.people.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const posts = problem.posts.toSorted((a, b) => a.post.start - b.post.start || (a.post.id < b.post.id ? -1 : 1))
  const crews = pin(problem, people, posts)
  const pinned = new Map(posts.map((at) => [at, crews.size(at)]))
  const rows = rowsOf(posts, (at) => Math.max(0, at.seats - crews.size(at)))
  const found = pairPosts(problem, people, rows, crews, (share) => {
    tell({ pairs: share })
    return budget.stop?.() === true
  })
  if (found === undefined) return { status: 'gave-up', objective: null, bound: null, steps: 0, solution: null }
  const { pairs } = found
  const times = timesOfRows(
    rows,
    people.map((person) => crews.postsLeft(person)),
  )
  orderByStart(pairs, times.start)
  const { market, held, ...auction } = runWeekAuction(times, pairs, budget, GAP_MAX, (objective, atMost) =>
    tell({ gap: (atMost - objective) / Math.max(1, atMost) }),
  )
  const { objective, empty } = fillSeats(pairs, held, rows, people, crews)
  // An empty seat costs nothing, whatever was bid for it before it fell out of the plan.
  const price = market.price.map((one, r) => (empty[r] === 0 ? one : 0))
  const boundOfMore = boundOfChains({ pairs, price, search: new ChainSearch(pairs, times, price) })
  const bound = Math.min(auction.bound, boundOfMore)
  const postsMax = people.reduce((most, one) => Math.max(most, one.postsMax), 1)
  const solution: PostsPlan = {
    proposals: posts.flatMap((at) => proposalsAt(problem, at, crews.crew(at).slice(pinned.get(at)))),
    posts: posts.map((at): PlannedPost => {
      const shortage = whyPostShort(problem, at, people, found, crews)
      return { postId: at.post.id, seats: at.seats, planned: crews.size(at), ...(shortage && { shortage }) }
    }),
    fairness: fairnessOfPlan(problem, people, posts, crews),
    oneMore: { bound: boundOfMore, people: worthOfOneMorePerson(problem, rows, price, postsMax) },
  }
  return { status: objective === bound ? 'optimal' : 'feasible', objective, bound, steps: market.steps, solution }
}

/** Crews with those who keep their seats; what people or posts are not there is left out. */
function pin({ pinned, travel }: PostsProblem, people: readonly PlanPerson[], posts: readonly PlanPost[]): Crews {
  const crews = new Crews(travel ?? estimateTravel)
  const personOf = new Map(people.map((person) => [person.id, person]))
  const postOf = new Map(posts.map((at) => [at.post.id, at]))
  for (const { personId, postId } of pinned) {
    const person = personOf.get(personId)
    const at = postOf.get(postId)
    if (person !== undefined && at !== undefined && !crews.has(person, at)) crews.place(person, at)
  }
  return crews
}

function proposalsAt(
  { now, kept, travel = estimateTravel }: PostsProblem,
  { post }: PlanPost,
  crew: readonly PlanPerson[],
): Proposal[] {
  const before = new Set(kept.flatMap(({ personId, postId }) => (postId === post.id ? [personId] : [])))
  return crew
    .map((person) => {
      const travelMinutes = post.point === undefined ? 0 : travel(person.point, post.point, person.transport)
      const reasons = reasonsFor(person, post, travelMinutes, now)
      return { personId: person.id, postId: post.id, travelMinutes, reasons, kept: before.has(person.id) }
    })
    .sort((a, b) => a.travelMinutes - b.travelMinutes || (a.personId < b.personId ? -1 : 1))
}

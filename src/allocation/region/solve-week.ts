import { type Budget, checkBudget, type Solved } from '../solved'
import { buildPairs } from './build-pairs'
import { timesOf } from './chains'
import { type Plan, toPlan } from './plan'
import type { Region } from './region'
import { runWeekAuction } from './run-week'
import { checkGap } from './solve-one'

/**
 * A plan for the horizon in which people may have several posts, with their rest between and within their hours. A step is a person who
 * looks for their best posts, or a price lowered. The seed changes nothing: there is no chance in it.
 * @param gapMax fraction of the bound at which to be content; 0 goes on while it helps
 * @returns `optimal` only where the bound meets the plan
 * @throws {RangeError} for a budget that could not be replayed, or a gap that is negative or NaN
 */
export function solveRegionWeek(region: Region, budget: Budget, gapMax = 0): Solved<Plan> {
  checkBudget(budget)
  checkGap(gapMax)
  const pairs = buildPairs(region)
  const { market, held, objective, bound } = runWeekAuction(timesOf(region, pairs), pairs, budget, gapMax)
  const person: number[] = []
  const post: number[] = []
  for (let i = 0; i < pairs.people; i++) {
    for (let e = pairs.personStart[i]!; e < pairs.personStart[i + 1]!; e++) {
      if (held[e] === 0) continue
      person.push(i)
      post.push(pairs.post[e]!)
    }
  }
  const solution = toPlan(pairs, person, post)
  return { status: objective === bound ? 'optimal' : 'feasible', objective, bound, steps: market.steps, solution }
}

import { type Budget, checkBudget, type Solved } from '../solved'
import { buildPairs } from './build-pairs'
import { type Plan, toPlan } from './plan'
import type { Region } from './region'
import { runAuction } from './run-auction'

/**
 * The plan of greatest worth in which nobody has more than one post. A step is a bid, or a price lowered. The seed changes nothing: there
 * is no chance in it.
 * @param gapMax fraction of the bound at which to be content; 0 asks for the proof of the best
 * @throws {RangeError} for a budget that could not be replayed, or a gap that is negative or NaN
 */
export function solveRegionOne(region: Region, budget: Budget, gapMax = 0): Solved<Plan> {
  checkBudget(budget)
  checkGap(gapMax)
  const pairs = buildPairs(region)
  const { market, postOf, objective, bound } = runAuction(pairs, budget, gapMax)
  const person: number[] = []
  const post: number[] = []
  for (let i = 0; i < pairs.people; i++) {
    if (postOf[i]! < 0) continue
    person.push(i)
    post.push(postOf[i]!)
  }
  const solution = toPlan(pairs, person, post)
  return { status: objective === bound ? 'optimal' : 'feasible', objective, bound, steps: market.steps, solution }
}

/** @throws {RangeError} for a gap that is negative or NaN */
export function checkGap(gapMax: number): void {
  if (!(gapMax >= 0)) throw new RangeError(`expected a gap of 0 or more, got ${gapMax}`)
}

import type { Budget } from '../solved'
import { ChainSearch, type Times } from './chains'
import type { Pairs } from './pairs'
import { firstSlack, STEPS_A_LOOK } from './run-auction'
import { bidForWeeks, startWeekRound } from './week-bid'
import { WeekReverse } from './week-empty'
import { boundOfChains, WeekMarket } from './week-market'

/** Each round takes so many times less slack than the one before. A power of two, which keeps prices exact. */
const NARROWER = 4
/** Least slack: below it rounds were seen to find nothing more. */
const SLACK_MIN = 2 ** -8

export type WeekAuction = {
  readonly market: WeekMarket
  /** 1 for each pair, in the rows by person, that is in the best plan. */
  readonly held: Uint8Array
  readonly objective: number
  readonly bound: number
}

/**
 * Several posts a person, with rest and hours, for the greatest worth: rounds as in {@link runAuction}. The bound is the Lagrangian one of
 * the prices; where rest and hours tie posts together, no prices prove the best plan, and the last round ends it with the gap that is left.
 * @param pairs rows by person in order of start
 * @param tell hears after each round how good the plan is so far
 */
export function runWeekAuction(
  times: Times,
  pairs: Pairs,
  budget: Budget,
  gapMax: number,
  tell?: (objective: number, bound: number) => void,
): WeekAuction {
  const market = new WeekMarket(pairs, times)
  let best = { held: market.held.slice(), objective: 0 }
  let bound = boundOfChains(market)
  const ended = () => market.steps >= budget.stepsMax || budget.stop?.() === true
  const keepBest = () => {
    const objective = market.worthOfPlan()
    if (objective > best.objective) best = { held: market.held.slice(), objective }
  }
  for (
    let slack = firstSlack(pairs);
    bound - best.objective > gapMax * bound && slack >= SLACK_MIN;
    slack /= NARROWER
  ) {
    const before = market.steps
    const whole = round(market, slack, budget, ended)
    if (!whole) fillOpen(market)
    keepBest()
    // Without a step the prices are as they were, and so is what they prove.
    if (market.steps > before) bound = Math.min(bound, boundOfChains(market))
    tell?.(best.objective, bound)
    if (!whole) break
  }
  return { market, ...best, bound }
}

/** Returns false when the budget ended it. */
function round(market: WeekMarket, slack: number, { stepsMax }: Budget, ended: () => boolean): boolean {
  const queue = startWeekRound(market, slack)
  while (queue.length > 0) {
    if (ended()) return false
    bidForWeeks(market, queue, slack, Math.min(STEPS_A_LOOK, stepsMax - market.steps))
  }
  const reverse = new WeekReverse(market)
  while (reverse.open.length > 0) {
    if (ended()) return false
    reverse.emptyPrices(slack, Math.min(STEPS_A_LOOK, stepsMax - market.steps))
  }
  return true
}

/** Where the budget cut a round short: whoever has nothing takes the best that is still open, one after the other. */
function fillOpen(market: WeekMarket): void {
  const { pairs, times, taken, held } = market
  const price = Float64Array.from(taken, (count, j) => (count < pairs.seats[j]! ? 0 : Number.POSITIVE_INFINITY))
  const search = new ChainSearch(pairs, times, price)
  for (let i = 0; i < pairs.people; i++) {
    const [from, to] = [pairs.personStart[i]!, pairs.personStart[i + 1]!]
    if (held.subarray(from, to).includes(1)) continue
    search.turnTo(i)
    search.best()
    for (const pair of search.chain) {
      const post = pairs.post[pair]!
      market.sit(i, pair, 0)
      if (taken[post] === pairs.seats[post]) price[post] = Number.POSITIVE_INFINITY
    }
  }
}

import type { Budget } from '../solved'
import { bidAll } from './bid'
import { emptyPrices, openReverse } from './empty-prices'
import { boundOfPrices, type Market, openMarket, worthOfPlan } from './market'
import type { Pairs } from './pairs'
import { startRound } from './start-round'

/** The slack of the first round is the greatest worth divided by this or a little more. */
const FIRST_SLACK = 32
/** Each round takes so many times less slack than the one before. A power of two, which keeps prices exact. */
const NARROWER = 16
/** Steps between two looks at `stop`. */
export const STEPS_A_LOOK = 2048

/** How an auction ended: the market as it stands, and the best plan it passed. */
export type Auction = {
  readonly market: Market
  /** The best plan: post of each person, -1 for none, in the numbers of the pairs. */
  readonly postOf: Int32Array
  readonly objective: number
  readonly bound: number
  /** Everybody was happy within this at the end of the last whole round; Infinity before the first. */
  readonly slack: number
}

/**
 * One post a person at most, for the greatest worth. Rounds of bidding, then of emptying prices, each with less slack, until the bound
 * proves the plan best, or it is within `gapMax` of the bound.
 * @param gapMax fraction of the bound; 0 asks for the proof
 */
export function runAuction(pairs: Pairs, budget: Budget, gapMax: number): Auction {
  const market = openMarket(pairs)
  let best = { postOf: market.postOf.slice(), objective: 0 }
  let [bound, held] = [boundOfPrices(market), Number.POSITIVE_INFINITY]
  const ended = () => market.steps >= budget.stepsMax || budget.stop?.() === true
  for (let slack = firstSlack(pairs); bound - best.objective > gapMax * bound; slack /= NARROWER) {
    const whole = round(market, slack, budget, ended)
    const plan = whole ? { postOf: market.postOf, objective: worthOfPlan(market) } : filled(market)
    if (plan.objective > best.objective) best = { ...plan, postOf: plan.postOf.slice() }
    bound = Math.min(bound, boundOfPrices(market))
    if (!whole) break
    held = slack
  }
  return { market, ...best, bound, slack: held }
}

/** Returns false when the budget ended it. */
function round(market: Market, slack: number, { stepsMax }: Budget, ended: () => boolean): boolean {
  const waiting = startRound(market, slack)
  while (waiting.length > 0) {
    if (ended()) return false
    bidAll(market, waiting, slack, Math.min(STEPS_A_LOOK, stepsMax - market.steps))
  }
  const reverse = openReverse(market)
  while (reverse.open.length > 0) {
    if (ended()) return false
    emptyPrices(market, reverse, slack, Math.min(STEPS_A_LOOK, stepsMax - market.steps))
  }
  return true
}

/** The plan of a round that the budget cut short, whoever has nothing at the best post that is still open; the market stays as it is. */
function filled(market: Market): { postOf: Int32Array; objective: number } {
  const { personStart, post, worthOfPost, seats } = market.pairs
  const [postOf, taken] = [market.postOf.slice(), market.taken.slice()]
  let objective = worthOfPlan(market)
  for (let i = 0; i < postOf.length; i++) {
    if (postOf[i] !== -1) continue
    let most = 0
    for (let e = personStart[i]!; e < personStart[i + 1]!; e++) {
      if (worthOfPost[e]! <= most || taken[post[e]!]! >= seats[post[e]!]!) continue
      most = worthOfPost[e]!
      postOf[i] = post[e]!
    }
    if (most > 0) taken[postOf[i]!]!++
    objective += most
  }
  return { postOf, objective }
}

/** Slack of the first round: a power of two, which keeps prices exact. */
export function firstSlack({ worthOfPost }: Pairs): number {
  let most = 1
  for (let e = 0; e < worthOfPost.length; e++) if (worthOfPost[e]! > most) most = worthOfPost[e]!
  return 2 ** Math.ceil(Math.log2(most / FIRST_SLACK))
}

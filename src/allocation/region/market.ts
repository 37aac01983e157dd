import type { Pairs } from './pairs'

/**
 * An auction of posts among people. Each post has one price for all its seats; each person takes a post worth most to them after its price,
 * or none when all cost more than they are worth. With slack ε ("happy within ε") and no price on posts with empty seats, the plan is at
 * most ε a person from the best.
 * @see Bertsekas and Castañon (1989), The auction algorithm for the transportation problem
 */
export type Market = {
  readonly pairs: Pairs
  /** Price of a seat of each post, at least 0. */
  readonly price: Float64Array
  /** Seats of post `j` are `seatStart[j]` up to `seatStart[j] + taken[j]` of `holder` and `bid`. */
  readonly seatStart: Int32Array
  readonly taken: Int32Array
  /** Person on each seat. */
  readonly holder: Int32Array
  /** Price up to which the person stays; a heap with the least one first while prices only rise. */
  readonly bid: Float64Array
  /** Post each person holds; -1 for none. */
  readonly postOf: Int32Array
  /** What the post held is worth; 0 for none. */
  readonly worthOf: Int32Array
  /** Bids made and prices lowered so far. */
  steps: number
}

export function openMarket(pairs: Pairs): Market {
  const seatStart = new Int32Array(pairs.posts + 1)
  for (let j = 0; j < pairs.posts; j++) seatStart[j + 1] = seatStart[j]! + pairs.seats[j]!
  const seats = seatStart[pairs.posts]!
  return {
    pairs,
    price: new Float64Array(pairs.posts),
    seatStart,
    taken: new Int32Array(pairs.posts),
    holder: new Int32Array(seats),
    bid: new Float64Array(seats),
    postOf: new Int32Array(pairs.people).fill(-1),
    worthOf: new Int32Array(pairs.people),
    steps: 0,
  }
}

/** Puts a person on a free seat, without looking at prices. */
export function sit(market: Market, person: number, post: number, worth: number, bid: number): void {
  const { seatStart, taken, holder, postOf, worthOf } = market
  const at = seatStart[post]! + taken[post]!++
  holder[at] = person
  market.bid[at] = bid
  postOf[person] = post
  worthOf[person] = worth
}

/** Takes a person off their seat; the seats of that post are in no order afterwards. */
export function leave(market: Market, person: number): void {
  const { seatStart, taken, holder, bid, postOf, worthOf } = market
  const post = postOf[person]!
  const last = seatStart[post]! + --taken[post]!
  let at = seatStart[post]!
  while (holder[at] !== person) at++
  holder[at] = holder[last]!
  bid[at] = bid[last]!
  postOf[person] = -1
  worthOf[person] = 0
}

/** Sum of what the posts held are worth. */
export function worthOfPlan({ worthOf }: Market): number {
  let sum = 0
  for (let i = 0; i < worthOf.length; i++) sum += worthOf[i]!
  return sum
}

/**
 * No plan is worth more than this, whatever the prices: all seats at their price and for each person what their best post is worth above
 * its price. Worths are whole, so the bound may be rounded down; prices are multiples of a power of two, and whole and broken parts are
 * summed apart, so that the sum is exact while the whole stays below 2 ** 53.
 */
export function boundOfPrices({ pairs, price }: Pick<Market, 'pairs' | 'price'>): number {
  const { personStart, post, worthOfPost, seats } = pairs
  let [whole, part] = [0, 0]
  for (let j = 0; j < pairs.posts; j++) {
    const cost = seats[j]! * price[j]!
    whole += Math.floor(cost)
    part += cost - Math.floor(cost)
  }
  for (let i = 0; i < pairs.people; i++) {
    let best = 0
    for (let e = personStart[i]!; e < personStart[i + 1]!; e++) {
      const profit = worthOfPost[e]! - price[post[e]!]!
      if (profit > best) best = profit
    }
    whole += Math.floor(best)
    part += best - Math.floor(best)
  }
  return whole + Math.floor(part)
}

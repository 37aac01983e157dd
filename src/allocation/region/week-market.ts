import { ChainSearch, type Times } from './chains'
import type { Pairs } from './pairs'

/**
 * The market of {@link Market} for people who may take several posts: what a person bids for each is what they would lose without it.
 * Rest and hours make posts complements now and then, so that slack alone proves nothing; the bound is summed anew from the prices.
 */
export class WeekMarket {
  readonly price: Float64Array
  readonly seatStart: Int32Array
  readonly taken: Int32Array
  /** Pair and person on each seat, and the price up to which they stay. */
  readonly pairOn: Int32Array
  readonly personOn: Int32Array
  readonly bid: Float64Array
  /** 1 for each pair, in the rows by person, that is in the plan. */
  readonly held: Uint8Array
  readonly search: ChainSearch
  /** People looked at and prices lowered so far. */
  steps = 0

  constructor(
    readonly pairs: Pairs,
    readonly times: Times,
  ) {
    this.price = new Float64Array(pairs.posts)
    this.seatStart = new Int32Array(pairs.posts + 1)
    for (let j = 0; j < pairs.posts; j++) this.seatStart[j + 1] = this.seatStart[j]! + pairs.seats[j]!
    const seats = this.seatStart[pairs.posts]!
    this.taken = new Int32Array(pairs.posts)
    this.pairOn = new Int32Array(seats)
    this.personOn = new Int32Array(seats)
    this.bid = new Float64Array(seats)
    this.held = new Uint8Array(pairs.post.length)
    this.search = new ChainSearch(pairs, times, this.price)
  }

  /** Puts a person on a free seat, without looking at prices. */
  sit(person: number, pair: number, bid: number): void {
    const post = this.pairs.post[pair]!
    const at = this.seatStart[post]! + this.taken[post]!++
    this.pairOn[at] = pair
    this.personOn[at] = person
    this.bid[at] = bid
    this.held[pair] = 1
  }

  /** Takes a person off a seat; the bids of that post are in order afterwards. */
  leave(pair: number): void {
    const post = this.pairs.post[pair]!
    const last = this.seatStart[post]! + --this.taken[post]!
    const at = this.seatOf(pair)
    this.pairOn[at] = this.pairOn[last]!
    this.personOn[at] = this.personOn[last]!
    this.bid[at] = this.bid[last]!
    this.held[pair] = 0
  }

  seatOf(pair: number): number {
    let at = this.seatStart[this.pairs.post[pair]!]!
    while (this.pairOn[at] !== pair) at++
    return at
  }

  /** Sets the price of a full post to the lowest bid; never lowers it. */
  settle(post: number): void {
    if (this.taken[post]! < this.pairs.seats[post]!) return
    const lowest = this.lowest(post)
    if (lowest >= 0) this.price[post] = Math.max(this.price[post]!, this.bid[lowest]!)
  }

  /** Seat with the lowest bid; -1 where nobody sits. */
  lowest(post: number): number {
    const start = this.seatStart[post]!
    let found = -1
    for (let at = start; at < start + this.taken[post]!; at++)
      if (found < 0 || this.bid[at]! < this.bid[found]!) found = at
    return found
  }

  /** Value of what a person holds at the prices of now. */
  valueHeld(person: number): number {
    const { personStart, post, worthOfPost } = this.pairs
    let value = 0
    for (let e = personStart[person]!; e < personStart[person + 1]!; e++)
      if (this.held[e] === 1) value += worthOfPost[e]! - this.price[post[e]!]!
    return value
  }

  worthOfPlan(): number {
    const { worthOfPost } = this.pairs
    let sum = 0
    for (let e = 0; e < worthOfPost.length; e++) if (this.held[e] === 1) sum += worthOfPost[e]!
    return sum
  }
}

/** No plan is worth more, whatever the prices: all seats at their price, and for each person their best chain above the prices. */
export function boundOfChains({ pairs, price, search }: Pick<WeekMarket, 'pairs' | 'price' | 'search'>): number {
  let [whole, part] = [0, 0]
  const add = (value: number) => {
    whole += Math.floor(value)
    part += value - Math.floor(value)
  }
  for (let j = 0; j < pairs.posts; j++) add(pairs.seats[j]! * price[j]!)
  for (let i = 0; i < pairs.people; i++) {
    search.turnTo(i)
    add(search.best())
  }
  return whole + Math.floor(part)
}

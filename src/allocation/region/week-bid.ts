import type { WeekMarket } from './week-market'

/** People who are to look again, each once. */
export class Queue {
  readonly #waiting: number[] = []
  readonly #in: Uint8Array

  constructor(people: number) {
    this.#in = new Uint8Array(people)
  }

  get length(): number {
    return this.#waiting.length
  }

  push(person: number): void {
    if (this.#in[person] === 1) return
    this.#in[person] = 1
    this.#waiting.push(person)
  }

  pop(): number | undefined {
    const person = this.#waiting.pop()
    if (person !== undefined) this.#in[person] = 0
    return person
  }
}

/** Begins a round with less slack: people whose posts are not best within it wait, the others say anew up to which price they stay. */
export function startWeekRound(market: WeekMarket, slack: number): Queue {
  const { pairs, price, bid, search } = market
  const queue = new Queue(pairs.people)
  for (let i = pairs.people - 1; i >= 0; i--) {
    search.turnTo(i)
    const value = market.valueHeld(i)
    if (search.best() > value + slack) {
      queue.push(i)
      continue
    }
    for (let e = pairs.personStart[i]!; e < pairs.personStart[i + 1]!; e++) {
      if (market.held[e] === 0) continue
      const margin = Math.max(0, value - search.best(e) + slack)
      bid[market.seatOf(e)] = price[pairs.post[e]!]! + margin
    }
  }
  // Those who wait may be driven out at the price of now.
  for (let j = 0; j < pairs.posts; j++) market.settle(j)
  return queue
}

/** People of the queue take their best chain, as the prices are; on a full post they drive out the lowest bid. */
export function bidForWeeks(market: WeekMarket, queue: Queue, slack: number, stepsLeft: number): void {
  const { pairs, price, bid, taken, held, search } = market
  const chosen: number[] = []
  const offers: number[] = []
  for (let step = 0; step < stepsLeft; step++) {
    const person = queue.pop()
    if (person === undefined) return
    market.steps++
    search.turnTo(person)
    const value = search.best()
    chosen.length = 0
    for (const e of search.chain) chosen.push(e)
    offers.length = 0
    for (const e of chosen) offers.push(price[pairs.post[e]!]! + value - search.best(e) + slack)
    for (let e = pairs.personStart[person]!; e < pairs.personStart[person + 1]!; e++)
      if (held[e] === 1 && !chosen.includes(e)) market.leave(e)
    for (let n = 0; n < chosen.length; n++) {
      const e = chosen[n]!
      const post = pairs.post[e]!
      if (held[e] === 1) bid[market.seatOf(e)] = offers[n]!
      else {
        if (taken[post] === pairs.seats[post]) {
          const at = market.lowest(post)
          const driven = market.personOn[at]!
          market.leave(market.pairOn[at]!)
          queue.push(driven)
        }
        market.sit(person, e, offers[n]!)
      }
      market.settle(post)
    }
  }
}

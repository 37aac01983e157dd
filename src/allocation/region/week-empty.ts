import { Best } from './best'
import type { WeekMarket } from './week-market'

/** Posts with empty seats lower their price until people come, or it is nothing; who comes may leave other posts for it. */
export class WeekReverse {
  readonly open: number[] = []
  readonly #market: WeekMarket
  readonly #best = new Best()
  /** Pairs a person would leave, as `#priceFor` found last. */
  readonly #left: number[] = []
  #pair = -1

  constructor(market: WeekMarket) {
    this.#market = market
    const { pairs, price, taken } = market
    for (let j = 0; j < pairs.posts; j++) if (taken[j]! < pairs.seats[j]! && price[j]! > 0) this.open.push(j)
  }

  /** @param stepsLeft ends after so many posts, with some still open */
  emptyPrices(slack: number, stepsLeft: number): void {
    const { pairs, price, taken } = this.#market
    for (let step = 0; step < stepsLeft; step++) {
      const post = this.open.pop()
      if (post === undefined) return
      this.#market.steps++
      if (taken[post]! < pairs.seats[post]! && price[post]! > 0) this.fill(post, slack)
    }
  }

  /** Fills the empty seats of a post at the highest price that does it, or at none. */
  fill(post: number, slack: number): void {
    const market = this.#market
    const { pairs, price, seatStart, taken, bid } = market
    const { postStart, person, worthOfPerson, seats } = pairs
    const empty = seats[post]! - taken[post]!
    const best = this.#best
    best.clear(empty + 1, slack)
    for (let at = postStart[post]!; at < postStart[post + 1]!; at++) {
      if (worthOfPerson[at]! <= best.least) continue
      const most = this.#priceFor(person[at]!, post)
      if (most > best.least) best.add(at, most)
    }
    const lowered = Math.min(price[post]!, best.count > empty ? best.value[empty]! - slack : 0)
    price[post] = lowered
    for (let at = seatStart[post]!; at < seatStart[post]! + taken[post]!; at++) bid[at] = lowered
    for (let b = 0; b < Math.min(best.count, empty); b++) {
      const i = person[best.pair[b]!]!
      this.#priceFor(i, post)
      for (const e of this.#left) {
        market.leave(e)
        if (price[pairs.post[e]!]! > 0) this.open.push(pairs.post[e]!)
      }
      market.sit(i, this.#pair, lowered)
    }
  }

  /** What a person would pay for a post, given that they leave what goes with it badly; 0 for one they hold. */
  #priceFor(person: number, post: number): number {
    const { pairs, times, price, held } = this.#market
    const between = times.rest[person]!
    const [start, end] = [times.start[post]!, times.end[post]!]
    this.#left.length = 0
    this.#pair = -1
    let [slots, worth] = [times.slots[post]!, 0]
    for (let e = pairs.personStart[person]!; e < pairs.personStart[person + 1]!; e++) {
      const other = pairs.post[e]!
      if (other === post) {
        if (held[e] === 1) return 0
        this.#pair = e
        worth += pairs.worthOfPost[e]!
      } else if (held[e] === 1) {
        if (times.start[other]! < end + between && start < times.end[other]! + between) {
          this.#left.push(e)
          worth -= pairs.worthOfPost[e]! - price[other]!
        } else slots += times.slots[other]!
      }
    }
    return slots <= times.slotsMax[person]! ? worth : worth - this.#loseHours(person, slots)
  }

  /** Leaves the posts of least value that bring the hours within the limit; returns what they were worth above their price. */
  #loseHours(person: number, slotsHeld: number): number {
    const { pairs, times, price, held } = this.#market
    let [slots, lost] = [slotsHeld, 0]
    const over = () => slots - times.slotsMax[person]!
    while (over() > 0) {
      let [cheapest, least] = [-1, Number.POSITIVE_INFINITY]
      for (let e = pairs.personStart[person]!; e < pairs.personStart[person + 1]!; e++) {
        if (held[e] === 0 || this.#left.includes(e)) continue
        const j = pairs.post[e]!
        const value = pairs.worthOfPost[e]! - price[j]!
        // One that is enough alone goes before several that are each cheaper.
        const cost = times.slots[j]! >= over() ? value : value + 1e9
        if (cost < least) [cheapest, least] = [e, cost]
      }
      const j = pairs.post[cheapest]!
      this.#left.push(cheapest)
      slots -= times.slots[j]!
      lost += pairs.worthOfPost[cheapest]! - price[j]!
    }
    return lost
  }
}

import type { Market } from './market'
import type { Pairs } from './pairs'

/** Prices of a plan by the numbers of the problem. */
export type Prices = {
  /** Price of a seat as it stands. */
  readonly price: Float64Array
  /** The most the price of this post alone could be before somebody left it, which may be the slack below what it is; the price itself where seats are empty. */
  readonly priceMax: Float64Array
  readonly taken: Int32Array
}

/** Prices of a market of one post a person. */
export function pricesOf(market: Market): Prices {
  const { pairs, price, taken, seatStart, holder, postOf, worthOf } = market
  const { personStart, post, worthOfPost } = pairs
  const priceMax = price.slice()
  for (let j = 0; j < pairs.posts; j++) {
    if (taken[j]! < pairs.seats[j]! || taken[j] === 0) continue
    let most = Number.POSITIVE_INFINITY
    for (let at = seatStart[j]!; at < seatStart[j + 1]!; at++) {
      const person = holder[at]!
      let other = 0
      for (let e = personStart[person]!; e < personStart[person + 1]!; e++)
        if (post[e] !== postOf[person]) other = Math.max(other, worthOfPost[e]! - price[post[e]!]!)
      most = Math.min(most, worthOf[person]! - other)
    }
    priceMax[j] = most
  }
  return {
    price: inProblem(pairs, price, new Float64Array(pairs.posts)),
    priceMax: inProblem(pairs, priceMax, new Float64Array(pairs.posts)),
    taken: inProblem(pairs, taken, new Int32Array(pairs.posts)),
  }
}

function inProblem<T extends Float64Array | Int32Array>({ postOf }: Pairs, values: T, into: T): T {
  for (let j = 0; j < postOf.length; j++) into[postOf[j]!] = values[j]!
  return into
}

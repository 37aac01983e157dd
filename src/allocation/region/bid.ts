import { type Market, sit } from './market'

/**
 * People without a post bid until each has one or wants none. A bid goes as high as leaves the person happy within `slack`; on a full
 * post it drives out the lowest one.
 * @param waiting people without a post; empty at the end
 * @param stepsLeft ends after so many bids, with people still waiting
 */
export function bidAll(market: Market, waiting: number[], slack: number, stepsLeft: number): void {
  const { pairs, price, seatStart, taken, holder, bid, postOf, worthOf } = market
  const { personStart, post, worthOfPost, seats } = pairs
  for (let step = 0; step < stepsLeft; step++) {
    const person = waiting.pop()
    if (person === undefined) return
    market.steps++
    let [best, second, at] = [0, 0, -1]
    const end = personStart[person + 1]!
    for (let e = personStart[person]!; e < end; e++) {
      const profit = worthOfPost[e]! - price[post[e]!]!
      if (profit <= second) continue
      if (profit > best) {
        second = best
        best = profit
        at = e
      } else second = profit
    }
    if (at < 0) continue
    const wanted = post[at]!
    const offer = price[wanted]! + best - second + slack
    const start = seatStart[wanted]!
    if (taken[wanted]! < seats[wanted]!) {
      sit(market, person, wanted, worthOfPost[at]!, offer)
      if (taken[wanted] !== seats[wanted]) continue
      orderSeats(bid, holder, start, seats[wanted]!)
      price[wanted] = Math.max(price[wanted]!, bid[start]!)
      continue
    }
    const driven = holder[start]!
    postOf[driven] = -1
    worthOf[driven] = 0
    waiting.push(driven)
    bid[start] = offer
    holder[start] = person
    postOf[person] = wanted
    worthOf[person] = worthOfPost[at]!
    sink(bid, holder, start, 0, seats[wanted]!)
    price[wanted] = bid[start]!
  }
}

/** Makes a heap of the seats of a post, the lowest bid first. */
export function orderSeats(bid: Float64Array, holder: Int32Array, start: number, count: number): void {
  for (let at = (count >> 1) - 1; at >= 0; at--) sink(bid, holder, start, at, count)
}

function sink(bid: Float64Array, holder: Int32Array, start: number, from: number, count: number): void {
  const [offer, person] = [bid[start + from]!, holder[start + from]!]
  let at = from
  for (;;) {
    let child = at * 2 + 1
    if (child >= count) break
    if (child + 1 < count && bid[start + child + 1]! < bid[start + child]!) child++
    if (bid[start + child]! >= offer) break
    bid[start + at] = bid[start + child]!
    holder[start + at] = holder[start + child]!
    at = child
  }
  bid[start + at] = offer
  holder[start + at] = person
}

import { orderSeats } from './bid'
import { leave, type Market } from './market'

/**
 * Begins a round with a smaller slack: people who would not be happy within it leave, the others say anew up to which price they stay.
 * @returns people without a post who might want one
 */
export function startRound(market: Market, slack: number): number[] {
  const { pairs, price, seatStart, taken, holder, bid, postOf, worthOf } = market
  const { personStart, post, worthOfPost, seats } = pairs
  const waiting: number[] = []
  const limit = new Float64Array(pairs.people)
  for (let i = pairs.people - 1; i >= 0; i--) {
    const held = postOf[i]!
    let other = 0
    for (let e = personStart[i]!; e < personStart[i + 1]!; e++) {
      const profit = worthOfPost[e]! - price[post[e]!]!
      if (profit > other && post[e] !== held) other = profit
    }
    if (held < 0) {
      if (other > 0) waiting.push(i)
      continue
    }
    const stay = worthOf[i]! - other + slack
    if (stay < price[held]!) {
      leave(market, i)
      waiting.push(i)
    } else limit[i] = stay
  }
  for (let j = 0; j < pairs.posts; j++) {
    const start = seatStart[j]!
    for (let at = start; at < start + taken[j]!; at++) bid[at] = limit[holder[at]!]!
    if (taken[j] !== seats[j] || taken[j] === 0) continue
    orderSeats(bid, holder, start, seats[j]!)
    price[j] = Math.max(price[j]!, bid[start]!)
  }
  return waiting
}

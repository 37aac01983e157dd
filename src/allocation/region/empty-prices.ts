import { Best } from './best'
import { leave, type Market, sit } from './market'

/** Posts that may have empty seats and a price, and what each person has above the price of their post. */
export type Reverse = { readonly open: number[]; readonly profit: Float64Array; readonly best: Best }

export function openReverse(market: Market): Reverse {
  const { pairs, price, taken } = market
  const open: number[] = []
  for (let j = 0; j < pairs.posts; j++) if (taken[j]! < pairs.seats[j]! && price[j]! > 0) open.push(j)
  return { open, profit: profits(market), best: new Best() }
}

/**
 * Posts with empty seats lower their price until people come for whom that is worth `slack` at least, or it is nothing: the auction in
 * reverse. A post that loses somebody so does the same in turn. Everybody stays happy within `slack`.
 * @param stepsLeft ends after so many posts, with some still open
 * @see Bertsekas, Castañon and Tsaknakis (1993), Reverse auction and the solution of inequality constrained assignment problems
 */
export function emptyPrices(market: Market, reverse: Reverse, slack: number, stepsLeft: number): void {
  const { pairs, price, taken } = market
  for (let step = 0; step < stepsLeft; step++) {
    const post = reverse.open.pop()
    if (post === undefined) return
    market.steps++
    if (taken[post]! < pairs.seats[post]! && price[post]! > 0) lower(market, reverse, post, slack)
  }
}

/** What each person has above the price of their post. */
function profits({ pairs, price, postOf, worthOf }: Market): Float64Array {
  const profit = new Float64Array(pairs.people)
  for (let i = 0; i < pairs.people; i++) if (postOf[i]! >= 0) profit[i] = worthOf[i]! - price[postOf[i]!]!
  return profit
}

/** Fills the empty seats of a post at the highest price that does it, or empties its price. */
function lower(market: Market, { open, profit, best }: Reverse, post: number, slack: number): void {
  const { pairs, price, seatStart, taken, holder, bid, postOf, worthOf } = market
  const { postStart, person, worthOfPerson, seats } = pairs
  const empty = seats[post]! - taken[post]!
  best.clear(empty + 1, slack)
  for (let e = postStart[post]!; e < postStart[post + 1]!; e++) {
    const i = person[e]!
    const most = worthOfPerson[e]! - profit[i]!
    if (most > best.least && postOf[i] !== post) best.add(e, most)
  }
  // The first one left out sets the price: nobody who stays away would have come for it.
  const lowered = best.count > empty ? best.value[empty]! - slack : 0
  price[post] = lowered
  for (let at = seatStart[post]!; at < seatStart[post]! + taken[post]!; at++) {
    bid[at] = lowered
    profit[holder[at]!] = worthOf[holder[at]!]! - lowered
  }
  for (let b = 0; b < Math.min(best.count, empty); b++) {
    const e = best.pair[b]!
    const i = person[e]!
    const left = postOf[i]!
    if (left >= 0) {
      leave(market, i)
      if (price[left]! > 0) open.push(left)
    }
    sit(market, i, post, worthOfPerson[e]!, lowered)
    profit[i] = worthOfPerson[e]! - lowered
  }
}

import { recreate } from './recreate'
import { ruin } from './ruin'
import { beginStep, costOf, mustAbsent, type Search, takeBack } from './search'

const HOT = 1
const COOL_POWER = 1.5

/** Temperature after so many steps: it falls by a power of them, so that a run of any length ends cool, and a longer one begins like a shorter one. */
export const temperature = (steps: number, scale: number, slow: number): number =>
  HOT * scale * (1 + steps / slow) ** -COOL_POWER

/** One ruin and recreate for less cost, kept by the rule of simulated annealing. @returns the cost now; `cost` where it was taken back */
export function stepToShorten(search: Search, cost: number, heat: number): number {
  const { chance, s } = search
  const must = mustAbsent(search)
  beginStep(search)
  ruin(search, Math.floor(chance.next() * s.p.stops))
  recreate(search)
  const mustNow = mustAbsent(search)
  const now = costOf(search)
  if (mustNow < must || (mustNow === must && now < cost - heat * Math.log(1 - chance.next()))) return now
  takeBack(search)
  return cost
}

import { recreate } from './recreate'
import { ruin } from './ruin'
import { beginStep, costOf, mustAbsent, type Search, takeBack } from './search'

const HOT = 2
const COOL_POWER = 1
const FINE_FIRST = 5
const FINE_LEAST = 1
const FINE_MOST = 100
const FINE_GROWTH = 1.001
const ABSENT_SHARE = 0.3

/** Temperature after so many steps: it falls by a power of them, so that a run of any length ends cool, and a longer one begins like a shorter one. */
export const temperature = (steps: number, scale: number, slow: number): number =>
  HOT * scale * (1 + steps / slow) ** -COOL_POWER

/**
 * Where the search for less cost stands. A job that must be done may be absent for a while, at a fine: where every vehicle is
 * full, hardly any step would be possible otherwise. The fine grows while jobs are absent and shrinks while none is.
 */
export type Shortening = { cost: number; must: number; fine: number; readonly fineLeast: number }

/** Begins at the rounds as they stand. */
export const beginShortening = (search: Search, fine: number, scale: number): Shortening => ({
  cost: costOf(search),
  must: mustAbsent(search),
  fine,
  // A fine that fell to nothing in easy times would let everybody out once times are hard.
  fineLeast: FINE_LEAST * scale,
})

/** The fine at which hardly anybody waits outside. */
export const mostFine = (scale: number): number => FINE_MOST * scale

/** What the fine is at first, by the mean length of a leg. */
export const firstFine = (scale: number): number => FINE_FIRST * scale

/** One ruin and recreate for less cost, kept by the rule of simulated annealing; true where it was kept. */
export function stepToShorten(search: Search, at: Shortening, heat: number): boolean {
  const { chance, s } = search
  beginStep(search)
  ruin(search, Math.floor(chance.next() * s.p.stops))
  recreate(search)
  const must = mustAbsent(search)
  const cost = costOf(search)
  const worse = cost - at.cost + at.fine * (must - at.must)
  at.fine = Math.max(at.fineLeast, at.fine * FINE_GROWTH ** ((at.must > 0 ? 1 : 0) - ABSENT_SHARE))
  if (worse >= -heat * Math.log(1 - chance.next())) {
    takeBack(search)
    return false
  }
  at.cost = cost
  at.must = must
  return true
}

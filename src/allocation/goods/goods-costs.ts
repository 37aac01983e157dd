import { travelMinutesFor } from '../travel'

/** Costs are counted in hundredths of a minute of travel for one unit, so that what keeps for months differs too. */
export const PER_MINUTE = 100

/** A unit that keeps so many days longer than it has to is worth as many minutes of travel: until then, what expires first goes first. */
const KEEPS_DAYS = 30
// Beyond, a day counts a hundredth: lots of one site still go in order of expiry.
const KEEPS_LONG_DAYS = 3_650

/** What leaves a line short of a unit rather than the next one of its place that is due later, in minutes of travel. */
const DUE_MINUTES = 120
const DUE_RANKS = 15

const DAY = 1_440

/** Cost of one unit over a way, in {@link PER_MINUTE}. @param keepsMinutes how long it is good after it is wanted; `Infinity`: it keeps */
export function arcCost(meters: number, extraMinutes: number, keepsMinutes: number): number {
  const days = keepsMinutes / DAY
  const soon = Math.floor(Math.min(days, KEEPS_DAYS)) * PER_MINUTE
  const later = Math.floor(Math.min(Math.max(days - KEEPS_DAYS, 0), KEEPS_LONG_DAYS))
  return (travelMinutesFor(meters, 'car') + extraMinutes) * PER_MINUTE + soon + later
}

/** Cost of a unit a line lacks. @param rank of its due time among the lines it shares with, the latest 0 */
export const shortCost = (rank: number): number => Math.min(rank, DUE_RANKS) * DUE_MINUTES * PER_MINUTE

import { sizeWave, stillYesProbability, type Wave } from '../allocation'

/** At most this many are looked at, and asked, in one step. */
export const WAVE_MAX = 200
// Half of all yeses come within this part of the time given.
const MEDIAN_PART = 3

/** Minutes within which half of all yeses come, of the minutes given to answer. */
export const medianMinutesOf = (answerMinutes: number): number => answerMinutes / MEDIAN_PART

/** What a coordinator chose for a call-out, and how many were asked in it so far. */
export type CallOutPace = {
  readonly ceiling: number
  readonly sent: number
  readonly wantedPermille: number
  readonly answerMinutes: number
}

/** Somebody who still owes an answer: the chance of a yes when they were asked, and how long ago that was. */
export type PendingAsk = { readonly chance: number; readonly waitedMinutes: number }

/**
 * How many to ask now, so that the free seats fill with the wanted probability, those counted who still owe an answer.
 * @param chances of a yes of those who may be asked now, in the order of asking
 */
export function paceWave(
  callOut: CallOutPace,
  free: number,
  chances: readonly number[],
  pending: readonly PendingAsk[],
): Wave {
  const median = medianMinutesOf(callOut.answerMinutes)
  return sizeWave(chances, {
    wanted: free,
    probability: callOut.wantedPermille / 1000,
    asksMax: Math.min(callOut.ceiling - callOut.sent, WAVE_MAX),
    pending: pending.map(({ chance, waitedMinutes }) => stillYesProbability(chance, waitedMinutes, median)),
  })
}

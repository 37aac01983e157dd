import type { EpochMinutes } from './problem'

const DAY = 1440

/** One ask and what came of it; silence until the end is no yes. `told`: how much of an answer it tells, in [0, 1]; absent: all of it. */
export type PastAsk = { readonly at: EpochMinutes; readonly yes: boolean; readonly told?: number }

/** Belief about how often someone says yes: Beta(alpha, beta), mean alpha / (alpha + beta). */
export type Belief = { readonly alpha: number; readonly beta: number }

/** After this many days an ask no longer counts at all, and after each half-life it counts half. */
export const historyDays = { gone: 180, half: 30 } as const

/** How much one past ask weighs now, 1 when fresh, 0 from six months on; asks from the future do not count. */
export function askWeight(at: EpochMinutes, now: EpochMinutes): number {
  const days = (now - at) / DAY
  return days < 0 || days >= historyDays.gone ? 0 : 0.5 ** (days / historyDays.half)
}

function weigh(asks: readonly PastAsk[], now: EpochMinutes): Belief {
  let alpha = 0
  let beta = 0
  for (const { at, yes, told = 1 } of asks) {
    if (yes) alpha += told * askWeight(at, now)
    else beta += told * askWeight(at, now)
  }
  return { alpha, beta }
}

// Before anything is known one in three says yes. A group's own history moves that, as if four asks had been answered so.
const COLD_START: Belief = { alpha: 1, beta: 2 }
const GROUP_STRENGTH = 4

/**
 * What to believe of a member nobody knows yet, from the asks of everyone in the group (same kind of work and region).
 * @param asks past asks of the whole group
 */
export function groupBelief(asks: readonly PastAsk[], now: EpochMinutes): Belief {
  const { alpha, beta } = weigh(asks, now)
  const rate = (alpha + COLD_START.alpha) / (alpha + beta + COLD_START.alpha + COLD_START.beta)
  return { alpha: rate * GROUP_STRENGTH, beta: (1 - rate) * GROUP_STRENGTH }
}

/** What to believe of one person: the group's belief moved by their own asks. Someone who reset their history is the group again. */
export function personBelief(group: Belief, asks: readonly PastAsk[], now: EpochMinutes): Belief {
  const own = weigh(asks, now)
  return { alpha: group.alpha + own.alpha, beta: group.beta + own.beta }
}

/** Probability of a yes to the next ask, in (0, 1). */
export const yesProbability = ({ alpha, beta }: Belief): number => alpha / (alpha + beta)

/** Share of all yeses that come within so many minutes: what a silence of that length tells of a no. */
export const heardWithin = (minutes: number, medianMinutes: number): number =>
  1 - 0.5 ** (Math.max(0, minutes) / medianMinutes)

/**
 * Probability of a yes still to come from someone who has been silent: the longer the silence, the likelier it is a no.
 * @param p probability when asked
 * @param waitedMinutes silence so far
 * @param medianMinutes time within which half of all yeses come
 */
export function stillYesProbability(p: number, waitedMinutes: number, medianMinutes: number): number {
  const left = p * (1 - heardWithin(waitedMinutes, medianMinutes))
  return left === 0 ? 0 : left / (1 - p + left)
}

/**
 * How many of independent asks end in a yes: the exact Poisson-binomial distribution, by convolution.
 * @param probabilities of a yes, each in [0, 1]
 * @returns probability of exactly i yeses at index i; one longer than `probabilities`
 */
export function yesDistribution(probabilities: readonly number[]): Float64Array {
  const distribution = new Float64Array(probabilities.length + 1)
  distribution[0] = 1
  probabilities.forEach((p, n) => {
    for (let i = n + 1; i >= 0; i--) {
      distribution[i] = (distribution[i] ?? 0) * (1 - p) + (i > 0 ? (distribution[i - 1] ?? 0) * p : 0)
    }
  })
  return distribution
}

/** What a wave needs to know. */
export type WaveGoal = {
  /** Yeses still wanted. */
  readonly wanted: number
  /** Probability to get them with, in (0, 1). */
  readonly probability: number
  /** Most asks to send in this wave: what the coordinator's ceiling leaves. */
  readonly asksMax: number
  /** Probabilities of yeses still to come from those asked before. */
  readonly pending?: readonly number[]
}

/** How many to ask now. `reached` false: even the most allowed do not give the wanted probability. */
export type Wave = { readonly asks: number; readonly probability: number; readonly reached: boolean }

/**
 * The fewest asks, in the order of ranking, after which at least the wanted number says yes with the wanted probability.
 * @param candidates probability of a yes of each candidate not asked yet, best candidate first
 */
export function sizeWave(candidates: readonly number[], goal: WaveGoal): Wave {
  const { wanted, probability, asksMax, pending = [] } = goal
  if (wanted <= 0) return { asks: 0, probability: 1, reached: true }
  // short[i]: probability of exactly i yeses so far, for i below wanted; what leaves at the top is enough and stays enough.
  const short = new Float64Array(wanted)
  short[0] = 1
  let enough = 0
  const ask = (p: number) => {
    enough += (short[wanted - 1] ?? 0) * p
    for (let i = wanted - 1; i >= 0; i--) short[i] = (short[i] ?? 0) * (1 - p) + (i > 0 ? (short[i - 1] ?? 0) * p : 0)
  }
  for (const p of pending) ask(p)
  let asks = 0
  for (const p of candidates) {
    if (enough >= probability || asks >= asksMax) break
    ask(p)
    asks++
  }
  return { asks, probability: enough, reached: enough >= probability }
}

/** What to expect of asks that are out: yeses expected, and bounds each reached with 90 % and 10 % probability. */
export type Forecast = { readonly expected: number; readonly almostSurely: number; readonly atBest: number }

/**
 * Yeses to expect from asks with these probabilities. `almostSurely` is the most that comes with at least 90 %, `atBest` the most that
 * comes with at least 10 %.
 */
export function forecast(probabilities: readonly number[]): Forecast {
  const distribution = yesDistribution(probabilities)
  let tail = 0
  let almostSurely = 0
  let atBest = 0
  for (let n = probabilities.length; n > 0; n--) {
    tail += distribution[n] ?? 0
    if (atBest === 0 && tail >= 0.1) atBest = n
    if (tail >= 0.9 - 1e-12) {
      almostSurely = n
      break
    }
  }
  return { expected: probabilities.reduce((sum, p) => sum + p, 0), almostSurely, atBest }
}

/**
 * Candidates in the order to ask them: whoever was asked in the call-out before stands behind everyone who was not, so that nobody is
 * asked twice in a row while others wait. Otherwise the ranking stands.
 * @param askedBefore ids asked in the previous call-out of this organizer or place
 * @param askedNow ids asked in this call-out already: left out
 */
export function inAskingOrder<T extends { readonly personId: string }>(
  ranked: readonly T[],
  askedBefore: ReadonlySet<string>,
  askedNow: ReadonlySet<string> = new Set(),
): T[] {
  const waiting = ranked.filter(({ personId }) => !askedNow.has(personId))
  return [
    ...waiting.filter(({ personId }) => !askedBefore.has(personId)),
    ...waiting.filter(({ personId }) => askedBefore.has(personId)),
  ]
}

import type { Chance } from '../../kit/chance'
import type { FirstWhen } from '../../volunteers'

/** How one simulated volunteer behaves; drawn once, so that they stay themselves. Rates lie within those published for real call-outs. */
export type Habits = {
  /** Minutes until they answer their invitation; undefined: never. */
  readonly joinsAfterMinutes: number | undefined
  readonly ageBand: '16-17' | '18-64' | '65-plus'
  readonly when: FirstWhen
  /** Whether they then say that every day suits. */
  readonly everyDay: boolean
  readonly emergencyCalls: boolean
  readonly yesRate: number
  readonly answerMinutesMean: number
}

const YES_RATES = [0.2, 0.4, 0.6, 0.8] as const

/** @param available whether their list says they have time now */
export function drawHabits(chance: Chance, available: boolean): Habits {
  return {
    joinsAfterMinutes: chance.happens(available ? 0.85 : 0.4) ? chance.minutes(120) : undefined,
    ageBand: chance.happens(0.92) ? '18-64' : chance.happens(0.6) ? '65-plus' : '16-17',
    when: chance.one(['today', 'weekends', 'evenings', 'emergency']),
    everyDay: chance.happens(0.7),
    emergencyCalls: chance.happens(0.4),
    yesRate: chance.one(YES_RATES),
    answerMinutesMean: chance.between(4, 40),
  }
}

/** What someone says to one ask, and when; `again`: sends it twice, as a telephone does that heard nothing back. */
export type Reaction = {
  readonly kind: 'yes' | 'no' | 'yes-from' | 'words'
  readonly afterMinutes: number
  readonly again: boolean
}

const LATE_SHARE = 0.08

/** @returns undefined for silence */
export function drawReaction(habits: Habits, chance: Chance, answerMinutes: number): Reaction | undefined {
  if (chance.happens(0.2)) return undefined
  const late = chance.happens(LATE_SHARE)
  const afterMinutes = late ? answerMinutes + chance.between(1, 90) : chance.minutes(habits.answerMinutesMean)
  const kind = chance.happens(habits.yesRate) ? 'yes' : chance.one(['no', 'no', 'no', 'yes-from', 'words'] as const)
  return { kind, afterMinutes, again: chance.happens(0.12) }
}

/** What becomes of a yes: comes (so many minutes after the start, negative: before), gives back in time, or just does not come. */
export type Turnout =
  | { readonly kind: 'comes'; readonly lateMinutes: number }
  | { readonly kind: 'gives-back'; readonly afterMinutes: number }
  | { readonly kind: 'no-show' }

export function drawTurnout(chance: Chance): Turnout {
  if (chance.happens(0.07)) return { kind: 'gives-back', afterMinutes: chance.minutes(30) }
  if (chance.happens(0.12)) return { kind: 'no-show' }
  return { kind: 'comes', lateMinutes: chance.between(-15, 20) }
}

const WORDS = ['Келе аламын ба, білмеймін', 'Смогу, если найду с кем оставить детей', 'Call me first, please'] as const

/** Free words someone answers with. */
export const drawWords = (chance: Chance): string => chance.one(WORDS)

import { type Weekday, type WeeklyRule, weekdays as weekdaysOfWeek } from './availability'

/** What a newcomer says of their time in the first visit; each but `custom` sets a first weekly rhythm. */
export const firstWhens = ['today', 'weekends', 'evenings', 'emergency'] as const

/** One of {@link firstWhens}. */
export type FirstWhen = (typeof firstWhens)[number]

/** Free time of one weekday in local wall time of the home zone; weekday 1 = Monday, minutes of the day (1440 is midnight after), half-open. */
export type DayRange = { readonly weekday: number; readonly startMinute: number; readonly endMinute: number }

/** How someone gets about. */
export const transports = ['walk', 'bicycle', 'public', 'car', 'none'] as const
/** One of {@link transports}. */
export type Transport = (typeof transports)[number]

/** Things people can bring along. */
export const equipments = [
  'car',
  'offroad-car',
  'van',
  'truck',
  'minibus',
  'trailer',
  'boat',
  'pump',
  'generator',
  'chainsaw',
  'tools',
  'radio',
  'drone',
  'laptop',
] as const
/** One of {@link equipments}. */
export type Equipment = (typeof equipments)[number]

/** Languages people work in: BCP 47 codes, and `sgn` for any sign language. */
export const workLanguages = ['kk', 'ru', 'en', 'uz', 'ug', 'ky', 'tg', 'tr', 'de', 'ko', 'zh', 'sgn'] as const
/** One of {@link workLanguages}. */
export type WorkLanguage = (typeof workLanguages)[number]

const weekdays = [1, 2, 3, 4, 5]
const everyday = [1, 2, 3, 4, 5, 6, 7]
const on = (days: readonly number[], startMinute: number, endMinute: number): DayRange[] =>
  days.map((weekday) => ({ weekday, startMinute, endMinute }))

/** Weekly rhythms offered as one tap. */
export const presets = {
  evenings: on(weekdays, 18 * 60, 21 * 60),
  weekends: on([6, 7], 9 * 60, 18 * 60),
  days: on(weekdays, 9 * 60, 18 * 60),
  everyday: on(everyday, 8 * 60, 22 * 60),
} as const satisfies Record<string, readonly DayRange[]>
export type Preset = keyof typeof presets

/** First weekly rhythm of a newcomer. `today` is a single day, and `emergency` says nothing of the week: both leave it empty. */
export const rulesOfFirstWhen = (when: FirstWhen): readonly DayRange[] =>
  when === 'evenings' || when === 'weekends' ? presets[when] : []

/** Ranges of one week without overlaps: touching and overlapping ranges of a day become one. Sorted by day and start. */
export function mergeRanges(rules: readonly DayRange[]): DayRange[] {
  const merged: DayRange[] = []
  for (const rule of [...rules].sort((a, b) => a.weekday - b.weekday || a.startMinute - b.startMinute)) {
    const last = merged.at(-1)
    if (last !== undefined && last.weekday === rule.weekday && rule.startMinute <= last.endMinute)
      merged[merged.length - 1] = { ...last, endMinute: Math.max(last.endMinute, rule.endMinute) }
    else merged.push(rule)
  }
  return merged
}

const clockTime = (minute: number): Temporal.PlainTime =>
  Temporal.PlainTime.from({ hour: Math.floor((minute % 1440) / 60), minute: minute % 60 })

const isWeekday = (day: number): day is Weekday => weekdaysOfWeek.some((one) => one === day)

/** A range as a rule by the wall clock, the form in which availability is expanded and said back. */
export const toRules = (ranges: readonly DayRange[]): WeeklyRule[] =>
  ranges.flatMap(({ weekday, startMinute, endMinute }) =>
    isWeekday(weekday) ? [{ weekday, from: clockTime(startMinute), to: clockTime(endMinute) }] : [],
  )

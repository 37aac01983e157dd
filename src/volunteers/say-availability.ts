import { type Weekday, type WeeklyRule, weekdays } from './availability'

/** Days that share the same hours. */
export type SaidHours = {
  readonly days: readonly Weekday[]
  readonly kind: 'every-day' | 'workdays' | 'weekends' | 'some-days'
  /** Wall clock, as in "18:00"; both "00:00" for the whole day. */
  readonly from: string
  readonly to: string
}

const kindOf = (days: readonly Weekday[]): SaidHours['kind'] => {
  const text = days.join('')
  return text === '1234567' ? 'every-day' : text === '12345' ? 'workdays' : text === '67' ? 'weekends' : 'some-days'
}

const short = (time: Temporal.PlainTime): string => time.toString({ smallestUnit: 'minute' })

/** Weekly rules gathered by their hours, for saying them back: earliest hours first, days from Monday. */
export function gatherRules(rules: readonly WeeklyRule[]): SaidHours[] {
  const byHours = new Map<string, Set<Weekday>>()
  for (const { weekday, from, to } of rules) {
    const hours = `${short(from)} ${short(to)}`
    byHours.set(hours, (byHours.get(hours) ?? new Set()).add(weekday))
  }
  return [...byHours]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([hours, found]) => {
      const days = weekdays.filter((day) => found.has(day))
      const [from = '', to = ''] = hours.split(' ')
      return { days, kind: kindOf(days), from, to }
    })
}

/** Text for a message key. */
export type Say = (key: string, values?: Readonly<Record<string, string>>) => string

/**
 * Weekly rules as people say them: "every weekday from 18:00 to 21:00; Saturday from 09:00 to 18:00". Without rules the sentence that
 * nothing is said yet.
 * @param join how the language lists days, as `Intl.ListFormat#format` does
 */
export function sayAvailability(rules: readonly WeeklyRule[], say: Say, join: (days: string[]) => string): string {
  if (rules.length === 0) return say('volunteers.availability.none')
  const parts = gatherRules(rules).map(({ days, kind, from, to }) => {
    const who =
      kind === 'some-days'
        ? join(days.map((day) => say(`volunteers.availability.day.${day}`)))
        : say(`volunteers.availability.${kind}`)
    return from === to && from === '00:00'
      ? say('volunteers.availability.wholeDay', { days: who })
      : say('volunteers.availability.hours', { days: who, from, to })
  })
  return parts.join('; ')
}

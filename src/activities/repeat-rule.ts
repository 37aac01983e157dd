const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** What the form of repetition says: how often, on which days of a week, how many more times after the first. */
export type Repeat = {
  readonly every: 'day' | 'week' | 'fortnight' | 'month'
  /** Weekdays as RFC 5545 names them; other words are left out. None: the day of the first. */
  readonly days: readonly string[]
  readonly times: number
}

/** Untrusted text as how often, a week where it is something else. */
export const parseEvery = (text: string | undefined): Repeat['every'] =>
  text === 'day' || text === 'fortnight' || text === 'month' ? text : 'week'

/**
 * A rule of RFC 5545 that falls `times` times after `start`. A month that is too short for the day takes its last one, since nobody who
 * says "each month on the 31st" means seven times a year.
 */
export function repeatRule(repeat: Repeat, start: Temporal.ZonedDateTime): string {
  const own = weekdays[start.dayOfWeek - 1] ?? 'MO'
  switch (repeat.every) {
    case 'day':
      return `FREQ=DAILY;COUNT=${repeat.times + 1}`
    case 'month':
      return `FREQ=MONTHLY;${monthDay(start.day)};COUNT=${repeat.times + 1}`
    default: {
      const named = weekdays.filter((day) => repeat.days.includes(day))
      const days = named.length === 0 ? [own] : named
      const interval = repeat.every === 'fortnight' ? 'INTERVAL=2;' : ''
      // A rule counts what it falls on; the first one counts only where it is one of the days.
      return `FREQ=WEEKLY;${interval}BYDAY=${days.join(',')};COUNT=${repeat.times + (days.includes(own) ? 1 : 0)}`
    }
  }
}

const monthDay = (day: number): string =>
  day <= 28
    ? `BYMONTHDAY=${day}`
    : `BYMONTHDAY=${Array.from({ length: day - 27 }, (_, n) => 28 + n).join(',')};BYSETPOS=-1`

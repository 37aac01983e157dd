import type { Urgency } from './need'

/** Answers to "by when", in the order of the question. */
export const whens = ['now', 'today', 'tomorrow', 'week', 'date'] as const
export type When = (typeof whens)[number]

const EVENING_HOUR = 21
const DAYS_AHEAD_MAX = 365

/** When help is due, and how urgent that makes the need. */
export type Due = { readonly neededBy: Temporal.Instant; readonly urgency: Urgency }

/**
 * The moment by which help is needed. "Now" is four hours from now; "today", "tomorrow" and "this week" end at nine in the evening of the
 * place, at least three hours from now.
 * @param date `YYYY-MM-DD`, for 'date' only
 * @param time `HH:MM`, for 'date' only; nine in the evening without it
 * @returns undefined for a date that is not one, has passed or is more than a year away
 */
export function decideDue(
  when: When,
  zone: string,
  now: Temporal.Instant,
  date?: string | undefined,
  time?: string | undefined,
): Due | undefined {
  const here = now.toZonedDateTimeISO(zone)
  const evening = (days: number) => {
    const end = here
      .add({ days })
      .with({ hour: EVENING_HOUR, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
    const soonest = here.add({ hours: 3 })
    return (Temporal.ZonedDateTime.compare(end, soonest) < 0 ? soonest : end).toInstant()
  }
  switch (when) {
    case 'now':
      return { neededBy: now.add({ hours: 4 }), urgency: 'immediate' }
    case 'today':
      return { neededBy: evening(0), urgency: 'expected' }
    case 'tomorrow':
      return { neededBy: evening(1), urgency: 'future' }
    case 'week':
      return { neededBy: evening(6), urgency: 'future' }
    case 'date':
      return dueOn(date ?? '', time, zone, now)
  }
}

function dueOn(date: string, time: string | undefined, zone: string, now: Temporal.Instant): Due | undefined {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? parsed(() => Temporal.PlainDate.from(date)) : undefined
  const at =
    time === undefined || time === ''
      ? new Temporal.PlainTime(EVENING_HOUR)
      : parsed(() => Temporal.PlainTime.from(time))
  if (day === undefined || at === undefined) return undefined
  const neededBy = day.toZonedDateTime({ timeZone: zone, plainTime: at }).toInstant()
  const hours = (neededBy.epochMilliseconds - now.epochMilliseconds) / 3_600_000
  if (hours <= 0 || hours > DAYS_AHEAD_MAX * 24) return undefined
  return { neededBy, urgency: hours <= 4 ? 'immediate' : hours <= 24 ? 'expected' : 'future' }
}

function parsed<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof RangeError) return undefined
    throw cause
  }
}

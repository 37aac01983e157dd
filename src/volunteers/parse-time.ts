import { err, ok, type Result } from '../kit/result'
import type { DayRange } from './volunteer'

/** A range of one weekday as typed: wall times `HH:MM`, untrusted. */
export type TypedRange = { readonly weekday: number; readonly from: string; readonly to: string }

/** Untrusted `HH:MM` as a minute of the day 0…1439. */
export function parseMinute(text: string | undefined): number | undefined {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec((text ?? '').trim().slice(0, 5))
  return found === null ? undefined : Number(found[1]) * 60 + Number(found[2])
}

/** Weekdays whose ranges cannot be read: one end is missing, or both are the same but not midnight. */
export type WeekErrors = { readonly kind: 'unreadable'; readonly weekdays: readonly number[] }

/**
 * Typed ranges as a week. Empty rows are left out; an end not after its start lies on the next day, so that a night is two ranges;
 * midnight to midnight is the whole day.
 */
export function parseWeek(typed: readonly TypedRange[]): Result<DayRange[], WeekErrors> {
  const wrong = new Set<number>()
  const week: DayRange[] = []
  for (const { weekday, from, to } of typed) {
    if (from.trim() === '' && to.trim() === '') continue
    const start = parseMinute(from)
    const end = parseMinute(to)
    if (start === undefined || end === undefined || (start === end && start !== 0)) wrong.add(weekday)
    else week.push(...splitAtMidnight(weekday, start, end))
  }
  return wrong.size > 0 ? err({ kind: 'unreadable', weekdays: [...wrong] }) : ok(week)
}

function splitAtMidnight(weekday: number, startMinute: number, endMinute: number): DayRange[] {
  if (endMinute === 0) return [{ weekday, startMinute, endMinute: 1440 }]
  if (endMinute > startMinute) return [{ weekday, startMinute, endMinute }]
  return [
    { weekday, startMinute, endMinute: 1440 },
    { weekday: (weekday % 7) + 1, startMinute: 0, endMinute },
  ]
}

/** Untrusted ISO date. */
export function parseDate(text: string | undefined): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text ?? '')) return undefined
  try {
    return Temporal.PlainDate.from(text ?? '', { overflow: 'reject' })
  } catch {
    return undefined
  }
}

/** Untrusted local date and time (`2026-11-22T18:00`) at `zone`. */
export function parseLocal(text: string | undefined, zone: string): Temporal.Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text ?? '')) return undefined
  try {
    return Temporal.PlainDateTime.from(text ?? '', { overflow: 'reject' })
      .toZonedDateTime(zone)
      .toInstant()
  } catch {
    return undefined
  }
}

const EVENING_HOUR = 21

/** The evening of a day at a place, for a date somebody typed; undefined for what is no date. */
export function parseUntil(date: string, zone: string): Temporal.Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined
  try {
    return Temporal.PlainDate.from(date)
      .toZonedDateTime({ timeZone: zone, plainTime: new Temporal.PlainTime(EVENING_HOUR) })
      .toInstant()
  } catch (cause) {
    if (cause instanceof RangeError) return undefined
    throw cause
  }
}

const DAYS_USUAL = 3

/** The day a promise usually ends, as a date field holds it. */
export const usualUntil = (now: Temporal.Instant, zone: string): string =>
  now.toZonedDateTimeISO(zone).add({ days: DAYS_USUAL }).toPlainDate().toString()

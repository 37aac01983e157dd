const SECOND = 1

/** Hours in which a person is left in peace: wall-clock times in their zone, `from` after `until` goes over midnight. */
export type Quiet = { readonly from: Temporal.PlainTime; readonly until: Temporal.PlainTime; readonly zone: string }

/** Whether a moment lies in quiet hours. Equal ends mean none. */
export function isQuiet(at: Temporal.Instant, quiet: Quiet): boolean {
  const time = at.toZonedDateTimeISO(quiet.zone).toPlainTime()
  const order = Temporal.PlainTime.compare(quiet.from, quiet.until)
  if (order === 0) return false
  const afterFrom = Temporal.PlainTime.compare(time, quiet.from) >= 0
  const beforeUntil = Temporal.PlainTime.compare(time, quiet.until) < 0
  return order < 0 ? afterFrom && beforeUntil : afterFrom || beforeUntil
}

/** The first moment at or after `at` outside quiet hours. */
export function afterQuiet(at: Temporal.Instant, quiet: Quiet): Temporal.Instant {
  return isQuiet(at, quiet) ? nextTime(at, quiet.until, quiet.zone) : at
}

/** The last moment at or before `at` outside quiet hours. */
export function beforeQuiet(at: Temporal.Instant, quiet: Quiet): Temporal.Instant {
  if (!isQuiet(at, quiet)) return at
  const local = at.toZonedDateTimeISO(quiet.zone)
  const sameDay = local.toPlainDate().toZonedDateTime({ timeZone: quiet.zone, plainTime: quiet.from })
  const begin =
    Temporal.ZonedDateTime.compare(sameDay, local) <= 0
      ? sameDay
      : local.toPlainDate().subtract({ days: 1 }).toZonedDateTime({ timeZone: quiet.zone, plainTime: quiet.from })
  return begin.toInstant().subtract({ seconds: SECOND })
}

/** The next time of day strictly after `at` in a zone. */
export function nextTime(at: Temporal.Instant, time: Temporal.PlainTime, zone: string): Temporal.Instant {
  const date = at.toZonedDateTimeISO(zone).toPlainDate()
  const today = date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
  if (Temporal.Instant.compare(today, at) > 0) return today
  return date.add({ days: 1 }).toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
}

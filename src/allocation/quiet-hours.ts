/** Hours of the day in which nobody is asked, by the wall clock of the person; may run past midnight. Equal ends: never quiet. */
export type QuietHours = { readonly from: Temporal.PlainTime; readonly to: Temporal.PlainTime }

/** Quiet hours of whoever chose none: 21:00 to 08:00. */
export const usualQuietHours: QuietHours = {
  from: Temporal.PlainTime.from('21:00'),
  to: Temporal.PlainTime.from('08:00'),
}

const compare = Temporal.PlainTime.compare

/** Whether `at` falls into quiet hours in `zone` (IANA name). The start is quiet, the end is not. */
export function isQuiet(at: Temporal.Instant, zone: string, quiet: QuietHours = usualQuietHours): boolean {
  const time = at.toZonedDateTimeISO(zone).toPlainTime()
  const begun = compare(time, quiet.from) >= 0
  const over = compare(time, quiet.to) >= 0
  return compare(quiet.from, quiet.to) <= 0 ? begun && !over : begun || !over
}

/** The first moment from `at` on when the person may be asked: `at` itself, or the end of the quiet hours it falls into. */
export function nextAskableAt(
  at: Temporal.Instant,
  zone: string,
  quiet: QuietHours = usualQuietHours,
): Temporal.Instant {
  if (!isQuiet(at, zone, quiet)) return at
  const local = at.toZonedDateTimeISO(zone)
  const today = local.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: quiet.to }).toInstant()
  if (Temporal.Instant.compare(today, at) > 0) return today
  return local.toPlainDate().add({ days: 1 }).toZonedDateTime({ timeZone: zone, plainTime: quiet.to }).toInstant()
}

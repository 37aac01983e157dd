const NIGHT_FROM = Temporal.PlainTime.from('22:00')
const NIGHT_TO = Temporal.PlainTime.from('06:00')

/**
 * Whether any minute of [start, end) falls between 22:00 and 06:00 by the clock of the place.
 * @param zone IANA name of the zone of the place
 * @see Labour Code of Kazakhstan (414-V), art. 76: the hours that count as night
 */
export function touchesNight(start: Temporal.Instant, end: Temporal.Instant, zone: string): boolean {
  if (Temporal.Instant.compare(start, end) >= 0) return false
  const from = start.toZonedDateTimeISO(zone)
  const time = from.toPlainTime()
  if (Temporal.PlainTime.compare(time, NIGHT_TO) < 0 || Temporal.PlainTime.compare(time, NIGHT_FROM) >= 0) return true
  const nightfall = from.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: NIGHT_FROM })
  return Temporal.Instant.compare(end, nightfall.toInstant()) > 0
}

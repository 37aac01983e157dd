/** The moment a field of date and time shows, in the zone of the place. */
export const localMoment = (at: Temporal.Instant, zone: string): string =>
  at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })

/** The calendar day of a moment in a zone, as ISO text. */
export const dayIn = (at: Temporal.Instant, zone: string): string =>
  at.toZonedDateTimeISO(zone).toPlainDate().toString()

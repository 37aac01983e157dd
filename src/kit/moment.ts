/** Untrusted moment of a telephone's clock. */
export function parseMoment(text: string | undefined): Temporal.Instant | undefined {
  try {
    return text === undefined || text === '' ? undefined : Temporal.Instant.from(text.slice(0, 40))
  } catch {
    return undefined
  }
}

/** Untrusted time of day (`18:30`) as its moment nearest to another one, for what happened over midnight; undefined for anything else. */
export function timeNear(text: string, around: Temporal.Instant, zone: string): Temporal.Instant | undefined {
  try {
    const plainTime = Temporal.PlainTime.from(text.trim().slice(0, 8))
    const start = around.toZonedDateTimeISO(zone)
    const same = start.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime })
    const hours = same.since(start).total('hours')
    return (hours < -12 ? same.add({ days: 1 }) : hours > 12 ? same.subtract({ days: 1 }) : same).toInstant()
  } catch {
    return undefined
  }
}

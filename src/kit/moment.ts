/** Untrusted moment of a telephone's clock. */
export function parseMoment(text: string | undefined): Temporal.Instant | undefined {
  try {
    return text === undefined || text === '' ? undefined : Temporal.Instant.from(text.slice(0, 40))
  } catch {
    return undefined
  }
}

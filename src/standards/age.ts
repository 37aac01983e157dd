/** Age bands people choose from; `undefined` where a band is expected means unknown and is treated as 'under-14'. */
export const ageBands = ['under-14', '14-15', '16-17', '18-64', '65-plus'] as const

/** One of {@link ageBands}. */
export type AgeBand = (typeof ageBands)[number]

const youngest: Readonly<Record<AgeBand, number>> = {
  'under-14': 0,
  '14-15': 14,
  '16-17': 16,
  '18-64': 18,
  '65-plus': 65,
}

/** What is known of someone's age; a birth date outweighs a band said earlier. */
export type AgeFacts = { readonly birthDate?: Temporal.PlainDate | undefined; readonly ageBand?: AgeBand | undefined }

/**
 * Full years lived on `day`; negative before birth. Whoever is born on 29 February completes a year on 1 March of a common year:
 * counting it a day early would let a child through.
 */
export function fullYears(birthDate: Temporal.PlainDate, day: Temporal.PlainDate): number {
  const years = day.year - birthDate.year
  const before = day.month < birthDate.month || (day.month === birthDate.month && day.day < birthDate.day)
  return before ? years - 1 : years
}

/** The band of `years` full years; negative years count as 'under-14'. */
export const bandOf = (years: number): AgeBand =>
  [...ageBands].reverse().find((band) => years >= youngest[band]) ?? 'under-14'

/** The fewest full years someone can have on `day`: exact with a birth date, else the lower edge of the band, 0 when nothing is known. */
export const yearsAtLeast = (facts: AgeFacts, day: Temporal.PlainDate): number =>
  facts.birthDate === undefined ? youngest[facts.ageBand ?? 'under-14'] : Math.max(0, fullYears(facts.birthDate, day))

/** Calendar day of an instant where the activity takes place; age is counted on the day of its start. */
export const activityDay = (startsAt: Temporal.Instant, zone: string): Temporal.PlainDate =>
  startsAt.toZonedDateTimeISO(zone).toPlainDate()

/** Untrusted text as an age band, or undefined. */
export const parseAgeBand = (text: unknown): AgeBand | undefined => ageBands.find((band) => band === text)

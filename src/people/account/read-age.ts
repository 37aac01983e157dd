import { err, ok, type Result } from '../../kit/result'
import { type AgeAnswer, birthday, parseAge, parseBirthDate } from '../person'

/** Age as told in a form: a band, and an exact date where given. */
export type ToldAge = { readonly ageBand: AgeAnswer; readonly birthDate: string | null }

/** Reads age from a form: a date of birth decides the band; without a date one of the bands must be chosen. */
export function readAge(
  form: Readonly<Record<string, string>>,
  now: Temporal.Instant,
): Result<ToldAge, { readonly field: 'age' | 'birthDate' }> {
  const today = now.toZonedDateTimeISO('UTC').toPlainDate()
  if ((form.birthDate ?? '').trim() !== '') {
    const birthDate = parseBirthDate(form.birthDate, today)
    return birthDate === undefined ? err({ field: 'birthDate' }) : ok({ ageBand: bandOn(birthDate, today), birthDate })
  }
  const ageBand = parseAge(form.age)
  return ageBand === undefined || ageBand === 'unknown' ? err({ field: 'age' }) : ok({ ageBand, birthDate: null })
}

/** The band somebody born on a date is in on a day. */
export function bandOn(birthDate: string, day: Temporal.PlainDate): AgeAnswer {
  const reached = (years: number) => Temporal.PlainDate.compare(birthday(birthDate, years), day) <= 0
  if (reached(65)) return '65-plus'
  if (reached(18)) return '18-64'
  if (reached(16)) return '16-17'
  if (reached(14)) return '14-15'
  return 'under-14'
}

import { err, ok, type Result } from '../kit/result'
import type { ResolvedPlace } from '../places'
import { parseFlags, riskContexts } from '../standards'
import { findCompetence } from '../training'
import type { View } from '../web'
import type { CreateActivity } from './commands/create-activity'
import { findWork, parseConfirmer, parseUnit } from './work'

/** Untrusted fields of the form, first value of each name, and every value of those that may have several. */
export type ActivityForm = {
  readonly form: Readonly<Record<string, string>>
  readonly all: (name: string) => readonly string[]
}

/** What to do about each field, in the visitor's language. */
export type FormErrors = Record<string, string>

/** Wall time of a day in a zone as an interval; an end before the start means the next day. Undefined where it is no time. */
export function parseTimes(
  form: Readonly<Record<string, string>>,
  zone: string,
): { startsAt: Temporal.Instant; endsAt: Temporal.Instant } | undefined {
  try {
    const date = Temporal.PlainDate.from((form.date ?? '').trim())
    const from = Temporal.PlainTime.from((form.from ?? '').trim())
    const until = Temporal.PlainTime.from((form.until ?? '').trim())
    const startsAt = date.toZonedDateTime({ timeZone: zone, plainTime: from })
    const lastDay = Temporal.PlainTime.compare(until, from) <= 0 ? date.add({ days: 1 }) : date
    const endsAt = lastDay.toZonedDateTime({ timeZone: zone, plainTime: until })
    return { startsAt: startsAt.toInstant(), endsAt: endsAt.toInstant() }
  } catch {
    return undefined
  }
}

/** Untrusted text as a whole number within bounds. */
export function parseCount(text: string | undefined, min: number, max: number): number | undefined {
  const count = /^\d{1,6}$/.test((text ?? '').trim()) ? Number(text) : Number.NaN
  return count >= min && count <= max ? count : undefined
}

const textOf = (form: Readonly<Record<string, string>>, name: string, max: number): string | undefined => {
  const text = (form[name] ?? '').trim().slice(0, max)
  return text === '' ? undefined : text
}

/** The form as a new activity: aim, briefing and what to bring come from the work where nothing was typed. */
export function parseActivityForm(
  v: View,
  { form, all }: ActivityForm,
  place: ResolvedPlace | undefined,
  now: Temporal.Instant,
): Result<CreateActivity, FormErrors> {
  const errors: FormErrors = {}
  const work = findWork(form.work)
  if (work === undefined) errors.work = v.t('activities.error.work')
  if (place === undefined) errors.place = v.t('activities.error.place')
  const times = parseTimes(form, place?.zone ?? v.zone)
  if (times === undefined) errors.date = v.t('activities.error.date')
  else if (Temporal.Instant.compare(times.endsAt, now) <= 0) errors.date = v.t('activities.error.past')
  const seats = parseCount(form.seats, 1, 5000)
  if (seats === undefined) errors.seats = v.t('activities.error.seats')
  const optional = (name: string, min: number, max: number): number | undefined => {
    if ((form[name] ?? '').trim() === '') return undefined
    const count = parseCount(form[name], min, max)
    if (count === undefined) errors[name] = v.t('activities.error.number', { min, max })
    return count
  }
  const seatsMin = optional('seatsMin', 0, seats ?? 5000)
  const resultQuantity = optional('resultQuantity', 1, 999_999)
  const minutes = optional('minutes', 5, 10_000)
  if (
    Object.keys(errors).length > 0 ||
    work === undefined ||
    place === undefined ||
    times === undefined ||
    seats === undefined
  )
    return err(errors)
  const workText = (part: string) => v.t(`activities.work.${work.id}.${part}`)
  const required = all('competence').filter((id) => findCompetence(id) !== undefined)
  const remote = form.remote === '1' || work.remote === true
  return ok({
    organizationId: form.organization ?? '',
    work: work.id,
    title: textOf(form, 'title', 120) ?? workText('name'),
    place: { regionId: place.regionId, localityId: place.localityId, zone: place.zone, point: place.point },
    placeWords: textOf(form, 'placeWords', 200),
    startsAt: remote && Temporal.Instant.compare(times.startsAt, now) > 0 ? now : times.startsAt,
    endsAt: times.endsAt,
    remote,
    estimatedMinutes: minutes,
    seats,
    seatsMin,
    competences: required.map((id) => ({
      id,
      level: findCompetence(id)?.credentialRequired ? (2 as const) : (1 as const),
    })),
    aim: textOf(form, 'aim', 1000) ?? workText('aim'),
    briefing: textOf(form, 'briefing', 8000) ?? workText('briefing'),
    bring: textOf(form, 'bring', 1000) ?? workText('bring'),
    emergencyContact: textOf(form, 'emergencyContact', 200),
    resultQuantity,
    resultUnit: parseUnit(form.resultUnit),
    resultConfirmer: parseConfirmer(form.resultConfirmer),
    flags: [...parseFlags(all('flags'))],
    contexts: riskContexts.filter((context) => all('contexts').includes(context)),
    claimId: textOf(form, 'claim', 36),
  })
}

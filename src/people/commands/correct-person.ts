import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { type ActError, actsFor, lockPerson } from '../acts-for'
import { personAged, personCorrected, personReleased, personRestricted } from '../entries'
import { type AgeAnswer, isMinor } from '../person'

/** New data of a person; what is absent stays. */
export type Correction = {
  readonly personId: string
  readonly name?: string
  readonly lang?: 'kk' | 'ru' | 'en'
  readonly simple?: boolean
  /** A settlement with its region and zone, moved to together. */
  readonly place?: { readonly localityId: string; readonly regionId: string; readonly zone: string }
  readonly age?: { readonly ageBand: AgeAnswer; readonly birthDate: string | null }
  /** Local wall times `HH:MM`. */
  readonly quiet?: { readonly from: string; readonly until: string }
}

/** `date-needed`: who said they are under 18 says their date of birth to be of age. */
export type CorrectError = ActError | { readonly kind: 'date-needed' }

/** Corrects a person's data, by their own hand or through an operator who helps them. Writes nothing when nothing changes. */
export const correctPerson = (ctx: Ctx, input: Correction): Promise<Result<null, CorrectError>> =>
  inCommand(ctx, 'correctPerson', async (tx) => {
    if (!(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    const person = await lockPerson(tx, input.personId)
    if (person?.state !== 'active') return err({ kind: 'unknown' })
    const { name, lang, simple, place, age, quiet } = input
    const changed = {
      ...(name !== undefined && name !== person.name ? { name } : {}),
      ...(lang !== undefined && lang !== person.lang ? { lang } : {}),
      ...(simple !== undefined && simple !== person.simple ? { simple } : {}),
      ...(place !== undefined && place.localityId !== person.localityId
        ? { locality_id: place.localityId, region_id: place.regionId, zone: place.zone }
        : {}),
      ...(quiet !== undefined && (quiet.from !== person.quietFrom || quiet.until !== person.quietUntil)
        ? { quiet_from: quiet.from, quiet_until: quiet.until }
        : {}),
    }
    const aged =
      age !== undefined && (age.ageBand !== person.ageBand || age.birthDate !== person.birthDate)
        ? { age_band: age.ageBand, birth_date: age.birthDate }
        : undefined
    if (age !== undefined && aged !== undefined && person.ageBand !== 'unknown') {
      const today = tx.now.toZonedDateTimeISO(person.zone).toPlainDate()
      const comesOfAge = isMinor(person, today) && !isMinor(age, today)
      if (comesOfAge && age.birthDate === null) return err({ kind: 'date-needed' })
    }
    if (Object.keys(changed).length === 0 && aged === undefined) return ok(null)
    await tx.db
      .updateTable('people')
      .set({ ...changed, ...aged })
      .where('id', '=', person.id)
      .execute()
    const regionId = changed.region_id ?? person.regionId
    const fields = Object.keys(changed).map((field) => field.replaceAll('_', '-'))
    if (fields.length > 0)
      tx.append(personCorrected.entry({ subjectId: person.id, regionId, body: { fields }, public: {} }))
    if (aged !== undefined) {
      const body = { from: person.ageBand, to: aged.age_band, exact: aged.birth_date !== null }
      tx.append(personAged.entry({ subjectId: person.id, regionId, body, public: {} }))
    }
    return ok(null)
  })

/** Keeps a person's data but stops using them: no asks, no plans, no notices but danger; or lets them be used again. */
export const restrictPerson = (
  ctx: Ctx,
  input: { readonly personId: string; readonly restricted: boolean },
): Promise<Result<null, ActError>> =>
  inCommand(ctx, 'restrictPerson', async (tx) => {
    if (!(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    const person = await lockPerson(tx, input.personId)
    if (person?.state !== 'active') return err({ kind: 'unknown' })
    if ((person.restrictedAt !== null) === input.restricted) return ok(null)
    const restrictedAt = input.restricted ? tx.now : null
    await tx.db.updateTable('people').set({ restricted_at: restrictedAt }).where('id', '=', person.id).execute()
    const entry = input.restricted ? personRestricted : personReleased
    tx.append(entry.entry({ subjectId: person.id, regionId: person.regionId, body: {}, public: {} }))
    return ok(null)
  })

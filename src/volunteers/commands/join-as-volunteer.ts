import { cellOf } from '../../kit/geo-cells'
import { newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { findRegion, type PlaceChoice, type PlaceError, resolvePlace } from '../../places'
import { type Ctx, inCommand, personOf, type Tx } from '../../platform'
import type { AgeBand } from '../../standards'
import { DEFINITION, volunteerJoined } from '../entries'
import { type FirstWhen, rulesOfFirstWhen } from '../volunteer'
import { writeRules } from './change-availability'

/** First word of a person who wants to help: where they are, and one of four times. */
export type JoinAsVolunteer = {
  readonly personId: string
  readonly place: PlaceChoice
  readonly when: FirstWhen
  /** Told now by someone whose age was not known; what is known already stays. */
  readonly ageBand?: AgeBand | undefined
  /** Organization whose invitation they came by; it sees totals from 5 alone. */
  readonly inviterId?: string | undefined
  readonly inviterBatch?: string | undefined
}

/** `not-own`: nobody is enrolled by someone else. */
export type JoinError =
  | PlaceError
  | { readonly kind: 'not-own' }
  | { readonly kind: 'already' }
  | { readonly kind: 'position-missing' }
  | { readonly kind: 'age-missing' }

/** A signed-in person becomes a volunteer by their own word. Who left comes back with a fresh start. */
export const joinAsVolunteer = (
  ctx: Ctx,
  input: JoinAsVolunteer,
): Promise<Result<{ volunteerId: string }, JoinError>> =>
  inCommand<{ volunteerId: string }, JoinError>(ctx, 'joinAsVolunteer', async (tx) => {
    if (personOf(ctx) !== input.personId) return err({ kind: 'not-own' })
    return joinIn(tx, input)
  })

/**
 * The step of joining, for commands that make the person in the same breath (sign-up, an accepted invitation, the gate). Whoever calls it
 * vouches that the yes is the person's own.
 */
export async function joinIn(tx: Tx, input: JoinAsVolunteer): Promise<Result<{ volunteerId: string }, JoinError>> {
  const place = await resolvePlace(tx.db, input.place)
  if (!place.ok) return place
  const person = await tx.db
    .selectFrom('people')
    .select(['lang', 'age_band', 'birth_date', 'inviter_kind', 'inviter_organization_id', 'invitation_batch'])
    .where('id', '=', input.personId)
    .where('state', '=', 'active')
    .executeTakeFirst()
  if (person === undefined) return err({ kind: 'not-own' })
  if (person.age_band === 'unknown' && person.birth_date === null) {
    if (input.ageBand === undefined) return err({ kind: 'age-missing' })
    await tx.db.updateTable('people').set({ age_band: input.ageBand }).where('id', '=', input.personId).execute()
  }
  const earlier = await tx.db
    .selectFrom('volunteers')
    .select(['state'])
    .where('id', '=', input.personId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (earlier !== undefined && earlier.state !== 'left') return err({ kind: 'already' })
  // Most villages have no published position: the region's middle stands in until a pin is set.
  const point = place.value.point ?? (await findRegion(tx.db, place.value.regionId))?.point
  if (point === undefined) return err({ kind: 'position-missing' })
  const inviter = await findInviter(tx, input.inviterId ?? person.inviter_organization_id ?? undefined)
  const batch = input.inviterBatch ?? person.invitation_batch ?? undefined
  const row = {
    region_id: place.value.regionId,
    state: 'active',
    joined_at: tx.now,
    first_when: input.when,
    emergency_calls: input.when === 'emergency',
    interested_only: false,
    paused_until: null,
    latitude: point.latitude,
    longitude: point.longitude,
    cell: cellOf(point),
    languages: person.lang === 'en' ? ['en'] : [...new Set([person.lang, 'kk'])],
    idle_told_at: null,
    last_asked_at: null,
    inviter_id: inviter?.id ?? null,
    inviter_batch: inviter === undefined ? null : (batch ?? null),
  }
  await tx.db
    .insertInto('volunteers')
    .values({ id: input.personId, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
  await writeRules(tx, input.personId, rulesOfFirstWhen(input.when))
  if (input.when === 'today') await addToday(tx, input.personId, place.value.zone)
  tx.append(
    volunteerJoined.entry({
      subjectId: input.personId,
      regionId: place.value.regionId,
      body: { when: input.when, again: earlier !== undefined, inviter: inviter?.id ?? null },
      public: {
        region: place.value.regionId,
        day: tx.now.toZonedDateTimeISO(place.value.zone).toPlainDate().toString(),
        door: tx.ctx.door,
        definition: DEFINITION,
        inviterKind: person.inviter_kind ?? inviter?.kind ?? 'none',
        ...(batch === undefined ? {} : { batch }),
      },
      facts: { person: { personId: input.personId, fact: { volunteer: input.personId, when: input.when } } },
    }),
  )
  return ok({ volunteerId: input.personId })
}

const findInviter = (tx: Tx, id: string | undefined) =>
  id === undefined
    ? undefined
    : tx.db
        .selectFrom('organizations')
        .select(['id', 'kind'])
        .where('id', '=', id)
        .where('state', '=', 'active')
        .executeTakeFirst()

const EVENING_MINUTE = 22 * 60

// "Today" is one day, from the next quarter of an hour to ten in the evening; late at night it is tomorrow.
async function addToday(tx: Tx, volunteerId: string, zone: string): Promise<void> {
  const local = tx.now.toZonedDateTimeISO(zone)
  const minute = Math.ceil((local.hour * 60 + local.minute) / 15) * 15
  const late = minute > EVENING_MINUTE - 60
  await tx.db
    .insertInto('availability_exceptions')
    .values({
      id: newId(tx.now.epochMilliseconds),
      volunteer_id: volunteerId,
      on_date: local
        .toPlainDate()
        .add({ days: late ? 1 : 0 })
        .toString(),
      free: true,
      start_minute: late ? 8 * 60 : minute,
      end_minute: EVENING_MINUTE,
    })
    .execute()
}

import { sql } from 'kysely'
import { err, ok, type Result } from '../../kit/result'
import { findRegion } from '../../places'
import { type Ctx, inCommand, type Tx } from '../../platform'
import { DEFINITION, volunteerLeft, volunteerPaused, volunteerResumed } from '../entries'
import { runLeaveSteps, withLeaveRecords } from '../on-leave'
import { lockOwn } from './change-availability'

export type StepBackError =
  | { readonly kind: 'not-own' }
  | { readonly kind: 'not-a-volunteer' }
  | { readonly kind: 'wrong-times' }

const PAUSE_DAYS_MAX = 366

/**
 * Pauses at once, without a reason: nobody asks, and seats held before the end of the pause are free again.
 * @param input.until first moment of being there again; null until they say so
 */
export const pauseVolunteer = (
  ctx: Ctx,
  input: { readonly volunteerId: string; readonly until: Temporal.Instant | null },
): Promise<Result<null, StepBackError>> =>
  inCommand<null, StepBackError>(withLeaveRecords(ctx), 'pauseVolunteer', async (tx) => {
    const own = await lockOwn(tx, input.volunteerId)
    if (!own.ok) return own
    const { until } = input
    if (until !== null && (until.epochMilliseconds <= tx.now.epochMilliseconds || isTooFar(tx, until)))
      return err({ kind: 'wrong-times' })
    await tx.db
      .updateTable('volunteers')
      .set({ state: 'paused', paused_until: until })
      .where('id', '=', input.volunteerId)
      .execute()
    await runLeaveSteps(tx, { volunteerId: input.volunteerId, kind: 'paused', until })
    tx.append(
      volunteerPaused.entry({
        subjectId: input.volunteerId,
        regionId: own.value.regionId,
        body: { until: until?.toString() ?? null },
        public: await publicOf(tx, input.volunteerId, own.value.regionId),
      }),
    )
    if (until !== null) tx.wake('volunteers.resume', { volunteerId: input.volunteerId }, until)
    return ok(null)
  })

const isTooFar = (tx: Tx, until: Temporal.Instant): boolean =>
  until.epochMilliseconds > tx.now.add({ hours: 24 * PAUSE_DAYS_MAX }).epochMilliseconds

/** Back from a pause. Seats given up in the meantime stay given up. */
export const resumeVolunteer = (
  ctx: Ctx,
  input: { readonly volunteerId: string },
): Promise<Result<null, StepBackError>> =>
  inCommand<null, StepBackError>(ctx, 'resumeVolunteer', async (tx) => {
    const own = await lockOwn(tx, input.volunteerId)
    if (!own.ok) return own
    if (own.value.state !== 'paused') return err({ kind: 'wrong-times' })
    await resume(tx, input.volunteerId, own.value.regionId, true)
    return ok(null)
  })

/** The end of a pause the person set was reached: they are there again, unless they moved it in the meantime. */
export const endPause = (ctx: Ctx, volunteerId: string): Promise<Result<null, { readonly kind: 'not-due' }>> =>
  inCommand<null, { kind: 'not-due' }>(ctx, 'endPause', async (tx) => {
    const row = await tx.db
      .selectFrom('volunteers')
      .select(['region_id', 'state', 'paused_until'])
      .where('id', '=', volunteerId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (row?.state !== 'paused' || row.paused_until === null) return err({ kind: 'not-due' })
    if (Temporal.Instant.compare(row.paused_until, tx.now) > 0) return err({ kind: 'not-due' })
    await resume(tx, volunteerId, row.region_id, false)
    return ok(null)
  })

async function resume(tx: Tx, volunteerId: string, regionId: string, byThemselves: boolean): Promise<void> {
  await tx.db
    .updateTable('volunteers')
    .set({ state: 'active', paused_until: null, idle_told_at: tx.now })
    .where('id', '=', volunteerId)
    .execute()
  tx.append(
    volunteerResumed.entry({
      subjectId: volunteerId,
      regionId,
      body: { byThemselves },
      public: await publicOf(tx, volunteerId, regionId),
    }),
  )
}

/**
 * Leaves at once, without a reason. Seats are free again; week, exceptions, busy times, past times, wishes about company, equipment and the exact home point are destroyed,
 * since nothing needs them any more. The account and the record of what was done stay the person's own.
 */
export const leaveVolunteering = (
  ctx: Ctx,
  input: { readonly volunteerId: string },
): Promise<Result<null, StepBackError>> =>
  inCommand<null, StepBackError>(withLeaveRecords(ctx), 'leaveVolunteering', async (tx) => {
    const own = await lockOwn(tx, input.volunteerId)
    if (!own.ok) return own
    await leaveIn(tx, input.volunteerId, own.value.regionId)
    return ok(null)
  })

/** The step of leaving, for the erasure of a person as well. The volunteer's row is locked. */
export async function leaveIn(tx: Tx, volunteerId: string, regionId: string): Promise<void> {
  await runLeaveSteps(tx, { volunteerId, kind: 'left', until: null })
  for (const table of ['availability_rules', 'availability_exceptions', 'not_with'] as const)
    await tx.db.deleteFrom(table).where('volunteer_id', '=', volunteerId).execute()
  await tx.db
    .deleteFrom('occupancy')
    .where('volunteer_id', '=', volunteerId)
    .where((eb) => eb.or([eb('kind', '=', 'busy'), eb(sql`upper(during)`, '<=', tx.now)]))
    .execute()
  const middle = (await findRegion(tx.db, regionId))?.point
  await tx.db
    .updateTable('volunteers')
    .set({
      state: 'left',
      paused_until: null,
      emergency_calls: false,
      latitude: middle?.latitude ?? 0,
      longitude: middle?.longitude ?? 0,
      cell: '',
      equipment: [],
      kinds: [],
      inviter_id: null,
      inviter_batch: null,
    })
    .where('id', '=', volunteerId)
    .execute()
  tx.append(
    volunteerLeft.entry({
      subjectId: volunteerId,
      regionId,
      body: {},
      public: await publicOf(tx, volunteerId, regionId),
    }),
  )
}

async function publicOf(tx: Tx, volunteerId: string, regionId: string) {
  const { zone } = await tx.db
    .selectFrom('people')
    .select('zone')
    .where('id', '=', volunteerId)
    .executeTakeFirstOrThrow()
  return {
    region: regionId,
    day: tx.now.toZonedDateTimeISO(zone).toPlainDate().toString(),
    definition: DEFINITION,
  }
}

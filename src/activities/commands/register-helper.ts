import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, personOf, type Tx } from '../../platform'
import type { AgeBand } from '../../standards'
import { lockVolunteers } from '../../volunteers'
import { dayIn, isAllowed } from '../activity'
import { helperClaimed } from '../entries'
import { createHelper } from '../steps/create-helper'
import { type CheckInError, checkInStep } from './check-in'

/** Why a helper at the gate is not taken in. */
export type RegisterError = CheckInError | { readonly kind: 'place-missing' }

/** A one-day helper who is there now. */
export type RegisteredHelper = { readonly helperId: string; readonly attendanceId: string }

/**
 * Takes in somebody who stands at the gate: a name and an age band, nothing else. They are present from now on, as extra; what they did
 * can be claimed by an account later.
 */
export const registerHelper = (
  ctx: Ctx,
  input: {
    readonly activityId: string
    readonly name: string
    readonly ageBand: AgeBand
    readonly representativePresent?: boolean | undefined
  },
): Promise<Result<RegisteredHelper, RegisterError>> =>
  inCommand<RegisteredHelper, RegisterError>({ ...ctx, door: 'gate' }, 'registerHelper', async (tx) => {
    const activity = await tx.db
      .selectFrom('activities')
      .select(['id', 'state', 'region_id', 'locality_id', 'organization_id', 'zone', 'latitude', 'longitude'])
      .where('id', '=', input.activityId)
      .executeTakeFirst()
    if (activity === undefined) return err({ kind: 'unknown' })
    const isGate = ctx.actor.kind === 'link' && ctx.actor.purpose === 'gate' && ctx.actor.subjectId === activity.id
    const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
    if (!isGate && !may(ctx, 'activities:manage', scope)) return err({ kind: 'forbidden' })
    if (!isAllowed('attend', activity.state)) return err({ kind: 'not-running' })
    const { name, ageBand } = input
    const helper = await createHelper(tx, activity, { name, ageBand, consentHow: 'gate' })
    if (!helper.ok) return helper
    const helperId = helper.value
    const present = await checkInStep(tx, {
      activityId: activity.id,
      volunteerId: helperId,
      how: isGate ? 'gate' : 'coordinator',
      representativePresent: input.representativePresent,
    })
    return present.ok ? ok({ helperId, attendanceId: present.value.attendanceId }) : present
  })

/** Why a helper’s record is not taken over. */
export type ClaimError = { readonly kind: 'unknown' | 'not-volunteer' | 'own' | 'still-present' | 'clash' }

/**
 * A signed-in volunteer takes over what they did as a one-day helper. Their presence becomes their own; the helper's record is empty
 * afterwards and can be claimed by nobody else. Whoever calls has checked the helper's secret link.
 */
export const claimHelper = (ctx: Ctx, input: { readonly helperId: string }): Promise<Result<null, ClaimError>> =>
  inCommand<null, ClaimError>(ctx, 'claimHelper', async (tx) => {
    const personId = personOf(ctx)
    if (personId === null || personId === input.helperId) return err({ kind: 'own' })
    const locked = await lockVolunteers(tx, [personId, input.helperId])
    const helper = locked.get(input.helperId)
    if (helper === undefined || helper.state === 'left' || !(await isHelper(tx, input.helperId)))
      return err({ kind: 'unknown' })
    if (!locked.has(personId)) return err({ kind: 'not-volunteer' })
    const open = await tx.db
      .selectFrom('attendances')
      .select('id')
      .where('volunteer_id', 'in', [personId, input.helperId])
      .where('checked_out_at', 'is', null)
      .limit(2)
      .execute()
    if (open.length > 1) return err({ kind: 'still-present' })
    await tx.db
      .updateTable('attendances')
      .set({ volunteer_id: personId })
      .where('volunteer_id', '=', input.helperId)
      .execute()
    await tx.db.updateTable('volunteers').set({ state: 'left' }).where('id', '=', input.helperId).execute()
    await tx.db.updateTable('people').set({ state: 'left', name: null }).where('id', '=', input.helperId).execute()
    tx.append(
      helperClaimed.entry({
        subjectId: input.helperId,
        regionId: helper.regionId,
        body: { helperId: input.helperId, volunteerId: personId },
        public: { region: helper.regionId, day: dayIn(tx.now, helper.zone) },
      }),
    )
    return ok(null)
  })

async function isHelper(tx: Tx, personId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('people')
    .select('id')
    .where('id', '=', personId)
    .where('came_by', '=', 'gate')
    .where('state', '=', 'active')
    .executeTakeFirst()
  return row !== undefined
}

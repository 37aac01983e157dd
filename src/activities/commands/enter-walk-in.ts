import { err, ok, type Result } from '../../kit/result'
import { type EnteredSheet, takeSheet } from '../../paper'
import { type Ctx, inCommand, may, type Tx } from '../../platform'
import type { AgeBand } from '../../standards'
import { isAllowed } from '../activity'
import { createHelper } from '../steps/create-helper'
import { type HeldActivity, holdActivity } from '../steps/hold-activity'
import type { WalkInLine } from '../walk-in'
import { type RecordError, recordPresenceStep } from './check-out'

/** Who wrote on the line: somebody who is on the list by another way, or a helper for one day. */
export type WalkInPerson =
  | { readonly volunteerId: string }
  | { readonly name: string; readonly ageBand: AgeBand; readonly representativePresent: boolean }

/** A filled line of a sign-in sheet for whoever came without having signed up. */
export type EnterWalkIn = {
  readonly activityId: string
  readonly line: WalkInLine
  readonly who: WalkInPerson
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  /** Somebody looked and says that it is another person, on a photocopy of the sheet. */
  readonly isCopy: boolean
}

/** Why a line is not recorded. */
export type WalkInError = RecordError | EnteredSheet | { readonly kind: 'place-missing' }

/**
 * Records who came without having signed up, from the line of paper they wrote on: a helper for one day, or somebody of the list. The line is
 * spent with it: whoever enters it again, or at the same moment, is told who was entered by it.
 */
export const enterWalkIn = (ctx: Ctx, input: EnterWalkIn): Promise<Result<null, WalkInError>> =>
  inCommand<null, WalkInError>({ ...ctx, door: 'paper' }, 'enterWalkIn', async (tx) => {
    const activity = await holdActivity(tx, input.activityId, 'share')
    if (activity === undefined) return err({ kind: 'unknown' })
    const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
    if (!may(ctx, 'activities:manage', scope)) return err({ kind: 'forbidden' })
    if (!isAllowed('attend', activity.state) || activity.form === 'remote') return err({ kind: 'not-running' })
    const person = await takePerson(tx, activity, input.who)
    if (!person.ok) return person
    if (!input.isCopy) {
      const taken = await takeSheet(tx, {
        number: input.line.code,
        form: 'walk-in',
        subjectId: person.value,
        regionId: activity.region_id,
      })
      if (!taken.ok) return taken
    }
    const present = await recordPresenceStep(tx, {
      activityId: activity.id,
      postId: input.line.postId,
      volunteerId: person.value,
      from: input.from,
      until: input.until,
      representativePresent: 'name' in input.who && input.who.representativePresent,
    })
    return present.ok ? ok(null) : present
  })

async function takePerson(
  tx: Tx,
  activity: HeldActivity,
  who: WalkInPerson,
): Promise<Result<string, { readonly kind: 'unknown' } | { readonly kind: 'place-missing' }>> {
  if ('name' in who) return createHelper(tx, activity, { ...who, consentHow: 'paper' })
  return (await isOnList(tx, activity.id, who.volunteerId)) ? ok(who.volunteerId) : err({ kind: 'unknown' })
}

/** Whether somebody has a seat here or came: nobody else is found by a sheet of paper. */
async function isOnList(tx: Tx, activityId: string, volunteerId: string): Promise<boolean> {
  const among = (table: 'assignments' | 'attendances') =>
    tx.db
      .selectFrom(table)
      .select('id')
      .where('activity_id', '=', activityId)
      .where('volunteer_id', '=', volunteerId)
      .limit(1)
      .executeTakeFirst()
  return (await among('assignments')) !== undefined || (await among('attendances')) !== undefined
}

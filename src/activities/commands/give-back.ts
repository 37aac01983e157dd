import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, type Tx } from '../../platform'
import { lockVolunteers } from '../../volunteers'
import { findPost, type HeldActivity, holdActivity, type PostRow } from '../steps/hold-activity'
import { type LiveAssignment, leaveSeat } from '../steps/leave-seat'
import { offerFreeSlots } from '../steps/offer-free-slots'
import { speaksFor } from '../steps/speaks-for'

/** Why a seat is not given back; once work has begun, people check out instead. */
export type GiveBackError = { readonly kind: 'unknown' | 'not-theirs' | 'not-live' | 'begun' }

/** An assignment with its activity and post, everything locked in the one order. */
export type HeldAssignment = {
  readonly assignment: LiveAssignment & { readonly post_id: string; readonly state: string }
  readonly activity: HeldActivity
  readonly post: PostRow
}

/** Locks an assignment's person, holds its activity and reads both anew. */
export async function holdAssignment(
  tx: Tx,
  assignmentId: string,
  alsoLock: readonly string[] = [],
): Promise<HeldAssignment | undefined> {
  const found = await tx.db
    .selectFrom('assignments')
    .select(['volunteer_id', 'activity_id'])
    .where('id', '=', assignmentId)
    .executeTakeFirst()
  if (found === undefined) return undefined
  await lockVolunteers(tx, [found.volunteer_id, ...alsoLock])
  const activity = await holdActivity(tx, found.activity_id, 'share')
  const assignment = await tx.db
    .selectFrom('assignments')
    .select(['id', 'slot_id', 'volunteer_id', 'post_id', 'state'])
    .where('id', '=', assignmentId)
    .executeTakeFirst()
  const post = assignment === undefined ? undefined : await findPost(tx.db, assignment.post_id)
  if (activity === undefined || assignment === undefined || post === undefined) return undefined
  return { assignment, activity, post }
}

/**
 * A person gives their seat back, at any moment and without reasons; whoever waits is offered it at once.
 * Once they have checked in they check out instead.
 */
export const giveBack = (
  ctx: Ctx,
  input: { readonly assignmentId: string },
): Promise<Result<{ readonly activityId: string; readonly postId: string }, GiveBackError>> =>
  inCommand(ctx, 'giveBack', async (tx) => {
    const held = await holdAssignment(tx, input.assignmentId)
    if (held === undefined) return err({ kind: 'unknown' })
    if (!(await speaksFor(tx, held.assignment.volunteer_id))) return err({ kind: 'not-theirs' })
    return leaveHeld(tx, held, 'given-back')
  })

/** The organizer ends an assignment before it begins; the person is told. */
export const releaseAssignment = (
  ctx: Ctx,
  input: { readonly assignmentId: string },
): Promise<Result<{ readonly activityId: string; readonly postId: string }, GiveBackError>> =>
  inCommand(ctx, 'releaseAssignment', async (tx) => {
    const held = await holdAssignment(tx, input.assignmentId)
    if (held === undefined) return err({ kind: 'unknown' })
    const scope = { organizationId: held.activity.organization_id, regionId: held.activity.region_id }
    if (!may(ctx, 'activities:manage', scope)) return err({ kind: 'not-theirs' })
    return leaveHeld(tx, held, 'ended-by-organizer')
  })

/** Ends a held assignment and offers the seat on. */
export async function leaveHeld(
  tx: Tx,
  { assignment, activity, post }: HeldAssignment,
  state: 'given-back' | 'ended-by-organizer',
): Promise<Result<{ readonly activityId: string; readonly postId: string }, GiveBackError>> {
  if (assignment.state !== 'live') return err({ kind: 'not-live' })
  const present = await tx.db
    .selectFrom('attendances')
    .select('id')
    .where('volunteer_id', '=', assignment.volunteer_id)
    .where('assignment_id', '=', assignment.id)
    .limit(1)
    .executeTakeFirst()
  if (present !== undefined) return err({ kind: 'begun' })
  await leaveSeat(tx, activity, post, assignment, { state })
  await offerFreeSlots(tx, activity, post)
  return ok({ activityId: activity.id, postId: post.id })
}

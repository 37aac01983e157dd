import { distanceMeters, type Point } from '../../kit/geo'
import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, type Tx } from '../../platform'
import { lockVolunteers } from '../../volunteers'
import { isAllowed, pointOf } from '../activity'
import { arrive, attendanceColumns, depart, type InHow } from '../steps/attend'
import { type Bar, decideBars } from '../steps/decide-bars'
import { findPost, type HeldActivity, holdActivity, type PostRow } from '../steps/hold-activity'
import { isOwn } from '../steps/speaks-for'

/** Why an arrival is not recorded; a {@link Bar} says what the person lacks for this work. */
export type CheckInError =
  | { readonly kind: 'unknown' | 'forbidden' | 'not-running' | 'too-early' | 'over' | 'not-volunteer' | 'time-invalid' }
  | Bar

/** One arrival. `position` is compared with the place and forgotten. */
export type CheckIn = {
  readonly activityId: string
  readonly volunteerId: string
  readonly postId?: string | undefined
  readonly how: Exclude<InHow, 'work-log'>
  readonly position?: Point | undefined
  readonly representativePresent?: boolean | undefined
}

/** Nearer than this counts as being there: what a telephone knows, plus the size of a site. */
const NEAR_METERS = 500
const EARLY_MINUTES = 180
const LATE_MINUTES = 720

/** Who may say that somebody is there: they themselves, who runs the activity, or its gate. */
export const maySayPresent = (ctx: Ctx, activity: HeldActivity, volunteerId: string): boolean =>
  isOwn(ctx, volunteerId) ||
  (ctx.actor.kind === 'link' && ctx.actor.purpose === 'gate' && ctx.actor.subjectId === activity.id) ||
  may(ctx, 'activities:manage', { organizationId: activity.organization_id, regionId: activity.region_id })

/**
 * Somebody is there. Never refused for booking or capacity: who has no seat is recorded as extra, and an earlier presence elsewhere ends
 * and is flagged. Age, ban and credential rules still bar work. Checking in twice is quiet.
 */
export const checkIn = (
  ctx: Ctx,
  input: CheckIn,
): Promise<Result<{ readonly attendanceId: string; readonly extra: boolean }, CheckInError>> =>
  inCommand<{ attendanceId: string; extra: boolean }, CheckInError>(ctx, 'checkIn', (tx) => checkInStep(tx, input))

/** {@link checkIn} as a step of registering a one-day helper. */
export async function checkInStep(
  tx: Tx,
  input: CheckIn,
): Promise<Result<{ attendanceId: string; extra: boolean }, CheckInError>> {
  const volunteer = (await lockVolunteers(tx, [input.volunteerId])).get(input.volunteerId)
  if (volunteer === undefined) return err({ kind: 'not-volunteer' })
  const activity = await holdActivity(tx, input.activityId, 'share')
  if (activity === undefined) return err({ kind: 'unknown' })
  if (!maySayPresent(tx.ctx, activity, input.volunteerId)) return err({ kind: 'forbidden' })
  if (!isAllowed('attend', activity.state) || activity.form === 'remote') return err({ kind: 'not-running' })
  const place = await findTheirPost(tx, activity, input)
  if (place === undefined) return err({ kind: 'unknown' })
  const { post, assignmentId } = place
  if (Temporal.Instant.compare(post.starts_at.subtract({ minutes: EARLY_MINUTES }), tx.now) > 0)
    return err({ kind: 'too-early' })
  if (Temporal.Instant.compare(post.ends_at.add({ minutes: LATE_MINUTES }), tx.now) < 0) return err({ kind: 'over' })
  const bars = await decideBars(tx, volunteer.id, activity, post, {
    representativePresent: input.representativePresent ?? false,
  })
  if (!bars.ok) return bars
  const open = await findOpen(tx, volunteer.id)
  if (open?.post_id === post.id) return ok({ attendanceId: open.id, extra: assignmentId === null })
  if (open !== undefined) await endElsewhere(tx, open)
  const point = pointOf(activity)
  const near =
    input.position === undefined || point === undefined || activity.home_address
      ? undefined
      : distanceMeters(input.position, point) <= NEAR_METERS
  const attendanceId = await arrive(tx, activity, post, {
    volunteerId: volunteer.id,
    assignmentId,
    how: input.how,
    at: tx.now,
    near,
  })
  return ok({ attendanceId, extra: assignmentId === null })
}

async function endElsewhere(tx: Tx, open: NonNullable<Awaited<ReturnType<typeof findOpen>>>): Promise<void> {
  const earlier = await holdActivity(tx, open.activity_id, 'share')
  const post = await findPost(tx.db, open.post_id)
  if (earlier === undefined || post === undefined) return
  await depart(tx, open, { at: tx.now, how: 'moved', flag: 'moved' }, earlier, post)
}

const findOpen = (tx: Tx, volunteerId: string) =>
  tx.db
    .selectFrom('attendances')
    .select(attendanceColumns)
    .where('volunteer_id', '=', volunteerId)
    .where('checked_out_at', 'is', null)
    .executeTakeFirst()

/** The post somebody comes to: the one named, else where they have a seat, else the first. */
export async function findTheirPost(
  tx: Tx,
  activity: HeldActivity,
  input: { readonly volunteerId: string; readonly postId?: string | undefined },
): Promise<{ readonly post: PostRow; readonly assignmentId: string | null } | undefined> {
  const assignments = await tx.db
    .selectFrom('assignments')
    .select(['id', 'post_id'])
    .where('activity_id', '=', activity.id)
    .where('volunteer_id', '=', input.volunteerId)
    .where('state', 'in', ['live', 'done', 'unknown'])
    .orderBy('starts_at')
    .limit(50)
    .execute()
  const own = assignments.find((one) => one.post_id === input.postId) ?? assignments[0]
  const postId = isId(input.postId) ? input.postId : own?.post_id
  const post =
    postId === undefined
      ? await tx.db
          .selectFrom('posts')
          .selectAll()
          .where('activity_id', '=', activity.id)
          .orderBy('starts_at')
          .orderBy('id')
          .limit(1)
          .executeTakeFirst()
      : await findPost(tx.db, postId)
  if (post === undefined || post.activity_id !== activity.id) return undefined
  return { post, assignmentId: own?.post_id === post.id ? own.id : null }
}

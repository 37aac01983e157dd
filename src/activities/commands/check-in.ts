import { distanceMeters, type Point } from '../../kit/geo'
import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, type Tx } from '../../platform'
import { lockVolunteers } from '../../volunteers'
import { isAllowed, pointOf } from '../activity'
import { arrive, attendanceColumns, correctArrival, depart, type InHow } from '../steps/attend'
import { type Bar, decideBars } from '../steps/decide-bars'
import { findPost, type HeldActivity, holdActivity, type PostRow } from '../steps/hold-activity'
import { isOwn } from '../steps/speaks-for'

/** Why an arrival is not recorded; a {@link Bar} says what the person lacks for this work. */
export type CheckInError =
  | { readonly kind: 'unknown' | 'forbidden' | 'not-running' | 'too-early' | 'over' | 'not-volunteer' | 'time-invalid' }
  | PresenceConflict
  | Bar

/** Something else is recorded of the same presence: a person looks at both and decides. */
export type PresenceConflict = {
  readonly kind: 'recorded-otherwise'
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant | null
  /** Whether the person's word may still replace the time of arrival. */
  readonly open: boolean
}

/** One arrival. `position` is compared with the place and forgotten. */
export type CheckIn = {
  readonly activityId: string
  readonly volunteerId: string
  readonly postId?: string | undefined
  readonly how: Exclude<InHow, 'work-log'>
  readonly position?: Point | undefined
  readonly representativePresent?: boolean | undefined
  /** When, by the clock of whoever said it: a word given with no network comes later. */
  readonly saidAt?: Temporal.Instant | undefined
  /** Said again by somebody who saw what is recorded. */
  readonly insists?: boolean | undefined
}

/** Nearer than this counts as being there: what a telephone knows, plus the size of a site. */
const NEAR_METERS = 500
/** How long before the beginning somebody may already be there. */
export const EARLY_MINUTES = 180
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
  const at = saidOrNow(tx, input.saidAt)
  if (Temporal.Instant.compare(post.starts_at.subtract({ minutes: EARLY_MINUTES }), at) > 0)
    return err({ kind: 'too-early' })
  if (Temporal.Instant.compare(post.ends_at.add({ minutes: LATE_MINUTES }), at) < 0) return err({ kind: 'over' })
  const bars = await decideBars(tx, volunteer.id, activity, post, {
    representativePresent: input.representativePresent ?? false,
  })
  if (!bars.ok) return bars
  const open = await findOpen(tx, volunteer.id)
  const known = input.saidAt === undefined ? undefined : await findStayAt(tx, volunteer.id, post.id, at)
  if (known !== undefined && known.id !== open?.id)
    return isSameMoment(known.checked_in_at, at)
      ? ok({ attendanceId: known.id, extra: assignmentId === null })
      : err({ kind: 'recorded-otherwise', from: known.checked_in_at, until: known.checked_out_at, open: false })
  if (open?.post_id === post.id) {
    const agrees = input.saidAt === undefined || isSameMoment(open.checked_in_at, at)
    if (!agrees && input.insists !== true)
      return err({ kind: 'recorded-otherwise', from: open.checked_in_at, until: null, open: true })
    if (!agrees) await correctArrival(tx, open, at, activity, post)
    return ok({ attendanceId: open.id, extra: assignmentId === null })
  }
  // They went elsewhere after what is only heard of now.
  if (open !== undefined && Temporal.Instant.compare(open.checked_in_at, at) > 0)
    return err({ kind: 'recorded-otherwise', from: open.checked_in_at, until: null, open: false })
  if (open !== undefined) await endElsewhere(tx, open, at)
  const point = pointOf(activity)
  const near =
    input.position === undefined || point === undefined || activity.home_address
      ? undefined
      : distanceMeters(input.position, point) <= NEAR_METERS
  const attendanceId = await arrive(tx, activity, post, {
    volunteerId: volunteer.id,
    assignmentId,
    how: input.how,
    at,
    near,
  })
  return ok({ attendanceId, extra: assignmentId === null })
}

const SAME_MINUTES = 5
/** Two words this close to each other are one. */
export const isSameMoment = (a: Temporal.Instant, b: Temporal.Instant): boolean =>
  Math.abs(a.since(b).total('minutes')) <= SAME_MINUTES

/** The moment said; a clock that runs ahead moves nothing by it. */
export const saidOrNow = (tx: Tx, saidAt: Temporal.Instant | undefined): Temporal.Instant =>
  saidAt === undefined || Temporal.Instant.compare(saidAt, tx.now) > 0 ? tx.now : saidAt

/** A stay at the post, over by now, that lasted at that moment or began after it. */
const findStayAt = (tx: Tx, volunteerId: string, postId: string, at: Temporal.Instant) =>
  tx.db
    .selectFrom('attendances')
    .select(['id', 'checked_in_at', 'checked_out_at'])
    .where('volunteer_id', '=', volunteerId)
    .where('post_id', '=', postId)
    .where('checked_out_at', '>=', at)
    .orderBy('checked_in_at')
    .limit(1)
    .executeTakeFirst()

async function endElsewhere(
  tx: Tx,
  open: NonNullable<Awaited<ReturnType<typeof findOpen>>>,
  at: Temporal.Instant,
): Promise<void> {
  const earlier = await holdActivity(tx, open.activity_id, 'share')
  const post = await findPost(tx.db, open.post_id)
  if (earlier === undefined || post === undefined) return
  await depart(tx, open, { at, how: 'moved', flag: 'moved' }, earlier, post)
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

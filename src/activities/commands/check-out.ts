import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, type Tx } from '../../platform'
import { lockVolunteers } from '../../volunteers'
import { arrive, attendanceColumns, depart, type OutHow } from '../steps/attend'
import { type Bar, decideBars } from '../steps/decide-bars'
import { findPost, type HeldActivity, holdActivity } from '../steps/hold-activity'
import { speaksFor } from '../steps/speaks-for'
import { findTheirPost, isSameMoment, maySayPresent, type PresenceConflict, saidOrNow } from './check-in'
import { holdAssignment } from './give-back'

/** Why a departure is not recorded; `not-present` means nobody is there any more. */
export type CheckOutError =
  | { readonly kind: 'unknown' | 'forbidden' | 'not-present' | 'time-invalid' }
  | PresenceConflict

/** Somebody leaves. @returns minutes they were there */
export const checkOut = (
  ctx: Ctx,
  input: {
    readonly attendanceId: string
    readonly how: Exclude<OutHow, 'moved' | 'flagged' | 'work-log'>
    /** When they left, if earlier than now: said by who runs the activity. */
    readonly at?: Temporal.Instant | undefined
    /** When, by the clock of a telephone that had no network. */
    readonly saidAt?: Temporal.Instant | undefined
  },
): Promise<Result<{ readonly minutes: number; readonly activityId: string }, CheckOutError>> =>
  inCommand<{ minutes: number; activityId: string }, CheckOutError>(ctx, 'checkOut', async (tx) => {
    const found = await tx.db
      .selectFrom('attendances')
      .select(['volunteer_id', 'activity_id'])
      .where('id', '=', input.attendanceId)
      .executeTakeFirst()
    if (found === undefined) return err({ kind: 'unknown' })
    await lockVolunteers(tx, [found.volunteer_id])
    const activity = await holdActivity(tx, found.activity_id, 'share')
    if (activity === undefined) return err({ kind: 'unknown' })
    if (!maySayPresent(ctx, activity, found.volunteer_id)) return err({ kind: 'forbidden' })
    const open = await tx.db
      .selectFrom('attendances')
      .select(attendanceColumns)
      .where('id', '=', input.attendanceId)
      .where('checked_out_at', 'is', null)
      .executeTakeFirst()
    if (open === undefined) return input.saidAt === undefined ? err({ kind: 'not-present' }) : endedBefore(tx, input)
    const at = input.at ?? saidOrNow(tx, input.saidAt)
    if (Temporal.Instant.compare(at, tx.now) > 0 || Temporal.Instant.compare(at, open.checked_in_at) < 0)
      return err({ kind: 'time-invalid' })
    const post = await findPost(tx.db, open.post_id)
    if (post === undefined) return err({ kind: 'unknown' })
    await depart(tx, open, { at, how: input.how }, activity, post)
    return ok({ minutes: Math.round(at.since(open.checked_in_at).total('minutes')), activityId: activity.id })
  })

/** A departure heard of after another one was recorded: the same word twice, or two words for a person to look at. */
async function endedBefore(
  tx: Tx,
  input: { readonly attendanceId: string; readonly saidAt?: Temporal.Instant | undefined },
): Promise<Result<{ readonly minutes: number; readonly activityId: string }, CheckOutError>> {
  const stay = await tx.db
    .selectFrom('attendances')
    .select(['activity_id', 'checked_in_at', 'checked_out_at'])
    .where('id', '=', input.attendanceId)
    .executeTakeFirstOrThrow()
  const { checked_in_at: from, checked_out_at: until } = stay
  if (until === null) return err({ kind: 'not-present' })
  if (!isSameMoment(until, saidOrNow(tx, input.saidAt)))
    return err({ kind: 'recorded-otherwise', from, until, open: false })
  return ok({ minutes: Math.round(until.since(from).total('minutes')), activityId: stay.activity_id })
}

/** Why presence from paper is not recorded; a {@link Bar} says what the person lacks for this work. */
export type RecordError =
  | CheckOutError
  | { readonly kind: 'not-volunteer' | 'not-running' }
  | { readonly kind: 'recorded' }
  | Bar

/** Who was where, from when until when. */
export type RecordPresence = {
  readonly activityId: string
  readonly postId?: string | undefined
  readonly volunteerId: string
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  readonly representativePresent?: boolean | undefined
}

/**
 * Presence that nobody entered while it lasted, from a paper sheet: who runs the activity says from when until when. The same said again is
 * quiet; another time than what is recorded already is `recorded`: a sheet that is entered twice counts once.
 */
export const recordPresence = (
  ctx: Ctx,
  input: RecordPresence,
): Promise<Result<{ readonly attendanceId: string }, RecordError>> =>
  inCommand<{ attendanceId: string }, RecordError>(ctx, 'recordPresence', (tx) => recordPresenceStep(tx, input))

/** {@link recordPresence} as a step of entering somebody who is not on the list. */
export async function recordPresenceStep(
  tx: Tx,
  input: RecordPresence,
): Promise<Result<{ attendanceId: string }, RecordError>> {
  const volunteer = (await lockVolunteers(tx, [input.volunteerId])).get(input.volunteerId)
  if (volunteer === undefined) return err({ kind: 'not-volunteer' })
  const activity = await holdActivity(tx, input.activityId, 'share')
  if (activity === undefined) return err({ kind: 'unknown' })
  if (!mayRun(tx.ctx, activity)) return err({ kind: 'forbidden' })
  const earliest = activity.starts_at.subtract({ hours: 12 })
  const latest = activity.ends_at.add({ hours: 12 })
  if (
    Temporal.Instant.compare(input.from, input.until) >= 0 ||
    Temporal.Instant.compare(input.until, tx.now) > 0 ||
    Temporal.Instant.compare(input.from, earliest) < 0 ||
    Temporal.Instant.compare(input.until, latest) > 0
  )
    return err({ kind: 'time-invalid' })
  const place = await findTheirPost(tx, activity, input)
  if (place === undefined) return err({ kind: 'unknown' })
  const known = await findRecorded(tx, activity.id, input)
  if (known !== undefined)
    return isSame(known, input) ? ok({ attendanceId: known.id }) : err<RecordError>({ kind: 'recorded' })
  const bars = await decideBars(tx, volunteer.id, activity, place.post, {
    representativePresent: input.representativePresent ?? false,
  })
  if (!bars.ok) return bars
  const flags = (await isElsewhere(tx, input)) ? ['overlap'] : []
  const attendanceId = await arrive(tx, activity, place.post, {
    volunteerId: volunteer.id,
    assignmentId: place.assignmentId,
    how: 'coordinator',
    at: input.from,
    flags,
    left: { at: input.until, how: 'coordinator' },
  })
  return ok({ attendanceId })
}

const mayRun = (ctx: Ctx, activity: HeldActivity): boolean =>
  may(ctx, 'activities:manage', { organizationId: activity.organization_id, regionId: activity.region_id })

type Stay = { readonly volunteerId: string; readonly from: Temporal.Instant; readonly until: Temporal.Instant }

/** What is recorded of somebody at this activity about that time. */
const findRecorded = (tx: Tx, activityId: string, { volunteerId, from, until }: Stay) =>
  tx.db
    .selectFrom('attendances')
    .select(['id', 'checked_in_at', 'checked_out_at'])
    .where('activity_id', '=', activityId)
    .where('volunteer_id', '=', volunteerId)
    .where('checked_in_at', '<', until)
    .where((eb) => eb.or([eb('checked_out_at', 'is', null), eb('checked_out_at', '>', from)]))
    .limit(1)
    .executeTakeFirst()

const isSame = (
  known: { readonly checked_in_at: Temporal.Instant; readonly checked_out_at: Temporal.Instant | null },
  { from, until }: Stay,
): boolean => known.checked_in_at.equals(from) && known.checked_out_at?.equals(until) === true

async function isElsewhere(tx: Tx, { volunteerId, from, until }: Stay): Promise<boolean> {
  const row = await tx.db
    .selectFrom('attendances')
    .select('id')
    .where('volunteer_id', '=', volunteerId)
    .where('checked_in_at', '<', until)
    .where((eb) => eb.or([eb('checked_out_at', 'is', null), eb('checked_out_at', '>', from)]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Work done from afar, said by the person in minutes and words; the client confirms it later. */
export const logWork = (
  ctx: Ctx,
  input: { readonly assignmentId: string; readonly minutes: number; readonly words: string },
): Promise<
  Result<
    { readonly attendanceId: string },
    { readonly kind: 'unknown' | 'not-theirs' | 'not-live' | 'not-remote' | 'time-invalid' }
  >
> =>
  inCommand(ctx, 'logWork', async (tx) => {
    const held = await holdAssignment(tx, input.assignmentId)
    if (held === undefined) return err({ kind: 'unknown' })
    const { assignment, activity, post } = held
    if (!(await speaksFor(tx, assignment.volunteer_id))) return err({ kind: 'not-theirs' })
    if (activity.form !== 'remote') return err({ kind: 'not-remote' })
    if (assignment.state !== 'live') return err({ kind: 'not-live' })
    if (!Number.isInteger(input.minutes) || input.minutes < 1 || input.minutes > 10_000)
      return err({ kind: 'time-invalid' })
    const attendanceId = await arrive(tx, activity, post, {
      volunteerId: assignment.volunteer_id,
      assignmentId: assignment.id,
      how: 'work-log',
      at: tx.now.subtract({ minutes: input.minutes }),
      left: { at: tx.now, how: 'work-log' },
    })
    await tx.db
      .insertInto('work_logs')
      .values({ attendance_id: attendanceId, words: input.words.trim().slice(0, 2000) })
      .execute()
    return ok({ attendanceId })
  })

import type { Tx } from '../../platform'
import { arrivalCorrected, attendanceCheckedIn, attendanceCheckedOut } from '../entries'
import type { HeldActivity, PostRow } from './hold-activity'
import { personalPublic, rowId } from './seat'

/** How somebody's presence became known. */
export type InHow = 'qr' | 'coordinator' | 'self' | 'gate' | 'work-log'
/** How it ended; `moved`: by their arrival elsewhere; `flagged`: nobody said, closed at the end of the post. */
export type OutHow = 'qr' | 'coordinator' | 'self' | 'moved' | 'flagged' | 'work-log'

/** An attendance that is about to end. */
export type OpenAttendance = {
  readonly id: string
  readonly activity_id: string
  readonly post_id: string
  readonly volunteer_id: string
  readonly assignment_id: string | null
  readonly region_id: string
  readonly checked_in_at: Temporal.Instant
  readonly flags: readonly string[]
}

/** Columns of {@link OpenAttendance}. */
export const attendanceColumns = [
  'id',
  'activity_id',
  'post_id',
  'volunteer_id',
  'assignment_id',
  'region_id',
  'checked_in_at',
  'flags',
] as const

/** Writes an arrival. @returns id of the attendance */
export async function arrive(
  tx: Tx,
  activity: HeldActivity,
  post: PostRow,
  arrival: {
    readonly volunteerId: string
    readonly assignmentId: string | null
    readonly how: InHow
    readonly at: Temporal.Instant
    readonly near?: boolean | undefined
    readonly flags?: readonly string[]
    /** Known already: a work log or a paper sheet. */
    readonly left?: { readonly at: Temporal.Instant; readonly how: OutHow }
  },
): Promise<string> {
  const id = rowId(tx)
  const extra = arrival.assignmentId === null
  await tx.db
    .insertInto('attendances')
    .values({
      id,
      activity_id: activity.id,
      post_id: post.id,
      volunteer_id: arrival.volunteerId,
      assignment_id: arrival.assignmentId,
      region_id: activity.region_id,
      checked_in_at: arrival.at,
      checked_in_how: arrival.how,
      near: arrival.near ?? null,
      extra,
      flags: [...(arrival.flags ?? [])],
      checked_out_at: arrival.left?.at ?? null,
      checked_out_how: arrival.left?.how ?? null,
    })
    .execute()
  tx.append(
    attendanceCheckedIn.entry({
      subjectId: id,
      regionId: activity.region_id,
      organizationId: activity.organization_id,
      body: {
        activityId: activity.id,
        postId: post.id,
        volunteerId: arrival.volunteerId,
        attendanceId: id,
        assignmentId: arrival.assignmentId,
        how: arrival.how,
        extra,
        near: arrival.near ?? null,
        needId: activity.need_id,
        at: arrival.at.toString(),
      },
      public: { ...personalPublic(activity, post), door: await doorOfYes(tx, arrival.assignmentId) },
    }),
  )
  if (arrival.left !== undefined) {
    const open: OpenAttendance = {
      id,
      activity_id: activity.id,
      post_id: post.id,
      volunteer_id: arrival.volunteerId,
      assignment_id: arrival.assignmentId,
      region_id: activity.region_id,
      checked_in_at: arrival.at,
      flags: arrival.flags ?? [],
    }
    tx.append(outEntry(open, arrival.left.how, arrival.left.at, open.flags, activity, post))
  }
  return id
}

/** Replaces the time of an arrival by what a person says who saw both. */
export async function correctArrival(
  tx: Tx,
  open: OpenAttendance,
  at: Temporal.Instant,
  activity: HeldActivity,
  post: Pick<PostRow, 'starts_at'>,
): Promise<void> {
  await tx.db
    .updateTable('attendances')
    .set({ checked_in_at: at })
    .where('id', '=', open.id)
    .where('checked_out_at', 'is', null)
    .execute()
  tx.append(
    arrivalCorrected.entry({
      subjectId: open.id,
      regionId: open.region_id,
      organizationId: activity.organization_id,
      body: {
        activityId: open.activity_id,
        postId: open.post_id,
        volunteerId: open.volunteer_id,
        attendanceId: open.id,
        assignmentId: open.assignment_id,
        at: at.toString(),
        before: open.checked_in_at.toString(),
      },
      public: personalPublic(activity, post),
    }),
  )
}

/** Writes a departure; a moment before the arrival counts as the arrival itself. */
export async function depart(
  tx: Tx,
  open: OpenAttendance,
  left: { readonly at: Temporal.Instant; readonly how: OutHow; readonly flag?: string },
  activity: HeldActivity,
  post: Pick<PostRow, 'starts_at'>,
): Promise<void> {
  const at = Temporal.Instant.compare(left.at, open.checked_in_at) < 0 ? open.checked_in_at : left.at
  const flags = left.flag === undefined ? [...open.flags] : [...new Set([...open.flags, left.flag])]
  await tx.db
    .updateTable('attendances')
    .set({ checked_out_at: at, checked_out_how: left.how, flags })
    .where('id', '=', open.id)
    .where('checked_out_at', 'is', null)
    .execute()
  tx.append(outEntry(open, left.how, at, flags, activity, post))
}

const outEntry = (
  open: OpenAttendance,
  how: OutHow,
  at: Temporal.Instant,
  flags: readonly string[],
  activity: HeldActivity,
  post: Pick<PostRow, 'starts_at'>,
) =>
  attendanceCheckedOut.entry({
    subjectId: open.id,
    regionId: open.region_id,
    organizationId: activity.organization_id,
    body: {
      activityId: open.activity_id,
      postId: open.post_id,
      volunteerId: open.volunteer_id,
      attendanceId: open.id,
      assignmentId: open.assignment_id,
      how,
      at: at.toString(),
      minutes: Math.max(0, Math.round(at.since(open.checked_in_at).total('minutes'))),
      flags: [...flags],
    },
    public: personalPublic(activity, post),
  })

/** By which door somebody said the yes that led here. */
async function doorOfYes({ db }: Tx, assignmentId: string | null): Promise<string> {
  if (assignmentId === null) return 'gate'
  const yes = await db
    .selectFrom('assignments as s')
    .innerJoin('answers as a', 'a.id', 's.answer_id')
    .select('a.door')
    .where('s.id', '=', assignmentId)
    .executeTakeFirst()
  return yes?.door ?? 'unknown'
}

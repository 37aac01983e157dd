import { err, ok, type Result } from '../../kit/result'
import { personActing } from '../../people'
import { type Ctx, inCommand, may } from '../../platform'
import { lockVolunteers } from '../../volunteers'
import { overdueCalled } from '../entries'
import { attendanceColumns, depart } from '../steps/attend'
import { findPost, holdActivity } from '../steps/hold-activity'
import { personalPublic, rowId } from '../steps/seat'
import { dueOut } from '../steps/watched'

/** Whom somebody rang about a person who has not checked out. */
export const calledWhom = ['emergency-contact', 'person'] as const
/** What came of the call. Only `safe`, said by a person, closes the presence. */
export const callOutcomes = ['safe', 'no-answer', 'needs-help'] as const

/** One call. `leftAt`: when the person left, where the call told it; else the end of their post. */
export type Call = {
  readonly attendanceId: string
  readonly whom: (typeof calledWhom)[number]
  readonly outcome: (typeof callOutcomes)[number]
  readonly leftAt?: Temporal.Instant | undefined
  /** Who rang, where a partner's key passes it on. */
  readonly callerId?: string | undefined
}

/** Why a call is not noted; `not-present` means somebody closed it meanwhile. */
export type CallError = { readonly kind: 'unknown' | 'forbidden' | 'not-present' | 'time-invalid' }

/** Notes a call about somebody overdue. Who is safe is checked out; who needs help is told to the safety officers at once. */
export const noteCall = (ctx: Ctx, call: Call): Promise<Result<{ readonly closed: boolean }, CallError>> =>
  inCommand<{ closed: boolean }, CallError>(ctx, 'noteCall', async (tx) => {
    const found = await tx.db
      .selectFrom('attendances')
      .select(['volunteer_id', 'activity_id'])
      .where('id', '=', call.attendanceId)
      .executeTakeFirst()
    if (found === undefined) return err({ kind: 'unknown' })
    await lockVolunteers(tx, [found.volunteer_id])
    const activity = await holdActivity(tx, found.activity_id, 'share')
    if (activity === undefined) return err({ kind: 'unknown' })
    const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
    const caller = await personActing(tx, 'overdue:handle', scope, call.callerId)
    // Whoever is looked for answers on their own page, never here.
    if (caller === null || caller === found.volunteer_id || !may(ctx, 'overdue:handle', scope))
      return err({ kind: 'forbidden' })
    const open = await tx.db
      .selectFrom('attendances')
      .select(attendanceColumns)
      .where('id', '=', call.attendanceId)
      .where('checked_out_at', 'is', null)
      .executeTakeFirst()
    const post = open === undefined ? undefined : await findPost(tx.db, open.post_id)
    if (open === undefined || post === undefined) return err({ kind: 'not-present' })
    const due = dueOut(open.checked_in_at, post.ends_at)
    const at = call.leftAt ?? (Temporal.Instant.compare(due, tx.now) < 0 ? due : tx.now)
    if (Temporal.Instant.compare(at, tx.now) > 0 || Temporal.Instant.compare(at, open.checked_in_at) < 0)
      return err({ kind: 'time-invalid' })
    const id = rowId(tx)
    await tx.db
      .insertInto('overdue_calls')
      .values({
        id,
        attendance_id: open.id,
        region_id: open.region_id,
        whom: call.whom,
        outcome: call.outcome,
        called_by: caller,
        called_at: tx.now,
      })
      .execute()
    if (call.outcome === 'safe') await depart(tx, open, { at, how: 'coordinator' }, activity, post)
    tx.append(
      overdueCalled.entry({
        subjectId: open.id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: {
          activityId: activity.id,
          postId: post.id,
          volunteerId: open.volunteer_id,
          attendanceId: open.id,
          assignmentId: open.assignment_id,
          callId: id,
          whom: call.whom,
          outcome: call.outcome,
          callerId: caller,
          coordinatorId: activity.coordinator_id,
        },
        public: personalPublic(activity, post),
      }),
    )
    return ok({ closed: call.outcome === 'safe' })
  })

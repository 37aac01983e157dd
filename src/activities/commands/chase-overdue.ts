import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { lockVolunteers } from '../../volunteers'
import { attendanceOverdueAsked, attendanceOverdueRaised } from '../entries'
import { attendanceColumns, depart } from '../steps/attend'
import { findPost, holdActivity } from '../steps/hold-activity'
import { personalPublic } from '../steps/seat'
import { dueOut, isWatched } from '../steps/watched'

/** Minutes after the end of the post: when the person is asked, when the coordinator is told to ring, when an ordinary one closes. */
export const overdueMinutes = { ask: 15, raise: 30, raiseAgain: 60, close: 120 } as const

/** What was done about one overdue check-out. */
export type Chased = { readonly did: 'nothing' | 'asked' | 'raised' | 'closed' }

/**
 * One step about somebody who has not checked out: at watched posts the person is asked, then the coordinator is given the call to the
 * emergency contact to make, an hour later and each hour the safety officers too, and nobody but a person closes it; elsewhere it closes at the post's end and is flagged.
 */
export const chaseOverdue = (
  ctx: Ctx,
  input: { readonly attendanceId: string },
): Promise<Result<Chased, { readonly kind: 'nothing-to-do' }>> =>
  inCommand<Chased, { readonly kind: 'nothing-to-do' }>(ctx, 'chaseOverdue', async (tx) => {
    const found = await tx.db
      .selectFrom('attendances')
      .select(['volunteer_id', 'activity_id'])
      .where('id', '=', input.attendanceId)
      .executeTakeFirst()
    if (found === undefined) return err({ kind: 'nothing-to-do' })
    await lockVolunteers(tx, [found.volunteer_id])
    const activity = await holdActivity(tx, found.activity_id, 'share')
    const open = await tx.db
      .selectFrom('attendances')
      .select([...attendanceColumns, 'overdue_step'])
      .where('id', '=', input.attendanceId)
      .where('checked_out_at', 'is', null)
      .executeTakeFirst()
    const post = open === undefined ? undefined : await findPost(tx.db, open.post_id)
    if (activity === undefined || open === undefined || post === undefined) return err({ kind: 'nothing-to-do' })
    const dueAt = dueOut(open.checked_in_at, post.ends_at)
    const late = tx.now.since(dueAt).total('minutes')
    if (!isWatched(activity)) {
      if (late < overdueMinutes.close) return err({ kind: 'nothing-to-do' })
      await depart(tx, open, { at: dueAt, how: 'flagged', flag: 'no-check-out' }, activity, post)
      return ok({ did: 'closed' })
    }
    const step = stepDue(late)
    if (step <= open.overdue_step) return err({ kind: 'nothing-to-do' })
    await tx.db.updateTable('attendances').set({ overdue_step: step }).where('id', '=', open.id).execute()
    const common = {
      subjectId: open.id,
      regionId: activity.region_id,
      organizationId: activity.organization_id,
      public: personalPublic(activity, post),
    }
    const body = {
      activityId: activity.id,
      postId: post.id,
      volunteerId: open.volunteer_id,
      attendanceId: open.id,
      assignmentId: open.assignment_id,
      dueAt: dueAt.toString(),
    }
    if (open.overdue_step === 0 && step === 1) {
      tx.append(attendanceOverdueAsked.entry({ ...common, body }))
      return ok({ did: 'asked' })
    }
    tx.append(
      attendanceOverdueRaised.entry({ ...common, body: { ...body, coordinatorId: activity.coordinator_id, step } }),
    )
    return ok({ did: 'raised' })
  })

/** Step 1 asks the person, step 2 tells the coordinator, each later step tells the coordinator and the safety officers. */
export function stepDue(lateMinutes: number): number {
  if (lateMinutes < overdueMinutes.ask) return 0
  if (lateMinutes < overdueMinutes.raise) return 1
  return Math.min(100, 2 + Math.floor((lateMinutes - overdueMinutes.raise) / overdueMinutes.raiseAgain))
}

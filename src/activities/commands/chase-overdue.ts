import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { lockVolunteers } from '../../volunteers'
import { attendanceOverdueAsked, attendanceOverdueRaised } from '../entries'
import { attendanceColumns, depart } from '../steps/attend'
import { findPost, holdActivity } from '../steps/hold-activity'
import { personalPublic } from '../steps/seat'

/** Where silence may mean danger: only a person closes such an attendance. */
const watchedFlags = ['disaster', 'emergency', 'night', 'home-visit']

/** Minutes after the end of the post: when the person is asked, when coordinator and emergency contact are told, when an ordinary one closes. */
export const overdueMinutes = { ask: 15, raise: 30, raiseAgain: 60, close: 120 } as const

/** Whether somebody overdue here is looked for. */
export const isWatched = (activity: { flags: readonly string[]; contexts: readonly string[] }): boolean =>
  activity.flags.some((flag) => watchedFlags.includes(flag)) || activity.contexts.includes('lone-post')

/** What was done about one overdue check-out. */
export type Chased = { readonly did: 'nothing' | 'asked' | 'raised' | 'closed' }

/**
 * One step about somebody who has not checked out: at watched posts the person is asked, then the coordinator and the emergency contact are told,
 * again each hour, and nobody but a person closes it; elsewhere it closes at the post's end and is flagged.
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
    // Who came after the end is expected to stay as long as the post would have lasted.
    const dueAt =
      Temporal.Instant.compare(open.checked_in_at, post.ends_at) < 0
        ? post.ends_at
        : open.checked_in_at.add({ minutes: 120 })
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
    tx.append(attendanceOverdueRaised.entry({ ...common, body: { ...body, coordinatorId: activity.coordinator_id } }))
    return ok({ did: 'raised' })
  })

/** Step 1 asks the person, step 2 tells the others, each later step tells them again. */
export function stepDue(lateMinutes: number): number {
  if (lateMinutes < overdueMinutes.ask) return 0
  if (lateMinutes < overdueMinutes.raise) return 1
  return Math.min(100, 2 + Math.floor((lateMinutes - overdueMinutes.raise) / overdueMinutes.raiseAgain))
}

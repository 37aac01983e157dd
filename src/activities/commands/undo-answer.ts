import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { lockVolunteers } from '../../volunteers'
import { answerUndone } from '../entries'
import { findActivityOfPost, findPost, holdActivity } from '../steps/hold-activity'
import { findLive } from '../steps/leave-seat'
import { offerFreeSlots, setWaiting } from '../steps/offer-free-slots'
import { personalPublic } from '../steps/seat'
import { speaksFor } from '../steps/speaks-for'
import { type GiveBackError, leaveHeld } from './give-back'

/**
 * The person takes back, in one step, what somebody passed on for them: the answer no longer counts, the seat it opened is free again.
 * Undoing twice is quiet.
 */
export const undoAnswer = (
  ctx: Ctx,
  input: { readonly answerId: string },
): Promise<Result<{ readonly activityId: string; readonly postId: string }, GiveBackError>> =>
  inCommand(ctx, 'undoAnswer', async (tx) => {
    const found = await tx.db
      .selectFrom('answers')
      .select(['volunteer_id', 'post_id', 'undone_at'])
      .where('id', '=', input.answerId)
      .executeTakeFirst()
    if (found === undefined) return err({ kind: 'unknown' })
    if (!(await speaksFor(tx, found.volunteer_id))) return err({ kind: 'not-theirs' })
    await lockVolunteers(tx, [found.volunteer_id])
    const activityId = await findActivityOfPost(tx.db, found.post_id)
    const activity = activityId === undefined ? undefined : await holdActivity(tx, activityId, 'share')
    const post = await findPost(tx.db, found.post_id)
    if (activity === undefined || post === undefined) return err({ kind: 'unknown' })
    const undone = await tx.db
      .updateTable('answers')
      .set({ undone_at: tx.now })
      .where('id', '=', input.answerId)
      .where('undone_at', 'is', null)
      .executeTakeFirst()
    if (undone.numUpdatedRows === 0n) return ok({ activityId: activity.id, postId: post.id })
    const live = await findLive(tx, post.id, found.volunteer_id)
    const isItsSeat =
      live !== undefined &&
      (await tx.db
        .selectFrom('assignments')
        .select('id')
        .where('id', '=', live.id)
        .where('answer_id', '=', input.answerId)
        .executeTakeFirst()) !== undefined
    if (live !== undefined && isItsSeat) {
      const left = await leaveHeld(
        tx,
        { assignment: { ...live, post_id: post.id, state: 'live' }, activity, post },
        'given-back',
      )
      if (!left.ok) return left
    } else {
      await setWaiting(tx, post.id, found.volunteer_id, 'left')
      await offerFreeSlots(tx, activity, post)
    }
    tx.append(
      answerUndone.entry({
        subjectId: input.answerId,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: {
          activityId: activity.id,
          postId: post.id,
          volunteerId: found.volunteer_id,
          answerId: input.answerId,
          assignmentId: isItsSeat ? (live?.id ?? null) : null,
        },
        public: personalPublic(activity, post),
      }),
    )
    return ok({ activityId: activity.id, postId: post.id })
  })

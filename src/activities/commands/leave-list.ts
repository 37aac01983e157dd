import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { lockVolunteers } from '../../volunteers'
import { waitingLeft } from '../entries'
import { findActivityOfPost, findPost, holdActivity } from '../steps/hold-activity'
import { joinList } from '../steps/join-list'
import { offerFreeSlots, setWaiting } from '../steps/offer-free-slots'
import { personalPublic } from '../steps/seat'
import { speaksFor } from '../steps/speaks-for'

/** Why a place on a waiting list is not taken or left. */
export type ListError = { readonly kind: 'unknown' | 'not-theirs' | 'not-on-list' | 'not-open' | 'not-volunteer' }

/** Puts a person at the end of a post's waiting list. @returns their place, 1 is next */
export const joinWaitingList = (
  ctx: Ctx,
  input: { readonly postId: string; readonly volunteerId: string },
): Promise<Result<{ readonly place: number }, ListError>> =>
  inCommand(ctx, 'joinWaitingList', async (tx) => {
    if (!(await speaksFor(tx, input.volunteerId))) return err({ kind: 'not-theirs' })
    const volunteer = (await lockVolunteers(tx, [input.volunteerId])).get(input.volunteerId)
    if (volunteer === undefined || volunteer.state === 'left') return err({ kind: 'not-volunteer' })
    const activityId = await findActivityOfPost(tx.db, input.postId)
    const activity = activityId === undefined ? undefined : await holdActivity(tx, activityId, 'share')
    const post = await findPost(tx.db, input.postId)
    if (activity === undefined || post === undefined) return err({ kind: 'unknown' })
    if (activity.state !== 'open') return err({ kind: 'not-open' })
    return ok({ place: await joinList(tx, activity, post, input.volunteerId) })
  })

/** Takes a person off a post's waiting list; an offer they held goes to the next. */
export const leaveList = (
  ctx: Ctx,
  input: { readonly postId: string; readonly volunteerId: string },
): Promise<Result<null, ListError>> =>
  inCommand(ctx, 'leaveList', async (tx) => {
    if (!(await speaksFor(tx, input.volunteerId))) return err({ kind: 'not-theirs' })
    await lockVolunteers(tx, [input.volunteerId])
    const activityId = await findActivityOfPost(tx.db, input.postId)
    const activity = activityId === undefined ? undefined : await holdActivity(tx, activityId, 'share')
    const post = await findPost(tx.db, input.postId)
    if (activity === undefined || post === undefined) return err({ kind: 'unknown' })
    await tx.db.selectFrom('posts').select('id').where('id', '=', post.id).forNoKeyUpdate().execute()
    await tx.db
      .updateTable('slots')
      .set({ offered_to: null, offered_until: null })
      .where('post_id', '=', post.id)
      .where('offered_to', '=', input.volunteerId)
      .execute()
    const left = await setWaiting(tx, post.id, input.volunteerId, 'left')
    if (left.numUpdatedRows === 0n) return err({ kind: 'not-on-list' })
    tx.append(
      waitingLeft.entry({
        subjectId: post.id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: { activityId: activity.id, postId: post.id, volunteerId: input.volunteerId },
        public: personalPublic(activity, post),
      }),
    )
    await offerFreeSlots(tx, activity, post)
    return ok(null)
  })

import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, personOf } from '../../platform'
import { groupMade } from '../entries'
import { findActivityOfPost, findPost, holdActivity } from '../steps/hold-activity'
import { personalPublic } from '../steps/seat'

/** Makes a link for friends who want to come together. It enrols nobody: each opens it and says their own yes. */
export const makeGroup = (
  ctx: Ctx,
  input: { readonly postId: string; readonly name: string },
): Promise<Result<{ readonly groupId: string }, { readonly kind: 'unknown' | 'not-open' | 'not-theirs' }>> =>
  inCommand(ctx, 'makeGroup', async (tx) => {
    const personId = personOf(ctx)
    if (personId === null) return err({ kind: 'not-theirs' })
    const activityId = await findActivityOfPost(tx.db, input.postId)
    const activity = activityId === undefined ? undefined : await holdActivity(tx, activityId, 'share')
    const post = await findPost(tx.db, input.postId)
    if (activity === undefined || post === undefined) return err({ kind: 'unknown' })
    if (activity.state !== 'open' || !post.group_sign_up) return err({ kind: 'not-open' })
    const groupId = newPublicId()
    await tx.db
      .insertInto('sign_up_groups')
      .values({ id: groupId, post_id: post.id, made_by: personId, name: input.name.slice(0, 80), made_at: tx.now })
      .execute()
    tx.append(
      groupMade.entry({
        subjectId: groupId,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: { activityId: activity.id, postId: post.id, groupId },
        public: personalPublic(activity, post),
      }),
    )
    return ok({ groupId })
  })

import { sql } from 'kysely'
import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { groupMade, groupReleased } from '../entries'
import { findActivityOfPost, findPost, holdActivity } from '../steps/hold-activity'
import { GROUP_SEATS_MAX, holdSeats } from '../steps/hold-seats'
import { offerFreeSlots } from '../steps/offer-free-slots'
import { personalPublic } from '../steps/seat'
import { speaksFor } from '../steps/speaks-for'

/** Why no group is made; `group-exists` names the one this person holds seats with already. */
export type GroupError =
  | { readonly kind: 'unknown' | 'not-open' | 'not-theirs' | 'seats' }
  | { readonly kind: 'group-exists'; readonly groupId: string }

/**
 * Makes a link for friends who want to come together and holds seats for them until a deadline. It enrols nobody: each opens it and says
 * their own yes. One person holds seats of a post for one group at a time.
 * @param input `seats` to hold, from 0 to 10; fewer are held where fewer are free
 */
export const makeGroup = (
  ctx: Ctx,
  input: { readonly postId: string; readonly personId: string; readonly name: string; readonly seats: number },
): Promise<Result<{ readonly groupId: string; readonly held: number }, GroupError>> =>
  inCommand<{ groupId: string; held: number }, GroupError>(ctx, 'makeGroup', async (tx) => {
    const { personId } = input
    if (!(await speaksFor(tx, personId))) return err({ kind: 'not-theirs' })
    if (!Number.isInteger(input.seats) || input.seats < 0 || input.seats > GROUP_SEATS_MAX)
      return err({ kind: 'seats' })
    const activityId = await findActivityOfPost(tx.db, input.postId)
    const activity = activityId === undefined ? undefined : await holdActivity(tx, activityId, 'share')
    const post = await findPost(tx.db, input.postId)
    if (activity === undefined || post === undefined) return err({ kind: 'unknown' })
    if (activity.state !== 'open' || !post.group_sign_up) return err({ kind: 'not-open' })
    // The post's lock lets one person's second form see the first.
    await tx.db.selectFrom('posts').select('id').where('id', '=', post.id).forNoKeyUpdate().execute()
    const holding = await findHolding(tx.db, post.id, personId)
    if (holding !== undefined) return err({ kind: 'group-exists', groupId: holding })
    const groupId = newPublicId()
    await tx.db
      .insertInto('sign_up_groups')
      .values({ id: groupId, post_id: post.id, made_by: personId, name: input.name.slice(0, 80), made_at: tx.now })
      .execute()
    const { held, until } = await holdSeats(tx, activity, post, { id: groupId, wanted: input.seats })
    tx.append(
      groupMade.entry({
        subjectId: groupId,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: { activityId: activity.id, postId: post.id, groupId, held, until: until.toString() },
        public: personalPublic(activity, post),
      }),
    )
    return ok({ groupId, held })
  })

async function findHolding(db: Parameters<typeof findPost>[0], postId: string, personId: string) {
  const { rows } = await sql<{ id: string }>`
    SELECT g.id FROM sign_up_groups g WHERE g.post_id = ${postId} AND g.made_by = ${personId}
      AND EXISTS (SELECT FROM slots s WHERE s.held_for = g.id) LIMIT 1`.execute(db)
  return rows[0]?.id
}

/** Whoever made a group lets go of the seats nobody has taken; who waits is offered them at once. */
export const releaseGroup = (
  ctx: Ctx,
  input: { readonly groupId: string },
): Promise<Result<{ readonly released: number }, { readonly kind: 'unknown' }>> =>
  inCommand<{ released: number }, { readonly kind: 'unknown' }>(ctx, 'releaseGroup', async (tx) => {
    const group = await tx.db
      .selectFrom('sign_up_groups')
      .select(['id', 'post_id', 'made_by'])
      .where('id', '=', input.groupId)
      .executeTakeFirst()
    if (group === undefined || !(await speaksFor(tx, group.made_by))) return err({ kind: 'unknown' })
    const activityId = await findActivityOfPost(tx.db, group.post_id)
    const activity = activityId === undefined ? undefined : await holdActivity(tx, activityId, 'share')
    const post = await findPost(tx.db, group.post_id)
    if (activity === undefined || post === undefined) return err({ kind: 'unknown' })
    const released = await tx.db
      .updateTable('slots')
      .set({ held_for: null, offered_until: null })
      .where('held_for', '=', group.id)
      .returning('id')
      .execute()
    if (released.length === 0) return ok({ released: 0 })
    await offerFreeSlots(tx, activity, post)
    tx.append(
      groupReleased.entry({
        subjectId: group.id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: { activityId: activity.id, postId: post.id, groupId: group.id, released: released.length },
        public: personalPublic(activity, post),
      }),
    )
    return ok({ released: released.length })
  })

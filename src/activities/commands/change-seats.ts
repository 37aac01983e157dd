import { sql } from 'kysely'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may } from '../../platform'
import type { ObligationId } from '../../standards'
import { isAllowed } from '../activity'
import { postSeatsChanged } from '../entries'
import { addPostIn, addSlots, type NewPost } from '../steps/add-post'
import { findActivityOfPost, findPost, holdActivity } from '../steps/hold-activity'
import { offerFreeSlots } from '../steps/offer-free-slots'
import { recalculate } from './change-activity'

/** Why seats or a post stay as they were; `seats-taken` says how many are filled and cannot be taken away. */
export type SeatsError =
  | { readonly kind: 'unknown' | 'forbidden' | 'not-allowed' | 'time-invalid' }
  | { readonly kind: 'seats-taken'; readonly filled: number }
  | { readonly kind: 'obligations-missing'; readonly obligations: readonly ObligationId[] }

/** Sets how many seats a post has. Fewer deletes free seats only; more are offered to those who wait. */
export const changeSeats = (
  ctx: Ctx,
  input: { readonly postId: string; readonly seats: number },
): Promise<Result<{ readonly seats: number }, SeatsError>> =>
  inCommand<{ seats: number }, SeatsError>(ctx, 'changeSeats', async (tx) => {
    const activityId = await findActivityOfPost(tx.db, input.postId)
    const activity = activityId === undefined ? undefined : await holdActivity(tx, activityId, 'change')
    const post = await findPost(tx.db, input.postId)
    if (activity === undefined || post === undefined) return err({ kind: 'unknown' })
    const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
    if (!may(ctx, 'activities:manage', scope)) return err({ kind: 'forbidden' })
    if (!isAllowed('change', activity.state)) return err({ kind: 'not-allowed' })
    const more = input.seats - post.seats
    if (more < 0) {
      const { rows } = await sql<{ id: string }>`
        DELETE FROM slots WHERE id IN (
          SELECT id FROM slots WHERE post_id = ${post.id} AND volunteer_id IS NULL AND offered_until IS NULL
          ORDER BY id LIMIT ${-more} FOR UPDATE) RETURNING id`.execute(tx.db)
      if (rows.length < -more) return err({ kind: 'seats-taken', filled: post.seats - rows.length })
    }
    await tx.db
      .updateTable('posts')
      .set({ seats: input.seats, seats_min: Math.min(post.seats_min, input.seats) })
      .where('id', '=', post.id)
      .execute()
    if (more > 0) await addSlots(tx, { id: post.id, activityId: activity.id, activityState: activity.state }, more)
    const after = await recalculate(tx, activity)
    if (!after.ok) return after
    if (more > 0) await offerFreeSlots(tx, after.value, { ...post, seats: input.seats })
    tx.append(
      postSeatsChanged.entry({
        subjectId: post.id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: { activityId: activity.id, postId: post.id, seatsBefore: post.seats },
        public: { region: activity.region_id, activity: activity.id, post: post.id, seats: input.seats },
      }),
    )
    return ok({ seats: input.seats })
  })

/** Adds another post to an activity. @returns its id */
export const addPost = (
  ctx: Ctx,
  input: NewPost & { readonly activityId: string },
): Promise<Result<{ readonly postId: string }, SeatsError>> =>
  inCommand<{ postId: string }, SeatsError>(ctx, 'addPost', async (tx) => {
    const activity = await holdActivity(tx, input.activityId, 'change')
    if (activity === undefined) return err({ kind: 'unknown' })
    const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
    if (!may(ctx, 'activities:manage', scope)) return err({ kind: 'forbidden' })
    if (!isAllowed('change', activity.state)) return err({ kind: 'not-allowed' })
    if (Temporal.Instant.compare(input.startsAt, input.endsAt) >= 0) return err({ kind: 'time-invalid' })
    const postId = await addPostIn(tx, activity, input)
    const after = await recalculate(tx, activity)
    return after.ok ? ok({ postId }) : after
  })

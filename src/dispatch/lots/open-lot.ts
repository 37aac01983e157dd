import { findPostRow, holdActivity, holdForLot } from '../../activities'
import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, personOf } from '../../platform'
import { lotOpened } from '../entries'
import { commitmentTo, DRAW_LOT, lotLimits, newSeed } from './lot'

/** Why no lot is opened. `time`: too soon, or too near to the work. `waiting`: others wait already, in the order they came. */
export type OpenLotError = {
  readonly kind: 'unknown' | 'forbidden' | 'not-open' | 'no-seats' | 'time' | 'waiting' | 'already' | 'call-out'
}

/**
 * Lets the free seats of a post be drawn by lot among everybody who is on its waiting list at a moment. From now on the lot holds the seats,
 * those that become free before as well. The seed is fixed now and told with the draw; only its hash is told before.
 */
export const openLot = (
  ctx: Ctx,
  input: { readonly postId: string; readonly closesAt: Temporal.Instant },
): Promise<Result<{ readonly lotId: string }, OpenLotError>> =>
  inCommand<{ readonly lotId: string }, OpenLotError>(ctx, 'openLot', async (tx) => {
    const found = await findPostRow(tx.db, input.postId)
    const activity = found === undefined ? undefined : await holdActivity(tx, found.activity_id, 'share')
    const post = await findPostRow(tx.db, input.postId)
    if (activity === undefined || post === undefined) return err({ kind: 'unknown' })
    const by = personOf(tx.ctx)
    const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
    if (!may(tx.ctx, 'dispatch:run', scope)) return err({ kind: 'forbidden' })
    if (activity.state !== 'open' || activity.form !== 'dated') return err({ kind: 'not-open' })
    const latest = post.starts_at.subtract({ hours: lotLimits.beforeHoursMin })
    const earliest = tx.now.add({ minutes: lotLimits.openMinutesMin })
    if (Temporal.Instant.compare(input.closesAt, earliest) < 0 || Temporal.Instant.compare(input.closesAt, latest) > 0)
      return err({ kind: 'time' })
    await tx.db.selectFrom('posts').select('id').where('id', '=', post.id).forNoKeyUpdate().execute()
    const [open, running, waiting, free] = await Promise.all([
      tx.db
        .selectFrom('lots')
        .select('id')
        .where('post_id', '=', post.id)
        .where('state', '=', 'open')
        .executeTakeFirst(),
      tx.db
        .selectFrom('call_outs')
        .select('id')
        .where('post_id', '=', post.id)
        .where('state', '=', 'running')
        .executeTakeFirst(),
      tx.db
        .selectFrom('waiting_list')
        .select('place')
        .where('post_id', '=', post.id)
        .where('state', 'in', ['waiting', 'offered'])
        .limit(1)
        .executeTakeFirst(),
      tx.db
        .selectFrom('slots')
        .select('id')
        .where('post_id', '=', post.id)
        .where('volunteer_id', 'is', null)
        .where('offered_until', 'is', null)
        .limit(1)
        .executeTakeFirst(),
    ])
    if (open !== undefined) return err({ kind: 'already' })
    if (running !== undefined) return err({ kind: 'call-out' })
    if (waiting !== undefined) return err({ kind: 'waiting' })
    if (free === undefined) return err({ kind: 'no-seats' })
    const lotId = newPublicId()
    const seed = newSeed()
    const commitment = commitmentTo(seed)
    await tx.db
      .insertInto('lots')
      .values({
        id: lotId,
        post_id: post.id,
        activity_id: activity.id,
        organization_id: activity.organization_id,
        region_id: activity.region_id,
        opened_by: by ?? activity.coordinator_id,
        opened_at: tx.now,
        closes_at: input.closesAt,
        commitment,
        state: 'open',
      })
      .execute()
    await tx.db.insertInto('lot_seeds').values({ lot_id: lotId, seed }).execute()
    await holdForLot(tx, post.id)
    tx.wake(DRAW_LOT, { lotId }, input.closesAt)
    tx.append(
      lotOpened.entry({
        subjectId: lotId,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: { lotId, postId: post.id, activityId: activity.id, closesAt: input.closesAt.toString() },
        public: { region: activity.region_id, activity: activity.id, post: post.id, commitment },
      }),
    )
    return ok({ lotId })
  })

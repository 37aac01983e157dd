import { newPublicId } from '../../../kit/ids'
import { err, ok, type Result } from '../../../kit/result'
import { type Ctx, inCommand, personOf } from '../../../platform'
import { planOrdered } from '../../entries'
import { MAKE_PLAN, mayPlan, type PlanScope, type PlanWishes } from '../plan'
import { listPlanPosts } from '../queries/list-plan-posts'
import { takeOrder } from './take-order'

/** Why no plan is ordered. */
export type OrderPlanError = { readonly kind: 'forbidden' | 'no-posts' }

/**
 * Orders a plan of the open posts of the days ahead. Whichever process of the house is free makes it: this one at once, otherwise any that
 * hears the wake-up, on whatever machine. Nobody is asked by it.
 */
export async function orderPlan(
  ctx: Ctx,
  scope: PlanScope,
  wishes: PlanWishes,
): Promise<Result<{ readonly orderId: string }, OrderPlanError>> {
  const by = personOf(ctx)
  if (!mayPlan(ctx, scope) || by === null) return err({ kind: 'forbidden' })
  const now = ctx.clock.now()
  const posts = await listPlanPosts(ctx.db, scope, now, now.add({ hours: 24 * wishes.days }))
  if (posts.length === 0) return err({ kind: 'no-posts' })
  const ordered = await inCommand<{ readonly orderId: string }, OrderPlanError>(ctx, 'orderPlan', async (tx) => {
    const orderId = newPublicId()
    await tx.db
      .insertInto('plan_orders')
      .values({
        id: orderId,
        region_id: scope.regionId,
        organization_id: scope.organizationId,
        ordered_by: by,
        ordered_at: tx.now,
        days: wishes.days,
        travel_band: wishes.travelBand,
        rest_days: wishes.restDays,
        posts_max: wishes.postsMax,
        state: 'waiting',
      })
      .execute()
    tx.wake(MAKE_PLAN, { orderId }, tx.now)
    tx.append(
      planOrdered.entry({
        subjectId: orderId,
        regionId: scope.regionId,
        organizationId: scope.organizationId,
        body: { orderId, days: wishes.days },
        public: { region: scope.regionId },
      }),
    )
    return ok({ orderId })
  })
  if (ordered.ok) await takeOrder(ctx, ordered.value.orderId)
  return ordered
}

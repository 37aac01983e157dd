import { err, ok, type Result } from '../../../kit/result'
import { type Ctx, inCommand } from '../../../platform'
import { planChanged } from '../../entries'
import { mayPlan } from '../plan'
import { findPlan, scopeOf } from '../queries/find-plan'
import { repairPlan } from './repair-plan'

/** Leaves one person out of one post of a plan, and looks for somebody else. Whoever was asked already is not left out by this. */
export async function leaveOut(
  ctx: Ctx,
  planId: string,
  one: { readonly postId: string; readonly volunteerId: string },
): Promise<Result<null, { readonly kind: 'unknown' | 'forbidden' }>> {
  const done = await inCommand(ctx, 'leaveOut', async (tx) => {
    const plan = await findPlan(tx.db, planId)
    if (plan === undefined) return err({ kind: 'unknown' as const })
    if (!mayPlan(tx.ctx, scopeOf(plan))) return err({ kind: 'forbidden' as const })
    const left = await tx.db
      .updateTable('plan_proposals')
      .set({ state: 'left-out' })
      .where('plan_id', '=', planId)
      .where('post_id', '=', one.postId)
      .where('volunteer_id', '=', one.volunteerId)
      .where('state', '=', 'proposed')
      .returning('post_id')
      .execute()
    if (left.length === 0) return err({ kind: 'unknown' as const })
    tx.append(
      planChanged.entry({
        subjectId: planId,
        regionId: plan.region_id,
        organizationId: plan.organization_id,
        body: { planId, change: 'left-out', proposals: 1 },
        public: {},
      }),
    )
    return ok(null)
  })
  if (done.ok) await repairPlan(ctx, planId)
  return done
}

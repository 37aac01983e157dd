import { ok } from '../../../kit/result'
import { asSystem, type Ctx, inCommand } from '../../../platform'
import { planDestroyed } from '../../entries'
import { PLAN_HOURS } from '../plan'

const BATCH = 50

/** Destroys plans older than two days with all their proposals, and the orders of that time; who was asked stays asked. */
export async function destroyPlans(ctx: Ctx): Promise<void> {
  const old = ctx.clock.now().subtract({ hours: PLAN_HOURS })
  await ctx.db.deleteFrom('plan_orders').where('ordered_at', '<=', old).execute()
  for (;;) {
    const done = await inCommand(asSystem(ctx, 'dispatch'), 'destroyPlans', async (tx) => {
      const old = await tx.db
        .selectFrom('plans')
        .select(['id', 'region_id', 'organization_id'])
        .where('made_at', '<=', tx.now.subtract({ hours: PLAN_HOURS }))
        .orderBy('made_at')
        .limit(BATCH)
        .forUpdate()
        .skipLocked()
        .execute()
      if (old.length === 0) return ok(0)
      const ids = old.map(({ id }) => id)
      await tx.db.deleteFrom('plan_proposals').where('plan_id', 'in', ids).execute()
      await tx.db.deleteFrom('plan_posts').where('plan_id', 'in', ids).execute()
      await tx.db.deleteFrom('plans').where('id', 'in', ids).execute()
      for (const { id, region_id, organization_id } of old) {
        tx.append(
          planDestroyed.entry({
            subjectId: id,
            regionId: region_id,
            organizationId: organization_id,
            body: { planId: id },
            public: {},
          }),
        )
      }
      return ok(old.length)
    })
    if (!done.ok || done.value < BATCH) return
  }
}

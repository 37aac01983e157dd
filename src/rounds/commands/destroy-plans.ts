import { ok } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { roundPlanDestroyed } from '../entries'

const BATCH = 100

/** Destroys plans whose time is over, with the proposals nobody sent out. Records round-plan.destroyed. */
export async function destroyRoundPlans(ctx: Ctx): Promise<void> {
  const old = await ctx.db
    .selectFrom('round_plans')
    .select('id')
    .where('until', '<=', ctx.clock.now())
    .orderBy('until')
    .limit(BATCH)
    .execute()
  for (const { id } of old)
    await inCommand(ctx, 'destroyRoundPlan', async (tx) => {
      await tx.db.deleteFrom('rounds').where('plan_id', '=', id).where('state', '=', 'proposed').execute()
      const gone = await tx.db
        .deleteFrom('round_plans')
        .where('id', '=', id)
        .returning(['region_id', 'organization_id'])
        .executeTakeFirst()
      if (gone !== undefined)
        tx.append(
          roundPlanDestroyed.entry({
            subjectId: id,
            regionId: gone.region_id,
            organizationId: gone.organization_id,
            body: {},
            public: {},
          }),
        )
      return ok(null)
    })
}

import type { Entry, Follower } from '../../journal'
import type { Ctx } from '../../platform'
import { repairPlan } from './commands/repair-plan'

const PLANS_MAX = 20

/** Whether somebody asked will not come, or not as asked. */
const isNo = ({ kind, body }: Entry): boolean =>
  kind === 'ask.silent' || (kind === 'ask.answered' && (body as { state?: unknown }).state !== 'yes')

/** Puts plans right when somebody asked from them does not come. A follower of its own: planning takes seconds. */
export const planFollower = (ctx: Ctx): Follower => ({
  name: 'plans',
  durable: true,
  handle: async (entries) => {
    const askIds = entries.flatMap((entry) => (isNo(entry) && entry.subjectId !== null ? [entry.subjectId] : []))
    if (askIds.length === 0) return
    const plans = await ctx.db
      .selectFrom('plan_proposals')
      .select('plan_id')
      .distinct()
      .where('ask_id', 'in', askIds)
      .limit(PLANS_MAX)
      .execute()
    for (const { plan_id } of plans) await repairPlan(ctx, plan_id)
  },
})

import { err, ok, type Result } from '../../kit/result'
import { type Ctx, hitLimit, type Problem } from '../../platform'
import { planLimit } from '../round'

/** Whether this key may have the planner work once more: each time takes a core for seconds. */
export async function mayPlan(ctx: Ctx): Promise<Result<null, Problem>> {
  const caller = ctx.actor.kind === 'key' ? ctx.actor.keyId : ''
  const wait = await hitLimit(ctx.db, `rounds ${caller}`, planLimit, ctx.clock.now())
  return wait === 0 ? ok(null) : err({ status: 429, kind: 'too-many', detail: `Too many plans; wait ${wait} seconds.` })
}

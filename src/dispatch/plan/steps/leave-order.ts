import type { Ctx } from '../../../platform'
import type { OrderState, TakenOrder } from '../queries/find-order'

/** Ends the work of this process at an order, as long as it is still its own: what came of it, or `waiting` for another process. */
export async function leaveOrder(
  ctx: Pick<Ctx, 'db'>,
  { id, taken_by }: Pick<TakenOrder, 'id' | 'taken_by'>,
  state: Exclude<OrderState, 'running' | 'made'>,
): Promise<void> {
  await ctx.db
    .updateTable('plan_orders')
    .set({ state, taken_by: null, taken_until: null })
    .where('id', '=', id)
    .where('taken_by', '=', taken_by)
    .execute()
}

import { type Ctx, personOf } from '../../../platform'

/** Calls off whatever plan this person ordered and that is not made yet, in whichever process it is made. */
export async function cancelOrders(ctx: Ctx): Promise<void> {
  await ctx.db
    .updateTable('plan_orders')
    .set({ state: 'cancelled', taken_by: null, taken_until: null })
    .where('ordered_by', '=', personOf(ctx))
    .where('state', 'in', ['waiting', 'running'])
    .execute()
}

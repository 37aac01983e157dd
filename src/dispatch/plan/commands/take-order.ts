import { newPublicId } from '../../../kit/ids'
import { ok } from '../../../kit/result'
import { asSystem, type Ctx, inCommand } from '../../../platform'
import { MAKE_PLAN } from '../plan'
import type { TakenOrder } from '../queries/find-order'
import { findPlanRun } from '../run-plan'
import { leaveOrder } from '../steps/leave-order'
import { makeOrdered } from './make-ordered'

/** A process that says nothing for so long has ended: another takes the order up. */
export const LEASE_SECONDS = 20
/** Where every process makes a plan, an order is looked at again after so long. */
const BUSY_SECONDS = 1
/** An order that brought down so many processes is not tried again. */
const TAKES_MAX = 3

/**
 * Takes an order up in this process, if it is free and nobody else has: a wake-up, harmless at any time and any number of times. The plan is
 * made beside it; this returns as soon as it has begun.
 */
export async function takeOrder(from: Ctx, orderId: string): Promise<void> {
  const ctx = asSystem(from, 'dispatch')
  const isBusy = findPlanRun() !== undefined
  const taken = await inCommand<TakenOrder | undefined, never>(ctx, 'takeOrder', async (tx) => {
    const order = await tx.db
      .selectFrom('plan_orders')
      .select(['id', 'state', 'taken_until', 'takes'])
      .where('id', '=', orderId)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    const lapsed = order?.taken_until != null && Temporal.Instant.compare(order.taken_until, tx.now) <= 0
    if (order === undefined || !(order.state === 'waiting' || (order.state === 'running' && lapsed)))
      return ok(undefined)
    if (isBusy) {
      tx.wake(MAKE_PLAN, { orderId }, tx.now.add({ seconds: BUSY_SECONDS }))
      return ok(undefined)
    }
    if (order.takes >= TAKES_MAX) {
      await tx.db
        .updateTable('plan_orders')
        .set({ state: 'failed', taken_by: null, taken_until: null })
        .where('id', '=', orderId)
        .execute()
      return ok(undefined)
    }
    const until = tx.now.add({ seconds: LEASE_SECONDS })
    const row = await tx.db
      .updateTable('plan_orders')
      .set({ state: 'running', taken_by: newPublicId(), taken_until: until, takes: order.takes + 1 })
      .where('id', '=', orderId)
      .returningAll()
      .executeTakeFirstOrThrow()
    // Should this process end: the wake-up finds an order nobody makes any more.
    tx.wake(MAKE_PLAN, { orderId }, until.add({ seconds: BUSY_SECONDS }))
    return ok({ ...row, taken_by: row.taken_by ?? '' })
  })
  const order = taken.ok ? taken.value : undefined
  if (order === undefined) return
  makeOrdered(ctx, order).catch(async (cause) => {
    ctx.log('plan.failed', { message: cause instanceof Error ? cause.message : String(cause) })
    await leaveOrder(ctx, order, 'failed').catch(() => {})
  })
}

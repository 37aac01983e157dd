import { err, ok, type Result } from '../../kit/result'
import { mayOnNeed } from '../../needs'
import { type Ctx, inCommand } from '../../platform'
import { deliveryWished } from '../entries'

/** When somebody can be called on, in minutes of the day there, and how long handing over takes. */
export type WishDelivery = {
  readonly needId: string
  readonly fromMinute: number
  readonly untilMinute: number
  readonly minutes: number
}

/** Notes when somebody can be called on, for the next plan. Asks for needs:triage. Records delivery.wished. */
export const wishDelivery = (
  ctx: Ctx,
  input: WishDelivery,
): Promise<Result<null, { readonly kind: 'unknown' | 'forbidden' | 'time-invalid' }>> =>
  inCommand<null, { kind: 'unknown' | 'forbidden' | 'time-invalid' }>(ctx, 'wishDelivery', async (tx) => {
    const need = await tx.db
      .selectFrom('needs')
      .select(['id', 'region_id', 'destroyed_at'])
      .where('id', '=', input.needId)
      .executeTakeFirst()
    if (need === undefined || need.destroyed_at !== null) return err({ kind: 'unknown' })
    if (!(await mayOnNeed(tx.db, ctx, 'needs:triage', need))) return err({ kind: 'forbidden' })
    const { fromMinute, untilMinute, minutes } = input
    if (fromMinute >= untilMinute || minutes < 1 || minutes > 240) return err({ kind: 'time-invalid' })
    const values = { from_minute: fromMinute, until_minute: untilMinute, minutes }
    await tx.db
      .insertInto('delivery_wishes')
      .values({ ...values, need_id: need.id })
      .onConflict((conflict) => conflict.column('need_id').doUpdateSet(values))
      .execute()
    tx.append(
      deliveryWished.entry({
        subjectId: need.id,
        regionId: need.region_id,
        body: { fromMinute, untilMinute, minutes },
        public: {},
      }),
    )
    return ok(null)
  })

import { confirmAll, confirmLine, confirmRecords } from '../../goods'
import type { Result } from '../../kit/result'
import { receiveHelp } from '../../needs'
import type { Ctx } from '../../platform'
import { countUnanswered } from '../queries/read-case'

/** What a receipt taken in a call may record. */
export const confirmedRecords = ['need.receipt', 'need.helped', 'line.moved', 'line.claim-released', ...confirmRecords]

/**
 * The person helped says in a call that it was what they needed: all that came and was not answered for, or the help itself. The same commands
 * as at the desk, "by phone"; where a call was drawn for a delivery, its answer is that of the draw.
 */
export async function confirmByCall(ctx: Ctx, needId: string): Promise<Result<unknown, { readonly kind: string }>> {
  const call: Ctx = { ...ctx, door: 'call', idempotency: undefined }
  const drawn = await ctx.db
    .selectFrom('call_backs')
    .select(['id', 'line_id', 'delivery_id'])
    .where('need_id', '=', needId)
    .where('state', '=', 'open')
    .limit(20)
    .execute()
  const before = await countUnanswered(ctx.db, needId)
  if (before === 0) return receiveHelp(call, { needId, result: 'yes', reason: null, consentHow: 'by-phone' })
  for (const { id, line_id, delivery_id } of drawn) {
    const by = { kind: 'call-back', callBackId: id } as const
    const said = await confirmLine(call, { lineId: line_id, deliveryId: delivery_id, troubles: [], by })
    if (!said.ok) return said
  }
  if ((await countUnanswered(ctx.db, needId)) === 0) return { ok: true, value: null }
  return confirmAll(call, { needId, by: { kind: 'another', consentHow: 'by-phone' } })
}

import {
  type ConfirmedLine,
  type ConfirmLine,
  type ConfirmLineError,
  confirmAll,
  confirmLine,
  confirmRecords,
  type Delivery,
  listDeliveries,
  type SaidBy,
} from '../../goods'
import { err, type Result } from '../../kit/result'
import { type ReceiveHelp, receiveHelp } from '../../needs'
import { forPerson } from '../../people'
import type { Ctx, Db } from '../../platform'
import { listSpeakers } from '../queries/list-speakers'

/** What a receipt taken in a call may record. */
export const confirmedRecords = ['need.receipt', 'need.helped', 'line.moved', 'line.claim-released', ...confirmRecords]

const inCall = (ctx: Ctx): Ctx => ({ ...ctx, door: 'call' })

/**
 * The person helped says in a call whether what one delivery brought was what they needed. The same command as at the desk, "by phone"; where
 * a call was drawn for the delivery, the answer is that of the draw.
 */
export const answerByCall = async (
  ctx: Ctx,
  delivery: Pick<Delivery, 'id' | 'line_id'>,
  said: Pick<ConfirmLine, 'troubles' | 'stillNeeded' | 'mayTell'>,
): Promise<Result<ConfirmedLine, ConfirmLineError>> =>
  confirmLine(inCall(ctx), {
    ...said,
    lineId: delivery.line_id,
    deliveryId: delivery.id,
    by: await heardBy(ctx.db, delivery.id),
  })

async function heardBy(db: Db, deliveryId: string): Promise<SaidBy> {
  const drawn = await db
    .selectFrom('call_backs')
    .select('id')
    .where('delivery_id', '=', deliveryId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return drawn === undefined ? { kind: 'another', consentHow: 'by-phone' } : { kind: 'call-back', callBackId: drawn.id }
}

/** The same of the help as a whole, where no goods came. */
export const receiveByCall = (ctx: Ctx, said: Pick<ReceiveHelp, 'needId' | 'result' | 'reason'>) =>
  receiveHelp(inCall(ctx), { ...said, consentHow: 'by-phone' })

/** In a call they say that it was what they needed: all that came and was not answered for, or the help itself. */
export async function confirmByCall(request: Ctx, needId: string): Promise<Result<unknown, { readonly kind: string }>> {
  // Several words, each a write of its own.
  const ctx = { ...request, idempotency: undefined }
  const open = (await listDeliveries(ctx.db, needId)).filter(({ receipt_id }) => receipt_id === null)
  if (open.length === 0) return receiveByCall(ctx, { needId, result: 'yes', reason: null })
  for (const delivery of open) {
    if ((await heardBy(ctx.db, delivery.id)).kind !== 'call-back') continue
    const said = await answerByCall(ctx, delivery, { troubles: [] })
    if (!said.ok) return said
  }
  const left = (await listDeliveries(ctx.db, needId)).some(({ receipt_id }) => receipt_id === null)
  return left
    ? confirmAll(inCall(ctx), { needId, by: { kind: 'another', consentHow: 'by-phone' } })
    : { ok: true, value: null }
}

/**
 * Their companion says in a call, within what the person agreed to, that it was what they needed: all that came and was not answered for, or
 * the help itself. It is written down with both: for whom, under which agreement, and by which companion. It answers no drawn call.
 */
export async function confirmByCompanion(
  request: Ctx,
  said: { readonly needId: string; readonly companionId: string },
): Promise<Result<unknown, { readonly kind: string }>> {
  const { needId, companionId } = said
  const speakers = await listSpeakers(request, needId)
  const speaker = speakers.find((one) => one.companionId === companionId)
  if (speaker === undefined) return err({ kind: 'forbidden' })
  const ctx = forPerson(inCall({ ...request, idempotency: undefined }), speaker.personId, speaker.consentId)
  const open = (await listDeliveries(ctx.db, needId)).some(({ receipt_id }) => receipt_id === null)
  return open
    ? confirmAll(ctx, { needId, by: { kind: 'companion', companionId } })
    : receiveHelp(ctx, { needId, result: 'yes', reason: null, consentHow: 'representative', companionId })
}

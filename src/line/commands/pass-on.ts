import { noteCallBack } from '../../goods'
import { seeDanger } from '../../needs'
import { handleMessage, listMessagesOf, noteCall } from '../../notices'
import type { Ctx } from '../../platform'
import type { Callee, Outcome } from '../callee'

/** What telling the other rooms may record. */
export const passedOn = ['notice.told-by-operator', 'call-back.tried', 'message.handled', 'need.danger-seen'] as const

/**
 * Tells the rooms whose lists a call came from what it came to, each by its own command and its own rights. An answer about a delivery is
 * taken where answers are taken, and so ends its call-back by itself.
 */
export async function passOn(
  ctx: Ctx,
  callee: Callee,
  call: { readonly outcome: Outcome; readonly isSettled: boolean },
): Promise<void> {
  // Each write is a request of its own to the room that takes it, not a repeat of this one.
  const once = { ...ctx, idempotency: undefined }
  if (call.isSettled && callee.kind !== 'gift') {
    const messages = await listMessagesOf(ctx.db, { kind: callee.kind, id: callee.id }, ctx.clock.now())
    for (const { id, isHandled } of messages) if (!isHandled) await handleMessage(once, id)
  }
  if (callee.kind === 'need') await passOnNeed(once, callee.id, call)
}

async function passOnNeed(
  ctx: Ctx,
  needId: string,
  { outcome, isSettled }: { readonly outcome: Outcome; readonly isSettled: boolean },
): Promise<void> {
  if (isSettled) await seeDanger(ctx, { needId })
  if (outcome === 'later' || outcome === 'no-call') return
  const [told, callBacks] = await Promise.all([
    ctx.db
      .selectFrom('notice_deliveries as d')
      .innerJoin('notices as n', 'n.id', 'd.notice_id')
      .select('d.id')
      .where('n.need_id', '=', needId)
      .where('d.channel', '=', 'operator')
      .where('d.state', '=', 'waiting')
      .where('d.next_try_at', '<=', ctx.clock.now())
      .limit(20)
      .execute(),
    ctx.db
      .selectFrom('call_backs')
      .select('id')
      .where('need_id', '=', needId)
      .where('state', '=', 'open')
      .where('next_at', '<=', ctx.clock.now())
      .limit(20)
      .execute(),
  ])
  for (const { id } of told) await noteCall(ctx, id, outcome === 'reached')
  if (outcome === 'reached') return
  for (const { id } of callBacks) await noteCallBack(ctx, { callBackId: id, outcome })
}

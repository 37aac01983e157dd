import { noteCallBack } from '../../goods'
import { noteCall } from '../../notices'
import type { Ctx } from '../../platform'
import type { Callee, Outcome } from '../callee'

/**
 * Tells the rooms whose lists a call came from what it came to, each by its own command and its own rights. An answer about a delivery is
 * taken where answers are taken, and so ends its call-back by itself.
 */
export async function passOn(ctx: Ctx, callee: Callee, outcome: Outcome): Promise<void> {
  if (callee.kind !== 'need' || outcome === 'later') return
  const [told, callBacks] = await Promise.all([
    ctx.db
      .selectFrom('notice_deliveries as d')
      .innerJoin('notices as n', 'n.id', 'd.notice_id')
      .select('d.id')
      .where('n.need_id', '=', callee.id)
      .where('d.channel', '=', 'operator')
      .where('d.state', '=', 'waiting')
      .where('d.next_try_at', '<=', ctx.clock.now())
      .limit(20)
      .execute(),
    ctx.db
      .selectFrom('call_backs')
      .select('id')
      .where('need_id', '=', callee.id)
      .where('state', '=', 'open')
      .where('next_at', '<=', ctx.clock.now())
      .limit(20)
      .execute(),
  ])
  // Each write is a request of its own to the room that takes it, not a repeat of this one.
  const once = { ...ctx, idempotency: undefined }
  for (const { id } of told) await noteCall(once, id, outcome === 'reached')
  if (outcome === 'reached') return
  for (const { id } of callBacks) await noteCallBack(once, { callBackId: id, outcome })
}

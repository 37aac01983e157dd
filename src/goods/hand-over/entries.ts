import { z } from 'zod'
import { entryKind } from '../../journal'

const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,40}$/)
const id = z.uuid()
const count = z.int().min(0)

const body = z.object({
  asker: id,
  holder: id,
  item: code.nullable(),
  claim: id.nullable(),
  quantity: count,
})
const shown = ['region', 'day', 'organization', 'quantity'] as const

/** One organization asks another for goods; `organization` is who asks. */
export const goodsAsked = entryKind('goods.asked', { subject: 'goods-ask', body, public: shown })
/** The other gives: stock has left its site, or the claim has changed hands; `organization` is who gives. */
export const goodsGiven = entryKind('goods.given', { subject: 'goods-ask', body, public: shown })
/** What was given has arrived; what is missing was lost on the way. */
export const goodsTaken = entryKind('goods.taken', {
  subject: 'goods-ask',
  body: z.object({ ...body.shape, missing: count }),
  public: shown,
})
/** The other does not give, with a reason. */
export const goodsRefused = entryKind('goods.refused', {
  subject: 'goods-ask',
  body: z.object({ ...body.shape, reason: code }),
  public: ['region', 'day', 'organization', 'cause'],
})
/** Nobody waits any more: who asked took it back, or no word came in time. */
export const goodsAskEnded = entryKind('goods.ask-ended', {
  subject: 'goods-ask',
  body: z.object({ ...body.shape, state: code }),
  public: ['region', 'day', 'organization', 'state'],
})

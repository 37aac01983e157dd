import { z } from 'zod'
import { entryKind } from '../../journal'

const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,40}$/)
const id = z.uuid()
const count = z.int().min(0)

/**
 * The person helped says whether a delivery was what they needed. In public only that somebody answered, in which region and on which day:
 * what they said reaches those who delivered in sums alone.
 */
export const receiptSaid = entryKind('receipt.said', {
  subject: 'need',
  body: z.object({
    receipt: id,
    line: id,
    delivery: id,
    organization: id.nullable(),
    site: id.nullable(),
    group: code,
    item: code.nullable(),
    quantity: count,
    right: count,
    result: code,
    reasons: z.array(code),
    by: code,
    /** The companion whose word an operator wrote down. */
    companion: id.optional(),
    /** What was said of the same delivery before, with its reasons. */
    before: z.object({ receipt: id, result: code, reasons: z.array(code) }).nullable(),
  }),
  public: ['region', 'day', 'definition', 'drill'],
})

/** Somebody outside the team that delivered has seen to what was said. */
export const troubleDone = entryKind('receipt.trouble-done', {
  subject: 'need',
  body: z.object({ trouble: id, outcome: code }),
  public: [],
})

/** Unanswered deliveries were drawn to be called about. */
export const callBacksDrawn = entryKind('call-back.drawn', {
  subject: 'call-back-draw',
  body: z.object({ day: z.string(), rate: count, seedHash: z.string(), from: count, drawn: count }),
  public: ['region', 'day', 'count'],
})

/** The calls of a draw are over: its seed is told, so that anyone can draw again. */
export const seedTold = entryKind('call-back.seed-told', {
  subject: 'call-back-draw',
  body: z.object({ seed: z.string() }),
  public: ['region', 'day'],
})

/** An operator without a part in the delivery has called. */
export const callBackTried = entryKind('call-back.tried', {
  subject: 'need',
  body: z.object({ callBack: id, outcome: code, tries: count }),
  public: ['region', 'day', 'outcome'],
})

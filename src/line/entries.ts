import { z } from 'zod'
import { entryKind } from '../journal'
import { calleeKinds, outcomes } from './callee'

const id = z.uuid()
const callee = z.enum(calleeKinds)

/** An operator has somebody for themselves for a while, to ring them. */
export const callTaken = entryKind('line.call-taken', {
  subject: 'line-call',
  body: z.object({ callee, until: z.iso.datetime() }),
  public: [],
})
/** What a call came to. */
export const callEnded = entryKind('line.call-ended', {
  subject: 'line-call',
  body: z.object({ callee, tryId: id, outcome: z.enum(outcomes), tries: z.int().min(0), incoming: z.boolean() }),
  public: ['region', 'day', 'outcome'],
})
/** It was noted by mistake: the person stands in the list again. */
export const callUndone = entryKind('line.call-undone', {
  subject: 'line-call',
  body: z.object({ callee, tryId: id }),
  public: [],
})

import type { Ctx, Db } from '../platform'

type ByLines = {
  /** Whether each delivery of a need is answered by itself. */
  readonly isByLines: (db: Db, needId: string) => Promise<boolean>
  /** Whether the actor has a part in what was delivered there. */
  readonly hasPart: (db: Db, ctx: Ctx, needId: string) => Promise<boolean>
}

let known: ByLines = { isByLines: async () => false, hasPart: async () => false }

/**
 * The room of goods says here which needs are answered delivery by delivery, and who delivered: `receiveHelp` takes no word over the whole
 * of those. Called once, when that room loads.
 */
export const registerReceivedByLines = (byLines: ByLines): void => {
  known = byLines
}

/** Whether the receipt of a need is read off the answers to its lines. */
export const isReceivedByLines: ByLines['isByLines'] = (db, needId) => known.isByLines(db, needId)

/**
 * A need as this viewer may see it: who delivered to it learns of a yes, and of everything else in sums alone.
 */
export async function asSeen<
  N extends { readonly id: string; readonly state: string; readonly receipt: string | null },
>(ctx: Ctx, need: N): Promise<N> {
  if (need.receipt === null || need.receipt === 'yes') return need
  if (!(await known.isByLines(ctx.db, need.id)) || !(await known.hasPart(ctx.db, ctx, need.id))) return need
  return { ...need, state: 'helped', receipt: null, ...('receipt_reason' in need ? { receipt_reason: null } : {}) }
}

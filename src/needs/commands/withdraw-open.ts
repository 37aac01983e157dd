import type { Tx } from '../../platform'
import { moveLine } from './move-line'
import type { NeedRow } from './needs-of'

/** Lines of a need, each locked in the order of ids, so that two who change one need never wait for each other in a ring. */
export async function lockLinesOf(tx: Tx, needId: string) {
  return tx.db
    .selectFrom('need_lines')
    .selectAll()
    .where('need_id', '=', needId)
    .orderBy('id')
    .limit(50)
    .forUpdate()
    .execute()
}

/** What is still open of a need that ends is withdrawn; what is promised or on its way is told by its own room. Records line.moved. */
export async function withdrawOpen(tx: Tx, need: NeedRow, cause: string): Promise<void> {
  for (const line of await lockLinesOf(tx, need.id)) {
    if (line.open > 0)
      await moveLine(tx, need, line.id, { from: 'open', to: 'withdrawn', quantity: line.open, cause, causeId: need.id })
  }
}

/** What was withdrawn is asked for again. Records line.moved. */
export async function askAgain(tx: Tx, need: NeedRow): Promise<void> {
  for (const line of await lockLinesOf(tx, need.id)) {
    const missing =
      line.withdrawn > 0 && line.open === 0 ? line.requested - line.delivered - line.promised - line.in_transit : 0
    if (missing > 0)
      await moveLine(tx, need, line.id, {
        from: 'source',
        to: 'open',
        quantity: missing,
        cause: 'reopened',
        causeId: need.id,
      })
  }
}

/** The person helped says it is all there: whatever nobody counted on the way was given. Records line.moved. */
export async function deliverOpen(tx: Tx, need: NeedRow): Promise<void> {
  for (const line of await lockLinesOf(tx, need.id)) {
    if (line.open > 0)
      await moveLine(tx, need, line.id, {
        from: 'open',
        to: 'delivered',
        quantity: line.open,
        cause: 'receipt',
        causeId: need.id,
      })
  }
}

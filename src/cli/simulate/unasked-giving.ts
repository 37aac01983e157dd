import { itemServes } from '../../needs'
import type { Db } from '../../platform'

/** Part of an open request as somebody without the question at the door would find it. */
type Wanted = { readonly lineId: string; readonly itemId: string; readonly requested: number }

/**
 * What would become of goods that people simply bring: they go to requests that are still asked for when they arrive, as if nobody had
 * promised anything before; the rest is not needed. Keeps what it has given away; never touches the house.
 */
export function newUnaskedGiving(db: Db): (itemId: string, quantity: number) => Promise<number> {
  const given = new Map<string, number>()
  const listWanted = async (): Promise<Wanted[]> => {
    const rows = await db
      .selectFrom('need_lines as l')
      .innerJoin('needs as n', 'n.id', 'l.need_id')
      .select(['l.id', 'l.item_id', 'l.requested'])
      .where('l.kind', '=', 'item')
      .where('n.verified_at', 'is not', null)
      .where('n.closed_at', 'is', null)
      .orderBy('n.rank')
      .orderBy('l.due_at')
      .orderBy('l.id')
      .limit(50_000)
      .execute()
    return rows.map((row) => ({ lineId: row.id, itemId: row.item_id ?? '', requested: row.requested }))
  }
  return async (itemId, quantity) => {
    let left = quantity
    for (const line of await listWanted()) {
      if (left === 0) break
      if (!itemServes(line.itemId, itemId)) continue
      const before = given.get(line.lineId) ?? 0
      const part = Math.min(left, line.requested - before)
      if (part <= 0) continue
      given.set(line.lineId, before + part)
      left -= part
    }
    return quantity - left
  }
}

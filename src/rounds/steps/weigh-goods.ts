import type { Tx } from '../../platform'
import { cargoOf } from '../plan/list-deliveries'
import type { GoodsRow } from './lock-round'

/** Weight and room of what lies in a round, and what carrying it asks for, by the id of the goods. */
export async function weighGoods(
  tx: Tx,
  goods: readonly GoodsRow[],
): Promise<ReadonlyMap<string, ReturnType<typeof cargoOf>>> {
  const ids = goods.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('round_goods as g')
    .leftJoin('stock_picks as p', 'p.id', 'g.pick_id')
    .leftJoin('stock_lots as l', 'l.id', 'p.lot_id')
    .leftJoin('kit_items as k', 'k.kit_id', 'l.kit_id')
    .leftJoin('pledges as d', 'd.id', 'g.pledge_id')
    .select(['g.id', 'g.quantity', 'l.item_id', 'd.item_id as pledged', 'k.item_id as inside', 'k.quantity as each'])
    .where('g.id', 'in', ids)
    .limit(20_000)
    .execute()
  const items = new Map<string, { id: string | null; quantity: number }[]>()
  for (const row of rows) {
    const quantity = row.quantity * (row.each ?? 1)
    items.set(row.id, [...(items.get(row.id) ?? []), { id: row.inside ?? row.item_id ?? row.pledged, quantity }])
  }
  return new Map([...items].map(([id, list]) => [id, cargoOf(list)]))
}

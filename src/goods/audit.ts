import { sql } from 'kysely'
import type { Db } from '../platform'

/**
 * Everything in the goods of a database that does not add up, asked without any counter the triggers keep: lines against their movements and
 * pledges, pledges against theirs, stock against its double entry, what is set aside against what lies there. At most a hundred.
 */
export async function listGoodsFaults(db: Db): Promise<{ fault: string; id: string }[]> {
  const { rows } = await sql<{ fault: string; id: string }>`
    SELECT 'line' AS fault, l.id::text FROM need_lines l
    WHERE l.requested <> l.open + l.promised + l.in_transit + l.delivered + l.withdrawn
      OR l.requested <> (SELECT coalesce(sum(quantity), 0) FROM line_movements m WHERE m.line_id = l.id AND m.from_part = 'source' AND m.to_part = 'open')
      OR l.promised <> (SELECT coalesce(sum(CASE WHEN m.to_part = 'promised' THEN quantity WHEN m.from_part = 'promised' THEN -quantity ELSE 0 END), 0)
        FROM line_movements m WHERE m.line_id = l.id)
      OR l.promised <> (SELECT coalesce(sum(awaited + at_site), 0) FROM pledges p WHERE p.line_id = l.id)
      OR l.in_transit <> (SELECT coalesce(sum(in_transit), 0) FROM pledges p WHERE p.line_id = l.id)
      OR l.delivered + (SELECT coalesce(sum(quantity), 0) FROM line_movements m WHERE m.line_id = l.id AND m.from_part = 'delivered')
        < (SELECT coalesce(sum(delivered), 0) FROM pledges p WHERE p.line_id = l.id)
    UNION ALL
    SELECT 'pledge', p.id::text FROM pledges p
    WHERE p.quantity <> (SELECT coalesce(sum(quantity), 0) FROM pledge_movements m WHERE m.pledge_id = p.id AND m.from_part = 'source')
      OR p.released <> (SELECT coalesce(sum(quantity), 0) FROM pledge_movements m WHERE m.pledge_id = p.id AND m.to_part = 'released')
      OR p.at_site <> (SELECT coalesce(sum(s.quantity), 0) FROM pick_pledges s JOIN stock_picks k ON k.id = s.pick_id
        WHERE s.pledge_id = p.id AND k.state = 'held')
    UNION ALL
    SELECT 'lot', lot_id::text FROM stock_balances GROUP BY lot_id HAVING sum(quantity) <> 0
    UNION ALL
    SELECT 'balance', b.lot_id::text FROM stock_balances b
    WHERE b.quantity <> (SELECT coalesce(sum(CASE WHEN (m.to_kind, m.to_id) = (b.kind, b.place_id) THEN m.quantity ELSE 0 END)
        - sum(CASE WHEN (m.from_kind, m.from_id) = (b.kind, b.place_id) THEN m.quantity ELSE 0 END), 0) FROM stock_movements m WHERE m.lot_id = b.lot_id)
      OR (b.quantity < 0 AND b.kind IN ('site', 'round', 'helped', 'lost'))
    UNION ALL
    SELECT 'pick', p.lot_id::text FROM stock_picks p WHERE p.state = 'held'
    GROUP BY p.lot_id, p.site_id
    HAVING sum(p.quantity) > coalesce((SELECT quantity FROM stock_balances b WHERE b.lot_id = p.lot_id AND b.kind = 'site' AND b.place_id = p.site_id), 0)
    LIMIT 100`.execute(db)
  return rows
}

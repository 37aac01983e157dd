import { sql } from 'kysely'
import type { Db } from '../../../platform'
import type { FreeLine } from '../share-out'

/** More lines than this are not looked at for one thing of one offer. */
const LINES_MAX = 2000

/**
 * Verified lines of a region that items may serve, with what is free of them for an organization's place: what nobody holds, and what that
 * organization holds itself. Those that keep somebody alive and those due soon come first where there are more than 2,000. Served by
 * need_lines_asked_idx.
 * @param organizationId whose claims count as free; null: nobody's
 */
export async function listFreeLines(
  db: Db,
  regionId: string,
  itemIds: readonly string[],
  organizationId: string | null,
  now: Temporal.Instant,
): Promise<FreeLine[]> {
  const rows = await db
    .selectFrom('need_lines as l')
    .innerJoin('needs as n', 'n.id', 'l.need_id')
    .leftJoin('localities as p', 'p.id', 'n.locality_id')
    .select(['l.id', 'l.item_id', 'l.open', 'l.due_at', 'n.rank', 'n.locality_id', 'p.latitude', 'p.longitude'])
    .select(
      sql<number>`(SELECT coalesce(sum(c.quantity), 0)::int FROM line_claims c WHERE c.line_id = l.id AND c.state = 'held'
        AND c.until > ${now} AND c.organization_id IS DISTINCT FROM ${organizationId}::uuid)`.as('by_others'),
    )
    .where(sql<boolean>`l.kind = 'item' AND l.open + l.promised + l.in_transit > 0`)
    .where('l.item_id', 'in', [...itemIds])
    .where('l.region_id', '=', regionId)
    .where('l.open', '>', 0)
    .where('n.state', '=', 'verified')
    .where('n.drill', '=', false)
    .orderBy('n.rank')
    .orderBy('l.due_at')
    .orderBy('l.id')
    .limit(LINES_MAX)
    .execute()
  return rows.map((row) => ({
    lineId: row.id,
    itemId: row.item_id ?? '',
    free: Math.max(0, row.open - row.by_others),
    rank: row.rank,
    dueAt: row.due_at,
    localityId: row.locality_id,
    point:
      row.latitude === null || row.longitude === null
        ? undefined
        : { latitude: row.latitude, longitude: row.longitude },
  }))
}

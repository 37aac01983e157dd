import { sql } from 'kysely'
import type { Db } from '../../platform'
import type { FreeLot } from './match-stock'

/** More than this is not matched at once: what expires first, and what came in first. */
const LOTS_MAX = 300

/** What lies free at the open sites of organizations in a region, new or good. */
export async function listFreeLots(
  db: Db,
  regionId: string,
  organizationId: string,
): Promise<(FreeLot & { readonly site: string })[]> {
  const held = sql<number>`(SELECT coalesce(sum(k.quantity), 0)::int FROM stock_picks k
    WHERE k.lot_id = l.id AND k.site_id = b.place_id AND k.state = 'held')`
  const rows = await db
    .selectFrom('stock_balances as b')
    .innerJoin('stock_lots as l', 'l.id', 'b.lot_id')
    .innerJoin('sites as s', 's.id', 'b.place_id')
    .select(['l.id', 'l.item_id', 'l.unit', 'l.expires_on', 's.id as site_id', 's.name', 's.latitude', 's.longitude'])
    .select(['s.zone', sql<number>`b.quantity - ${held}`.as('free')])
    .where('b.kind', '=', 'site')
    .where('b.quantity', '>', 0)
    .where('s.region_id', '=', regionId)
    .where('s.organization_id', '=', organizationId)
    .where('s.state', '<>', 'closed')
    .where('l.item_id', 'is not', null)
    .where('l.condition', 'in', ['new', 'good'])
    .where(sql<boolean>`b.quantity > ${held}`)
    .orderBy('l.expires_on', (order) => order.asc().nullsLast())
    .orderBy('l.received_at')
    .orderBy('l.id')
    .limit(LOTS_MAX)
    .execute()
  return rows.map((row) => ({
    lotId: row.id,
    siteId: row.site_id,
    site: row.name,
    itemId: row.item_id ?? '',
    unit: row.unit,
    free: Number(row.free),
    expiresOn: row.expires_on === null ? undefined : Temporal.PlainDate.from(row.expires_on),
    point: { latitude: row.latitude, longitude: row.longitude },
    zone: row.zone,
  }))
}

/** A line for whoever sets stock aside for it: its request and settlement, never the address. */
export type MatchedLine = {
  readonly lineId: string
  readonly needId: string
  readonly reference: string
  readonly itemId: string
  readonly localityId: string | null
  readonly zone: string
  readonly dueAt: Temporal.Instant
}

/** The lines of proposals. Bounded by those asked for. */
export async function listMatchedLines(db: Db, lineIds: readonly string[]): Promise<ReadonlyMap<string, MatchedLine>> {
  if (lineIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('need_lines as l')
    .innerJoin('needs as n', 'n.id', 'l.need_id')
    .select(['l.id', 'l.item_id', 'l.due_at', 'n.id as need_id', 'n.reference', 'n.locality_id', 'n.zone'])
    .where('l.id', 'in', [...lineIds])
    .limit(lineIds.length)
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        lineId: row.id,
        needId: row.need_id,
        reference: row.reference,
        itemId: row.item_id ?? '',
        localityId: row.locality_id,
        zone: row.zone,
        dueAt: row.due_at,
      },
    ]),
  )
}

import { sql } from 'kysely'
import type { Db } from '../../../platform'

/** How much of an item a region still asks for, over all its verified requests. Quantities in the item's smallest unit. */
export type Demand = {
  readonly itemId: string
  readonly unit: string
  readonly open: number
  /** Promised, or on its way. */
  readonly coming: number
  /** Lines in which something is open. */
  readonly lines: number
  /** Part of `open` that organizations have taken for a while: it is given through a place of theirs. */
  readonly held: ReadonlyMap<string, number>
}

// What is left of a line that anyone still waits for; its index (need_lines_asked_idx) has the same words.
const asked = sql<boolean>`l.kind = 'item' AND l.open + l.promised + l.in_transit > 0`

const askedLines = (db: Db) =>
  db
    .selectFrom('need_lines as l')
    .innerJoin('needs as n', 'n.id', 'l.need_id')
    .where(asked)
    .where('n.state', '=', 'verified')
    .where('n.drill', '=', false)

/**
 * What verified requests of a region ask for, by item; drills are no requests. At most as many rows as the catalogue has items.
 * @param itemIds only these; everything, where absent
 */
export async function readDemand(
  db: Db,
  regionId: string,
  now: Temporal.Instant,
  itemIds?: readonly string[],
): Promise<ReadonlyMap<string, Demand>> {
  if (itemIds?.length === 0) return new Map()
  const [sums, claims] = await Promise.all([
    askedLines(db)
      .select(['l.item_id', 'l.unit'])
      .select(({ fn }) => [
        fn.sum<number>('l.open').as('open'),
        sql<number>`sum(l.promised + l.in_transit)`.as('coming'),
        sql<number>`count(*) FILTER (WHERE l.open > 0)`.as('lines'),
      ])
      .where('l.region_id', '=', regionId)
      .$if(itemIds !== undefined, (query) => query.where('l.item_id', 'in', [...(itemIds ?? [])]))
      .groupBy(['l.item_id', 'l.unit'])
      .limit(2000)
      .execute(),
    askedLines(db)
      .innerJoin('line_claims as c', 'c.line_id', 'l.id')
      .select(['l.item_id', 'c.organization_id'])
      .select(({ fn }) => fn.sum<number>('c.quantity').as('quantity'))
      .where('l.region_id', '=', regionId)
      .where('c.state', '=', 'held')
      .where('c.until', '>', now)
      .$if(itemIds !== undefined, (query) => query.where('l.item_id', 'in', [...(itemIds ?? [])]))
      .groupBy(['l.item_id', 'c.organization_id'])
      .limit(20_000)
      .execute(),
  ])
  const held = Map.groupBy(claims, (claim) => claim.item_id)
  return new Map(
    sums.flatMap(({ item_id: itemId, unit, open, coming, lines }) =>
      itemId === null
        ? []
        : [
            [
              itemId,
              {
                itemId,
                unit,
                open: Number(open),
                coming: Number(coming),
                lines: Number(lines),
                held: new Map(
                  (held.get(itemId) ?? []).map((claim) => [claim.organization_id, Number(claim.quantity)] as const),
                ),
              },
            ] as const,
          ],
    ),
  )
}

/** Regions in which items are still asked for, by item. Bounded by items asked × regions. */
export async function listRegionsAsking(
  db: Db,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (itemIds.length === 0) return new Map()
  const rows = await askedLines(db)
    .select(['l.item_id', 'l.region_id'])
    .distinct()
    .where('l.item_id', 'in', [...itemIds])
    .where('l.open', '>', 0)
    .limit(5000)
    .execute()
  const byItem = Map.groupBy(rows, (row) => row.item_id ?? '')
  return new Map([...byItem].map(([itemId, regions]) => [itemId, regions.map((row) => row.region_id)]))
}

/** Requests for an item in one settlement, for the pages of places. */
export type PlaceDemand = {
  readonly itemId: string
  readonly districtId: string | null
  readonly localityId: string | null
  readonly open: number
  readonly lines: number
  readonly needs: number
}

/** What is open in a region, by item and settlement; which of it may be shown is decided after. At most 100,000 cells. */
export async function listPlaceDemand(db: Db, regionId: string): Promise<PlaceDemand[]> {
  const rows = await db
    .selectFrom(
      askedLines(db)
        .select(['l.item_id', 'l.need_id', 'n.district_id', 'n.locality_id'])
        .select(({ fn }) => [fn.sum<number>('l.open').as('open'), fn.countAll<number>().as('lines')])
        .where('l.region_id', '=', regionId)
        .where('l.open', '>', 0)
        .groupBy(['l.item_id', 'l.need_id', 'n.district_id', 'n.locality_id'])
        .as('asked'),
    )
    .select(['item_id', 'district_id', 'locality_id'])
    .select(({ fn }) => [
      fn.sum<number>('open').as('open'),
      fn.sum<number>('lines').as('lines'),
      fn.countAll<number>().as('needs'),
    ])
    .groupBy(['item_id', 'district_id', 'locality_id'])
    .limit(100_000)
    .execute()
  return rows.map((row) => ({
    itemId: row.item_id ?? '',
    districtId: row.district_id,
    localityId: row.locality_id,
    open: Number(row.open),
    lines: Number(row.lines),
    needs: Number(row.needs),
  }))
}

/** How many requests of a region ask for some of these items, counted up to `most`. */
export async function countNeedsAsking(
  db: Db,
  regionId: string,
  itemIds: readonly string[],
  most: number,
): Promise<number> {
  const rows = await askedLines(db)
    .select('l.need_id')
    .distinct()
    .where('l.region_id', '=', regionId)
    .where('l.item_id', 'in', [...itemIds])
    .where('l.open', '>', 0)
    .limit(most)
    .execute()
  return rows.length
}

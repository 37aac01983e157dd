import { sql } from 'kysely'
import type { Db } from '../../../platform'

/** One thing of a gift with where it stands, over all the lines it serves, which the donor does not see. */
export type GiftLine = {
  readonly itemId: string
  readonly unit: string
  readonly promised: number
  readonly awaited: number
  /** Came to the site, or is on its way to who needs it. */
  readonly received: number
  readonly delivered: number
  readonly released: number
  readonly comesFrom: Temporal.Instant | null
  readonly until: Temporal.Instant
  readonly site: GiftSite | undefined
}

/** Where a thing is brought, and whether the place takes it now. */
export type GiftSite = {
  readonly name: string
  readonly address: string
  readonly hours: string
  readonly zone: string
  readonly state: string
  readonly note: string
}

/** What its donor sees of a gift. */
export type GiftView = {
  readonly id: string
  readonly reference: string
  readonly zone: string
  readonly lines: readonly GiftLine[]
}

/** A gift for the holder of its link, summed by thing and place. */
export async function findGift(db: Db, giftId: string): Promise<GiftView | undefined> {
  const gift = await db
    .selectFrom('gifts as g')
    .innerJoin('regions as r', 'r.id', 'g.region_id')
    .select(['g.id', 'g.reference', 'r.zone'])
    .where('g.id', '=', giftId)
    .executeTakeFirst()
  if (gift === undefined) return undefined
  const rows = await db
    .selectFrom('gift_pledges as g')
    .innerJoin('pledges as p', 'p.id', 'g.pledge_id')
    .innerJoin('need_lines as l', 'l.id', 'p.line_id')
    .leftJoin('sites as s', 's.id', 'p.site_id')
    .select(['p.item_id', 'l.unit', 's.name', 's.address', 's.hours', 's.zone', 's.state', 's.state_note'])
    .select(({ fn }) => [
      fn.sum<number>('p.quantity').as('promised'),
      fn.sum<number>('p.awaited').as('awaited'),
      sql<number>`sum(p.at_site + p.in_transit)`.as('received'),
      fn.sum<number>('p.delivered').as('delivered'),
      fn.sum<number>('p.released').as('released'),
      fn.min('p.comes_from').as('comes_from'),
      fn.max('p.until').as('until'),
    ])
    .where('g.gift_id', '=', giftId)
    .groupBy(['p.item_id', 'l.unit', 's.id'])
    .orderBy('p.item_id')
    .limit(200)
    .execute()
  return {
    ...gift,
    lines: rows.map((row) => ({
      itemId: row.item_id,
      unit: row.unit,
      promised: Number(row.promised),
      awaited: Number(row.awaited),
      received: Number(row.received),
      delivered: Number(row.delivered),
      released: Number(row.released),
      comesFrom: row.comes_from,
      until: row.until,
      site:
        row.name === null
          ? undefined
          : {
              name: row.name,
              address: row.address ?? '',
              hours: row.hours ?? '',
              zone: row.zone ?? gift.zone,
              state: row.state ?? 'closed',
              note: row.state_note ?? '',
            },
    })),
  }
}

/** Whose a gift is: its region, and the organization that promised it, where one did. */
export async function findGiftScope(
  db: Db,
  giftId: string,
): Promise<{ readonly regionId: string; readonly organizationId: string | null } | undefined> {
  const row = await db
    .selectFrom('gift_pledges as g')
    .innerJoin('pledges as p', 'p.id', 'g.pledge_id')
    .select(['p.region_id', 'p.organization_id'])
    .where('g.gift_id', '=', giftId)
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : { regionId: row.region_id, organizationId: row.organization_id }
}

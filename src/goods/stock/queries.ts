import { sql } from 'kysely'
import { itemServes } from '../../needs'
import type { Db } from '../../platform'
import type { Condition } from '../pledge'

/** Names of organizations, for a choice; at most 100. */
export function listNames(db: Db, ids: readonly string[] | 'all'): Promise<{ id: string; name: string }[]> {
  if (ids !== 'all' && ids.length === 0) return Promise.resolve([])
  let query = db.selectFrom('organizations').select(['id', 'name']).where('state', '=', 'active')
  if (ids !== 'all') query = query.where('id', 'in', ids)
  return query.orderBy('name').orderBy('id').limit(100).execute()
}

/** What lies of a lot at a site; `held` of it is set aside for somebody. */
export type StockLine = {
  readonly lotId: string
  readonly reference: string
  readonly siteId: string
  readonly itemId: string | null
  readonly kitId: string | null
  /** Name of the kit, where it is one. */
  readonly kit: string | null
  readonly unit: string
  readonly condition: Condition
  readonly expiresOn: string | null
  readonly receivedAt: Temporal.Instant
  readonly lies: number
  readonly held: number
}

const lines = (db: Db) =>
  db
    .selectFrom('stock_balances as b')
    .innerJoin('stock_lots as l', 'l.id', 'b.lot_id')
    .leftJoin('kits as k', 'k.id', 'l.kit_id')
    .select((eb) => [
      'l.id as lotId',
      'l.reference',
      'b.place_id as siteId',
      'l.item_id as itemId',
      'l.kit_id as kitId',
      'k.name as kit',
      'l.unit',
      sql<Condition>`l.condition`.as('condition'),
      sql<string | null>`l.expires_on::text`.as('expiresOn'),
      'l.received_at as receivedAt',
      'b.quantity as lies',
      sql<number>`coalesce((${eb
        .selectFrom('stock_picks as p')
        .select((p) => p.fn.sum('p.quantity').as('held'))
        .whereRef('p.lot_id', '=', 'b.lot_id')
        .whereRef('p.site_id', '=', 'b.place_id')
        .where('p.state', '=', 'held')}), 0)::integer`.as('held'),
    ])
    .where('b.kind', '=', 'site')
    .where('b.quantity', '>', 0)

const LINES_MAX = 500

/** What lies at a site, first expiring first, at most 500 lots; `itemId` or `reference` narrows it. */
export function listStock(
  db: Db,
  siteId: string,
  by: { readonly itemIds?: readonly string[]; readonly reference?: string | undefined } = {},
): Promise<StockLine[]> {
  let query = lines(db).where('b.place_id', '=', siteId)
  if (by.itemIds !== undefined && by.itemIds.length > 0) query = query.where('l.item_id', 'in', by.itemIds)
  if (by.reference !== undefined) query = query.where('l.reference', '=', by.reference)
  return query
    .orderBy('l.expires_on', (order) => order.asc().nullsLast())
    .orderBy('l.received_at')
    .orderBy('l.id')
    .limit(LINES_MAX)
    .execute()
}

const SOON_MAX = 100

/** What lies at these sites and can be used until `until` at most, first expiring first, at most 100 lots. */
export function listExpiring(db: Db, siteIds: readonly string[], until: Temporal.PlainDate): Promise<StockLine[]> {
  if (siteIds.length === 0) return Promise.resolve([])
  return lines(db)
    .where('b.place_id', 'in', siteIds)
    .where(sql<boolean>`l.expires_on <= ${until.toString()}::date`)
    .orderBy('l.expires_on')
    .orderBy('l.id')
    .limit(SOON_MAX)
    .execute()
}

/** A lot whole, wherever it lies. */
export type Lot = Pick<
  StockLine,
  'reference' | 'itemId' | 'kitId' | 'kit' | 'unit' | 'condition' | 'expiresOn' | 'receivedAt'
> & {
  readonly id: string
  readonly organizationId: string
  readonly regionId: string
  readonly pledgeId: string | null
}

/** One lot by its id or the code of its label. */
export async function findLot(
  db: Db,
  by: { readonly id: string } | { readonly reference: string },
): Promise<Lot | undefined> {
  const [column, value] = 'id' in by ? (['l.id', by.id] as const) : (['l.reference', by.reference] as const)
  return db
    .selectFrom('stock_lots as l')
    .leftJoin('kits as k', 'k.id', 'l.kit_id')
    .select([
      'l.id',
      'l.reference',
      'l.organization_id as organizationId',
      'l.region_id as regionId',
      'l.item_id as itemId',
      'l.kit_id as kitId',
      'k.name as kit',
      'l.unit',
      sql<Condition>`l.condition`.as('condition'),
      sql<string | null>`l.expires_on::text`.as('expiresOn'),
      'l.received_at as receivedAt',
      'l.pledge_id as pledgeId',
    ])
    .where(column, '=', value)
    .executeTakeFirst()
}

/** Where a lot lies, site by site. */
export const listWhereLies = (db: Db, lotId: string): Promise<StockLine[]> =>
  lines(db).where('b.lot_id', '=', lotId).orderBy('b.place_id').limit(50).execute()

/** One movement of a lot: between accounts of the double entry, with the site's name where one is a site. */
export type LotMove = {
  readonly at: Temporal.Instant
  readonly fromKind: string
  readonly toKind: string
  readonly from: string | null
  readonly to: string | null
  readonly quantity: number
  readonly cause: string
}

/** Everything that happened to a lot, latest first, at most 200 movements. */
export const listMoves = (db: Db, lotId: string): Promise<LotMove[]> =>
  db
    .selectFrom('stock_movements as m')
    .leftJoin('sites as f', 'f.id', 'm.from_id')
    .leftJoin('sites as t', 't.id', 'm.to_id')
    .select([
      'm.at',
      'm.from_kind as fromKind',
      'm.to_kind as toKind',
      'f.name as from',
      't.name as to',
      'm.quantity',
      'm.cause',
    ])
    .where('m.lot_id', '=', lotId)
    .orderBy('m.at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(200)
    .execute()

/** One thing of a gift that is brought to a site, as whoever takes it in sees it: no donor, and not how many lines it serves. */
export type Awaited = {
  readonly pledgeIds: readonly string[]
  /** The number the donor knows: of the gift, or of a promise made by itself. */
  readonly reference: string
  readonly itemId: string
  readonly unit: string
  readonly awaited: number
  readonly until: Temporal.Instant
}

/** What is still awaited under a number, of a gift or of one promise, thing by thing. */
export const findAwaited = (db: Db, reference: string): Promise<Awaited[]> =>
  awaited(db)
    .where((eb) => eb.or([eb('p.reference', '=', reference), eb('g.reference', '=', reference)]))
    .limit(100)
    .execute()

/** What is to come to a site, soonest first, at most 100. */
export const listAwaited = (db: Db, siteId: string): Promise<Awaited[]> =>
  awaited(db).where('p.site_id', '=', siteId).orderBy('until').orderBy('reference').limit(100).execute()

const awaited = (db: Db) =>
  db
    .selectFrom('pledges as p')
    .innerJoin('need_lines as l', 'l.id', 'p.line_id')
    .leftJoin('gift_pledges as gp', 'gp.pledge_id', 'p.id')
    .leftJoin('gifts as g', 'g.id', 'gp.gift_id')
    .select([
      sql<string[]>`array_agg(p.id ORDER BY p.id)`.as('pledgeIds'),
      sql<string>`coalesce(g.reference, p.reference)`.as('reference'),
      'p.item_id as itemId',
      'l.unit',
      sql<number>`sum(p.awaited)::int`.as('awaited'),
      sql<Temporal.Instant>`min(p.until)`.as('until'),
    ])
    .where('p.awaited', '>', 0)
    .groupBy([sql`coalesce(g.reference, p.reference)`, 'p.item_id', 'l.unit'])

/** Something set aside at a site for one request. */
export type HeldPick = {
  readonly id: string
  readonly lotId: string
  readonly reference: string
  readonly itemId: string | null
  readonly kit: string | null
  readonly unit: string
  readonly quantity: number
}

/** What is set aside at a site for the request with this number, at most 100; undefined where there is no such request. */
export async function listHeldFor(
  db: Db,
  siteId: string,
  reference: string,
): Promise<{ readonly needId: string; readonly isOpen: boolean; readonly picks: HeldPick[] } | undefined> {
  const need = await db
    .selectFrom('needs')
    .select(['id', 'state'])
    .where('reference', '=', reference)
    .executeTakeFirst()
  if (need === undefined) return undefined
  const picks = await db
    .selectFrom('stock_picks as p')
    .innerJoin('stock_lots as l', 'l.id', 'p.lot_id')
    .leftJoin('kits as k', 'k.id', 'l.kit_id')
    .select(['p.id', 'l.id as lotId', 'l.reference', 'l.item_id as itemId', 'k.name as kit', 'l.unit', 'p.quantity'])
    .where('p.site_id', '=', siteId)
    .where('p.need_id', '=', need.id)
    .where('p.state', '=', 'held')
    .orderBy('p.id')
    .limit(100)
    .execute()
  return { needId: need.id, isOpen: need.state === 'verified', picks }
}

/** A line of a request that goods lying at a site could serve. */
export type Servable = {
  readonly lineId: string
  readonly itemId: string
  readonly unit: string
  readonly open: number
  /** Free and fit to be given of this item. */
  readonly free: number
}

/** Open lines of a verified request with the goods at a site that serve each, best first; at most 100 lines of it are looked at. */
export async function listServable(db: Db, siteId: string, needId: string): Promise<Servable[]> {
  const open = await db
    .selectFrom('need_lines as l')
    .innerJoin('needs as n', 'n.id', 'l.need_id')
    .select(['l.id', 'l.item_id', 'l.unit', 'l.open'])
    .where('l.need_id', '=', needId)
    .where('n.state', '=', 'verified')
    .where('l.open', '>', 0)
    .where('l.item_id', 'is not', null)
    .orderBy('l.id')
    .limit(100)
    .execute()
  const free = new Map<string, number>()
  for (const line of await listStock(db, siteId))
    if (line.itemId !== null && (line.condition === 'new' || line.condition === 'good'))
      free.set(line.itemId, (free.get(line.itemId) ?? 0) + line.lies - line.held)
  return open.flatMap((line) =>
    [...free]
      .filter(([itemId, lies]) => lies > 0 && itemServes(line.item_id ?? '', itemId))
      .sort(([a], [b]) => Number(b === line.item_id) - Number(a === line.item_id))
      .map(([itemId, lies]) => ({ lineId: line.id, itemId, unit: line.unit, open: line.open, free: lies })),
  )
}

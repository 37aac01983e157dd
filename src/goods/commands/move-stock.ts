import type { Selectable } from 'kysely'
import { newId, newPublicId } from '../../kit/ids'
import { newReference } from '../../kit/reference'
import { findItem } from '../../needs'
import type { DB, Tx } from '../../platform'
import type { Condition } from '../pledge'

/** A lot as its row. */
export type LotRow = Selectable<DB['stock_lots']>
/** A site as its row. */
export type SiteRow = Selectable<DB['sites']>

/** An account of the double entry; what each means stands in the migration. `outside` carries the id of the organization, `helped` of the need. */
export type Account = {
  readonly kind: 'outside' | 'site' | 'round' | 'helped' | 'lost' | 'count' | 'packed' | 'handed'
  readonly id: string
}

/** What a new lot is made of. */
export type NewLot = {
  readonly site: Pick<SiteRow, 'region_id' | 'organization_id'>
  readonly itemId: string | null
  readonly kitId: string | null
  readonly unit: string
  readonly condition: Condition
  /** Last day it may be used, ISO date; null where it keeps. */
  readonly expiresOn: string | null
  readonly pledgeId?: string | null
}

/** Makes an empty lot with the code of its label. */
export async function createLot(tx: Tx, lot: NewLot): Promise<LotRow> {
  for (;;) {
    const row = await tx.db
      .insertInto('stock_lots')
      .values({
        id: newPublicId(),
        reference: newReference(),
        region_id: lot.site.region_id,
        organization_id: lot.site.organization_id,
        item_id: lot.itemId,
        kit_id: lot.kitId,
        unit: lot.unit,
        condition: lot.condition,
        expires_on: lot.expiresOn,
        pledge_id: lot.pledgeId ?? null,
        received_at: tx.now,
      })
      .onConflict((c) => c.column('reference').doNothing())
      .returningAll()
      .executeTakeFirst()
    if (row !== undefined) return row
  }
}

/** One movement of the double entry. The database refuses to take from a site, round or person more than is there. */
export async function moveLot(
  tx: Tx,
  move: {
    readonly lotId: string
    readonly from: Account
    readonly to: Account
    readonly quantity: number
    readonly cause: string
    readonly causeId?: string | null
  },
): Promise<void> {
  await tx.db
    .insertInto('stock_movements')
    .values({
      id: newId(tx.now.epochMilliseconds),
      lot_id: move.lotId,
      from_kind: move.from.kind,
      from_id: move.from.id,
      to_kind: move.to.kind,
      to_id: move.to.id,
      quantity: move.quantity,
      cause: move.cause,
      cause_id: move.causeId ?? null,
      at: tx.now,
    })
    .execute()
}

/** The lot, locked: whoever counts, moves or sets aside part of it waits its turn here. */
export const lockLot = (tx: Tx, lotId: string): Promise<LotRow | undefined> =>
  tx.db.selectFrom('stock_lots').selectAll().where('id', '=', lotId).forNoKeyUpdate().executeTakeFirst()

/** What lies of a lot at a site, and what of it nobody has set aside. */
export async function stockOf(
  db: Tx['db'],
  lotId: string,
  siteId: string,
): Promise<{ readonly lies: number; readonly free: number }> {
  const row = await db
    .selectFrom('stock_balances as b')
    .select((eb) => [
      'b.quantity',
      eb
        .selectFrom('stock_picks as p')
        .select((p) => p.fn.coalesce(p.fn.sum<number>('p.quantity'), p.lit(0)).as('held'))
        .whereRef('p.lot_id', '=', 'b.lot_id')
        .whereRef('p.site_id', '=', 'b.place_id')
        .where('p.state', '=', 'held')
        .as('held'),
    ])
    .where('b.lot_id', '=', lotId)
    .where('b.kind', '=', 'site')
    .where('b.place_id', '=', siteId)
    .executeTakeFirst()
  const lies = row?.quantity ?? 0
  return { lies, free: lies - Number(row?.held ?? 0) }
}

/** What an entry may say of a lot in public: its group, and for health-related things that alone. */
export function publicKindOf(lot: Pick<LotRow, 'item_id'>): string {
  const item = lot.item_id === null ? undefined : findItem(lot.item_id)
  if (lot.item_id === null) return 'kit'
  return item === undefined || item.healthRelated === true ? 'health' : item.group
}

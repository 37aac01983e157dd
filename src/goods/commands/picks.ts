import type { Selectable } from 'kysely'
import { newPublicId } from '../../kit/ids'
import type { DB, Tx } from '../../platform'

/** Stock set aside, as its row. */
export type PickRow = Selectable<DB['stock_picks']>

/** A pick and what it serves: one pledge, or for a kit several. `quantity` in the unit of each pledge's line. */
export type PickOf = {
  readonly pick: PickRow
  readonly serves: readonly { readonly pledgeId: string; readonly quantity: number }[]
}

/** Sets part of a lot aside for pledges; `state` is `taken` for what is already on a round. */
export async function insertPick(
  tx: Tx,
  pick: {
    readonly lotId: string
    readonly siteId: string | null
    readonly needId: string
    readonly quantity: number
    readonly state?: 'held' | 'taken'
    readonly serves: PickOf['serves']
  },
): Promise<string> {
  const id = newPublicId()
  const state = pick.state ?? 'held'
  await tx.db
    .insertInto('stock_picks')
    .values({
      id,
      lot_id: pick.lotId,
      site_id: pick.siteId,
      need_id: pick.needId,
      quantity: pick.quantity,
      state,
      made_at: tx.now,
      ended_at: state === 'held' ? null : tx.now,
    })
    .execute()
  await tx.db
    .insertInto('pick_pledges')
    .values(pick.serves.map(({ pledgeId, quantity }) => ({ pick_id: id, pledge_id: pledgeId, quantity })))
    .execute()
  return id
}

/** A pick with what it serves; undefined when there is none. Lock its lines first where anything is to move. */
export async function findPick(tx: Tx, pickId: string): Promise<PickOf | undefined> {
  const pick = await tx.db.selectFrom('stock_picks').selectAll().where('id', '=', pickId).executeTakeFirst()
  if (pick === undefined) return undefined
  const serves = await tx.db
    .selectFrom('pick_pledges')
    .select(['pledge_id as pledgeId', 'quantity'])
    .where('pick_id', '=', pickId)
    .orderBy('pledge_id')
    .limit(50)
    .execute()
  return { pick, serves }
}

/** Ends a held pick: loaded, handed out, or free again. */
export const endPick = async (tx: Tx, pickId: string, state: 'taken' | 'released'): Promise<void> =>
  void (await tx.db.updateTable('stock_picks').set({ state, ended_at: tx.now }).where('id', '=', pickId).execute())

/** The part of `quantity` that belongs to `part` of `whole`, rounded down. */
export const shareOf = (quantity: number, part: number, whole: number): number =>
  part === whole ? quantity : Math.floor((quantity * part) / whole)

/** Frees what is set aside for one pledge, up to a quantity of it, latest first. A kit stays set aside for the other pledges it serves. */
export async function freePicks(tx: Tx, pledgeId: string, quantity: number): Promise<void> {
  const held = await tx.db
    .selectFrom('stock_picks as p')
    .innerJoin('pick_pledges as s', 's.pick_id', 'p.id')
    .innerJoin('stock_lots as l', 'l.id', 'p.lot_id')
    .select(['p.id', 'p.quantity', 's.quantity as serves', 'l.kit_id'])
    .where('s.pledge_id', '=', pledgeId)
    .where('p.state', '=', 'held')
    .orderBy('p.made_at', 'desc')
    .orderBy('p.id')
    .limit(200)
    .execute()
  let left = quantity
  for (const pick of held) {
    if (left <= 0) return
    const free = Math.min(left, pick.serves)
    left -= free
    if (pick.kit_id !== null && (await leaveKit(tx, pick.id, pledgeId, pick.serves - free))) continue
    if (free === pick.serves) {
      await endPick(tx, pick.id, 'released')
      continue
    }
    await tx.db
      .updateTable('stock_picks')
      .set({ quantity: pick.quantity - free })
      .where('id', '=', pick.id)
      .execute()
    await tx.db
      .updateTable('pick_pledges')
      .set({ quantity: pick.serves - free })
      .where('pick_id', '=', pick.id)
      .where('pledge_id', '=', pledgeId)
      .execute()
  }
}

/** Takes a pledge, or part of it, out of a pick of kits; false where the kits serve nobody else and may go as they are. */
async function leaveKit(tx: Tx, pickId: string, pledgeId: string, rest: number): Promise<boolean> {
  const row = (db: Tx['db']) =>
    db.selectFrom('pick_pledges').select('pledge_id').where('pick_id', '=', pickId).where('pledge_id', '<>', pledgeId)
  if (rest === 0 && (await row(tx.db).limit(1).executeTakeFirst()) === undefined) return false
  if (rest > 0)
    await tx.db
      .updateTable('pick_pledges')
      .set({ quantity: rest })
      .where('pick_id', '=', pickId)
      .where('pledge_id', '=', pledgeId)
      .execute()
  else await tx.db.deleteFrom('pick_pledges').where('pick_id', '=', pickId).where('pledge_id', '=', pledgeId).execute()
  return true
}

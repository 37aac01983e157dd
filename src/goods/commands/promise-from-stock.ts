import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, type Tx } from '../../platform'
import type { SiteRow } from './move-stock'
import { lockLot, stockOf } from './move-stock'
import { insertPick } from './picks'
import { claimsOn, insertPledge, lineToServe, mayGiveItem, type PromiseError, reserve } from './promise-goods'

/** Stock at a site set aside for one line. */
export type PromiseFromStock = {
  readonly lineId: string
  readonly siteId: string
  readonly itemId: string
  /** Whole number of the line's unit. */
  readonly quantity: number
  /** Lots to take from, in this order; otherwise first expiring first out. */
  readonly lotIds?: readonly string[] | undefined
}

/** Why stock is not set aside. */
export type PromiseFromStockError =
  | PromiseError
  /** Less of it lies there free and fit to be given. */
  | { readonly kind: 'too-little'; readonly free: number }

const DAYS_SET_ASIDE = 14

/**
 * Sets stock aside for a line: what lies free at a site, fit to be given and good beyond the day it is due, first expiring first out. The
 * actor must keep the stock of the site's organization.
 * Records pledge.made, line.moved, line.claim-done, line.claim-trimmed.
 */
export const promiseFromStock = (
  ctx: Ctx,
  input: PromiseFromStock,
): Promise<Result<{ pledgeId: string; reference: string }, PromiseFromStockError>> =>
  inCommand<{ pledgeId: string; reference: string }, PromiseFromStockError>(ctx, 'promiseFromStock', async (tx) => {
    const site = await tx.db.selectFrom('sites').selectAll().where('id', '=', input.siteId).executeTakeFirst()
    if (site === undefined) return err({ kind: 'not-found' })
    const scope = { organizationId: site.organization_id, regionId: site.region_id }
    if (!may(tx.ctx, 'goods:stock', scope)) return err({ kind: 'forbidden' })
    const found = await lineToServe(tx, input.lineId, input.itemId)
    if (!found.ok) return found
    const { line, need } = found.value
    if (!(await mayGiveItem(tx, input.itemId, site.organization_id))) return err({ kind: 'prescription' })
    const held = await claimsOn(tx, line.id, site.organization_id)
    const open = line.open - held.byOthers
    if (input.quantity < 1 || input.quantity > open) return err({ kind: 'too-much', open: Math.max(0, open) })
    const parts = await takeFromLots(tx, site, input, line.due_at.toZonedDateTimeISO(need.zone).toPlainDate())
    if (parts.free < input.quantity) return err({ kind: 'too-little', free: parts.free })
    const pledge = await insertPledge(tx, {
      id: newPublicId(),
      line,
      need,
      itemId: input.itemId,
      source: 'stock',
      personId: null,
      organizationId: site.organization_id,
      way: 'from-stock',
      siteId: site.id,
      claimId: held.ownClaimId,
      comesFrom: null,
      until: tx.now.add({ hours: DAYS_SET_ASIDE * 24 }),
    })
    await reserve(tx, { pledge, line, need }, input.quantity, 'at_site', null)
    for (const { lotId, quantity } of parts.taken)
      await insertPick(tx, {
        lotId,
        siteId: site.id,
        needId: need.id,
        quantity,
        serves: [{ pledgeId: pledge.id, quantity }],
      })
    return ok({ pledgeId: pledge.id, reference: pledge.reference })
  })

async function takeFromLots(tx: Tx, site: SiteRow, input: PromiseFromStock, dueOn: Temporal.PlainDate) {
  const lots = await tx.db
    .selectFrom('stock_lots as l')
    .innerJoin('stock_balances as b', 'b.lot_id', 'l.id')
    .select(['l.id', 'l.expires_on'])
    .where('b.kind', '=', 'site')
    .where('b.place_id', '=', site.id)
    .where('b.quantity', '>', 0)
    .where('l.organization_id', '=', site.organization_id)
    .where('l.item_id', '=', input.itemId)
    .where('l.condition', 'in', ['new', 'good'])
    .where((eb) => eb.or([eb('l.expires_on', 'is', null), eb('l.expires_on', '>=', dueOn.toString())]))
    .$if(input.lotIds !== undefined, (q) => q.where('l.id', 'in', [...(input.lotIds ?? [])]))
    .orderBy(
      (eb) => eb.ref('l.expires_on'),
      (o) => o.asc().nullsLast(),
    )
    .orderBy('l.received_at')
    .orderBy('l.id')
    .limit(500)
    .execute()
  // Locked in one order, whatever order they are used in.
  for (const id of lots.map((lot) => lot.id).sort()) await lockLot(tx, id)
  const chosen = input.lotIds ?? []
  const ordered = chosen.length === 0 ? lots : [...lots].sort((a, b) => chosen.indexOf(a.id) - chosen.indexOf(b.id))
  const taken: { lotId: string; quantity: number }[] = []
  let free = 0
  for (const lot of ordered) {
    const there = (await stockOf(tx.db, lot.id, site.id)).free
    const take = Math.min(there, input.quantity - Math.min(free, input.quantity))
    if (take > 0) taken.push({ lotId: lot.id, quantity: take })
    free += Math.max(0, there)
    if (free >= input.quantity) break
  }
  return { taken, free }
}

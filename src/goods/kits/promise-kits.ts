import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { itemServes } from '../../needs'
import { type Ctx, inCommand, may } from '../../platform'
import { lockLot, stockOf } from '../commands/move-stock'
import { insertPick } from '../commands/picks'
import { claimsOn, insertPledge, lineToServe, mayGiveItem, type PromiseError, reserve } from '../commands/promise-goods'
import { listItems } from './commands'

/** Why kits are not set aside. */
export type PromiseKitsError = PromiseError | { readonly kind: 'too-little'; readonly free: number }

const DAYS_SET_ASIDE = 14

/**
 * Sets whole kits aside for a request: each thing inside counts to the open line it serves, up to what is open there; what nobody asked for
 * goes along and counts nowhere. One pick serves all these promises, so the kits are delivered as one.
 * Records pledge.made, line.moved, line.claim-done, line.claim-trimmed.
 */
export const promiseKits = (
  ctx: Ctx,
  input: { readonly needId: string; readonly siteId: string; readonly lotId: string; readonly quantity: number },
): Promise<Result<{ pledgeIds: string[] }, PromiseKitsError>> =>
  inCommand<{ pledgeIds: string[] }, PromiseKitsError>(ctx, 'promiseKits', async (tx) => {
    const site = await tx.db.selectFrom('sites').selectAll().where('id', '=', input.siteId).executeTakeFirst()
    if (site === undefined) return err({ kind: 'not-found' })
    if (!may(tx.ctx, 'goods:stock', { organizationId: site.organization_id, regionId: site.region_id }))
      return err({ kind: 'forbidden' })
    const seen = await tx.db.selectFrom('stock_lots').selectAll().where('id', '=', input.lotId).executeTakeFirst()
    if (seen?.organization_id !== site.organization_id || seen.kit_id === null) return err({ kind: 'not-found' })
    const contents = await listItems(tx, seen.kit_id)
    const lines = await tx.db
      .selectFrom('need_lines')
      .select(['id', 'item_id'])
      .where('need_id', '=', input.needId)
      .where('item_id', 'is not', null)
      .where('open', '>', 0)
      .orderBy('id')
      .limit(100)
      .execute()
    const left = new Map(contents.map(({ itemId, quantity }) => [itemId, quantity * input.quantity]))
    const serves: { pledgeId: string; quantity: number }[] = []
    for (const { id, item_id } of lines) {
      const inside = contents.find(({ itemId }) => (left.get(itemId) ?? 0) > 0 && itemServes(item_id ?? '', itemId))
      if (inside === undefined) continue
      const found = await lineToServe(tx, id, inside.itemId)
      if (!found.ok) return found
      const { line, need } = found.value
      if (!(await mayGiveItem(tx, inside.itemId, site.organization_id))) return err({ kind: 'prescription' })
      const held = await claimsOn(tx, id, site.organization_id)
      const open = Math.min(line.open - held.byOthers, left.get(inside.itemId) ?? 0)
      // So many of each kit: the same whole number whichever of them is handed over.
      const quantity = Math.floor(open / input.quantity) * input.quantity
      if (quantity <= 0) continue
      left.set(inside.itemId, (left.get(inside.itemId) ?? 0) - quantity)
      const pledge = await insertPledge(tx, {
        id: newPublicId(),
        line,
        need,
        itemId: inside.itemId,
        source: 'stock',
        personId: null,
        organizationId: site.organization_id,
        way: 'from-stock',
        siteId: site.id,
        claimId: held.ownClaimId,
        comesFrom: null,
        until: tx.now.add({ hours: DAYS_SET_ASIDE * 24 }),
      })
      await reserve(tx, { pledge, line, need }, quantity, 'at_site', null)
      serves.push({ pledgeId: pledge.id, quantity })
    }
    if (serves.length === 0) return err({ kind: 'wrong-item' })
    await lockLot(tx, seen.id)
    const { free } = await stockOf(tx.db, seen.id, site.id)
    if (input.quantity < 1 || input.quantity > free) return err({ kind: 'too-little', free })
    await insertPick(tx, {
      lotId: seen.id,
      siteId: site.id,
      needId: input.needId,
      quantity: input.quantity,
      serves,
    })
    return ok({ pledgeIds: serves.map(({ pledgeId }) => pledgeId) })
  })

import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, type Tx } from '../../platform'
import { pledgeReceived } from '../entries'
import type { Condition } from '../pledge'
import { lockPledge, movePledge } from './move-pledge'
import { createLot, moveLot } from './move-stock'
import { insertPick } from './picks'
import { publicOfPledge } from './public-of-pledge'
import { releasePart } from './release-pledge'

/** What came of a pledge, in the parts it was counted in. */
export type ReceivePledge = {
  readonly pledgeId: string
  readonly siteId: string
  readonly parts: readonly {
    /** Whole number of the item's unit. */
    readonly quantity: number
    readonly condition: Condition
    /** ISO date; null where it keeps. */
    readonly expiresOn: string | null
  }[]
  /** What did not come: still awaited, or open again for others. */
  readonly rest: 'awaited' | 'released'
}

/** Why nothing was received. */
export type ReceivePledgeError =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  /** Nothing is awaited any more: it came, or the promise ended. */
  | { readonly kind: 'ended' }

/** What became of it: lots made, how much is set aside for the line, what is free stock, what is not fit to be given. */
export type ReceivedPledge = {
  readonly lotIds: readonly string[]
  readonly kept: number
  readonly beyond: number
  readonly unfit: number
}

/**
 * Takes in at a site what was promised: it becomes stock, set aside for its line up to what was promised; what is more is free stock, what
 * is worn out, damaged or past its day is not set aside. Records pledge.received, pledge.released, line.moved.
 */
export const receivePledge = (ctx: Ctx, input: ReceivePledge): Promise<Result<ReceivedPledge, ReceivePledgeError>> =>
  inCommand<ReceivedPledge, ReceivePledgeError>(ctx, 'receivePledge', async (tx) => {
    const locked = await lockPledge(tx, input.pledgeId)
    const site = await tx.db.selectFrom('sites').selectAll().where('id', '=', input.siteId).executeTakeFirst()
    if (locked === undefined || site === undefined) return err({ kind: 'not-found' })
    if (!may(tx.ctx, 'goods:stock', { organizationId: site.organization_id, regionId: site.region_id }))
      return err({ kind: 'forbidden' })
    const { pledge, need } = locked
    if (pledge.awaited === 0) return err({ kind: 'ended' })
    const today = tx.now.toZonedDateTimeISO(site.zone).toPlainDate().toString()
    const lotIds: string[] = []
    let kept = 0
    let unfit = 0
    let beyond = 0
    for (const part of input.parts) {
      const lot = await createLot(tx, {
        site,
        itemId: pledge.item_id,
        kitId: null,
        unit: locked.line.unit,
        condition: part.condition,
        expiresOn: part.expiresOn,
        pledgeId: pledge.id,
      })
      lotIds.push(lot.id)
      await moveLot(tx, {
        lotId: lot.id,
        from: { kind: 'outside', id: site.organization_id },
        to: { kind: 'site', id: site.id },
        quantity: part.quantity,
        cause: 'pledge',
        causeId: pledge.id,
      })
      const isFit = isGivable(part, today)
      const keep = isFit ? Math.min(part.quantity, pledge.awaited - kept) : 0
      if (keep > 0)
        await insertPick(tx, {
          lotId: lot.id,
          siteId: site.id,
          needId: need.id,
          quantity: keep,
          serves: [{ pledgeId: pledge.id, quantity: keep }],
        })
      kept += keep
      unfit += isFit ? 0 : part.quantity
      beyond += isFit ? part.quantity - keep : 0
    }
    await tx.db.updateTable('pledges').set({ site_id: site.id, way: 'brought' }).where('id', '=', pledge.id).execute()
    if (kept > 0) await movePledge(tx, locked, { from: 'awaited', to: 'at_site', quantity: kept, cause: 'received' })
    tx.append(
      pledgeReceived.entry({
        subjectId: pledge.id,
        regionId: need.region_id,
        organizationId: site.organization_id,
        body: {
          need: need.id,
          line: pledge.line_id,
          item: pledge.item_id,
          quantity: kept,
          site: site.id,
          beyond,
          unfit,
        },
        public: publicOfPledge(locked, tx.now, kept, 'received'),
      }),
    )
    await endRest(tx, input, locked, pledge.awaited - kept)
    return ok({ lotIds, kept, beyond, unfit })
  })

/** Whether goods may be given to anyone: whole, clean, and not past their last day. */
export const isGivable = (
  goods: { readonly condition: string; readonly expiresOn: string | null },
  today: string,
): boolean =>
  (goods.condition === 'new' || goods.condition === 'good') && (goods.expiresOn === null || goods.expiresOn >= today)

const endRest = async (tx: Tx, { rest }: ReceivePledge, locked: Parameters<typeof releasePart>[1], left: number) => {
  if (rest === 'released' && left > 0) await releasePart(tx, locked, 'awaited', left, 'less-came')
}

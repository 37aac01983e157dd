import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, type Tx } from '../../platform'
import { pledgeReceived } from '../entries'
import type { Condition } from '../pledge'
import { type LockedPledge, lockPledge, movePledge } from './move-pledge'
import { createLot, moveLot, type SiteRow } from './move-stock'
import { insertPick } from './picks'
import { publicOfPledge } from './public-of-pledge'
import { releasePart } from './release-pledge'

/** What came of a promise, in the parts it was counted in. */
export type ReceivePledge = {
  /** One promise, or the several of one gift that are the same thing for several lines: whoever brings it knows of one. */
  readonly pledgeIds: readonly string[]
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
 * Takes in at a site what was promised: it becomes stock, set aside for its lines up to what was promised; what is more is free stock, what
 * is worn out, damaged or past its day is not set aside. Records pledge.received, pledge.released, line.moved.
 */
export const receivePledge = (ctx: Ctx, input: ReceivePledge): Promise<Result<ReceivedPledge, ReceivePledgeError>> =>
  inCommand<ReceivedPledge, ReceivePledgeError>(ctx, 'receivePledge', async (tx) => {
    const site = await tx.db.selectFrom('sites').selectAll().where('id', '=', input.siteId).executeTakeFirst()
    if (site === undefined) return err({ kind: 'not-found' })
    if (!may(tx.ctx, 'goods:stock', { organizationId: site.organization_id, regionId: site.region_id }))
      return err({ kind: 'forbidden' })
    const locked = await lockAll(tx, input.pledgeIds)
    const [first] = locked
    if (first === undefined || locked.some(({ pledge }) => pledge.item_id !== first.pledge.item_id))
      return err({ kind: 'not-found' })
    const owed = locked.filter(({ pledge }) => pledge.awaited > 0).map((one) => ({ ...one, kept: 0 }))
    if (owed.length === 0) return err({ kind: 'ended' })
    const { lotIds, beyond, unfit } = await takeIn(tx, site, input.parts, owed)
    for (const [i, one] of owed.entries()) {
      const { pledge, need, kept } = one
      await tx.db.updateTable('pledges').set({ site_id: site.id, way: 'brought' }).where('id', '=', pledge.id).execute()
      if (kept > 0) await movePledge(tx, one, { from: 'awaited', to: 'at_site', quantity: kept, cause: 'received' })
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
            beyond: i === 0 ? beyond : 0,
            unfit: i === 0 ? unfit : 0,
          },
          public: publicOfPledge(one, tx.now, kept, 'received'),
        }),
      )
      const left = pledge.awaited - kept
      if (input.rest === 'released' && left > 0) await releasePart(tx, one, 'awaited', left, 'less-came')
    }
    return ok({ lotIds, kept: owed.reduce((sum, { kept }) => sum + kept, 0), beyond, unfit })
  })

type Owed = LockedPledge & { kept: number }

// In the order of lines, so that two who take in gifts for the same lines never wait for each other in a ring.
async function lockAll(tx: Tx, pledgeIds: readonly string[]): Promise<LockedPledge[]> {
  if (pledgeIds.length === 0) return []
  const rows = await tx.db
    .selectFrom('pledges')
    .select('id')
    .where('id', 'in', [...pledgeIds])
    .orderBy('line_id')
    .orderBy('id')
    .limit(pledgeIds.length)
    .execute()
  const locked: LockedPledge[] = []
  for (const { id } of rows) {
    const one = await lockPledge(tx, id)
    if (one !== undefined) locked.push(one)
  }
  return locked
}

// Each part is a lot of its own with one label; what is fit is shared out in the order of the pledges.
async function takeIn(tx: Tx, site: SiteRow, parts: ReceivePledge['parts'], owed: readonly Owed[]) {
  const today = tx.now.toZonedDateTimeISO(site.zone).toPlainDate().toString()
  const lotIds: string[] = []
  let unfit = 0
  let beyond = 0
  for (const part of parts) {
    const [first] = owed
    const lot = await createLot(tx, {
      site,
      itemId: first?.pledge.item_id ?? null,
      kitId: null,
      unit: first?.line.unit ?? '',
      condition: part.condition,
      expiresOn: part.expiresOn,
      pledgeId: first?.pledge.id ?? null,
    })
    lotIds.push(lot.id)
    await moveLot(tx, {
      lotId: lot.id,
      from: { kind: 'outside', id: site.organization_id },
      to: { kind: 'site', id: site.id },
      quantity: part.quantity,
      cause: 'pledge',
      causeId: first?.pledge.id ?? null,
    })
    let left = part.quantity
    if (!isGivable(part, today)) {
      unfit += left
      continue
    }
    for (const one of owed) {
      const keep = Math.min(left, one.pledge.awaited - one.kept)
      if (keep <= 0) continue
      await insertPick(tx, {
        lotId: lot.id,
        siteId: site.id,
        needId: one.need.id,
        quantity: keep,
        serves: [{ pledgeId: one.pledge.id, quantity: keep }],
      })
      one.kept += keep
      left -= keep
    }
    beyond += left
  }
  return { lotIds, beyond, unfit }
}

/** Whether goods may be given to anyone: whole, clean, and not past their last day. */
export const isGivable = (
  goods: { readonly condition: string; readonly expiresOn: string | null },
  today: string,
): boolean =>
  (goods.condition === 'new' || goods.condition === 'good') && (goods.expiresOn === null || goods.expiresOn >= today)

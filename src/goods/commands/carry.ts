import type { Tx } from '../../platform'
import { pledgeBroughtBack, pledgeDelivered, pledgeSent } from '../entries'
import type { Condition } from '../pledge'
import { type LockedPledge, lockPledge, movePledge } from './move-pledge'
import { type Account, createLot, moveLot } from './move-stock'
import { endPick, findPick, insertPick, type PickOf, shareOf } from './picks'
import { publicOfPledge } from './public-of-pledge'
import { recordRelease, releasePart } from './release-pledge'

/**
 * Steps of goods on their way, for rooms below, inside their command, which has decided who may. Each works on a pick: part of a lot set
 * aside for pledges. Lines and pledges are locked in the order of their ids; a caller with several picks goes through them in that order too.
 */

type Locked = { readonly of: PickOf; readonly served: readonly (LockedPledge & { readonly quantity: number })[] }

async function lockPick(tx: Tx, pickId: string): Promise<Locked | undefined> {
  const seen = await findPick(tx, pickId)
  if (seen === undefined) return undefined
  const pledges = await tx.db
    .selectFrom('pledges')
    .select(['id', 'line_id'])
    .where(
      'id',
      'in',
      seen.serves.map((one) => one.pledgeId),
    )
    .orderBy('line_id')
    .orderBy('id')
    .limit(50)
    .execute()
  const locked = new Map<string, LockedPledge>()
  for (const { id } of pledges) {
    const one = await lockPledge(tx, id)
    if (one !== undefined) locked.set(id, one)
  }
  // Read again behind the locks: another may have taken it while we waited.
  const of = await findPick(tx, pickId)
  if (of === undefined) return undefined
  const served = of.serves.flatMap(({ pledgeId, quantity }) => {
    const one = locked.get(pledgeId)
    return one === undefined ? [] : [{ ...one, quantity }]
  })
  return { of, served }
}

const onRound = (roundId: string): Account => ({ kind: 'round', id: roundId })

/**
 * Loads what is set aside onto a round: at the site becomes in transit. Records pledge.sent, line.moved.
 * @returns false when it is no longer set aside
 */
export async function loadPick(tx: Tx, pickId: string, roundId: string): Promise<boolean> {
  const locked = await lockPick(tx, pickId)
  const siteId = locked?.of.pick.site_id
  if (locked === undefined || siteId == null || locked.of.pick.state !== 'held') return false
  const { pick } = locked.of
  await endPick(tx, pick.id, 'taken')
  await moveLot(tx, {
    lotId: pick.lot_id,
    from: { kind: 'site', id: siteId },
    to: onRound(roundId),
    quantity: pick.quantity,
    cause: 'round',
    causeId: roundId,
  })
  for (const one of locked.served) {
    await movePledge(tx, one, {
      from: 'at_site',
      to: 'in_transit',
      quantity: one.quantity,
      cause: 'round',
      causeId: roundId,
    })
    tx.append(sent(tx, one, one.quantity, roundId))
  }
  return true
}

/**
 * Fetches at a donor's what was promised: awaited becomes in transit. What the donor gives beyond the promise is not taken.
 * Records pledge.sent, line.moved.
 * @returns the pick it is carried under; undefined when less than that is awaited
 */
export async function fetchPledge(
  tx: Tx,
  input: {
    readonly pledgeId: string
    readonly quantity: number
    readonly roundId: string
    /** Who keeps the stock while it is on its way. */
    readonly keeper: { readonly region_id: string; readonly organization_id: string }
    readonly condition: Condition
    readonly expiresOn: string | null
  },
): Promise<string | undefined> {
  const locked = await lockPledge(tx, input.pledgeId)
  if (locked === undefined || input.quantity < 1 || locked.pledge.awaited < input.quantity) return undefined
  const { pledge, line, need } = locked
  const lot = await createLot(tx, {
    site: input.keeper,
    itemId: pledge.item_id,
    kitId: null,
    unit: line.unit,
    condition: input.condition,
    expiresOn: input.expiresOn,
    pledgeId: pledge.id,
  })
  await moveLot(tx, {
    lotId: lot.id,
    from: { kind: 'outside', id: input.keeper.organization_id },
    to: onRound(input.roundId),
    quantity: input.quantity,
    cause: 'fetched',
    causeId: pledge.id,
  })
  await movePledge(tx, locked, {
    from: 'awaited',
    to: 'in_transit',
    quantity: input.quantity,
    cause: 'fetched',
    causeId: input.roundId,
  })
  tx.append(sent(tx, locked, input.quantity, input.roundId))
  return insertPick(tx, {
    lotId: lot.id,
    siteId: null,
    needId: need.id,
    quantity: input.quantity,
    state: 'taken',
    serves: [{ pledgeId: pledge.id, quantity: input.quantity }],
  })
}

/**
 * Gives to the person helped what a round carries of a pick: in transit becomes delivered. Records pledge.delivered, line.moved.
 * @param quantity in the unit of the lot, at most what is left of the pick on the round
 */
export async function handOver(tx: Tx, pickId: string, roundId: string, quantity: number): Promise<void> {
  const locked = await lockPick(tx, pickId)
  if (locked === undefined) return
  await give(tx, locked, onRound(roundId), 'in_transit', quantity, roundId)
}

/**
 * Gives out at a site what is set aside: it is delivered without a round. What is not given stays set aside.
 * Records pledge.delivered, line.moved.
 * @returns false when less than that is set aside
 */
export async function handOut(tx: Tx, pickId: string, quantity: number): Promise<boolean> {
  const locked = await lockPick(tx, pickId)
  const siteId = locked?.of.pick.site_id
  if (locked === undefined || siteId == null || locked.of.pick.state !== 'held') return false
  const { pick } = locked.of
  if (quantity < 1 || quantity > pick.quantity) return false
  await endPick(tx, pick.id, 'taken')
  await give(tx, locked, { kind: 'site', id: siteId }, 'at_site', quantity, null)
  const left = pick.quantity - quantity
  const serves = locked.served
    .map((one) => ({
      pledgeId: one.pledge.id,
      quantity: one.quantity - shareOf(one.quantity, quantity, pick.quantity),
    }))
    .filter((one) => one.quantity > 0)
  if (left > 0 && serves.length > 0)
    await insertPick(tx, { lotId: pick.lot_id, siteId, needId: pick.need_id, quantity: left, serves })
  return true
}

/**
 * Frees at a site what is set aside, for whoever comes next: its lines are open again. Records pledge.released, line.moved.
 * @returns false when it is no longer set aside there
 */
export async function freePick(tx: Tx, pickId: string, siteId: string): Promise<boolean> {
  const locked = await lockPick(tx, pickId)
  if (locked === undefined || locked.of.pick.site_id !== siteId || locked.of.pick.state !== 'held') return false
  await endPick(tx, pickId, 'released')
  for (const one of locked.served) await recordRelease(tx, one, 'at_site', one.quantity, 'site')
  return true
}

async function give(
  tx: Tx,
  { of: { pick }, served }: Locked,
  from: Account,
  part: 'at_site' | 'in_transit',
  quantity: number,
  roundId: string | null,
): Promise<void> {
  await moveLot(tx, {
    lotId: pick.lot_id,
    from,
    to: { kind: 'helped', id: pick.need_id },
    quantity,
    cause: 'delivered',
    causeId: roundId,
  })
  for (const one of served) {
    const given = shareOf(one.quantity, quantity, pick.quantity)
    if (given === 0) continue
    await movePledge(tx, one, { from: part, to: 'delivered', quantity: given, cause: 'delivered', causeId: roundId })
    tx.append(
      pledgeDelivered.entry({
        subjectId: one.pledge.id,
        regionId: one.need.region_id,
        organizationId: one.pledge.organization_id,
        body: { ...bodyOf(one, given), round: roundId },
        public: publicOfPledge(one, tx.now, given, 'delivered'),
      }),
    )
  }
}

/**
 * Brings back to a site what was not handed over: still set aside for another try, or free again because it is not wanted, which opens the
 * line. Records pledge.brought-back, pledge.released, line.moved.
 * @param back `quantity` in the unit of the lot; `keep`: for another try
 * @returns the new pick when it is kept
 */
export async function bringBack(
  tx: Tx,
  pickId: string,
  back: {
    readonly roundId: string
    readonly siteId: string
    readonly quantity: number
    readonly keep: boolean
    readonly cause: string
  },
): Promise<string | undefined> {
  const locked = await lockPick(tx, pickId)
  if (locked === undefined) return undefined
  const { pick } = locked.of
  await moveLot(tx, {
    lotId: pick.lot_id,
    from: onRound(back.roundId),
    to: { kind: 'site', id: back.siteId },
    quantity: back.quantity,
    cause: back.cause,
    causeId: back.roundId,
  })
  const kept: { pledgeId: string; quantity: number }[] = []
  for (const one of locked.served) {
    const quantity = shareOf(one.quantity, back.quantity, pick.quantity)
    if (quantity === 0) continue
    if (!back.keep) {
      await releasePart(tx, one, 'in_transit', quantity, 'refused', back.roundId)
      continue
    }
    await movePledge(tx, one, { from: 'in_transit', to: 'at_site', quantity, cause: back.cause, causeId: back.roundId })
    kept.push({ pledgeId: one.pledge.id, quantity })
    await tx.db
      .updateTable('pledges')
      .set({ site_id: back.siteId, ...(one.pledge.way === 'picked-up' ? { way: 'brought' } : {}) })
      .where('id', '=', one.pledge.id)
      .execute()
    tx.append(
      pledgeBroughtBack.entry({
        subjectId: one.pledge.id,
        regionId: one.need.region_id,
        organizationId: one.pledge.organization_id,
        body: { ...bodyOf(one, quantity), round: back.roundId, site: back.siteId, cause: back.cause },
        public: publicOfPledge(one, tx.now, quantity, back.cause),
      }),
    )
  }
  if (kept.length === 0) return undefined
  return insertPick(tx, {
    lotId: pick.lot_id,
    siteId: back.siteId,
    needId: pick.need_id,
    quantity: back.quantity,
    serves: kept,
  })
}

const bodyOf = ({ pledge, need }: LockedPledge, quantity: number) => ({
  need: need.id,
  line: pledge.line_id,
  item: pledge.item_id,
  quantity,
})

const sent = (tx: Tx, one: LockedPledge, quantity: number, roundId: string | null) =>
  pledgeSent.entry({
    subjectId: one.pledge.id,
    regionId: one.need.region_id,
    organizationId: one.pledge.organization_id,
    body: { ...bodyOf(one, quantity), round: roundId },
    public: publicOfPledge(one, tx.now, quantity, 'sent'),
  })

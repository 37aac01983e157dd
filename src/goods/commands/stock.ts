import { err, ok, type Result } from '../../kit/result'
import { findItem } from '../../needs'
import { type Ctx, inCommand, may, type Tx } from '../../platform'
import { stockCounted, stockMoved, stockReceived, stockWrittenOff } from '../entries'
import type { Condition } from '../pledge'
import {
  type Account,
  createLot,
  type LotRow,
  lockLot,
  moveLot,
  publicKindOf,
  type SiteRow,
  stockOf,
} from './move-stock'

/** Why stock is not changed. */
export type StockError =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'unknown-item' }
  /** Less lies there free: the rest is not there, or set aside. */
  | { readonly kind: 'too-little'; readonly free: number }

/** A change of stock just recorded. */
export type StockDone = { readonly lotId: string; readonly reference: string; readonly quantity: number }

/** Goods that come in without a promise. */
export type ReceiveStock = {
  readonly siteId: string
  readonly itemId: string
  /** Whole number of the item's unit. */
  readonly quantity: number
  readonly condition: Condition
  /** ISO date; null where it keeps. */
  readonly expiresOn: string | null
  readonly cause: 'given' | 'bought' | 'found'
}

/** Takes goods into stock as a lot with a code of its own. Records stock.received. */
export const receiveStock = (ctx: Ctx, input: ReceiveStock): Promise<Result<StockDone, StockError>> =>
  inCommand<StockDone, StockError>(ctx, 'receiveStock', async (tx) => {
    const site = await siteFor(tx, input.siteId)
    if (!site.ok) return site
    const item = findItem(input.itemId)
    if (item === undefined || item.group === 'service') return err({ kind: 'unknown-item' })
    const lot = await createLot(tx, {
      site: site.value,
      itemId: item.id,
      kitId: null,
      unit: item.unit,
      condition: input.condition,
      expiresOn: input.expiresOn,
    })
    const from: Account = { kind: 'outside', id: site.value.organization_id }
    await moveLot(tx, { lotId: lot.id, from, to: at(site.value), quantity: input.quantity, cause: input.cause })
    tx.append(stockReceived.entry(entryOf(tx, lot, site.value, input.quantity, input.cause)))
    return ok({ lotId: lot.id, reference: lot.reference, quantity: input.quantity })
  })

/** Takes free stock from one site to another of the same organization. Records stock.moved. */
export const moveStock = (
  ctx: Ctx,
  input: { readonly lotId: string; readonly siteId: string; readonly toSiteId: string; readonly quantity: number },
): Promise<Result<StockDone, StockError>> =>
  inCommand<StockDone, StockError>(ctx, 'moveStock', async (tx) => {
    const free = await freeStock(tx, input.lotId, input.siteId, input.quantity)
    if (!free.ok) return free
    const to = await siteFor(tx, input.toSiteId)
    if (!to.ok) return to
    const { lot, site } = free.value
    if (to.value.organization_id !== lot.organization_id || to.value.id === site.id) return err({ kind: 'not-found' })
    await moveLot(tx, { lotId: lot.id, from: at(site), to: at(to.value), quantity: input.quantity, cause: 'moved' })
    const entry = entryOf(tx, lot, site, input.quantity, 'moved')
    tx.append(
      stockMoved.entry({
        ...entry,
        body: { ...entry.body, to: to.value.id },
        public: { ...entry.public, toSite: to.value.id },
      }),
    )
    return ok({ lotId: lot.id, reference: lot.reference, quantity: input.quantity })
  })

/** Why goods leave the stock without helping anyone. */
export const writeOffCauses = ['expired', 'damaged', 'spoiled', 'lost', 'stolen', 'unfit'] as const
/** One of {@link writeOffCauses}. */
export type WriteOffCause = (typeof writeOffCauses)[number]

/** Writes free stock off, with the cause. Records stock.written-off. */
export const writeOffStock = (
  ctx: Ctx,
  input: {
    readonly lotId: string
    readonly siteId: string
    readonly quantity: number
    readonly cause: WriteOffCause
  },
): Promise<Result<StockDone, StockError>> =>
  inCommand<StockDone, StockError>(ctx, 'writeOffStock', async (tx) => {
    const free = await freeStock(tx, input.lotId, input.siteId, input.quantity)
    if (!free.ok) return free
    const { lot, site } = free.value
    const to: Account = { kind: 'lost', id: site.id }
    await moveLot(tx, { lotId: lot.id, from: at(site), to, quantity: input.quantity, cause: input.cause })
    tx.append(stockWrittenOff.entry(entryOf(tx, lot, site, input.quantity, input.cause)))
    return ok({ lotId: lot.id, reference: lot.reference, quantity: input.quantity })
  })

/** Why a count is not taken over. */
export type CountError =
  | StockError
  /** It changed since the counter looked: both sides are shown to a person. */
  | { readonly kind: 'changed'; readonly expected: number; readonly lies: number }
  /** Fewer were counted than are set aside: a pick must be freed first. */
  | { readonly kind: 'set-aside'; readonly held: number }

/**
 * Takes over what somebody counted: the difference moves to or from the account of the count, whatever it was on paper.
 * @param input `expected`: what the counter's page said lay there, so that a movement in between is seen. Records stock.counted.
 */
export const countStock = (
  ctx: Ctx,
  input: { readonly lotId: string; readonly siteId: string; readonly counted: number; readonly expected: number },
): Promise<Result<{ before: number; counted: number }, CountError>> =>
  inCommand<{ before: number; counted: number }, CountError>(ctx, 'countStock', async (tx) => {
    const found = await lotAt(tx, input.lotId, input.siteId)
    if (!found.ok) return found
    const { lot, site } = found.value
    const { lies, free } = await stockOf(tx.db, lot.id, site.id)
    if (lies !== input.expected) return err({ kind: 'changed', expected: input.expected, lies })
    if (input.counted < lies - free) return err({ kind: 'set-aside', held: lies - free })
    const difference = input.counted - lies
    const count: Account = { kind: 'count', id: site.id }
    if (difference !== 0)
      await moveLot(tx, {
        lotId: lot.id,
        ...(difference > 0 ? { from: count, to: at(site) } : { from: at(site), to: count }),
        quantity: Math.abs(difference),
        cause: 'counted',
      })
    tx.append(
      stockCounted.entry({
        subjectId: lot.id,
        regionId: site.region_id,
        organizationId: site.organization_id,
        body: { lot: lot.id, site: site.id, before: lies, counted: input.counted },
        public: {
          ...publicOfStock(tx, lot, site),
          quantity: input.counted,
          quantityBefore: lies,
        },
      }),
    )
    return ok({ before: lies, counted: input.counted })
  })

const at = (site: SiteRow): Account => ({ kind: 'site', id: site.id })

/** The site, where the actor keeps the stock of its organization. */
async function siteFor(tx: Tx, siteId: string): Promise<Result<SiteRow, StockError>> {
  const site = await tx.db.selectFrom('sites').selectAll().where('id', '=', siteId).executeTakeFirst()
  if (site === undefined) return err({ kind: 'not-found' })
  const scope = { organizationId: site.organization_id, regionId: site.region_id }
  return may(tx.ctx, 'goods:stock', scope) ? ok(site) : err({ kind: 'forbidden' })
}

async function lotAt(
  tx: Tx,
  lotId: string,
  siteId: string,
): Promise<Result<{ lot: LotRow; site: SiteRow }, StockError>> {
  const site = await siteFor(tx, siteId)
  if (!site.ok) return site
  const lot = await lockLot(tx, lotId)
  if (lot?.organization_id !== site.value.organization_id) return err({ kind: 'not-found' })
  return ok({ lot, site: site.value })
}

async function freeStock(tx: Tx, lotId: string, siteId: string, quantity: number) {
  const found = await lotAt(tx, lotId, siteId)
  if (!found.ok) return found
  const { free } = await stockOf(tx.db, lotId, siteId)
  return quantity < 1 || quantity > free ? err({ kind: 'too-little' as const, free }) : found
}

const publicOfStock = (tx: Tx, lot: LotRow, site: SiteRow) => ({
  region: site.region_id,
  day: tx.now.toZonedDateTimeISO(site.zone).toPlainDate().toString(),
  organization: site.organization_id,
  site: site.id,
  kind: publicKindOf(lot),
  unit: lot.unit,
})

const entryOf = (tx: Tx, lot: LotRow, site: SiteRow, quantity: number, cause: string) => ({
  subjectId: lot.id,
  regionId: site.region_id,
  organizationId: site.organization_id,
  body: { lot: lot.id, site: site.id, quantity, cause },
  public: { ...publicOfStock(tx, lot, site), quantity, cause },
})

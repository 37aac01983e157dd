import { err, ok, type Result } from '../../../kit/result'
import { passClaim } from '../../../needs'
import { type Ctx, inCommand, type Tx } from '../../../platform'
import { createLot, lockLot, moveLot, stockOf } from '../../commands/move-stock'
import type { Condition } from '../../pledge'
import type { HandOverError, Refusal } from '../ask'
import { goodsGiven, goodsRefused, goodsTaken } from '../entries'
import { type AskRow, decidedBy, entryOf, isInGoodStanding, lockAsk } from './lock-ask'

/**
 * The other organization gives: stock leaves one of its sites, first expiring first out; a claim changes hands at once and never becomes
 * free in between. Asks for goods:manage of the holder. Records goods.given, goods.taken, line.claim-released, line.claimed.
 */
export const giveGoods = (
  ctx: Ctx,
  input: {
    readonly askId: string
    /** At most what was asked. */
    readonly quantity: number
    /** Where stock is taken from; of no use for a claim. */
    readonly siteId?: string | undefined
  },
): Promise<Result<{ readonly askId: string; readonly state: 'given' | 'taken' }, HandOverError>> =>
  inCommand<{ readonly askId: string; readonly state: 'given' | 'taken' }, HandOverError>(
    ctx,
    'giveGoods',
    async (tx) => {
      const found = await lockAsk(tx, input.askId, 'holder_id', 'goods:manage', ['asked'])
      if (!found.ok) return found
      const ask = found.value
      if (Temporal.Instant.compare(ask.until, tx.now) <= 0) return err({ kind: 'ended' })
      if (!(await isInGoodStanding(tx, ask.asker_id)) || !(await isInGoodStanding(tx, ask.holder_id)))
        return err({ kind: 'not-active' })
      if (input.quantity < 1 || input.quantity > ask.quantity) return err({ kind: 'too-little', free: ask.quantity })
      const refusal =
        ask.claim_id === null ? await sendStock(tx, ask, input) : await sendClaim(tx, ask, ask.claim_id, input.quantity)
      if (refusal !== undefined) return err(refusal)
      const isClaim = ask.claim_id !== null
      await tx.db
        .updateTable('goods_asks')
        .set({
          ...decidedBy(tx),
          state: isClaim ? 'taken' : 'given',
          given: input.quantity,
          arrived: isClaim ? input.quantity : 0,
          ended_at: isClaim ? tx.now : null,
        })
        .where('id', '=', ask.id)
        .execute()
      const entry = await entryOf(tx, { ...ask, quantity: input.quantity }, ask.holder_id)
      const public_ = { ...entry.public, quantity: input.quantity }
      tx.append(goodsGiven.entry({ ...entry, public: public_ }))
      if (isClaim) tx.append(goodsTaken.entry({ ...entry, body: { ...entry.body, missing: 0 }, public: public_ }))
      return ok({ askId: ask.id, state: isClaim ? 'taken' : 'given' })
    },
  )

async function sendClaim(tx: Tx, ask: AskRow, claimId: string, quantity: number): Promise<HandOverError | undefined> {
  const passed = await passClaim(tx, { claimId, toOrganizationId: ask.asker_id, quantity })
  if (typeof passed !== 'string') return undefined
  if (passed === 'too-much') return { kind: 'too-little', free: 0 }
  return { kind: passed === 'not-allowed' ? 'not-active' : passed }
}

async function sendStock(
  tx: Tx,
  ask: AskRow,
  input: { readonly siteId?: string | undefined; readonly quantity: number },
): Promise<HandOverError | undefined> {
  const site = await tx.db
    .selectFrom('sites')
    .select('id')
    .where('id', '=', input.siteId ?? '')
    .where('organization_id', '=', ask.holder_id)
    .executeTakeFirst()
  if (site === undefined) return { kind: 'not-found' }
  const lots = await tx.db
    .selectFrom('stock_lots as l')
    .innerJoin('stock_balances as b', 'b.lot_id', 'l.id')
    .select(['l.id', 'l.expires_on'])
    .where('b.kind', '=', 'site')
    .where('b.place_id', '=', site.id)
    .where('b.quantity', '>', 0)
    .where('l.organization_id', '=', ask.holder_id)
    .where('l.item_id', '=', ask.item_id)
    .where('l.condition', 'in', ['new', 'good'])
    .orderBy('l.expires_on', (o) => o.asc().nullsLast())
    .orderBy('l.received_at')
    .orderBy('l.id')
    .limit(500)
    .execute()
  for (const id of lots.map((lot) => lot.id).sort()) await lockLot(tx, id)
  let left = input.quantity
  for (const lot of lots) {
    const quantity = Math.min(left, Math.max(0, (await stockOf(tx.db, lot.id, site.id)).free))
    if (quantity === 0) continue
    left -= quantity
    await moveLot(tx, {
      lotId: lot.id,
      from: { kind: 'site', id: site.id },
      to: { kind: 'handed', id: ask.id },
      quantity,
      cause: 'given',
      causeId: ask.id,
    })
  }
  return left > 0 ? { kind: 'too-little', free: input.quantity - left } : undefined
}

/** The other organization does not give, and says why. Records goods.refused. */
export const refuseGoods = (
  ctx: Ctx,
  input: { readonly askId: string; readonly reason: Refusal },
): Promise<Result<{ readonly askId: string }, HandOverError>> =>
  inCommand<{ readonly askId: string }, HandOverError>(ctx, 'refuseGoods', async (tx) => {
    const found = await lockAsk(tx, input.askId, 'holder_id', 'goods:manage', ['asked'])
    if (!found.ok) return found
    const ask = found.value
    await tx.db
      .updateTable('goods_asks')
      .set({ ...decidedBy(tx), state: 'refused', reason: input.reason, ended_at: tx.now })
      .where('id', '=', ask.id)
      .execute()
    const entry = await entryOf(tx, ask, ask.holder_id)
    tx.append(
      goodsRefused.entry({
        ...entry,
        body: { ...entry.body, reason: input.reason },
        public: { ...entry.public, cause: input.reason },
      }),
    )
    return ok({ askId: ask.id })
  })

/**
 * What was given has arrived: it enters lots of the asker at its site, with the same item, condition and expiry; what is missing is written
 * off as lost on the way. Asks for goods:stock of the asker. Records goods.taken.
 */
export const takeGoods = (
  ctx: Ctx,
  input: { readonly askId: string; readonly arrived: number },
): Promise<Result<{ readonly askId: string; readonly lots: readonly string[] }, HandOverError>> =>
  inCommand<{ readonly askId: string; readonly lots: readonly string[] }, HandOverError>(
    ctx,
    'takeGoods',
    async (tx) => {
      const found = await lockAsk(tx, input.askId, 'asker_id', 'goods:stock', ['given'])
      if (!found.ok) return found
      const ask = found.value
      if (input.arrived < 0 || input.arrived > ask.given) return err({ kind: 'too-little', free: ask.given })
      const lots = await arrive(tx, ask, input.arrived)
      await tx.db
        .updateTable('goods_asks')
        .set({ state: 'taken', arrived: input.arrived, ended_at: tx.now })
        .where('id', '=', ask.id)
        .execute()
      const entry = await entryOf(tx, { ...ask, quantity: input.arrived }, ask.asker_id)
      tx.append(
        goodsTaken.entry({
          ...entry,
          body: { ...entry.body, missing: ask.given - input.arrived },
          public: { ...entry.public, quantity: input.arrived },
        }),
      )
      return ok({ askId: ask.id, lots })
    },
  )

async function arrive(tx: Tx, ask: AskRow, arrived: number): Promise<string[]> {
  const siteId = ask.site_id
  if (siteId === null) return []
  const site = await tx.db.selectFrom('sites').selectAll().where('id', '=', siteId).executeTakeFirstOrThrow()
  const sent = await tx.db
    .selectFrom('stock_balances as b')
    .innerJoin('stock_lots as l', 'l.id', 'b.lot_id')
    .select(['l.id', 'l.item_id', 'l.unit', 'l.condition', 'l.expires_on', 'b.quantity'])
    .where('b.kind', '=', 'handed')
    .where('b.place_id', '=', ask.id)
    .where('b.quantity', '>', 0)
    .orderBy('l.id')
    .limit(500)
    .execute()
  const made: string[] = []
  let left = arrived
  for (const lot of sent) {
    const quantity = Math.min(left, lot.quantity)
    left -= quantity
    const missing = lot.quantity - quantity
    const handed = { kind: 'handed', id: ask.id } as const
    if (missing > 0)
      await moveLot(tx, {
        lotId: lot.id,
        from: handed,
        to: { kind: 'lost', id: site.id },
        quantity: missing,
        cause: 'lost',
        causeId: ask.id,
      })
    if (quantity === 0) continue
    const mine = await createLot(tx, {
      site,
      itemId: lot.item_id,
      kitId: null,
      unit: lot.unit,
      condition: lot.condition as Condition,
      expiresOn: lot.expires_on === null ? null : String(lot.expires_on),
    })
    made.push(mine.id)
    await moveLot(tx, {
      lotId: mine.id,
      from: handed,
      to: { kind: 'site', id: site.id },
      quantity,
      cause: 'taken',
      causeId: ask.id,
    })
  }
  return made
}

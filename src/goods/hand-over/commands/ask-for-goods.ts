import { newPublicId } from '../../../kit/ids'
import { err, ok, type Result } from '../../../kit/result'
import { findItem } from '../../../needs'
import { type Ctx, inCommand, may, personOf } from '../../../platform'
import { mayGiveItem } from '../../commands/promise-goods'
import type { HandOverError } from '../ask'
import { goodsAskEnded, goodsAsked } from '../entries'
import { entryOf, isInGoodStanding, lockAsk } from './lock-ask'

/** What one organization asks of another. */
export type AskForGoods = {
  readonly askerId: string
  readonly holderId: string
  /** Stock of an item, to be brought to a site of the asker; or a claim the other holds. */
  readonly what: { readonly itemId: string; readonly siteId: string } | { readonly claimId: string }
  /** Whole number of the item's or line's unit. */
  readonly quantity: number
  readonly words: string
  /** Until when an answer serves, at most 14 days ahead. */
  readonly until: Temporal.Instant
}

const DAYS_AHEAD_MAX = 14

/** Asks another organization for goods. Asks for goods:manage of the asker. Records goods.asked. */
export const askForGoods = (ctx: Ctx, input: AskForGoods): Promise<Result<{ readonly askId: string }, HandOverError>> =>
  inCommand<{ readonly askId: string }, HandOverError>(ctx, 'askForGoods', async (tx) => {
    const asker = await tx.db
      .selectFrom('organizations')
      .select('region_id')
      .where('id', '=', input.askerId)
      .executeTakeFirst()
    if (asker === undefined || input.askerId === input.holderId) return err({ kind: 'not-found' })
    if (!may(ctx, 'goods:manage', { organizationId: input.askerId, regionId: asker.region_id }))
      return err({ kind: 'forbidden' })
    if (!(await isInGoodStanding(tx, input.askerId)) || !(await isInGoodStanding(tx, input.holderId)))
      return err({ kind: 'not-active' })
    const hours = (input.until.epochMilliseconds - tx.now.epochMilliseconds) / 3_600_000
    if (hours <= 0 || hours > DAYS_AHEAD_MAX * 24) return err({ kind: 'wrong-time' })
    if ('itemId' in input.what) {
      if (findItem(input.what.itemId) === undefined) return err({ kind: 'unknown-item' })
      if (!(await mayGiveItem(tx, input.what.itemId, input.askerId))) return err({ kind: 'prescription' })
      const site = await tx.db
        .selectFrom('sites')
        .select('id')
        .where('id', '=', input.what.siteId)
        .where('organization_id', '=', input.askerId)
        .where('state', '<>', 'closed')
        .executeTakeFirst()
      if (site === undefined) return err({ kind: 'not-found' })
    } else {
      const claim = await tx.db
        .selectFrom('line_claims')
        .select('quantity')
        .where('id', '=', input.what.claimId)
        .where('organization_id', '=', input.holderId)
        .where('state', '=', 'held')
        .executeTakeFirst()
      if (claim === undefined) return err({ kind: 'ended' })
      if (input.quantity > claim.quantity) return err({ kind: 'too-little', free: claim.quantity })
    }
    if (input.quantity < 1) return err({ kind: 'too-little', free: 0 })
    const ask = await tx.db
      .insertInto('goods_asks')
      .values({
        id: newPublicId(),
        region_id: asker.region_id,
        asker_id: input.askerId,
        holder_id: input.holderId,
        item_id: 'itemId' in input.what ? input.what.itemId : null,
        claim_id: 'claimId' in input.what ? input.what.claimId : null,
        site_id: 'itemId' in input.what ? input.what.siteId : null,
        quantity: input.quantity,
        words: input.words.slice(0, 500),
        state: 'asked',
        until: input.until,
        asked_by: personOf(ctx),
        asked_by_key: ctx.actor.kind === 'key' ? ctx.actor.keyId : null,
        asked_at: tx.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    const entry = await entryOf(tx, ask, ask.asker_id)
    tx.append(goodsAsked.entry({ ...entry, public: { ...entry.public, quantity: ask.quantity } }))
    tx.wake('goods.lapse-ask', { askId: ask.id }, input.until, ask.id)
    return ok({ askId: ask.id })
  })

/** Who asked takes it back. Records goods.ask-ended. */
export const withdrawAsk = (ctx: Ctx, askId: string): Promise<Result<{ readonly askId: string }, HandOverError>> =>
  inCommand<{ readonly askId: string }, HandOverError>(ctx, 'withdrawAsk', async (tx) => {
    const found = await lockAsk(tx, askId, 'asker_id', 'goods:manage', ['asked'])
    if (!found.ok) return found
    await tx.db
      .updateTable('goods_asks')
      .set({ state: 'withdrawn', ended_at: tx.now })
      .where('id', '=', askId)
      .execute()
    const entry = await entryOf(tx, found.value, found.value.asker_id)
    tx.append(
      goodsAskEnded.entry({
        ...entry,
        body: { ...entry.body, state: 'withdrawn' },
        public: { ...entry.public, state: 'withdrawn' },
      }),
    )
    return ok({ askId })
  })

/** No word came in time. Records goods.ask-ended. */
export const lapseAsk = (ctx: Ctx, askId: string): Promise<Result<{ readonly lapsed: boolean }, never>> =>
  inCommand<{ readonly lapsed: boolean }, never>(ctx, 'lapseAsk', async (tx) => {
    const ask = await tx.db.selectFrom('goods_asks').selectAll().where('id', '=', askId).forUpdate().executeTakeFirst()
    if (ask?.state !== 'asked' || Temporal.Instant.compare(ask.until, tx.now) > 0) return ok({ lapsed: false })
    await tx.db.updateTable('goods_asks').set({ state: 'lapsed', ended_at: tx.now }).where('id', '=', askId).execute()
    const entry = await entryOf(tx, ask, ask.asker_id)
    tx.append(
      goodsAskEnded.entry({
        ...entry,
        body: { ...entry.body, state: 'lapsed' },
        public: { ...entry.public, state: 'lapsed' },
      }),
    )
    return ok({ lapsed: true })
  })

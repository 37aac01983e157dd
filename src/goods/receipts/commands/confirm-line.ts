import { newPublicId } from '../../../kit/ids'
import { err, ok, type Result } from '../../../kit/result'
import {
  findItem,
  giveToLine,
  lockLine,
  lockNeed,
  maySpeakFor,
  moveLine,
  type NeedRow,
  receiptCodeOf,
  recordReceipt,
  waitAgain,
} from '../../../needs'
import { findCompanion, powerOver } from '../../../people'
import { type Ctx, hitLimit, inCommand, personOf, type Tx } from '../../../platform'
import { deliversHere, theyDeliverHere } from '../delivers-here'
import { receiptSaid } from '../entries'
import { COUNTED_AGAIN, type Delivery, listDeliveries, listDeliveriesOfLine } from '../queries/deliveries'
import { isByLines } from '../queries/is-by-lines'
import {
  decideVerdict,
  decideWhole,
  type SaidBy,
  type SaidTrouble,
  saidBys,
  type Verdict,
  type VerdictError,
} from '../receipt'
import { endCallBackAnswered, mayCallBack } from './call-backs'

/** What is said of goods that came to a line. */
export type ConfirmLine = {
  readonly lineId: string
  /** Which delivery, as the movement that counted it; left out: all that nobody has answered for. */
  readonly deliveryId?: string | undefined
  /** Why it was not what was needed; none: it was. */
  readonly troubles: readonly SaidTrouble[]
  /** Whether what failed is asked for again; by itself it is. */
  readonly stillNeeded?: boolean | undefined
  /** Whether those who delivered may learn that it was this delivery. */
  readonly mayTell?: boolean | undefined
  readonly by: SaidBy
}

/** Why an answer is not taken. */
export type ConfirmLineError =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  /** A companion who leads where the person belongs or works. */
  | { readonly kind: 'power-over-person' }
  | { readonly kind: 'destroyed' }
  | { readonly kind: 'wrong-code' }
  | { readonly kind: 'too-many-tries' }
  /** Nothing came that nobody has answered for. */
  | { readonly kind: 'no-delivery' }
  /** Several came: a reason says which it is about. */
  | { readonly kind: 'which-delivery' }
  | VerdictError

/** An answer taken: what of it is asked for again, and the receipt of the whole need where this was the last answer it waited for. */
export type ConfirmedLine = {
  readonly needId: string
  readonly receipts: readonly string[]
  readonly result: 'yes' | 'partly' | 'no'
  readonly again: number
  readonly whole: 'yes' | 'partly' | 'no' | null
}

const CODE_TRIES = { hits: 5, seconds: 86_400 }

/** Entries that an answer to a delivery may write; routes and commands that take one declare them. */
export const confirmRecords = [
  'receipt.said',
  'line.moved',
  'line.claim-trimmed',
  'need.reopened',
  'need.receipt',
  'need.helped',
  'call-back.tried',
] as const

/**
 * Counts a try of the code of a need; true when there were too many today, whoever tried. A room that takes codes inside a command of its
 * own asks this before it begins, since a command that fails leaves no trace.
 */
export const tooManyCodeTries = async (ctx: Ctx, needId: string): Promise<boolean> =>
  (await hitLimit(ctx.db, `receipt-code ${needId}`, CODE_TRIES, ctx.clock.now())) > 0

/**
 * The person helped says whether what came to a line was what they needed: on their link, by their code, through an operator, a companion
 * or somebody who called. What failed goes back to open where it is needed still; when every delivery of a need is answered and nothing is
 * open, the need has its receipt. A later answer replaces an earlier one. Records {@link confirmRecords}.
 */
export async function confirmLine(ctx: Ctx, input: ConfirmLine): Promise<Result<ConfirmedLine, ConfirmLineError>> {
  if (input.by.kind === 'code') {
    const line = await ctx.db
      .selectFrom('need_lines')
      .select('need_id')
      .where('id', '=', input.lineId)
      .executeTakeFirst()
    if (line !== undefined && (await tooManyCodeTries(ctx, line.need_id))) return err({ kind: 'too-many-tries' })
  }
  return inCommand<ConfirmedLine, ConfirmLineError>(ctx, 'confirmLine', (tx) => confirmLineIn(tx, input))
}

/**
 * All that came to a need and nobody has answered for was what was needed: one word, at a hand-out or a door. Records {@link confirmRecords}.
 */
export async function confirmAll(
  ctx: Ctx,
  input: { readonly needId: string; readonly by: SaidBy },
): Promise<Result<{ readonly whole: ConfirmedLine['whole'] }, ConfirmLineError>> {
  if (input.by.kind === 'code' && (await tooManyCodeTries(ctx, input.needId))) return err({ kind: 'too-many-tries' })
  return inCommand<{ readonly whole: ConfirmedLine['whole'] }, ConfirmLineError>(ctx, 'confirmAll', async (tx) => {
    await lockNeed(tx, input.needId)
    const open = (await listDeliveries(tx.db, input.needId)).filter(({ receipt_id }) => receipt_id === null)
    const lines = [...new Set(open.map(({ line_id }) => line_id))].sort()
    if (lines.length === 0) return err({ kind: 'no-delivery' })
    let whole: ConfirmedLine['whole'] = null
    for (const lineId of lines) {
      const said = await confirmLineIn(tx, { lineId, troubles: [], by: input.by })
      if (!said.ok) return said
      whole = said.value.whole
    }
    return ok({ whole })
  })
}

/** The same inside another room's command: a driver reports at the door what was said there. Entries to declare: {@link confirmRecords}. */
export async function confirmLineIn(tx: Tx, input: ConfirmLine): Promise<Result<ConfirmedLine, ConfirmLineError>> {
  const found = await tx.db.selectFrom('need_lines').select('need_id').where('id', '=', input.lineId).executeTakeFirst()
  const need = found === undefined ? undefined : await lockNeed(tx, found.need_id)
  if (need === undefined) return err({ kind: 'not-found' })
  const refusal = await refuse(tx, need, input.by)
  if (refusal !== undefined) return err(refusal)
  if (need.destroyed_at !== null) return err({ kind: 'destroyed' })
  await lockLine(tx, input.lineId)
  const deliveries = await listDeliveriesOfLine(tx.db, input.lineId)
  const meant = deliveries.filter((one) =>
    input.deliveryId === undefined ? one.receipt_id === null : one.id === input.deliveryId,
  )
  if (meant.length === 0) return err({ kind: 'no-delivery' })
  if (meant.length > 1 && input.troubles.length > 0) return err({ kind: 'which-delivery' })
  const isWanted = need.state !== 'cancelled' && need.state !== 'refused' && input.stillNeeded !== false
  const receipts: string[] = []
  let again = 0
  let result: Verdict['result'] = 'yes'
  for (const delivery of meant) {
    const verdict = decideVerdict(delivery.quantity, input.troubles, isWanted)
    if (!verdict.ok) return verdict
    const before = delivery.receipt_id === null ? null : await replace(tx, need, delivery, delivery.receipt_id)
    const receiptId = newPublicId()
    await keep(tx, need, delivery, receiptId, verdict.value, input)
    again += await countAgain(tx, need, delivery.line_id, receiptId, verdict.value)
    record(tx, need, delivery, receiptId, verdict.value, input, before)
    receipts.push(receiptId)
    result = verdict.value.result
  }
  if (again > 0) await waitAgain(tx, need)
  if (input.by.kind === 'call-back') await endCallBackAnswered(tx, need, input.by.callBackId)
  const whole = await receiveWhole(tx, need, input.by)
  return ok({ needId: need.id, receipts, result, again, whole })
}

async function refuse(tx: Tx, need: NeedRow, by: SaidBy): Promise<ConfirmLineError | undefined> {
  const { actor } = tx.ctx
  switch (by.kind) {
    case 'person':
      return actor.kind === 'link' && actor.purpose === 'need' && actor.subjectId === need.id
        ? undefined
        : { kind: 'forbidden' }
    case 'code': {
      const code = await receiptCodeOf(tx, need.id)
      if (code === undefined) return { kind: 'destroyed' }
      return by.code.replaceAll(/\D/g, '') === code ? undefined : { kind: 'wrong-code' }
    }
    // Whoever delivered would confirm their own work, and a stranger's word is none.
    case 'another':
      return (await maySpeakFor(tx.db, tx.ctx, 'needs:enter', need, { claimants: false })) &&
        !(await deliversHere(tx.db, tx.ctx, need.id))
        ? undefined
        : { kind: 'forbidden' }
    case 'companion': {
      const companion = by.companionId ?? personOf(tx.ctx)
      if (companion === null || need.person_id === null || (await deliversHere(tx.db, tx.ctx, need.id)))
        return { kind: 'forbidden' }
      if (by.companionId !== undefined && !(await mayHear(tx, need, by.companionId))) return { kind: 'forbidden' }
      const held = await findCompanion(tx.db, companion, need.person_id, tx.now)
      if (held?.scopes.includes('say-receipts') !== true) return { kind: 'forbidden' }
      // Asked again at each word: power may have come since they agreed.
      return (await powerOver(tx.db, need.person_id, companion, tx.now)) === undefined
        ? undefined
        : { kind: 'power-over-person' }
    }
    case 'call-back':
      return (await mayCallBack(tx, need, by.callBackId)) ? undefined : { kind: 'forbidden' }
  }
}

/** Whether this operator may write down a companion's word: they may speak for the need, and the companion has no part in the help either. */
async function mayHear(tx: Tx, need: NeedRow, companionId: string): Promise<boolean> {
  const { ctx, db } = tx
  if (!(await maySpeakFor(db, ctx, 'needs:enter', need, { claimants: false }))) return false
  return !(await theyDeliverHere(db, ctx, companionId, need.id))
}

/** The earlier answer steps back: what it asked for again counts as delivered, as far as nobody has taken it up. */
async function replace(tx: Tx, need: NeedRow, delivery: Delivery, receiptId: string) {
  await tx.db.updateTable('receipts').set({ replaced_at: tx.now }).where('id', '=', receiptId).execute()
  const troubles = await tx.db
    .selectFrom('receipt_troubles')
    .select(['id', 'reason', 'again', 'state'])
    .where('receipt_id', '=', receiptId)
    .limit(20)
    .execute()
  await tx.db
    .updateTable('receipt_troubles')
    .set({ state: 'taken-back', done_at: tx.now })
    .where('receipt_id', '=', receiptId)
    .where('state', '=', 'open')
    .execute()
  const line = await lockLine(tx, delivery.line_id)
  const back = Math.min(
    troubles.reduce((sum, { again }) => sum + again, 0),
    line?.open ?? 0,
  )
  if (back > 0 && mayCount(need))
    await giveToLine(tx, {
      lineId: delivery.line_id,
      quantity: back,
      to: 'delivered',
      cause: COUNTED_AGAIN,
      causeId: receiptId,
    })
  return {
    receipt: receiptId,
    result: delivery.result ?? 'yes',
    reasons: [...new Set(troubles.map(({ reason }) => reason))],
  }
}

const mayCount = (need: NeedRow) => need.state !== 'cancelled' && need.state !== 'refused'

async function keep(
  tx: Tx,
  need: NeedRow,
  delivery: Delivery,
  receiptId: string,
  verdict: Verdict,
  { by, mayTell }: ConfirmLine,
): Promise<void> {
  await tx.db
    .insertInto('receipts')
    .values({
      id: receiptId,
      region_id: need.region_id,
      need_id: need.id,
      line_id: delivery.line_id,
      delivery_id: delivery.id,
      organization_id: delivery.organization_id,
      site_id: delivery.site_id,
      item_id: delivery.given_item_id,
      quantity: delivery.quantity,
      right_quantity: verdict.right,
      result: verdict.result,
      said_by: saidBys[by.kind],
      door: tx.ctx.door,
      consent_how: by.kind === 'another' ? by.consentHow : null,
      entered_by: by.kind === 'person' ? null : personOf(tx.ctx),
      may_tell: mayTell ?? false,
      drill: need.drill,
      said_at: tx.now,
    })
    .execute()
  if (verdict.troubles.length === 0) return
  await tx.db
    .insertInto('receipt_troubles')
    .values(
      verdict.troubles.map((trouble) => ({
        id: newPublicId(),
        receipt_id: receiptId,
        region_id: need.region_id,
        need_id: need.id,
        line_id: delivery.line_id,
        reason: trouble.reason,
        quantity: trouble.quantity,
        again: trouble.again,
        came_item_id: trouble.cameItemId,
        state: 'open',
        said_at: tx.now,
      })),
    )
    .execute()
}

// One cause for all of them, since movements are public: why stands with the reasons, which those who delivered do not see.
async function countAgain(tx: Tx, need: NeedRow, lineId: string, receiptId: string, verdict: Verdict): Promise<number> {
  let left = (await lockLine(tx, lineId))?.delivered ?? 0
  const move = async (to: 'open' | 'withdrawn', wanted: number) => {
    const quantity = Math.min(wanted, left)
    left -= quantity
    if (quantity > 0)
      await moveLine(tx, need, lineId, { from: 'delivered', to, quantity, cause: COUNTED_AGAIN, causeId: receiptId })
    return quantity
  }
  let again = 0
  for (const trouble of verdict.troubles) {
    again += await move('open', trouble.again)
    await move('withdrawn', trouble.withdrawn)
    if (trouble.surplus > 0)
      await moveLine(tx, need, lineId, {
        from: 'source',
        to: 'surplus',
        quantity: trouble.surplus,
        cause: COUNTED_AGAIN,
        causeId: receiptId,
      })
  }
  return again
}

function record(
  tx: Tx,
  need: NeedRow,
  delivery: Delivery,
  receiptId: string,
  verdict: Verdict,
  { by }: ConfirmLine,
  before: { receipt: string; result: string; reasons: string[] } | null,
): void {
  const item = findItem(delivery.given_item_id ?? '')
  const reasons = [...new Set(verdict.troubles.map(({ reason }) => reason))]
  tx.append(
    receiptSaid.entry({
      subjectId: need.id,
      regionId: need.region_id,
      body: {
        receipt: receiptId,
        line: delivery.line_id,
        delivery: delivery.id,
        organization: delivery.organization_id,
        site: delivery.site_id,
        group: item === undefined ? 'unknown' : item.healthRelated ? 'health' : item.group,
        item: delivery.given_item_id,
        quantity: delivery.quantity,
        right: verdict.right,
        result: verdict.result,
        reasons,
        by: saidBys[by.kind],
        ...(by.kind === 'companion' && by.companionId !== undefined ? { companion: by.companionId } : {}),
        before,
      },
      public: {
        region: need.region_id,
        day: tx.now.toZonedDateTimeISO(need.zone).toPlainDate().toString(),
        definition: 1,
        drill: need.drill,
      },
      facts: {
        receipt: {
          personId: need.person_id,
          fact: {
            reference: need.reference,
            line: delivery.line_id,
            quantity: delivery.quantity,
            right: verdict.right,
            reasons,
          },
        },
      },
    }),
  )
}

/** The need's own receipt, once each delivery is answered and nothing is open or on its way. */
async function receiveWhole(tx: Tx, before: NeedRow, by: SaidBy): Promise<ConfirmedLine['whole']> {
  const need = await lockNeed(tx, before.id)
  if (need === undefined || !mayCount(need) || !(await isByLines(tx.db, need.id))) return null
  const lines = await tx.db
    .selectFrom('need_lines')
    .select(['id', 'open', 'promised', 'in_transit', 'delivered'])
    .where('need_id', '=', need.id)
    .limit(50)
    .execute()
  if (lines.some((line) => line.open + line.promised + line.in_transit > 0)) return null
  const deliveries = await listDeliveries(tx.db, need.id)
  if (deliveries.some((delivery) => delivery.receipt_id === null)) return null
  const result = decideWhole(
    lines.map((line) => ({
      delivered: line.delivered,
      right: deliveries
        .filter(({ line_id }) => line_id === line.id)
        .reduce((sum, one) => sum + (one.right_quantity ?? 0), 0),
    })),
    deliveries.map((delivery) => delivery.result ?? 'no'),
  )
  if (need.receipt === result) return null
  const companionId = by.kind === 'companion' ? by.companionId : undefined
  const consentHow = by.kind === 'another' ? by.consentHow : companionId === undefined ? null : 'representative'
  await recordReceipt(tx, need, { result, reason: null, consentHow, companionId, byLines: true })
  return result
}

import { ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, type Tx } from '../../platform'
import { defined, needHelped, needReceipt, needReopened, publicOfNeed } from '../entries'
import type { ConsentHow, NeedState, Receipt, ReceiptReason } from '../need'
import { helpsHere, maySpeakFor } from '../scope'
import { releaseAllClaims } from './claims'
import { minutesBetween, type NeedRow, type NeedStepError, needFor } from './needs-of'
import type { NeedDone } from './verify-need'
import { askAgain, deliverOpen, withdrawOpen } from './withdraw-open'

/** What the person helped says about the help. */
export type ReceiveHelp = {
  readonly needId: string
  readonly result: Receipt
  readonly reason: ReceiptReason | null
  /** Set when another enters it for them: how they agreed. Asks for needs:enter, of whoever took the request or answers for the region, and has no part in the help. */
  readonly consentHow?: ConsentHow | undefined
}

/**
 * The person helped confirms: it was what I needed, partly, or no with a reason. Closes the need: met, or unmet after a no (a dispute a
 * coordinator may reopen). Whatever nobody counted on the way counts as given after a yes, and is withdrawn after the others.
 * Records need.receipt, need.helped, line.moved, line.claim-released.
 */
export const receiveHelp = (ctx: Ctx, input: ReceiveHelp): Promise<Result<NeedDone, NeedStepError>> =>
  inCommand<NeedDone, NeedStepError>(ctx, 'receiveHelp', async (tx) => {
    const isOwn = input.consentHow === undefined
    const found = await needFor(tx, input.needId, 'receive', isOwn ? undefined : (need) => mayPassOn(tx, need))
    if (!found.ok) return found
    const need = found.value
    const { result } = input
    const reason = result === 'yes' ? null : (input.reason ?? 'other')
    await releaseAllClaims(tx, need)
    if (result === 'yes') await deliverOpen(tx, need)
    else await withdrawOpen(tx, need, 'receipt')
    const came = result !== 'no' || reason !== 'nobody-came'
    const helpedAt = need.helped_at ?? (came ? tx.now : null)
    if (need.helped_at === null && came) recordHelped(tx, need)
    const state: NeedState = result === 'no' ? 'unmet' : 'met'
    await tx.db
      .updateTable('needs')
      .set({
        state,
        helped_at: helpedAt,
        closed_at: tx.now,
        close_reason: 'receipt',
        receipt: result,
        receipt_reason: reason,
        receipt_at: tx.now,
        receipt_door: tx.ctx.door,
        receipt_consent: input.consentHow ?? null,
      })
      .where('id', '=', need.id)
      .execute()
    tx.append(
      needReceipt.entry({
        subjectId: need.id,
        regionId: need.region_id,
        body: { result, reason, consentHow: input.consentHow ?? null },
        public: {
          ...publicOfNeed(need, tx.now),
          ...defined,
          result,
          ...(reason === null ? {} : { cause: reason }),
          confirmedBy: input.consentHow === undefined ? 'person-helped' : 'another-for-person',
          door: tx.ctx.door,
        },
        facts: { receipt: { personId: need.person_id, fact: { reference: need.reference, result, reason } } },
      }),
    )
    return ok({ needId: need.id })
  })

// Whoever helped would confirm their own result, and a stranger's word is none.
const mayPassOn = async (tx: Tx, need: NeedRow): Promise<boolean> =>
  (await maySpeakFor(tx.db, tx.ctx, 'needs:enter', need, { claimants: false })) &&
  !(await helpsHere(tx.db, tx.ctx, need.id))

function recordHelped(tx: Tx, need: NeedRow): void {
  const waitMinutes = minutesBetween(need.raised_at, tx.now)
  tx.append(
    needHelped.entry({
      subjectId: need.id,
      regionId: need.region_id,
      body: { waitMinutes },
      public: { ...publicOfNeed(need, tx.now), ...defined, waitMinutes },
    }),
  )
}

/**
 * Opens a need again: it was not what was needed, or was closed in error. What was withdrawn is asked for again; it must be verified
 * before anyone acts. Asks for needs:verify. Records need.reopened, line.moved.
 */
export const reopenNeed = (ctx: Ctx, needId: string): Promise<Result<NeedDone, NeedStepError>> =>
  inCommand<NeedDone, NeedStepError>(ctx, 'reopenNeed', async (tx) => {
    const found = await needFor(tx, needId, 'reopen', 'needs:verify')
    if (!found.ok) return found
    const need = found.value
    if (need.destroyed_at !== null) return { ok: false, error: { kind: 'wrong-state', state: 'destroyed' } }
    await askAgain(tx, need)
    await tx.db
      .updateTable('needs')
      .set({
        state: 'raised',
        closed_at: null,
        close_reason: null,
        verified_at: null,
        first_yes_at: null,
        coming_at: null,
        helped_at: null,
        receipt: null,
        receipt_reason: null,
        receipt_at: null,
        receipt_door: null,
        receipt_consent: null,
        told_unmet_at: null,
      })
      .where('id', '=', need.id)
      .execute()
    tx.append(
      needReopened.entry({
        subjectId: need.id,
        regionId: need.region_id,
        body: { from: need.state },
        public: { ...publicOfNeed(need, tx.now), ...defined, state: need.state },
      }),
    )
    return ok({ needId: need.id })
  })

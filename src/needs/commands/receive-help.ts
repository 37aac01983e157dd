import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, type Tx } from '../../platform'
import { defined, needReceipt, needReopened, publicOfNeed } from '../entries'
import type { ConsentHow, NeedState, Receipt, ReceiptReason } from '../need'
import { isReceivedByLines } from '../received-by-lines'
import { helpsHere, maySpeakFor } from '../scope'
import { releaseAllClaims } from './claims'
import { minutesBetween, type NeedRow, type NeedStepError, needFor } from './needs-of'
import { recordHelped } from './record-helped'
import type { NeedDone } from './verify-need'
import { askAgain, deliverOpen, withdrawOpen } from './withdraw-open'

/** What the person helped says about the help. */
export type ReceiveHelp = {
  readonly needId: string
  readonly result: Receipt
  readonly reason: ReceiptReason | null
  /** Set when another enters it for them: how they agreed. Asks for needs:enter, of whoever took the request or answers for the region, and has no part in the help. */
  readonly consentHow?: ConsentHow | undefined
  /** Whose word it is, where their companion said it to whoever enters it. */
  readonly companionId?: string | undefined
}

/** Why a receipt is not taken. */
export type ReceiveHelpError =
  | NeedStepError
  /** Goods were handed over for it: each delivery is answered on its line, and the need's receipt is read off those. */
  | { readonly kind: 'by-lines' }

/**
 * The person helped confirms: it was what I needed, partly, or no with a reason. Closes the need: met, or unmet after a no (a dispute a
 * coordinator may reopen). Whatever nobody counted on the way counts as given after a yes, and is withdrawn after the others.
 * Records need.receipt, need.helped, line.moved, line.claim-released.
 */
export const receiveHelp = (ctx: Ctx, input: ReceiveHelp): Promise<Result<NeedDone, ReceiveHelpError>> =>
  inCommand<NeedDone, ReceiveHelpError>(ctx, 'receiveHelp', async (tx) => {
    const isOwn = input.consentHow === undefined
    const found = await needFor(tx, input.needId, 'receive', isOwn ? undefined : (need) => mayPassOn(tx, need))
    if (!found.ok) return found
    const need = found.value
    if (await isReceivedByLines(tx.db, need.id)) return err({ kind: 'by-lines' })
    const { result } = input
    await releaseAllClaims(tx, need)
    if (result === 'yes') await deliverOpen(tx, need)
    else await withdrawOpen(tx, need, 'receipt')
    await recordReceipt(tx, need, {
      result,
      reason: result === 'yes' ? null : (input.reason ?? 'other'),
      consentHow: input.consentHow ?? null,
      companionId: input.companionId,
      byLines: false,
    })
    return ok({ needId: need.id })
  })

/** A receipt of a whole need, as it is written down. */
export type NeedReceipt = {
  readonly result: Receipt
  readonly reason: ReceiptReason | null
  /** Set when another passed it on. */
  readonly consentHow: ConsentHow | null
  /** Set when it is the word of their companion, passed on. */
  readonly companionId?: string | undefined
  /** Read off the answers to its lines. */
  readonly byLines: boolean
}

/**
 * Writes down the receipt of a need and closes it: met, or unmet after a no. Whoever calls has seen to its lines. For rooms below, inside
 * their command. Entries to declare: need.receipt, need.helped.
 */
export async function recordReceipt(tx: Tx, need: NeedRow, said: NeedReceipt): Promise<void> {
  const { result, reason, consentHow, companionId, byLines } = said
  const came = result !== 'no' || reason !== 'nobody-came'
  const helpedAt = need.helped_at ?? (came ? tx.now : null)
  if (need.helped_at === null && came) await recordHelped(tx, need)
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
      receipt_consent: consentHow,
    })
    .where('id', '=', need.id)
    .execute()
  // What is said of single deliveries reaches those who delivered in sums alone, so its need is not named in public,
  // nor how long it waited, by which it could be found.
  const { need: named, ...where } = publicOfNeed(need, tx.now)
  const isNamed = !byLines || result === 'yes'
  tx.append(
    needReceipt.entry({
      subjectId: need.id,
      regionId: need.region_id,
      body: { result, reason, consentHow, ...(companionId === undefined ? {} : { companion: companionId }), byLines },
      public: {
        ...where,
        ...defined,
        ...(isNamed ? { need: named, result, waitMinutes: minutesBetween(need.raised_at, tx.now) } : {}),
        ...(reason === null || !isNamed ? {} : { cause: reason }),
        confirmedBy: consentHow === null ? 'person-helped' : 'another-for-person',
        door: tx.ctx.door,
      },
      facts: { receipt: { personId: need.person_id, fact: { reference: need.reference, result, reason } } },
    }),
  )
}

// Whoever helped would confirm their own result, and a stranger's word is none.
const mayPassOn = async (tx: Tx, need: NeedRow): Promise<boolean> =>
  (await maySpeakFor(tx.db, tx.ctx, 'needs:enter', need, { claimants: false })) &&
  !(await helpsHere(tx.db, tx.ctx, need.id))

// Nothing was done for it, and nobody said how it was.
const unhelped = {
  closed_at: null,
  close_reason: null,
  first_yes_at: null,
  coming_at: null,
  helped_at: null,
  receipt: null,
  receipt_reason: null,
  receipt_at: null,
  receipt_door: null,
  receipt_consent: null,
  told_unmet_at: null,
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
        verified_at: null,
        ...unhelped,
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

/**
 * Something that was given is needed still: a need that was done or closed by its receipt waits again, verified as it was. For rooms below,
 * inside their command, after they moved what is missing back to open. Entry to declare: need.reopened.
 */
export async function waitAgain(tx: Tx, need: NeedRow): Promise<void> {
  if (!['helped', 'met', 'unmet'].includes(need.state)) return
  await tx.db
    .updateTable('needs')
    .set({
      state: need.verified_at === null ? 'raised' : 'verified',
      ...unhelped,
    })
    .where('id', '=', need.id)
    .execute()
  tx.append(
    needReopened.entry({
      subjectId: need.id,
      regionId: need.region_id,
      body: { from: need.state },
      public: { ...publicOfNeed(need, tx.now), ...defined },
    }),
  )
}

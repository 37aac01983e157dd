import { ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, type Tx } from '../../platform'
import { defined, needCancelled, needClosed, publicOfNeed, unmetTold } from '../entries'
import { type ChangedBy, type CodedStepError, needForChange, sideOf } from './check-code'
import { releaseAllClaims } from './claims'
import { lockNeed, type NeedRow, type NeedStepError, needFor } from './needs-of'
import type { NeedDone } from './verify-need'
import { withdrawOpen } from './withdraw-open'

/** Whoever asked withdraws the need. By the code, or for them with needs:enter. Records need.cancelled, line.moved, line.claim-released. */
export const cancelNeed = (
  ctx: Ctx,
  input: { readonly needId: string; readonly by: ChangedBy },
): Promise<Result<NeedDone, CodedStepError>> =>
  inCommand<NeedDone, CodedStepError>(ctx, 'cancelNeed', async (tx) => {
    const found = await needForChange(tx, input.needId, 'cancel', 'needs:enter', input.by)
    if (!found.ok) return found
    const need = found.value
    await end(tx, need, 'cancelled', 'withdrawn')
    tx.append(
      needCancelled.entry({
        subjectId: need.id,
        regionId: need.region_id,
        body: { ...sideOf(input.by) },
        public: publicOfNeed(need, tx.now),
      }),
    )
    return ok({ needId: need.id })
  })

/** Reasons a coordinator closes a need without a receipt. */
export const closeReasons = ['nobody-found', 'not-needed-any-more', 'helped-elsewhere', 'not-reached'] as const
/** One of {@link closeReasons}. */
export type CloseReason = (typeof closeReasons)[number]

/** Closes a need nobody could meet or nobody answers for. Asks for needs:verify. Records need.closed, line.moved, line.claim-released. */
export const closeNeed = (
  ctx: Ctx,
  input: { readonly needId: string; readonly reason: CloseReason },
): Promise<Result<NeedDone, NeedStepError>> =>
  inCommand<NeedDone, NeedStepError>(ctx, 'closeNeed', async (tx) => {
    const found = await needFor(tx, input.needId, 'close', 'needs:verify')
    if (!found.ok) return found
    await end(tx, found.value, 'unmet', input.reason)
    recordClosed(tx, found.value, 'unmet', input.reason)
    return ok({ needId: found.value.id })
  })

const SILENT_DAYS = 30

/**
 * Closes a need of which nobody has heard for thirty days after its due time (or after the help, when the receipt never came), so that its
 * contact does not stay for ever. A need helped but not confirmed stays unconfirmed. Records need.closed, line.moved, line.claim-released.
 */
export const closeSilent = (ctx: Ctx, needId: string): Promise<Result<{ closed: boolean }, never>> =>
  inCommand<{ closed: boolean }, never>(ctx, 'closeSilent', async (tx) => {
    const need = await lockNeed(tx, needId)
    const since = need === undefined ? undefined : (need.helped_at ?? need.needed_by)
    if (need === undefined || need.closed_at !== null || since === undefined) return ok({ closed: false })
    if (Temporal.Instant.compare(since.add({ hours: SILENT_DAYS * 24 }), tx.now) > 0) return ok({ closed: false })
    const state = need.state === 'helped' ? 'helped' : 'unmet'
    await end(tx, need, state, 'silent')
    recordClosed(tx, need, state, 'silent')
    return ok({ closed: true })
  })

/**
 * Closes a need whose person has had everything about them erased: there is nobody left to come to.
 * Records need.closed, line.moved, line.claim-released.
 */
export const closeErased = (ctx: Ctx, needId: string): Promise<Result<{ closed: boolean }, never>> =>
  inCommand<{ closed: boolean }, never>(ctx, 'closeErased', async (tx) => {
    const need = await lockNeed(tx, needId)
    if (need === undefined || need.closed_at !== null || need.destroyed_at === null) return ok({ closed: false })
    const state = need.state === 'helped' ? 'helped' : 'unmet'
    await end(tx, need, state, 'person-erased')
    recordClosed(tx, need, state, 'person-erased')
    return ok({ closed: true })
  })

async function end(tx: Tx, need: NeedRow, state: 'cancelled' | 'unmet' | 'helped', reason: string): Promise<void> {
  await releaseAllClaims(tx, need)
  await withdrawOpen(tx, need, reason)
  await tx.db
    .updateTable('needs')
    .set({ state, closed_at: tx.now, close_reason: reason })
    .where('id', '=', need.id)
    .execute()
  await tx.db
    .updateTable('need_visits')
    .set({ state: 'cancelled' })
    .where('need_id', '=', need.id)
    .where('state', 'in', ['coming', 'on-the-way'])
    .execute()
}

function recordClosed(tx: Tx, need: NeedRow, state: string, reason: string): void {
  tx.append(
    needClosed.entry({
      subjectId: need.id,
      regionId: need.region_id,
      body: { state, reason },
      public: { ...publicOfNeed(need, tx.now), ...defined, state, cause: reason },
    }),
  )
}

/**
 * The due time has come: when nobody is coming, the person who asked is told so, once. The search goes on. Records need.unmet-told.
 */
export const tellUnmet = (ctx: Ctx, needId: string): Promise<Result<{ told: boolean }, never>> =>
  inCommand<{ told: boolean }, never>(ctx, 'tellUnmet', async (tx) => {
    const need = await lockNeed(tx, needId)
    if (need === undefined || !['raised', 'verified'].includes(need.state)) return ok({ told: false })
    if (need.told_unmet_at !== null || Temporal.Instant.compare(need.needed_by, tx.now) > 0) return ok({ told: false })
    const coming = await tx.db
      .selectFrom('need_visits')
      .select('id')
      .where('need_id', '=', need.id)
      .where('state', 'in', ['coming', 'on-the-way'])
      .limit(1)
      .executeTakeFirst()
    if (coming !== undefined) return ok({ told: false })
    await tx.db.updateTable('needs').set({ told_unmet_at: tx.now }).where('id', '=', need.id).execute()
    tx.append(
      unmetTold.entry({
        subjectId: need.id,
        regionId: need.region_id,
        body: { dueAt: need.needed_by.toString() },
        public: { ...publicOfNeed(need, tx.now), ...defined },
      }),
    )
    return ok({ told: true })
  })

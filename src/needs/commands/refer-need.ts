import { newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { personActing } from '../../people'
import { type Ctx, inCommand } from '../../platform'
import { needReferred, publicOfNeed, referralClosed, referralDue } from '../entries'
import { mayOnNeed, reachOf } from '../scope'
import { lockNeed, type NeedStepError, needFor } from './needs-of'
import type { NeedDone } from './verify-need'

/** Who takes a need over, and when someone looks again whether they did. */
export type ReferNeed = {
  readonly needId: string
  readonly receiver: string
  readonly words: string
  readonly followUpAt: Temporal.Instant
  /** Who refers it, where a partner's key passes it on. */
  readonly referredBy?: string | undefined
}

/** What became of a referral. */
export const referralOutcomes = ['taken', 'helped', 'refused', 'silent'] as const
/** One of {@link referralOutcomes}. */
export type ReferralOutcome = (typeof referralOutcomes)[number]

/**
 * Refers a need to another service. The need stays open and in the queue; on the follow-up day it stands out until someone says what came
 * of it. The person who asked sees the receiver. Asks for needs:verify. Records need.referred.
 */
export const referNeed = (
  ctx: Ctx,
  input: ReferNeed,
): Promise<Result<NeedDone & { referralId: string }, NeedStepError | { kind: 'wrong-time' }>> =>
  inCommand<NeedDone & { referralId: string }, NeedStepError | { kind: 'wrong-time' }>(ctx, 'referNeed', async (tx) => {
    const found = await needFor(tx, input.needId, 'refer', 'needs:verify')
    if (!found.ok) return found
    const need = found.value
    const by = await personActing(tx, 'needs:verify', reachOf(ctx, need), input.referredBy)
    if (by === null) return err({ kind: 'forbidden' })
    if (Temporal.Instant.compare(input.followUpAt, tx.now) <= 0) return err({ kind: 'wrong-time' })
    const id = newId(tx.now.epochMilliseconds)
    await tx.db
      .insertInto('need_referrals')
      .values({
        id,
        need_id: need.id,
        receiver: input.receiver,
        words: input.words,
        referred_by: by,
        referred_at: tx.now,
        follow_up_at: input.followUpAt,
      })
      .execute()
    tx.append(
      needReferred.entry({
        subjectId: need.id,
        regionId: need.region_id,
        body: { referral: id, followUpAt: input.followUpAt.toString() },
        public: publicOfNeed(need, tx.now),
      }),
    )
    tx.wake('needs.follow-up', { referralId: id }, input.followUpAt, id)
    return ok({ needId: need.id, referralId: id })
  })

/** The follow-up day has come: it is recorded so that whoever follows the journal is told. Records need.referral-due. */
export const remindReferral = (ctx: Ctx, referralId: string): Promise<Result<{ due: boolean }, never>> =>
  inCommand<{ due: boolean }, never>(ctx, 'remindReferral', async (tx) => {
    const referral = await tx.db
      .selectFrom('need_referrals')
      .selectAll()
      .where('id', '=', referralId)
      .executeTakeFirst()
    if (referral === undefined || referral.closed_at !== null) return ok({ due: false })
    if (Temporal.Instant.compare(referral.follow_up_at, tx.now) > 0) return ok({ due: false })
    const need = await lockNeed(tx, referral.need_id)
    if (need === undefined || need.closed_at !== null) return ok({ due: false })
    tx.append(
      referralDue.entry({ subjectId: need.id, regionId: need.region_id, body: { referral: referral.id }, public: {} }),
    )
    return ok({ due: true })
  })

/** Says what came of a referral. Asks for needs:verify. Records need.referral-closed. */
export const closeReferral = (
  ctx: Ctx,
  input: { readonly referralId: string; readonly outcome: ReferralOutcome },
): Promise<Result<NeedDone, { kind: 'not-found' } | { kind: 'forbidden' } | { kind: 'ended' }>> =>
  inCommand<NeedDone, { kind: 'not-found' } | { kind: 'forbidden' } | { kind: 'ended' }>(
    ctx,
    'closeReferral',
    async (tx) => {
      const referral = await tx.db
        .selectFrom('need_referrals')
        .selectAll()
        .where('id', '=', input.referralId)
        .forUpdate()
        .executeTakeFirst()
      const need = referral === undefined ? undefined : await lockNeed(tx, referral.need_id)
      if (referral === undefined || need === undefined) return err({ kind: 'not-found' })
      if (!(await mayOnNeed(tx.db, ctx, 'needs:verify', need))) return err({ kind: 'forbidden' })
      if (referral.closed_at !== null) return err({ kind: 'ended' })
      await tx.db
        .updateTable('need_referrals')
        .set({ outcome: input.outcome, closed_at: tx.now })
        .where('id', '=', referral.id)
        .execute()
      tx.append(
        referralClosed.entry({
          subjectId: need.id,
          regionId: need.region_id,
          body: { referral: referral.id, outcome: input.outcome },
          public: { ...publicOfNeed(need, tx.now), outcome: input.outcome },
        }),
      )
      return ok({ needId: need.id })
    },
  )

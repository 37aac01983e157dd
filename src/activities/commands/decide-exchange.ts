import { err, ok, type Result } from '../../kit/result'
import { personActing } from '../../people'
import { type Ctx, inCommand, may } from '../../platform'
import { exchangesAgreed, swapEnded } from '../entries'
import { changeSeatsOf, decideFits } from '../steps/change-seats-of'
import { type ExchangeError, exchangeEntry, holdExchange, mayAgree } from '../steps/exchange'
import { findActivityOfPost, findPost, holdActivity } from '../steps/hold-activity'

/** Why whoever runs the work cannot decide an exchange now. */
export type DecideExchangeError = ExchangeError | { readonly kind: 'forbidden' }

/**
 * Whoever runs the work agrees that seats change hands, or does not. At an agreement every rule is asked again for both, since days may
 * lie between the two yes and this one.
 */
export const decideExchange = (
  ctx: Ctx,
  input: {
    readonly swapId: string
    readonly agrees: boolean
    /** Who decided, where a partner's key passes it on. */
    readonly deciderId?: string | undefined
  },
): Promise<Result<null, DecideExchangeError>> =>
  inCommand<null, DecideExchangeError>(ctx, 'decideExchange', async (tx) => {
    const found = await tx.db.selectFrom('swaps').select('taker_id').where('id', '=', input.swapId).executeTakeFirst()
    if (found === undefined) return err({ kind: 'unknown' })
    const takerId = found.taker_id
    if (takerId === null) return err({ kind: 'not-offered' })
    const holding = await holdExchange(
      tx,
      input.swapId,
      takerId,
      (swap) => swap.state === 'taken' && swap.taker_id === takerId,
    )
    if (!holding.ok) return holding
    const held = holding.value
    const { swap, giver, taker } = held
    const agreedBy = await personActing(tx, 'activities:manage', scopeOf(giver.activity), input.deciderId)
    if (agreedBy === null || !mayAgree(ctx, held)) return err({ kind: 'forbidden' })
    if (!input.agrees) {
      await tx.db.updateTable('swaps').set({ state: 'refused', decided_at: tx.now }).where('id', '=', swap.id).execute()
      const entry = exchangeEntry(swap, giver, giver.volunteer.id, taker.id)
      tx.append(swapEnded.entry({ ...entry, body: { ...entry.body, how: 'refused' } }))
      return ok(null)
    }
    const yes = await tx.db
      .selectFrom('answers')
      .select(['id', 'terms_version', 'undone_at', 'travel_accepted'])
      .where('id', '=', swap.taker_answer_id)
      .executeTakeFirst()
    if (yes === undefined || yes.undone_at !== null) return err({ kind: 'not-offered' })
    if (yes.terms_version !== giver.post.terms_version) return err({ kind: 'terms-changed' })
    const fits = await decideFits(tx, held, { accepted: {}, travelAccepted: yes.travel_accepted })
    // Why somebody cannot is theirs to know, also from whoever runs the work.
    if (!fits.ok) return err({ kind: 'other-cannot' })
    const changed = await changeSeatsOf(tx, held, fits.value, { answerId: yes.id, agreedBy, beforehand: false })
    return changed.ok ? ok(null) : changed
  })

/** Whoever runs the work says beforehand that people of a post may pass on and swap their seats, or takes that back. */
export const agreeExchanges = (
  ctx: Ctx,
  input: { readonly postId: string; readonly agrees: boolean; readonly deciderId?: string | undefined },
): Promise<Result<null, { readonly kind: 'unknown' | 'forbidden' }>> =>
  inCommand<null, { readonly kind: 'unknown' | 'forbidden' }>(ctx, 'agreeExchanges', async (tx) => {
    const activityId = await findActivityOfPost(tx.db, input.postId)
    const activity = activityId === undefined ? undefined : await holdActivity(tx, activityId, 'change')
    const post = await findPost(tx.db, input.postId)
    if (activity === undefined || post === undefined) return err({ kind: 'unknown' })
    const scope = scopeOf(activity)
    const personId = await personActing(tx, 'activities:manage', scope, input.deciderId)
    if (personId === null || !may(ctx, 'activities:manage', scope)) return err({ kind: 'forbidden' })
    await tx.db
      .updateTable('posts')
      .set({ exchange_agreed_by: input.agrees ? personId : null })
      .where('id', '=', post.id)
      .execute()
    tx.append(
      exchangesAgreed.entry({
        subjectId: post.id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: { activityId: activity.id, postId: post.id, personId, agrees: input.agrees },
        public: { region: activity.region_id, activity: activity.id, post: post.id },
      }),
    )
    return ok(null)
  })

const scopeOf = (activity: { readonly organization_id: string; readonly region_id: string }) => ({
  organizationId: activity.organization_id,
  regionId: activity.region_id,
})

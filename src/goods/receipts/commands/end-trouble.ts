import { err, ok, type Result } from '../../../kit/result'
import { lockNeed } from '../../../needs'
import { type Ctx, inCommand, personOf } from '../../../platform'
import { standsOutside } from '../delivers-here'
import { troubleDone } from '../entries'

/** What came of a follow-up. */
export const troubleOutcomes = ['replaced', 'fetched-back', 'explained', 'nothing-more'] as const
/** One of {@link troubleOutcomes}. */
export type TroubleOutcome = (typeof troubleOutcomes)[number]

/** Why a follow-up is not ended. */
export type TroubleError = { readonly kind: 'not-found' } | { readonly kind: 'forbidden' } | { readonly kind: 'ended' }

/** Somebody outside the team that delivered has seen to what was said. Records receipt.trouble-done. */
export const endTrouble = (
  ctx: Ctx,
  input: { readonly troubleId: string; readonly outcome: TroubleOutcome },
): Promise<Result<{ readonly needId: string }, TroubleError>> =>
  inCommand<{ readonly needId: string }, TroubleError>(ctx, 'endTrouble', async (tx) => {
    const seen = await tx.db
      .selectFrom('receipt_troubles')
      .select('need_id')
      .where('id', '=', input.troubleId)
      .executeTakeFirst()
    const need = seen === undefined ? undefined : await lockNeed(tx, seen.need_id)
    if (need === undefined) return err({ kind: 'not-found' })
    if (!(await standsOutside(tx.db, ctx, 'needs:enter', need))) return err({ kind: 'forbidden' })
    const { actor } = ctx
    const ended = await tx.db
      .updateTable('receipt_troubles')
      .set({
        state: 'done',
        outcome: input.outcome,
        done_by: personOf(ctx),
        done_by_key: actor.kind === 'key' ? actor.keyId : null,
        done_at: tx.now,
      })
      .where('id', '=', input.troubleId)
      .where('state', '=', 'open')
      .executeTakeFirst()
    if (ended.numUpdatedRows === 0n) return err({ kind: 'ended' })
    tx.append(
      troubleDone.entry({
        subjectId: need.id,
        regionId: need.region_id,
        body: { trouble: input.troubleId, outcome: input.outcome },
        public: {},
      }),
    )
    return ok({ needId: need.id })
  })

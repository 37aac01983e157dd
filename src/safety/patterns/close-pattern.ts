import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, personOf } from '../../platform'
import { patternClosed } from '../entries'

/** What came of a person's look: there was a reason; they talked with those concerned; it became a report of its own. */
export const patternOutcomes = ['explained', 'talked', 'reported'] as const
/** One of {@link patternOutcomes}. */
export type PatternOutcome = (typeof patternOutcomes)[number]

/** Closes a pattern with what an officer found and says. Whoever it is about does not close it. Records safety.pattern-closed. */
export const closePattern = (
  ctx: Ctx,
  input: { readonly id: string; readonly outcome: PatternOutcome; readonly words: string },
): Promise<Result<null, { readonly kind: 'not-found' }>> =>
  inCommand<null, { readonly kind: 'not-found' }>(ctx, 'closePattern', async (tx) => {
    const flag = isId(input.id)
      ? await tx.db
          .selectFrom('companion_flags')
          .select(['id', 'companion_id', 'region_id', 'rule'])
          .where('id', '=', input.id)
          .where('state', '=', 'open')
          .forUpdate()
          .executeTakeFirst()
      : undefined
    const me = personOf(ctx)
    if (flag === undefined || me === null || flag.companion_id === me) return err({ kind: 'not-found' })
    if (!may(ctx, 'safety:handle', { regionId: flag.region_id })) return err({ kind: 'not-found' })
    await tx.db
      .updateTable('companion_flags')
      .set({ state: 'closed', outcome: input.outcome, words: input.words, closed_by: me, closed_at: tx.now })
      .where('id', '=', flag.id)
      .execute()
    tx.append(
      patternClosed.entry({
        subjectId: flag.id,
        regionId: flag.region_id,
        body: { rule: flag.rule, outcome: input.outcome, officerId: me },
        public: {},
      }),
    )
    return ok(null)
  })

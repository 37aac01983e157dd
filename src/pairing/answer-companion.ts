import { isId } from '../kit/ids'
import { err, ok, type Result } from '../kit/result'
import { type Ctx, inCommand, personOf } from '../platform'
import { companionAnswered } from './entries'
import { goOn } from './go-on'
import type { CompanionAnswer } from './wish'

/** Why an answer is not taken. `over`: the time has passed, or the person found somebody else or no longer asks. */
export type AnswerCompanionError = { readonly kind: 'unknown' | 'over' }

/**
 * A volunteer's own word to being asked. A yes makes no pair: the person has the word then. After a no the next one is asked at once.
 * Records companion.answered.
 */
export async function answerCompanion(
  ctx: Ctx,
  input: { readonly askId: string; readonly answer: CompanionAnswer },
): Promise<Result<null, AnswerCompanionError>> {
  const said = await inCommand<{ readonly wishId: string }, AnswerCompanionError>(
    ctx,
    'answerCompanion',
    async (tx) => {
      const ask = isId(input.askId)
        ? await tx.db
            .selectFrom('companion_asks as q')
            .innerJoin('companion_wishes as w', 'w.id', 'q.wish_id')
            .select(['q.id', 'q.volunteer_id', 'q.state', 'q.wish_id', 'w.person_id', 'w.region_id', 'w.ended_at'])
            .where('q.id', '=', input.askId)
            .forUpdate()
            .executeTakeFirst()
        : undefined
      if (ask === undefined || ask.volunteer_id !== personOf(ctx)) return err({ kind: 'unknown' })
      if (ask.state !== 'asked' || ask.ended_at !== null) return err({ kind: 'over' })
      await tx.db
        .updateTable('companion_asks')
        .set({ state: input.answer, answered_at: tx.now })
        .where('id', '=', ask.id)
        .execute()
      if (input.answer === 'yes')
        await tx.db.updateTable('companion_wishes').set({ state: 'offered' }).where('id', '=', ask.wish_id).execute()
      tx.append(
        companionAnswered.entry({
          subjectId: ask.id,
          regionId: ask.region_id,
          body: {
            askId: ask.id,
            wishId: ask.wish_id,
            personId: ask.person_id,
            volunteerId: ask.volunteer_id,
            answer: input.answer,
          },
          public: {},
        }),
      )
      return ok({ wishId: ask.wish_id })
    },
  )
  if (!said.ok) return said
  if (input.answer === 'no') await goOn(ctx, said.value.wishId)
  return ok(null)
}

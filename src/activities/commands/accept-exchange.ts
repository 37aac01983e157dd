import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { swapTaken } from '../entries'
import { changeSeatsOf, decideFits } from '../steps/change-seats-of'
import type { Accepted } from '../steps/decide-accepted'
import { decideAuthor } from '../steps/decide-author'
import { type ExchangeError, exchangeEntry, type HeldExchange, holdExchange } from '../steps/exchange'
import { speaksFor } from '../steps/speaks-for'
import { writeAnswer } from '../steps/write-answers'

/** `done`: the seat is theirs. `asked`: their yes is kept and whoever runs the work is asked; until then everyone keeps their seat. */
export type Exchanged =
  | { readonly outcome: 'done'; readonly swapId: string; readonly assignmentId: string }
  | { readonly outcome: 'asked'; readonly swapId: string }

/**
 * Says yes to an offer. All rules hold for each of the two as at any yes. The seats change hands at once only where whoever runs the work
 * agreed to that beforehand (law 42-VI: a task is not handed over without the coordinator); else they are asked.
 */
export const acceptExchange = (
  ctx: Ctx,
  input: {
    readonly swapId: string
    readonly volunteerId: string
    readonly accepted?: Accepted | undefined
    /** The person themselves says they will make the way in time. */
    readonly travelAccepted?: boolean | undefined
  },
): Promise<Result<Exchanged, ExchangeError>> =>
  inCommand<Exchanged, ExchangeError>(ctx, 'acceptExchange', async (tx) => {
    if (!(await speaksFor(tx, input.volunteerId))) return err({ kind: 'not-theirs' })
    const holding = await holdExchange(tx, input.swapId, input.volunteerId, (swap) => swap.state === 'offered')
    if (!holding.ok) return holding
    const held = holding.value
    const author = await decideAuthor(tx, { volunteerId: input.volunteerId, activity: held.giver.activity })
    if (!author.ok) return author
    const travelAccepted = input.travelAccepted === true && !author.value.conveyed
    const fits = await decideFits(tx, held, { accepted: input.accepted ?? {}, travelAccepted })
    if (!fits.ok) return fits
    const { giver, taker, swap } = held
    const agreedBy = agreedBeforehand(held)
    const answerId = await writeAnswer(
      tx,
      giver.activity,
      giver.post,
      { postId: giver.post.id, volunteerId: taker.id, kind: 'yes', travelAccepted },
      author.value,
      agreedBy === null ? 'kept' : 'seated',
    )
    if (agreedBy !== null) {
      const changed = await changeSeatsOf(tx, held, fits.value, { answerId, agreedBy, beforehand: true })
      return changed.ok ? ok({ outcome: 'done', swapId: swap.id, assignmentId: changed.value }) : changed
    }
    await tx.db
      .updateTable('swaps')
      .set({ state: 'taken', taker_id: taker.id, taker_answer_id: answerId })
      .where('id', '=', swap.id)
      .execute()
    tx.append(swapTaken.entry(exchangeEntry(swap, giver, giver.volunteer.id, taker.id)))
    return ok({ outcome: 'asked', swapId: swap.id })
  })

const agreedBeforehand = ({ giver, other }: HeldExchange): string | null =>
  other !== undefined && other.post.exchange_agreed_by === null ? null : giver.post.exchange_agreed_by

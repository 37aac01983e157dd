import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { swapEnded } from '../entries'
import { type ExchangeError, exchangeEntry } from '../steps/exchange'
import { findPost, holdActivity } from '../steps/hold-activity'
import { speaksFor } from '../steps/speaks-for'

/**
 * Takes an offer back, says no to one that was made to this very person, or takes back a yes that whoever runs the work has not decided
 * on yet. Everybody keeps their seat.
 */
export const endExchange = (
  ctx: Ctx,
  input: { readonly swapId: string; readonly volunteerId: string },
): Promise<Result<null, ExchangeError>> =>
  inCommand<null, ExchangeError>(ctx, 'endExchange', async (tx) => {
    if (!(await speaksFor(tx, input.volunteerId))) return err({ kind: 'not-theirs' })
    const assignment = await tx.db
      .selectFrom('swaps as w')
      .innerJoin('assignments as a', 'a.id', 'w.assignment_id')
      .select(['a.volunteer_id', 'a.activity_id', 'a.post_id'])
      .where('w.id', '=', input.swapId)
      .executeTakeFirst()
    const activity = assignment === undefined ? undefined : await holdActivity(tx, assignment.activity_id, 'share')
    const post = assignment === undefined ? undefined : await findPost(tx.db, assignment.post_id)
    const swap = await tx.db
      .selectFrom('swaps')
      .selectAll()
      .where('id', '=', input.swapId)
      .forUpdate()
      .executeTakeFirst()
    if (assignment === undefined || activity === undefined || post === undefined || swap === undefined)
      return err({ kind: 'unknown' })
    const isGiver = assignment.volunteer_id === input.volunteerId
    if (!isGiver && (swap.taker_id ?? swap.offered_to) !== input.volunteerId) return err({ kind: 'not-theirs' })
    if (swap.state !== 'offered' && swap.state !== 'taken') return err({ kind: 'not-offered' })
    const how = isGiver ? 'withdrawn' : 'declined'
    await tx.db.updateTable('swaps').set({ state: how, decided_at: tx.now }).where('id', '=', swap.id).execute()
    const to = swap.taker_id ?? swap.offered_to
    const entry = exchangeEntry(swap, { activity, post }, assignment.volunteer_id, to)
    tx.append(swapEnded.entry({ ...entry, body: { ...entry.body, how } }))
    return ok(null)
  })

import { err, ok, type Result } from '../../kit/result'
import type { Tx } from '../../platform'
import { swapDone } from '../entries'
import type { Accepted } from './decide-accepted'
import type { UsedCredential } from './decide-bars'
import { decideFit, type ExchangeError, exchangeEntry, type HeldExchange, type Side } from './exchange'
import { type LiveAssignment, leaveSeat } from './leave-seat'
import { seatIn } from './seat'

/** What the taker said with their yes. */
export type TakerSays = { readonly accepted: Accepted; readonly travelAccepted: boolean }

/** What opens the two seats: credentials of the taker, and in a swap those of the giver with their own earlier yes. */
export type Fits = {
  readonly taker: readonly UsedCredential[]
  readonly giver?: { readonly credentials: readonly UsedCredential[]; readonly answerId: string }
}

/** Whether both may sit where the exchange would put them. Why the other person cannot is theirs to know. */
export async function decideFits(tx: Tx, held: HeldExchange, says: TakerSays): Promise<Result<Fits, ExchangeError>> {
  const { swap, giver, taker, other } = held
  const without = other === undefined ? [] : [giver.assignment.id, other.assignment.id]
  const takerFits = await decideFit(tx, taker, giver, says, without)
  if (!takerFits.ok) return takerFits
  if (other === undefined) return ok({ taker: takerFits.value })
  const wish =
    swap.answer_id === null
      ? undefined
      : await tx.db
          .selectFrom('answers')
          .select(['id', 'terms_version', 'undone_at', 'travel_accepted'])
          .where('id', '=', swap.answer_id)
          .executeTakeFirst()
  if (wish === undefined || wish.undone_at !== null) return err({ kind: 'not-offered' })
  if (wish.terms_version !== other.post.terms_version) return err({ kind: 'terms-changed' })
  const said = { accepted: {}, travelAccepted: wish.travel_accepted }
  const giverFits = await decideFit(tx, giver.volunteer, other, said, without)
  if (!giverFits.ok) return err({ kind: 'other-cannot' })
  return ok({ taker: takerFits.value, giver: { credentials: giverFits.value, answerId: wish.id } })
}

/**
 * Lets the seats change hands: a stand-in takes the one, in a swap each takes the other's. `agreedBy` is whoever runs the work.
 * @returns the taker's new assignment
 */
export async function changeSeatsOf(
  tx: Tx,
  { swap, giver, taker, other }: HeldExchange,
  fits: Fits,
  yes: { readonly answerId: string; readonly agreedBy: string; readonly beforehand: boolean },
): Promise<Result<string, ExchangeError>> {
  for (const id of [giver.assignment.slot_id, other?.assignment.slot_id ?? giver.assignment.slot_id].sort())
    await tx.db.selectFrom('slots').select('id').where('id', '=', id).forUpdate().execute()
  await tx.db
    .updateTable('swaps')
    .set({
      state: 'done',
      decided_at: tx.now,
      taker_id: taker.id,
      taker_answer_id: yes.answerId,
      agreed_by: yes.agreedBy,
      other_assignment_id: other?.assignment.id ?? null,
    })
    .where('id', '=', swap.id)
    .execute()
  await leaveSeat(tx, giver.activity, giver.post, giver.assignment, { state: 'handed-over', toVolunteerId: taker.id })
  if (other !== undefined)
    await leaveSeat(tx, other.activity, other.post, other.assignment, {
      state: 'handed-over',
      toVolunteerId: giver.volunteer.id,
    })
  const standInFor = other === undefined ? giver.assignment.id : undefined
  const first = await sitDown(
    tx,
    { ...giver, volunteer: taker },
    giver.assignment,
    yes.answerId,
    fits.taker,
    standInFor,
  )
  if (!first.ok) return first
  if (other !== undefined && fits.giver !== undefined) {
    const { answerId, credentials } = fits.giver
    const side = { ...other, volunteer: giver.volunteer }
    const second = await sitDown(tx, side, other.assignment, answerId, credentials)
    if (!second.ok) return second
  }
  const entry = exchangeEntry(swap, giver, giver.volunteer.id, taker.id)
  tx.append(swapDone.entry({ ...entry, body: { ...entry.body, agreedBy: yes.agreedBy, beforehand: yes.beforehand } }))
  return first
}

async function sitDown(
  tx: Tx,
  { activity, post, volunteer }: Side,
  freed: LiveAssignment,
  answerId: string,
  credentials: readonly UsedCredential[],
  standInFor?: string,
): Promise<Result<string, ExchangeError>> {
  await tx.db.updateTable('slots').set({ volunteer_id: volunteer.id }).where('id', '=', freed.slot_id).execute()
  return seatIn(tx, activity, post, {
    volunteerId: volunteer.id,
    slotId: freed.slot_id,
    answerId,
    credentials,
    ...(standInFor === undefined ? {} : { standInFor }),
  })
}

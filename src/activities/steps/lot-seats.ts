import { sql } from 'kysely'
import { err, type Result } from '../../kit/result'
import type { Tx } from '../../platform'
import { isFreeFor, type LockedVolunteer, type NotFree } from '../../volunteers'
import { pointOf } from '../activity'
import { type Bar, decideBars } from './decide-bars'
import type { HeldActivity, PostRow } from './hold-activity'
import { seatIn } from './seat'
import { takeSlot } from './take-slot'

/** A lot that did not end by then holds nothing any more: seats must not stay shut because a machine stood still. */
const HELD_HOURS_AFTER = 24

/** Holds every free seat of a post for its open lot, if it has one; says whether it has. Call with the post locked. */
export async function holdForLot(tx: Tx, postId: string): Promise<boolean> {
  const lot = await tx.db
    .selectFrom('lots')
    .select(['id', 'closes_at'])
    .where('post_id', '=', postId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (lot === undefined) return false
  const until = lot.closes_at.add({ hours: HELD_HOURS_AFTER })
  if (Temporal.Instant.compare(until, tx.now) <= 0) return false
  await tx.db
    .updateTable('slots')
    .set({ lot_id: lot.id, offered_until: until })
    .where('post_id', '=', postId)
    .where('volunteer_id', 'is', null)
    .where('offered_until', 'is', null)
    .execute()
  return true
}

/** Gives back the seats a lot held. */
export const releaseLot = (tx: Tx, lotId: string) =>
  tx.db.updateTable('slots').set({ lot_id: null, offered_until: null }).where('lot_id', '=', lotId).execute()

/** Why somebody whose lot came out does not get a seat. */
export type LotRefusal = Bar | NotFree | { readonly kind: 'no-yes' | 'full' }

/**
 * Seats somebody who waits by the yes they gave to these very terms when they joined the list, under every rule as it stands now. Call under
 * the volunteer's lock, with the activity held. @returns whether they sit; nothing is written where they do not
 */
export async function seatByYes(
  tx: Tx,
  activity: HeldActivity,
  post: PostRow,
  volunteer: LockedVolunteer,
): Promise<Result<string, LotRefusal>> {
  const yes = await tx.db
    .selectFrom('answers')
    .select(['id', 'kind', 'travel_accepted', 'undone_at'])
    .where('post_id', '=', post.id)
    .where('volunteer_id', '=', volunteer.id)
    .where('terms_version', '=', post.terms_version)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (yes?.kind !== 'yes' || yes.undone_at !== null || volunteer.state === 'left') return err({ kind: 'no-yes' })
  const bars = await decideBars(tx, volunteer.id, activity, post, { representativePresent: false })
  if (!bars.ok) return bars
  if (activity.form === 'dated') {
    const free = await isFreeFor(
      tx,
      volunteer,
      { startsAt: post.starts_at, endsAt: post.ends_at, point: pointOf(activity), zone: activity.zone },
      { travelAccepted: yes.travel_accepted },
    )
    if (!free.ok) return free
  }
  const slotId = await takeSlot(tx, activity, post, volunteer.id)
  if (slotId === undefined) return err({ kind: 'full' })
  const seated = await seatIn(tx, activity, post, {
    volunteerId: volunteer.id,
    slotId,
    answerId: yes.id,
    credentials: bars.value,
  })
  // Their time was looked at under their lock: to go on would leave a seat without an assignment.
  if (!seated.ok) throw new Error('expected the time to be free under the lock')
  return seated
}

/** Who waits for a post, in the order they joined; at most `limit`. */
export const listWaiting = (tx: Tx, postId: string, limit: number) =>
  tx.db
    .selectFrom('waiting_list')
    .select('volunteer_id')
    .where('post_id', '=', postId)
    .where('state', '=', 'waiting')
    .orderBy('place')
    .limit(limit)
    .execute()

/** Puts these people at the end of a post's waiting list, one behind the other in this order. */
export async function orderWaiting(tx: Tx, postId: string, volunteerIds: readonly string[]): Promise<void> {
  for (const id of volunteerIds) {
    // The next place there is: places are drawn by the database alone.
    await sql`UPDATE waiting_list SET place = DEFAULT WHERE post_id = ${postId} AND volunteer_id = ${id}`.execute(tx.db)
  }
}

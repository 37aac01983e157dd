import { sql } from 'kysely'
import type { Tx } from '../../platform'
import type { HeldActivity, PostRow } from './hold-activity'
import { holdsUntil, OFFER_LAPSES, offerFreeSlots } from './offer-free-slots'

/** Most seats one group can keep back from others. */
export const GROUP_SEATS_MAX = 10

/**
 * Holds free seats of a post for a group until the deadline of any offer. Whoever waits goes first, so that a group holds only what
 * nobody waits for. @returns how many are held, fewer than wanted where fewer are free, and until when
 */
export async function holdSeats(
  tx: Tx,
  activity: HeldActivity,
  post: PostRow,
  group: { readonly id: string; readonly wanted: number },
): Promise<{ held: number; until: Temporal.Instant }> {
  await offerFreeSlots(tx, activity, post)
  const until = holdsUntil(tx.now, activity, post)
  const { rows } = await sql<{ id: string }>`
    UPDATE slots SET held_for = ${group.id}, offered_until = ${until.toString()}
    WHERE id IN (
      SELECT id FROM slots WHERE post_id = ${post.id} AND volunteer_id IS NULL AND offered_until IS NULL
      ORDER BY id LIMIT ${group.wanted} FOR UPDATE SKIP LOCKED)
    RETURNING id`.execute(tx.db)
  if (rows.length > 0) tx.wake(OFFER_LAPSES, { postId: post.id }, until)
  return { held: rows.length, until }
}

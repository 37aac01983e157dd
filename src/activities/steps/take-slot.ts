import { sql } from 'kysely'
import type { Tx } from '../../platform'
import type { HeldActivity, PostRow } from './hold-activity'
import { offerFreeSlots } from './offer-free-slots'

/**
 * Takes a free seat for a person, one conditional update. Seats offered to somebody else are not free.
 * @returns the seat, or undefined when the post is full: said only after a second look that waited for those who were just booking
 */
export async function takeSlot(
  tx: Tx,
  activity: HeldActivity,
  post: PostRow,
  volunteerId: string,
): Promise<string | undefined> {
  const atOnce = await take(tx, post.id, volunteerId, true)
  if (atOnce !== undefined) return atOnce
  // Offers whose time is over first go to who waits next; only what nobody waits for is free.
  await offerFreeSlots(tx, activity, post)
  return take(tx, post.id, volunteerId, false)
}

async function take(tx: Tx, postId: string, volunteerId: string, skipLocked: boolean): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    UPDATE slots SET volunteer_id = ${volunteerId}, offered_to = NULL, offered_until = NULL
    WHERE id = (
      SELECT id FROM slots
      WHERE post_id = ${postId} AND volunteer_id IS NULL AND (offered_to IS NULL OR offered_to = ${volunteerId})
      ORDER BY offered_to NULLS LAST, id LIMIT 1
      FOR UPDATE ${sql.raw(skipLocked ? 'SKIP LOCKED' : '')})
      AND volunteer_id IS NULL
    RETURNING id`.execute(tx.db)
  return rows[0]?.id
}

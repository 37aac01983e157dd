import { sql } from 'kysely'
import type { Tx } from '../../platform'
import type { HeldActivity, PostRow } from './hold-activity'
import { judgedNow } from './judged-now'
import { offerFreeSlots } from './offer-free-slots'

/**
 * Takes a free seat for a person, one conditional update. Seats offered to somebody else, or held for
 * another group, are not free.
 * @returns the seat, or undefined when the post is full: said only after a second look that waited for those who were just booking
 */
export async function takeSlot(
  tx: Tx,
  activity: HeldActivity,
  post: PostRow,
  volunteerId: string,
  groupId?: string,
): Promise<string | undefined> {
  const who = { volunteerId, groupId: groupId ?? null }
  const atOnce = await take(tx, post.id, who, true)
  if (atOnce !== undefined) return atOnce
  // Offers whose time is over first go to who waits next; only what nobody waits for is free.
  if (await hasLapsed(tx, post.id)) await offerFreeSlots(tx, activity, post)
  return take(tx, post.id, who, false)
}

// Looked at before the post's lock is taken, so that a crowd at a full post does not queue for it.
async function hasLapsed(tx: Tx, postId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('slots')
    .select('id')
    .where('post_id', '=', postId)
    .where('volunteer_id', 'is', null)
    .where('offered_until', '<=', judgedNow(tx.ctx))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

async function take(
  tx: Tx,
  postId: string,
  { volunteerId, groupId }: { readonly volunteerId: string; readonly groupId: string | null },
  skipLocked: boolean,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`/* one plan */
    UPDATE slots SET volunteer_id = ${volunteerId}, offered_to = NULL, held_for = NULL, lot_id = NULL, offered_until = NULL
    WHERE id = (
      SELECT id FROM slots
      WHERE post_id = ${postId} AND volunteer_id IS NULL
        AND (offered_until IS NULL
          OR (offered_until > ${judgedNow(tx.ctx)} AND (offered_to = ${volunteerId} OR held_for = ${groupId})))
      ORDER BY offered_to NULLS LAST, held_for NULLS LAST, id LIMIT 1
      FOR UPDATE ${sql.raw(skipLocked ? 'SKIP LOCKED' : '')})
      AND volunteer_id IS NULL
    RETURNING id`.execute(tx.db)
  return rows[0]?.id
}

import { sql } from 'kysely'
import type { Tx } from '../../platform'
import { waitingJoined } from '../entries'
import type { HeldActivity, PostRow } from './hold-activity'
import { judgedNow } from './judged-now'
import { offerFreeSlots } from './offer-free-slots'
import { personalPublic } from './seat'

/**
 * Puts a person at the end of a post's waiting list; whoever waits already keeps their place. A seat that became free meanwhile is
 * offered at once. @returns place on the list, 1 is next
 */
export async function joinList(tx: Tx, activity: HeldActivity, post: PostRow, volunteerId: string): Promise<number> {
  const waits = await tx.db
    .selectFrom('waiting_list')
    .select(['place', 'state'])
    .where('post_id', '=', post.id)
    .where('volunteer_id', '=', volunteerId)
    .forUpdate()
    .executeTakeFirst()
  if (waits?.state === 'waiting' || waits?.state === 'offered') return (await readList(tx, post.id, waits.place)).number
  if (waits !== undefined) {
    await tx.db
      .deleteFrom('waiting_list')
      .where('post_id', '=', post.id)
      .where('volunteer_id', '=', volunteerId)
      .execute()
  }
  // The post's lock makes whoever frees a seat see this row, or this command the freed seat.
  await tx.db.selectFrom('posts').select('id').where('id', '=', post.id).forNoKeyUpdate().execute()
  const { place } = await tx.db
    .insertInto('waiting_list')
    .values({
      post_id: post.id,
      volunteer_id: volunteerId,
      terms_version: post.terms_version,
      since: tx.now,
      state: 'waiting',
    })
    .returning('place')
    .executeTakeFirstOrThrow()
  const { number, hasSeat } = await readList(tx, post.id, place)
  tx.append(
    waitingJoined.entry({
      subjectId: post.id,
      regionId: activity.region_id,
      organizationId: activity.organization_id,
      body: { activityId: activity.id, postId: post.id, volunteerId, ahead: number - 1 },
      public: personalPublic(activity, post),
    }),
  )
  // A crowd that finds a post full queues for its lock: whoever holds it does no more than is needed.
  if (hasSeat) await offerFreeSlots(tx, activity, post)
  return number
}

/** How many wait up to a place on the list, and whether there is a seat to offer. */
async function readList(tx: Tx, postId: string, place: number): Promise<{ number: number; hasSeat: boolean }> {
  const { rows } = await sql<{ count: number; has_seat: boolean }>`
    SELECT (SELECT count(*)::int FROM waiting_list
        WHERE post_id = ${postId} AND state IN ('waiting', 'offered') AND place <= ${place}) AS count,
      EXISTS (SELECT FROM slots WHERE post_id = ${postId} AND volunteer_id IS NULL
        AND (offered_until IS NULL OR offered_until <= ${judgedNow(tx.ctx)})) AS has_seat`.execute(tx.db)
  return { number: Math.max(1, rows[0]?.count ?? 1), hasSeat: rows[0]?.has_seat ?? true }
}

import { sql } from 'kysely'
import type { Tx } from '../../platform'
import { waitingJoined } from '../entries'
import type { HeldActivity, PostRow } from './hold-activity'
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
  if (waits?.state === 'waiting' || waits?.state === 'offered') return placeOf(tx, post.id, waits.place)
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
  const number = await placeOf(tx, post.id, place)
  tx.append(
    waitingJoined.entry({
      subjectId: post.id,
      regionId: activity.region_id,
      organizationId: activity.organization_id,
      body: { activityId: activity.id, postId: post.id, volunteerId, ahead: number - 1 },
      public: personalPublic(activity, post),
    }),
  )
  await offerFreeSlots(tx, activity, post)
  return number
}

async function placeOf(tx: Tx, postId: string, place: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM waiting_list
    WHERE post_id = ${postId} AND state IN ('waiting', 'offered') AND place <= ${place}`.execute(tx.db)
  return Math.max(1, rows[0]?.count ?? 1)
}

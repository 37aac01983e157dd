import { sql } from 'kysely'
import type { Tx } from '../../platform'
import { dayIn } from '../activity'
import { waitingLapsed, waitingOffered } from '../entries'
import type { HeldActivity, PostRow } from './hold-activity'
import { judgedNow } from './judged-now'
import { holdForLot } from './lot-seats'

/** Job that looks again when an offer's time is over. */
export const OFFER_LAPSES = 'activities.offer-lapses'

/** How long an offer, or a group, holds a seat: a quarter of the time that is left, between 15 minutes and a day. */
export function offerMinutes(now: Temporal.Instant, startsAt: Temporal.Instant): number {
  const left = startsAt.since(now).total('minutes')
  return Math.round(Math.min(24 * 60, Math.max(15, left / 4)))
}

/** Until when a seat offered now is held. */
export const holdsUntil = (now: Temporal.Instant, activity: HeldActivity, post: PostRow): Temporal.Instant =>
  now.add({ minutes: offerMinutes(now, activity.form === 'remote' ? post.ends_at : post.starts_at) })

/**
 * Brings offers up to date under the post's own lock: lapsed ones end, and each free seat is offered to who has waited longest.
 * The lock makes joining the list and freeing a seat see each other. @returns how many offers were made
 */
export async function offerFreeSlots(tx: Tx, activity: HeldActivity, post: PostRow): Promise<number> {
  await tx.db.selectFrom('posts').select('id').where('id', '=', post.id).forNoKeyUpdate().execute()
  const now = judgedNow(tx.ctx)
  const lapsed = await sql<{ offered_to: string | null; held_for: string | null; made_by: string | null }>`
    WITH over AS (
      SELECT id, offered_to, held_for FROM slots
      WHERE post_id = ${post.id} AND offered_until <= ${now} AND volunteer_id IS NULL ORDER BY id FOR UPDATE)
    UPDATE slots s SET offered_to = NULL, held_for = NULL, lot_id = NULL, offered_until = NULL
    FROM over LEFT JOIN sign_up_groups g ON g.id = over.held_for WHERE s.id = over.id
    RETURNING over.offered_to, over.held_for, g.made_by`.execute(tx.db)
  const personal = {
    regionId: activity.region_id,
    organizationId: activity.organization_id,
    public: { region: activity.region_id, day: dayIn(tx.now, activity.zone), kind: activity.kind },
  }
  const told = new Set<string>()
  for (const { offered_to, held_for: groupId, made_by } of lapsed.rows) {
    const volunteerId = offered_to ?? made_by
    if (volunteerId === null || told.has(groupId ?? volunteerId)) continue
    told.add(groupId ?? volunteerId)
    if (offered_to !== null) await setWaiting(tx, post.id, offered_to, 'lapsed')
    tx.append(
      waitingLapsed.entry({
        ...personal,
        subjectId: post.id,
        body: { activityId: activity.id, postId: post.id, volunteerId, groupId },
      }),
    )
  }
  if (activity.state !== 'open') return 0
  if (activity.form === 'dated' && Temporal.Instant.compare(post.starts_at, tx.now) <= 0) return 0
  // What becomes free before the draw is drawn too.
  if (await holdForLot(tx, post.id)) return 0
  const until = holdsUntil(tx.now, activity, post)
  const offered = await sql<{ volunteer_id: string }>`
    WITH free AS (
      SELECT id, row_number() OVER (ORDER BY id) AS n FROM (
        SELECT id FROM slots WHERE post_id = ${post.id} AND volunteer_id IS NULL AND offered_until IS NULL
        ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED) AS locked),
    next AS (
      SELECT volunteer_id, row_number() OVER (ORDER BY place) AS n FROM (
        SELECT volunteer_id, place FROM waiting_list WHERE post_id = ${post.id} AND state = 'waiting'
        ORDER BY place LIMIT 100 FOR UPDATE) AS waiting),
    given AS (
      UPDATE slots s SET offered_to = next.volunteer_id, offered_until = ${until.toString()}
      FROM free JOIN next USING (n) WHERE s.id = free.id RETURNING next.volunteer_id)
    UPDATE waiting_list w SET state = 'offered' FROM given
    WHERE w.post_id = ${post.id} AND w.volunteer_id = given.volunteer_id RETURNING w.volunteer_id`.execute(tx.db)
  for (const { volunteer_id: volunteerId } of offered.rows) {
    tx.append(
      waitingOffered.entry({
        ...personal,
        subjectId: post.id,
        body: { activityId: activity.id, postId: post.id, volunteerId, until: until.toString() },
      }),
    )
  }
  if (offered.rows.length > 0) tx.wake(OFFER_LAPSES, { postId: post.id }, until)
  return offered.rows.length
}

/** Sets where a person stands on the list, if they are on it. */
export const setWaiting = (tx: Tx, postId: string, volunteerId: string, state: 'seated' | 'left' | 'lapsed') =>
  tx.db
    .updateTable('waiting_list')
    .set({ state })
    .where('post_id', '=', postId)
    .where('volunteer_id', '=', volunteerId)
    .where('state', 'in', ['waiting', 'offered'])
    .executeTakeFirst()

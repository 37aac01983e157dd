import { sql } from 'kysely'
import { newPublicId } from '../../kit/ids'
import type { Tx } from '../../platform'
import type { Requirement } from '../activity'
import { postAdded } from '../entries'
import { publicWhen } from '../public-grain'

/** A kind of place in an activity. Times are those of the activity unless the post has its own. */
export type NewPost = {
  readonly title: string
  readonly seats: number
  readonly seatsMin?: number | undefined
  readonly competences?: readonly Requirement[] | undefined
  readonly languages?: readonly string[] | undefined
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
}

/** Writes a post and one row for each of its seats. */
export async function addPostIn(
  tx: Tx,
  activity: {
    id: string
    region_id: string
    organization_id: string
    state: string
    zone: string
    need_id: string | null
    home_address: boolean
    flags: readonly string[]
  },
  post: NewPost,
): Promise<string> {
  const id = newPublicId()
  await tx.db
    .insertInto('posts')
    .values({
      id,
      activity_id: activity.id,
      region_id: activity.region_id,
      title: post.title,
      seats_min: Math.min(post.seatsMin ?? 1, post.seats),
      seats: post.seats,
      competences: JSON.stringify(post.competences ?? []),
      languages: [...(post.languages ?? [])],
      starts_at: post.startsAt,
      ends_at: post.endsAt,
    })
    .execute()
  await addSlots(tx, { id, activityId: activity.id, activityState: activity.state }, post.seats)
  tx.append(
    postAdded.entry({
      subjectId: id,
      regionId: activity.region_id,
      organizationId: activity.organization_id,
      body: { activityId: activity.id, postId: id },
      public: {
        region: activity.region_id,
        activity: activity.id,
        post: id,
        seats: post.seats,
        ...publicWhen(activity, post),
      },
    }),
  )
  return id
}

/** Adds free seats to a post. */
export async function addSlots(
  tx: Tx,
  post: { id: string; activityId: string; activityState: string },
  count: number,
): Promise<void> {
  await sql`
    INSERT INTO slots (id, post_id, activity_id, activity_state)
    SELECT gen_random_uuid(), ${post.id}, ${post.activityId}, ${post.activityState} FROM generate_series(1, ${count})`.execute(
    tx.db,
  )
}

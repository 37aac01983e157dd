import { sql } from 'kysely'
import type { Tx } from '../../platform'
import { release } from '../../volunteers'
import {
  assignmentEndedByCancel,
  assignmentEndedByChange,
  assignmentEndedByOrganizer,
  assignmentGivenBack,
  assignmentHandedOver,
} from '../entries'
import type { HeldActivity, PostRow } from './hold-activity'
import { personalPublic } from './seat'

/** A live assignment, as much of it as leaving needs. */
export type LiveAssignment = {
  readonly id: string
  readonly slot_id: string
  readonly volunteer_id: string
}

/** Why a seat becomes free. `handed-over` names who takes it. */
export type Leaving =
  | { readonly state: 'given-back' | 'ended-by-change' | 'ended-by-cancel' | 'ended-by-organizer' }
  | { readonly state: 'handed-over'; readonly toVolunteerId: string }

/** Ends a live assignment, gives the person their time back and frees the seat. Whoever calls offers the seat on. */
export async function leaveSeat(
  tx: Tx,
  activity: HeldActivity,
  post: PostRow,
  assignment: LiveAssignment,
  leaving: Leaving,
): Promise<void> {
  await tx.db
    .updateTable('assignments')
    .set({ state: leaving.state, ended_at: tx.now })
    .where('id', '=', assignment.id)
    .where('state', '=', 'live')
    .execute()
  await release(tx, assignment.id)
  await tx.db.updateTable('slots').set({ volunteer_id: null }).where('id', '=', assignment.slot_id).execute()
  await lapseSwaps(tx, assignment.id)
  tx.append(entryOf(activity, post, assignment, leaving))
}

// What was offered with this seat cannot be offered any more.
const lapseSwaps = (tx: Tx, assignmentId: string) =>
  tx.db
    .updateTable('swaps')
    .set({ state: 'lapsed', decided_at: tx.now })
    .where('state', 'in', ['offered', 'taken'])
    .where('assignment_id', '=', assignmentId)
    .execute()

function entryOf(activity: HeldActivity, post: PostRow, assignment: LiveAssignment, leaving: Leaving) {
  const common = {
    subjectId: assignment.id,
    regionId: activity.region_id,
    organizationId: activity.organization_id,
    public: personalPublic(activity, post),
  }
  const body = {
    activityId: activity.id,
    postId: post.id,
    volunteerId: assignment.volunteer_id,
    assignmentId: assignment.id,
  }
  switch (leaving.state) {
    case 'given-back':
      return assignmentGivenBack.entry({ ...common, body })
    case 'handed-over':
      return assignmentHandedOver.entry({ ...common, body: { ...body, toVolunteerId: leaving.toVolunteerId } })
    case 'ended-by-change':
      return assignmentEndedByChange.entry({ ...common, body: { ...body, termsVersion: post.terms_version } })
    case 'ended-by-cancel':
      return assignmentEndedByCancel.entry({ ...common, body })
    case 'ended-by-organizer':
      return assignmentEndedByOrganizer.entry({ ...common, body })
  }
}

/** The live assignment of a person on a post, if any. */
export const findLive = (tx: Tx, postId: string, volunteerId: string) =>
  tx.db
    .selectFrom('assignments')
    .select(['id', 'slot_id', 'volunteer_id'])
    .where('post_id', '=', postId)
    .where('volunteer_id', '=', volunteerId)
    .where('state', '=', 'live')
    .executeTakeFirst()

/** Every live assignment of an activity, or of one of its posts. */
export const listLive = (tx: Tx, activityId: string, postId?: string) =>
  tx.db
    .selectFrom('assignments')
    .select(['id', 'slot_id', 'volunteer_id', 'post_id'])
    .where('activity_id', '=', activityId)
    .where('state', '=', 'live')
    .$if(postId !== undefined, (query) => query.where('post_id', '=', postId ?? ''))
    .orderBy('volunteer_id')
    .limit(100_000)
    .execute()

/** {@link findLive} for several, in their order: ids of the assignments. */
export async function findLives(
  tx: Tx,
  asked: readonly { readonly postId: string; readonly volunteerId: string }[],
): Promise<(string | undefined)[]> {
  const { rows } = await sql<{ at: number; id: string }>`
    SELECT /* one plan */ q.at, a.id FROM unnest(${asked.map((_, at) => at)}::int[], ${asked.map(({ postId }) => postId)}::uuid[],
      ${asked.map(({ volunteerId }) => volunteerId)}::uuid[]) AS q (at, post_id, volunteer_id)
    JOIN assignments a ON a.post_id = q.post_id AND a.volunteer_id = q.volunteer_id AND a.state = 'live'
    LIMIT ${asked.length}`.execute(tx.db)
  const byPlace = new Map(rows.map(({ at, id }) => [at, id]))
  return asked.map((_, at) => byPlace.get(at))
}

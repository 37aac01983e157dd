import { sql } from 'kysely'
import { newId, newPublicId } from '../../kit/ids'
import { ok, type Result } from '../../kit/result'
import type { Tx } from '../../platform'
import { occupyAll } from '../../volunteers'
import { dayIn, pointOf } from '../activity'
import { assignmentMade } from '../entries'
import type { UsedCredential } from './decide-bars'
import type { HeldActivity, PostRow } from './hold-activity'

/** A person, the seat that was just taken for them, and their own yes to its terms. */
export type Seating = {
  readonly volunteerId: string
  readonly slotId: string
  readonly answerId: string
  readonly credentials: readonly UsedCredential[]
  readonly standInFor?: string
}

/** Public part of an entry about a person in an activity: region, day and kind, nothing finer. */
export const personalPublic = (activity: HeldActivity, post: Pick<PostRow, 'starts_at'>) => ({
  region: activity.region_id,
  day: dayIn(post.starts_at, activity.zone),
  kind: activity.kind,
})

/**
 * Writes the assignment of a seat already taken: occupancy and the credentials that open the post.
 * Call under the volunteer's lock, with the activity held. @returns id of the assignment
 */
export async function seatIn(
  tx: Tx,
  activity: HeldActivity,
  post: PostRow,
  seating: Seating,
): Promise<Result<string, { readonly kind: 'overlap' }>> {
  const seated = await seatAll([{ tx, activity, post, seating }])
  return seated.ok ? ok(seated.value[0] ?? '') : seated
}

/** A seat taken for somebody, with the transaction of its own request. */
export type SeatTaken = {
  readonly tx: Tx
  readonly activity: HeldActivity
  readonly post: PostRow
  readonly seating: Seating
}

/** {@link seatIn} for several people, each once. @returns ids of the assignments, in their order */
export async function seatAll(all: readonly SeatTaken[]): Promise<Result<string[], { readonly kind: 'overlap' }>> {
  const tx = all[0]?.tx
  if (tx === undefined) return ok([])
  const rows = all.map(({ tx, activity, post, seating }) => ({
    id: newPublicId(),
    slot_id: seating.slotId,
    post_id: post.id,
    activity_id: activity.id,
    volunteer_id: seating.volunteerId,
    region_id: activity.region_id,
    answer_id: seating.answerId,
    terms_version: post.terms_version,
    state: 'live',
    starts_at: post.starts_at,
    ends_at: post.ends_at,
    made_at: tx.now,
    stand_in_for: seating.standInFor ?? null,
  }))
  await tx.db.insertInto('assignments').values(rows).execute()
  const idOf = (at: number): string => rows[at]?.id ?? ''
  const occupied = await occupyAll(
    tx,
    all.flatMap(({ activity, post, seating }, at) =>
      // Work from afar is done when the person likes: it takes no particular time.
      activity.form !== 'dated'
        ? []
        : [
            {
              volunteerId: seating.volunteerId,
              assignmentId: idOf(at),
              startsAt: post.starts_at,
              endsAt: post.ends_at,
              point: pointOf(activity),
              zone: activity.zone,
            },
          ],
    ),
  )
  if (!occupied.ok) return occupied
  const credentials = all.flatMap(({ seating }, at) =>
    seating.credentials.map(({ credentialId, competenceId }) => ({
      assignment_id: idOf(at),
      credential_id: credentialId,
      competence_id: competenceId,
    })),
  )
  if (credentials.length > 0) await tx.db.insertInto('assignment_credentials').values(credentials).execute()
  await sql`/* one plan */ UPDATE waiting_list w SET state = 'seated'
    FROM unnest(${all.map(({ post }) => post.id)}::uuid[], ${all.map(({ seating }) => seating.volunteerId)}::uuid[]) AS s (post_id, volunteer_id)
    WHERE w.post_id = s.post_id AND w.volunteer_id = s.volunteer_id AND w.state IN ('waiting', 'offered')`.execute(
    tx.db,
  )
  for (const [at, taken] of all.entries()) appendSeated(taken, idOf(at))
  return ok(rows.map(({ id }) => id))
}

function appendSeated({ tx, activity, post, seating }: SeatTaken, assignmentId: string): void {
  tx.append(
    assignmentMade.entry({
      subjectId: assignmentId,
      regionId: activity.region_id,
      organizationId: activity.organization_id,
      body: {
        activityId: activity.id,
        postId: post.id,
        volunteerId: seating.volunteerId,
        assignmentId,
        answerId: seating.answerId,
        needId: activity.need_id,
        startsAt: post.starts_at.toString(),
        endsAt: post.ends_at.toString(),
        standInFor: seating.standInFor ?? null,
      },
      public: personalPublic(activity, post),
    }),
  )
}

/** Id for a row whose moment is no secret. */
export const rowId = (tx: Tx): string => newId(tx.now.epochMilliseconds)

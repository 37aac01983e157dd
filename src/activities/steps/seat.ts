import { newId, newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import type { Tx } from '../../platform'
import { occupy } from '../../volunteers'
import { dayIn, pointOf } from '../activity'
import { assignmentMade } from '../entries'
import type { UsedCredential } from './decide-bars'
import type { HeldActivity, PostRow } from './hold-activity'
import { setWaiting } from './offer-free-slots'

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
  const assignmentId = newPublicId()
  await tx.db
    .insertInto('assignments')
    .values({
      id: assignmentId,
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
    })
    .execute()
  // Work from afar is done when the person likes: it takes no particular time.
  if (activity.form === 'dated') {
    const occupied = await occupy(tx, {
      volunteerId: seating.volunteerId,
      assignmentId,
      startsAt: post.starts_at,
      endsAt: post.ends_at,
      point: pointOf(activity),
      zone: activity.zone,
    })
    if (!occupied.ok) return err({ kind: 'overlap' })
  }
  if (seating.credentials.length > 0) {
    await tx.db
      .insertInto('assignment_credentials')
      .values(
        seating.credentials.map(({ credentialId, competenceId }) => ({
          assignment_id: assignmentId,
          credential_id: credentialId,
          competence_id: competenceId,
        })),
      )
      .execute()
  }
  await setWaiting(tx, post.id, seating.volunteerId, 'seated')
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
  return ok(assignmentId)
}

/** Id for a row whose moment is no secret. */
export const rowId = (tx: Tx): string => newId(tx.now.epochMilliseconds)

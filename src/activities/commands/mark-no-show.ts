import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, personOf } from '../../platform'
import { release } from '../../volunteers'
import { assignmentNoShow } from '../entries'
import { personalPublic } from '../steps/seat'
import { holdAssignment } from './give-back'

/** Why nobody is marked as absent; `witness` means the second person was not there or is not a second person. */
export type NoShowError = { readonly kind: 'unknown' | 'forbidden' | 'not-live' | 'not-begun' | 'present' | 'witness' }

/**
 * Says that somebody did not come. It takes two: who runs the activity, and a witness who was there; neither may be the person.
 * A person whose presence is recorded cannot be marked.
 */
export const markNoShow = (
  ctx: Ctx,
  input: { readonly assignmentId: string; readonly witnessId: string },
): Promise<Result<{ readonly activityId: string }, NoShowError>> =>
  inCommand<{ activityId: string }, NoShowError>(ctx, 'markNoShow', async (tx) => {
    const held = await holdAssignment(tx, input.assignmentId)
    if (held === undefined) return err({ kind: 'unknown' })
    const { assignment, activity, post } = held
    const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
    if (!may(ctx, 'activities:manage', scope)) return err({ kind: 'forbidden' })
    if (assignment.state !== 'live') return err({ kind: 'not-live' })
    if (Temporal.Instant.compare(post.starts_at, tx.now) > 0) return err({ kind: 'not-begun' })
    // Bounded by: the two people named.
    const present = await tx.db
      .selectFrom('attendances')
      .select('volunteer_id')
      .distinct()
      .where('activity_id', '=', activity.id)
      .where('volunteer_id', 'in', [assignment.volunteer_id, input.witnessId])
      .execute()
    if (present.some((one) => one.volunteer_id === assignment.volunteer_id)) return err({ kind: 'present' })
    const wasThere = present.some((one) => one.volunteer_id === input.witnessId)
    const isSecond = input.witnessId !== personOf(ctx) && input.witnessId !== assignment.volunteer_id
    if (!isSecond || !wasThere) return err({ kind: 'witness' })
    await tx.db
      .updateTable('assignments')
      .set({ state: 'no-show', ended_at: tx.now, no_show_witness: input.witnessId })
      .where('id', '=', assignment.id)
      .execute()
    await release(tx, assignment.id)
    tx.append(
      assignmentNoShow.entry({
        subjectId: assignment.id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: {
          activityId: activity.id,
          postId: post.id,
          volunteerId: assignment.volunteer_id,
          assignmentId: assignment.id,
          witnessId: input.witnessId,
        },
        public: personalPublic(activity, post),
      }),
    )
    return ok({ activityId: activity.id })
  })

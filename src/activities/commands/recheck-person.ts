import { ok } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { lockVolunteers } from '../../volunteers'
import { assignmentAtRisk } from '../entries'
import { decideBars } from '../steps/decide-bars'
import { findPost, holdActivity } from '../steps/hold-activity'
import { personalPublic } from '../steps/seat'

/**
 * Asks the law, suspension and credential rules anew for everything a person has before them. What no longer holds is marked "at risk" and
 * told, never silently kept and never silently ended; what holds again is unmarked.
 */
export const recheckPerson = (ctx: Ctx, input: { readonly volunteerId: string; readonly credentialId?: string }) =>
  inCommand(ctx, 'recheckPerson', async (tx) => {
    await lockVolunteers(tx, [input.volunteerId])
    const ahead = await tx.db
      .selectFrom('assignments')
      .select(['id', 'activity_id', 'post_id', 'at_risk'])
      .where('volunteer_id', '=', input.volunteerId)
      .where('state', '=', 'live')
      .where('ends_at', '>', tx.now)
      .orderBy('activity_id')
      .limit(500)
      .execute()
    let changed = 0
    for (const assignment of ahead) {
      const activity = await holdActivity(tx, assignment.activity_id, 'share')
      const post = await findPost(tx.db, assignment.post_id)
      if (activity === undefined || post === undefined) continue
      const bars = await decideBars(tx, input.volunteerId, activity, post)
      const risk = bars.ok ? null : bars.error.kind
      if (risk === assignment.at_risk) continue
      changed++
      await tx.db.updateTable('assignments').set({ at_risk: risk }).where('id', '=', assignment.id).execute()
      tx.append(
        assignmentAtRisk.entry({
          subjectId: assignment.id,
          regionId: activity.region_id,
          organizationId: activity.organization_id,
          body: {
            activityId: activity.id,
            postId: post.id,
            volunteerId: input.volunteerId,
            assignmentId: assignment.id,
            why: risk ?? 'cleared',
            credentialId: input.credentialId ?? null,
          },
          public: personalPublic(activity, post),
        }),
      )
    }
    return ok({ changed })
  })

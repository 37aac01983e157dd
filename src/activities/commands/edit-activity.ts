import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may } from '../../platform'
import { isAllowed } from '../activity'
import { activityEdited } from '../entries'
import { holdActivity } from '../steps/hold-activity'
import type { Confirmer, Unit } from '../work'

/** Words and the expected result. Whoever said yes to a briefing is asked to read a new one. */
export type EditActivity = {
  readonly activityId: string
  readonly title: string
  readonly aim: string
  readonly briefing: string
  readonly bring: string
  readonly emergencyContact: string
  readonly coordinatorId?: string | undefined
  readonly resultQuantity: number
  readonly resultUnit: Unit
  readonly resultConfirmer: Confirmer
}

/** Why the words stay as they were; `empty` means a text that must say something is blank. */
export type EditError = { readonly kind: 'unknown' | 'forbidden' | 'not-allowed' | 'coordinator-unknown' | 'empty' }

/** Changes the words of an activity; when and where change by `changeActivity`. */
export const editActivity = (
  ctx: Ctx,
  input: EditActivity,
): Promise<Result<{ readonly briefingVersion: number }, EditError>> =>
  inCommand<{ briefingVersion: number }, EditError>(ctx, 'editActivity', async (tx) => {
    const activity = await holdActivity(tx, input.activityId, 'change')
    if (activity === undefined) return err({ kind: 'unknown' })
    const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
    if (!may(ctx, 'activities:manage', scope)) return err({ kind: 'forbidden' })
    if (!isAllowed('change', activity.state)) return err({ kind: 'not-allowed' })
    if ([input.title, input.aim, input.briefing].some((text) => text.trim() === '')) return err({ kind: 'empty' })
    if (input.coordinatorId !== undefined) {
      const isMember = await tx.db
        .selectFrom('organization_members')
        .select('person_id')
        .where('organization_id', '=', activity.organization_id)
        .where('person_id', '=', input.coordinatorId)
        .where('state', '=', 'member')
        .executeTakeFirst()
      if (isMember === undefined) return err({ kind: 'coordinator-unknown' })
    }
    const briefingVersion =
      activity.briefing === input.briefing ? activity.briefing_version : activity.briefing_version + 1
    await tx.db
      .updateTable('activities')
      .set({
        title: input.title,
        aim: input.aim,
        briefing: input.briefing,
        briefing_version: briefingVersion,
        bring: input.bring,
        emergency_contact: input.emergencyContact,
        coordinator_id: input.coordinatorId ?? activity.coordinator_id,
        result_quantity: input.resultQuantity,
        result_unit: input.resultUnit,
        result_confirmer: input.resultConfirmer,
      })
      .where('id', '=', activity.id)
      .execute()
    tx.append(
      activityEdited.entry({
        subjectId: activity.id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: { activityId: activity.id, briefingVersion },
        public: { region: activity.region_id, activity: activity.id, version: briefingVersion },
      }),
    )
    return ok({ briefingVersion })
  })

import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may } from '../../platform'
import { isAllowed } from '../activity'
import { gateOpened } from '../entries'
import { holdActivity } from '../steps/hold-activity'

/** Notes that a gate code was made for an activity; the code itself is a secret link and stands nowhere else. */
export const openGate = (
  ctx: Ctx,
  input: { readonly activityId: string },
): Promise<Result<null, { readonly kind: 'unknown' | 'forbidden' | 'not-allowed' }>> =>
  inCommand(ctx, 'openGate', async (tx) => {
    const activity = await holdActivity(tx, input.activityId, 'share')
    if (activity === undefined) return err({ kind: 'unknown' })
    const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
    if (!may(ctx, 'activities:manage', scope)) return err({ kind: 'forbidden' })
    if (!isAllowed('attend', activity.state) || activity.form === 'remote') return err({ kind: 'not-allowed' })
    tx.append(
      gateOpened.entry({
        subjectId: activity.id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: { activityId: activity.id },
        public: { region: activity.region_id, activity: activity.id },
      }),
    )
    return ok(null)
  })

import { registerSheets } from '../../paper'
import { type Ctx, may } from '../../platform'

/** Where the sign-in sheet of an activity is entered, for whoever runs it. */
async function findSignInSheet(ctx: Ctx, number: string, line: string | undefined): Promise<string | undefined> {
  const activity = await ctx.db
    .selectFrom('activities')
    .select(['id', 'organization_id', 'region_id'])
    .where('reference', '=', number)
    .limit(1)
    .executeTakeFirst()
  if (activity === undefined) return undefined
  const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
  if (!may(ctx, 'activities:manage', scope)) return undefined
  return `/activities/${activity.id}/sheet${line === undefined ? '' : `?line=${line}`}`
}

registerSheets(findSignInSheet)

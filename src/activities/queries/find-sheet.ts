import { referenceOf } from '../../kit/reference'
import { registerSheets } from '../../paper'
import { type Ctx, may } from '../../platform'
import { lineOf } from '../pages/line-block'
import { listManagedOrganizations } from './list-managed-organizations'
import { listWalkIns } from './list-walk-ins'

/** Where the sign-in sheet of an activity is entered, for whoever runs it: by its number, or by the code of one of its lines alone. */
async function findSignInSheet(ctx: Ctx, number: string, line: string | undefined): Promise<string | undefined> {
  const activity = await ctx.db
    .selectFrom('activities')
    .select(['id', 'organization_id', 'region_id'])
    .where('reference', '=', number)
    .limit(1)
    .executeTakeFirst()
  if (activity === undefined) return findByLine(ctx, number)
  const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
  return may(ctx, 'activities:manage', scope) ? pathOf(activity.id, line) : undefined
}

const pathOf = (activityId: string, line: string | undefined): string =>
  `/activities/${activityId}/sheet${line === undefined ? '' : `?line=${line}#line-${line}`}`

/** Sheets come back within weeks. */
const BACK_DAYS = 60
const ACTIVITIES_MAX = 200

/** Codes of lines are made from what they stand for, so that of each late activity they are made again and compared. */
async function findByLine(ctx: Ctx, code: string): Promise<string | undefined> {
  const organizations = await listManagedOrganizations(ctx)
  if (organizations.length === 0) return undefined
  const now = ctx.clock.now()
  const activities = await ctx.db
    .selectFrom('activities')
    .select('id')
    .where(
      'organization_id',
      'in',
      organizations.map(({ id }) => id),
    )
    .where('starts_at', '>', now.subtract({ hours: 24 * BACK_DAYS }))
    .where('starts_at', '<', now.add({ hours: 24 }))
    .orderBy('starts_at', 'desc')
    .limit(ACTIVITIES_MAX)
    .execute()
  for (const { id } of activities) if (await hasLine(ctx, id, code)) return pathOf(id, code)
  return undefined
}

async function hasLine(ctx: Ctx, activityId: string, code: string): Promise<boolean> {
  const [posts, seats] = await Promise.all([
    ctx.db.selectFrom('posts').select('id').where('activity_id', '=', activityId).limit(200).execute(),
    ctx.db
      .selectFrom('assignments')
      .select(['post_id', 'volunteer_id'])
      .where('activity_id', '=', activityId)
      .limit(2000)
      .execute(),
  ])
  if (seats.some((seat) => referenceOf(lineOf({ postId: seat.post_id, volunteerId: seat.volunteer_id })) === code))
    return true
  return (await listWalkIns(ctx.db, activityId, posts)).some((line) => line.code === code)
}

registerSheets(findSignInSheet)

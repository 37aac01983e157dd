import type { Db } from '../../../platform'

/** A plan without its proposals. */
export type PlanRow = NonNullable<Awaited<ReturnType<typeof findPlan>>>

/** A plan by its id. */
export const findPlan = (db: Db, planId: string) =>
  db
    .selectFrom('plans')
    .select(['id', 'region_id', 'organization_id', 'made_at', 'until', 'days', 'travel_band', 'rest_days', 'posts_max'])
    .select(['round', 'gap_ppm', 'recruit'])
    .where('id', '=', planId)
    .executeTakeFirst()

/** Whose posts a plan is for. */
export const scopeOf = ({ organization_id, region_id }: Pick<PlanRow, 'organization_id' | 'region_id'>) => ({
  organizationId: organization_id,
  regionId: region_id,
})

/** What was chosen for a plan. */
export const wishesOf = ({ days, travel_band, rest_days, posts_max }: PlanRow) => ({
  days,
  travelBand: travel_band,
  restDays: rest_days,
  postsMax: posts_max,
})

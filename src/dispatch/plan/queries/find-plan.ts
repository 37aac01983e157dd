import type { Db } from '../../../platform'

/** A plan without its proposals. */
export type PlanRow = NonNullable<Awaited<ReturnType<typeof findPlan>>>

/** A plan by its id. */
export const findPlan = (db: Db, planId: string) =>
  db
    .selectFrom('plans')
    .select(['id', 'region_id', 'organization_id', 'made_at', 'until', 'days', 'travel_band', 'rest_days', 'posts_max'])
    .select(['round', 'gap_ppm', 'recruit', 'busiest_before', 'busiest_with', 'idle_before', 'idle_with'])
    .where('id', '=', planId)
    .executeTakeFirst()

/** Whose posts a plan or its order is for. */
export const scopeOf = ({ organization_id, region_id }: Pick<PlanRow, 'organization_id' | 'region_id'>) => ({
  organizationId: organization_id,
  regionId: region_id,
})

/** What the summary of a plan says of the plan itself. */
export const summedOf = (plan: PlanRow) => ({
  round: plan.round,
  gapPpm: plan.gap_ppm,
  busiest: changeOf(plan.busiest_before, plan.busiest_with),
  idle: changeOf(plan.idle_before, plan.idle_with),
})

const changeOf = (before: number | null, after: number | null) =>
  before === null || after === null ? undefined : { before: before / 1000, after: after / 1000 }

/** What was chosen for a plan or its order. */
export const wishesOf = ({
  days,
  travel_band,
  rest_days,
  posts_max,
}: Pick<PlanRow, 'days' | 'travel_band' | 'rest_days' | 'posts_max'>) => ({
  days,
  travelBand: travel_band,
  restDays: rest_days,
  postsMax: posts_max,
})

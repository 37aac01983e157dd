import { type Ctx, grantsCover } from '../platform'

/** Regions in which this actor helps people, or all of them; never empty, so that it can stand in a list of SQL. */
export function helpedRegions(ctx: Ctx): 'all' | readonly string[] {
  const grants = ctx.actor.kind === 'person' ? ctx.actor.grants : []
  const helping = grants.filter((grant) => grant.organizationId === null && grantsCover([grant], 'people:help'))
  if (helping.some((grant) => grant.regionId === null)) return 'all'
  const regions = helping.flatMap((grant) => grant.regionId ?? [])
  return regions.length === 0 ? [''] : regions
}

import { type Ctx, type Db, grantsCover, permissions } from '../../platform'

/** What a coordinator's desk spans: organizations, regions, or everything where a grant names neither. */
export type DeskScope = {
  readonly everywhere: boolean
  readonly organizationIds: readonly string[]
  readonly regionIds: readonly string[]
}

/** The scope of `dispatch:run` for this actor, read off their grants. */
export function deskScope(ctx: Ctx): DeskScope {
  const grants = ctx.actor.kind === 'person' ? ctx.actor.grants : []
  const holding = grants.filter((grant) => grantsCover([grant], 'dispatch:run'))
  return {
    everywhere: holding.some((grant) => grant.organizationId === null && grant.regionId === null),
    organizationIds: [...new Set(holding.flatMap((grant) => grant.organizationId ?? []))].slice(0, 50),
    regionIds: [
      ...new Set(holding.flatMap((grant) => (grant.organizationId === null ? (grant.regionId ?? []) : []))),
    ].slice(0, 50),
  }
}

/** Regions whose needs a desk may show: its own, and those of its organizations. */
export async function listDeskRegions(db: Db, { organizationIds, regionIds }: DeskScope): Promise<string[]> {
  if (organizationIds.length === 0) return [...regionIds]
  const rows = await db
    .selectFrom('organizations')
    .select('region_id')
    .distinct()
    .where('id', 'in', organizationIds)
    .limit(organizationIds.length)
    .execute()
  return [...new Set([...regionIds, ...rows.map((row) => row.region_id)])]
}

/** Roles that may run call-outs, for telling who the desk is for. */
export const deskRoles = permissions['dispatch:run']

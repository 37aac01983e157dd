import type { Ctx } from '../../platform'

/** Active organizations for which the signed-in person runs activities, at most 100. */
export async function listManagedOrganizations(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  if (ctx.actor.kind !== 'person') return []
  const ids = ctx.actor.grants
    .filter(({ role }) => role === 'coordinator' || role === 'organization-admin')
    .flatMap(({ organizationId }) => (organizationId === null ? [] : [organizationId]))
  if (ids.length === 0) return []
  return ctx.db
    .selectFrom('organizations')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .where('state', '=', 'active')
    .orderBy('name')
    .limit(100)
    .execute()
}

import { type Ctx, may, type Permission } from '../../platform'

/** Organizations for which the actor holds a permission; `all` for whoever holds it without a scope. */
export function organizationsWith(ctx: Ctx, permission: Permission): readonly string[] | 'all' {
  const { actor } = ctx
  if (actor.kind === 'key' && actor.organizationId === null) return may(ctx, permission) ? 'all' : []
  if (actor.kind === 'system') return 'all'
  const ids =
    actor.kind === 'person'
      ? actor.grants.flatMap((grant) => (grant.organizationId === null ? [] : [grant.organizationId]))
      : actor.kind === 'key' && actor.organizationId !== null
        ? [actor.organizationId]
        : []
  return [...new Set(ids)].filter((organizationId) => mayFor(ctx, permission, organizationId))
}

// A grant of an organization holds in whatever region its site lies; a key may be narrowed to a region, which each command checks.
const mayFor = (ctx: Ctx, permission: Permission, organizationId: string): boolean =>
  ctx.actor.kind === 'key' ? may(ctx, permission) : may(ctx, permission, { organizationId, regionId: null })

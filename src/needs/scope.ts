import { type Ctx, type Db, may, type Permission, personOf } from '../platform'

type NeedPlace = { readonly id: string; readonly region_id: string }

/** Organizations the actor acts for. */
export function organizationsOf(ctx: Ctx): string[] {
  const { actor } = ctx
  if (actor.kind === 'key') return actor.organizationId === null ? [] : [actor.organizationId]
  if (actor.kind !== 'person') return []
  return [...new Set(actor.grants.flatMap((grant) => (grant.organizationId === null ? [] : [grant.organizationId])))]
}

/** Where a person whom a key names for a need must hold the permission: its region, or the organization of the key. */
export const reachOf = (ctx: Ctx, need: { readonly region_id: string }) => ({
  regionId: need.region_id,
  organizationId: ctx.actor.kind === 'key' ? ctx.actor.organizationId : null,
})

/**
 * Whether the actor may do this to a need: by a grant for its region (or everywhere), or through a verified organization that works in its
 * region or holds a claim on it and is not suspended.
 */
export async function mayOnNeed(db: Db, ctx: Ctx, permission: Permission, need: NeedPlace): Promise<boolean> {
  if (may(ctx, permission, { regionId: need.region_id, organizationId: null })) return true
  return (await listOrganizationsFor(db, ctx, permission, need)).some(
    (organization) => organization.region_id === need.region_id || organization.claims,
  )
}

/** Verified, unsuspended organizations through which the actor holds a permission, and whether each has a claim on the need. */
export async function listOrganizationsFor(db: Db, ctx: Ctx, permission: Permission, need: NeedPlace) {
  const ids = organizationsOf(ctx).filter((organizationId) =>
    may(ctx, permission, { organizationId, regionId: need.region_id }),
  )
  if (ids.length === 0) return []
  const now = ctx.clock.now()
  return db
    .selectFrom('organizations as o')
    .select((eb) => [
      'o.id',
      'o.name',
      'o.region_id',
      eb
        .exists(
          eb
            .selectFrom('line_claims as c')
            .select('c.id')
            .whereRef('c.organization_id', '=', 'o.id')
            .where('c.need_id', '=', need.id)
            .where('c.state', 'in', ['held', 'done']),
        )
        .$castTo<boolean>()
        .as('claims'),
    ])
    .where('o.id', 'in', ids)
    .where('o.state', '=', 'active')
    .where('o.verified_at', 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('suspensions as s')
            .select('s.id')
            .whereRef('s.organization_id', '=', 'o.id')
            .where('s.lifted_at', 'is', null)
            .where((w) => w.or([w('s.until', 'is', null), w('s.until', '>', now)])),
        ),
      ),
    )
    .orderBy('o.name')
    .limit(20)
    .execute()
}

/**
 * Whether the actor has a part in helping here: goes there, or acts for an organization that holds a claim or sends people. Whoever helps
 * may not speak for the person helped: neither say their receipt nor hold their link and code.
 */
export async function helpsHere(db: Db, ctx: Ctx, needId: string): Promise<boolean> {
  const organizations = organizationsOf(ctx)
  if (organizations.length > 0) {
    const claim = await db
      .selectFrom('line_claims')
      .select('id')
      .where('need_id', '=', needId)
      .where('organization_id', 'in', organizations)
      .where('state', 'in', ['held', 'done'])
      .limit(1)
      .executeTakeFirst()
    if (claim !== undefined) return true
  }
  const visits = await db
    .selectFrom('need_visits')
    .select(['organization_id', 'person_ids'])
    .where('need_id', '=', needId)
    .limit(200)
    .execute()
  const person = personOf(ctx)
  return visits.some(
    (visit) => organizations.includes(visit.organization_id) || (person !== null && visit.person_ids.includes(person)),
  )
}

/**
 * Whether the actor may change a need for its person, who has agreed: whoever took the request, operators and the authority of its region,
 * and (`claimants`) the organization that holds a claim on it. To work in the same region is no reason.
 */
export async function maySpeakFor(
  db: Db,
  ctx: Ctx,
  permission: Permission,
  need: NeedPlace & { readonly entered_by: string | null },
  who: { readonly claimants: boolean },
): Promise<boolean> {
  if (may(ctx, permission, { regionId: need.region_id, organizationId: null })) return true
  const organizations = await listOrganizationsFor(db, ctx, permission, need)
  if (organizations.length === 0) return false
  const person = personOf(ctx)
  if (person !== null && need.entered_by === person) return true
  return who.claimants && organizations.some((organization) => organization.claims)
}

/** Regions whose needs the actor may triage; `all` for a grant without a scope. */
export async function triageRegions(db: Db, ctx: Ctx): Promise<readonly string[] | 'all'> {
  if (may(ctx, 'needs:triage', { organizationId: null, regionId: null })) return 'all'
  const { actor } = ctx
  const own =
    actor.kind === 'person'
      ? actor.grants.flatMap((grant) => (grant.regionId === null ? [] : [grant.regionId]))
      : actor.kind === 'key' && actor.regionId !== null
        ? [actor.regionId]
        : []
  const allowed = own.filter((regionId) => may(ctx, 'needs:triage', { organizationId: null, regionId }))
  const through = await listOrganizationRegions(db, organizationsOf(ctx))
  return [...new Set([...allowed, ...through])].sort()
}

async function listOrganizationRegions(db: Db, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('organizations')
    .select('region_id')
    .distinct()
    .where('id', 'in', ids)
    .where('state', '=', 'active')
    .where('verified_at', 'is not', null)
    .limit(50)
    .execute()
  return rows.map((row) => row.region_id)
}

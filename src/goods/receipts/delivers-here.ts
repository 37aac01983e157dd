import { helpsHere, listOrganizationsFor, type NeedRow, organizationsOf } from '../../needs'
import { listGrants } from '../../people'
import { type Ctx, type Db, may, type Permission } from '../../platform'
import { listDeliverers } from './queries/deliveries'

/** Whether the actor has a part in what was delivered to a need: goes there, claims it, or acts for an organization that gave to it. */
export async function deliversHere(db: Db, ctx: Ctx, needId: string): Promise<boolean> {
  if (await helpsHere(db, ctx, needId)) return true
  const own = organizationsOf(ctx)
  if (own.length === 0) return false
  return (await listDeliverers(db, needId)).some((organizationId) => own.includes(organizationId))
}

/** The same of somebody who is spoken with in a call. */
export async function theyDeliverHere(db: Db, ctx: Ctx, personId: string, needId: string): Promise<boolean> {
  const grants = await listGrants(db, personId, ctx.clock.now())
  return deliversHere(
    db,
    { ...ctx, actor: { kind: 'person', personId, name: '', sessionId: personId, grants } },
    needId,
  )
}

/**
 * Through whom the actor may hear what was said of a delivery: the house of its region (`organizationId` null), or a verified organization
 * of that region; undefined for whoever has a part in it, and for strangers.
 */
export async function standsOutside(
  db: Db,
  ctx: Ctx,
  permission: Permission,
  need: Pick<NeedRow, 'id' | 'region_id'>,
): Promise<{ readonly organizationId: string | null } | undefined> {
  if (await deliversHere(db, ctx, need.id)) return undefined
  if (may(ctx, permission, { organizationId: null, regionId: need.region_id })) return { organizationId: null }
  const through = await listOrganizationsFor(db, ctx, permission, need)
  const own = through.find((organization) => organization.region_id === need.region_id)
  return own === undefined ? undefined : { organizationId: own.id }
}

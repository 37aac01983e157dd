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
 * Whether the actor may hear what was said of a delivery: for the house of its region, or for a verified organization of that region; nobody
 * who has a part in it, and no stranger.
 */
export async function standsOutside(
  db: Db,
  ctx: Ctx,
  permission: Permission,
  need: Pick<NeedRow, 'id' | 'region_id'>,
): Promise<boolean> {
  if (await deliversHere(db, ctx, need.id)) return false
  if (may(ctx, permission, { organizationId: null, regionId: need.region_id })) return true
  const through = await listOrganizationsFor(db, ctx, permission, need)
  return through.some((organization) => organization.region_id === need.region_id)
}

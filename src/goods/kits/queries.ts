import type { Db } from '../../platform'
import type { KitItem } from './commands'

/** A kit and what is in it. */
export type Kit = {
  readonly id: string
  readonly organizationId: string
  readonly organization: string
  readonly name: string
  readonly items: readonly KitItem[]
}

/** Kits in use of these organizations, by name, at most 100. */
export async function listKits(db: Db, organizations: readonly string[] | 'all'): Promise<Kit[]> {
  if (organizations !== 'all' && organizations.length === 0) return []
  let query = db
    .selectFrom('kits as k')
    .innerJoin('organizations as o', 'o.id', 'k.organization_id')
    .select(['k.id', 'k.organization_id as organizationId', 'o.name as organization', 'k.name'])
    .where('k.state', '=', 'active')
  if (organizations !== 'all') query = query.where('k.organization_id', 'in', organizations)
  const kits = await query.orderBy('k.name').orderBy('k.id').limit(100).execute()
  if (kits.length === 0) return []
  const items = await db
    .selectFrom('kit_items')
    .select(['kit_id', 'item_id as itemId', 'quantity'])
    .where(
      'kit_id',
      'in',
      kits.map(({ id }) => id),
    )
    .orderBy('item_id')
    .limit(5000)
    .execute()
  return kits.map((kit) => ({
    ...kit,
    items: items.filter((item) => item.kit_id === kit.id).map(({ itemId, quantity }) => ({ itemId, quantity })),
  }))
}

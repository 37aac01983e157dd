import { endRoleIn } from '../../people'
import type { Tx } from '../../platform'

const ROLES_MAX = 1000

/** Ends every live role in an organization, or those of one person in it. @returns how many */
export async function endRolesIn(
  tx: Tx,
  which: { readonly organizationId: string; readonly personId?: string },
): Promise<number> {
  let query = tx.db
    .selectFrom('role_grants')
    .select(['id', 'person_id', 'role', 'organization_id', 'region_id'])
    .where('organization_id', '=', which.organizationId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .limit(ROLES_MAX)
    .forUpdate()
  if (which.personId !== undefined) query = query.where('person_id', '=', which.personId)
  const grants = await query.execute()
  for (const grant of grants) await endRoleIn(tx, grant)
  return grants.length
}

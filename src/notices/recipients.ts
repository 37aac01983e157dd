import type { Db, Role } from '../platform'

const MAX = 200

/** Who holds one of these roles for a region (or everywhere), at most 200. Served by role_grants_role_idx. */
export async function holdersInRegion(db: Db, roles: readonly Role[], regionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('role_grants')
    .select('person_id')
    .distinct()
    .where('role', 'in', roles)
    .where('organization_id', 'is', null)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('region_id', '=', regionId), eb('region_id', 'is', null)]))
    .limit(MAX)
    .execute()
  return rows.map((row) => row.person_id)
}

/** Who looks after the whole house, at most 200. */
export async function administrators(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('role_grants')
    .select('person_id')
    .distinct()
    .where('role', '=', 'administrator')
    .where('region_id', 'is', null)
    .where('organization_id', 'is', null)
    .where('ended_at', 'is', null)
    .limit(MAX)
    .execute()
  return rows.map((row) => row.person_id)
}

/** Who holds one of these roles in an organization, at most 200. */
export async function holdersInOrganization(db: Db, roles: readonly Role[], organizationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('role_grants')
    .select('person_id')
    .distinct()
    .where('role', 'in', roles)
    .where('organization_id', '=', organizationId)
    .where('ended_at', 'is', null)
    .limit(MAX)
    .execute()
  return rows.map((row) => row.person_id)
}

/** Whom an activity's organizer speaks through: its coordinator. */
export async function coordinatorOf(db: Db, activityId: string): Promise<string | undefined> {
  const row = await db.selectFrom('activities').select('coordinator_id').where('id', '=', activityId).executeTakeFirst()
  return row?.coordinator_id
}

/** Who holds a seat of a round now, and whether it runs. */
export async function crewOf(
  db: Db,
  roundId: string,
): Promise<{ readonly personId: string; readonly runs: boolean }[]> {
  const rows = await db
    .selectFrom('rounds as r')
    .innerJoin('assignments as s', 's.activity_id', 'r.activity_id')
    .select(['s.volunteer_id', 'r.state'])
    .where('r.id', '=', roundId)
    .where('s.state', '=', 'live')
    .orderBy('s.made_at')
    .limit(10)
    .execute()
  return rows.map((row) => ({ personId: row.volunteer_id, runs: row.state === 'sent' || row.state === 'underway' }))
}

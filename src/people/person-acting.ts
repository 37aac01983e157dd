import { sql } from 'kysely'
import {
  type Db,
  grantsCover,
  type Permission,
  personOf,
  type RoleGrant,
  type Scope,
  standingGrants,
  type Tx,
} from '../platform'

/**
 * The person by whom something is decided or seen. A key has neither eyes nor judgement: it names the person who has, and that person must
 * hold the permission where it happens. Whether the key itself may is asked by the command as of anybody.
 * @returns null where nobody stands behind the request
 */
export async function personActing(
  tx: Tx,
  permission: Permission,
  scope: Scope,
  named: string | undefined,
): Promise<string | null> {
  if (tx.ctx.actor.kind !== 'key') return personOf(tx.ctx)
  if (named === undefined) return null
  return grantsCover(await listGrants(tx.db, named, tx.now), permission, scope) ? named : null
}

/** What somebody may do now, by the same rule as in a session of their own. */
export async function listGrants(db: Db, personId: string, now: Temporal.Instant): Promise<readonly RoleGrant[]> {
  const { rows } = await sql<RoleGrant>`
    SELECT g.role, g.organization_id AS "organizationId", g.region_id AS "regionId"
    FROM ${standingGrants(sql`${personId}`, now)}
      AND EXISTS (SELECT FROM people p WHERE p.id = g.person_id AND p.state = 'active')
    LIMIT 200`.execute(db)
  return rows
}

import { sql } from 'kysely'
import { sequencerLagSeconds } from '../../journal'
import type { Db } from '../../platform'

const LIST_MAX = 200

/** A live role with its holder, for the administrator. */
export type GrantedRole = {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly role: string
  readonly organizationName: string | null
  readonly regionId: string | null
  readonly grantedAt: Temporal.Instant
}

/** Live roles of the house, by role then newest, at most 200; roles inside organizations stand on their own pages. Served by role_grants_role_idx. */
export async function listHouseRoles(db: Db): Promise<GrantedRole[]> {
  const rows = await db
    .selectFrom('role_grants as g')
    .innerJoin('people as p', 'p.id', 'g.person_id')
    .leftJoin('organizations as o', 'o.id', 'g.organization_id')
    .select(['g.id', 'g.person_id', 'p.name', 'g.role', 'o.name as organization_name', 'g.region_id', 'g.granted_at'])
    .where('g.ended_at', 'is', null)
    .where('g.role', 'in', ['administrator', 'authority', 'safety-officer', 'operator'])
    .orderBy('g.role')
    .orderBy('g.granted_at', 'desc')
    .limit(LIST_MAX)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    name: row.name ?? '',
    role: row.role,
    organizationName: row.organization_name,
    regionId: row.region_id,
    grantedAt: row.granted_at,
  }))
}

/** A partner's key, without anything that opens. */
export type KeyOverview = {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdAt: Temporal.Instant
  readonly lastUsedAt: Temporal.Instant | null
  readonly revokedAt: Temporal.Instant | null
}

/** Keys of partners, newest first, at most 200. */
export async function listKeys(db: Db): Promise<KeyOverview[]> {
  const rows = await db
    .selectFrom('api_keys')
    .select(['id', 'name', 'scopes', 'created_at', 'last_used_at', 'revoked_at'])
    .orderBy('created_at', 'desc')
    .limit(LIST_MAX)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }))
}

/** How the house is doing. */
export type Health = {
  readonly database: string
  /** Age of the oldest entry without a position, in seconds. */
  readonly lagSeconds: number
  readonly followers: readonly {
    readonly name: string
    readonly movedAt: Temporal.Instant
    readonly failure: string | null
  }[]
  /** Codes and links on their way out. */
  readonly codesWaiting: number
}

/** Reads how the house is doing. */
export async function readHealth(db: Db): Promise<Health> {
  const version = await sql<{ server_version: string }>`SHOW server_version`.execute(db)
  const followers = await db
    .selectFrom('followers')
    .select(['name', 'moved_at', 'failure'])
    .orderBy('name')
    .limit(LIST_MAX)
    .execute()
  const waiting = await db
    .selectFrom('code_outbox')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst()
  return {
    database: version.rows[0]?.server_version ?? '',
    lagSeconds: Math.round(await sequencerLagSeconds(db)),
    followers: followers.map((row) => ({ name: row.name, movedAt: row.moved_at, failure: row.failure })),
    codesWaiting: Number(waiting?.count ?? 0),
  }
}

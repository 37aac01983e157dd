import { sql } from 'kysely'
import type { Db } from '../platform'

/** Someone who reads reports: their name is told to whoever reports. */
export type Officer = { readonly personId: string; readonly name: string; readonly role: string }

const OFFICERS_MAX = 20

/**
 * Who reads reports of a region, those with the fewest open reports first: safety officers, and administrators where there are none.
 * At most 20.
 */
export async function listOfficers(db: Db, regionId: string | null, now: Temporal.Instant): Promise<Officer[]> {
  const named = await officersOf(db, regionId, 'safety-officer', now)
  return named.length > 0 ? named : officersOf(db, regionId, 'administrator', now)
}

/** All who may be given a report of a region: its safety officers first, then administrators. */
export async function listReaders(db: Db, regionId: string, now: Temporal.Instant): Promise<Officer[]> {
  const officers = await officersOf(db, regionId, 'safety-officer', now)
  const administrators = await officersOf(db, regionId, 'administrator', now)
  return [...officers, ...administrators.filter((one) => !officers.some((other) => other.personId === one.personId))]
}

async function officersOf(db: Db, regionId: string | null, role: string, now: Temporal.Instant): Promise<Officer[]> {
  let query = db
    .selectFrom('role_grants as g')
    .innerJoin('people as p', 'p.id', 'g.person_id')
    .select(['p.id as person_id', 'p.name', 'g.role'])
    .where('g.role', '=', role)
    .where('g.organization_id', 'is', null)
    .where('g.ended_at', 'is', null)
    .where('p.state', '=', 'active')
    .where(
      sql<boolean>`NOT EXISTS (SELECT FROM suspensions s WHERE s.person_id = p.id AND s.lifted_at IS NULL AND (s.until IS NULL OR s.until > ${now}))`,
    )
    .orderBy((eb) =>
      eb
        .selectFrom('safety_reports as r')
        .select((r) => r.fn.countAll().as('open'))
        .whereRef('r.officer_id', '=', 'p.id')
        .where('r.state', '<>', 'closed'),
    )
    .orderBy('p.id')
    .limit(OFFICERS_MAX)
  if (regionId !== null)
    query = query.where((eb) => eb.or([eb('g.region_id', '=', regionId), eb('g.region_id', 'is', null)]))
  const rows = await query.execute()
  const seen = new Set<string>()
  return rows
    .filter(({ person_id }) => !seen.has(person_id) && seen.add(person_id))
    .map((row) => ({ personId: row.person_id, name: row.name ?? '', role: row.role }))
}

/** Which of these people belong to an organization, as members or by a role in it. */
export async function belongingTo(
  db: Db,
  organizationId: string | null,
  personIds: readonly string[],
): Promise<Set<string>> {
  if (organizationId === null || personIds.length === 0) return new Set()
  const members = db
    .selectFrom('organization_members')
    .select('person_id')
    .where('organization_id', '=', organizationId)
    .where('state', '=', 'member')
    .where('person_id', 'in', personIds)
  const holders = db
    .selectFrom('role_grants')
    .select('person_id')
    .where('organization_id', '=', organizationId)
    .where('ended_at', 'is', null)
    .where('person_id', 'in', personIds)
  const rows = await members.union(holders).limit(500).execute()
  return new Set(rows.map((row) => row.person_id))
}

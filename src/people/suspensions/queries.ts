import type { Db } from '../../platform'
import { type Suspension, suspensionOfRow, suspensionsIn } from '../queries'

/** A suspension with the name of whom it concerns. */
export type NamedSuspension = Suspension & { readonly name: string }

/** The same as those see it who may decide. */
export type DecidableSuspension = NamedSuspension & {
  /** Who suspended: somebody else decides an appeal. */
  readonly startedBy: string
}

/** Live suspensions of a region (or of all), appeals first, then newest, at most 100. Served by suspensions_region_idx. */
export async function listSuspensions(
  db: Db,
  regionIds: readonly string[] | 'all',
  now: Temporal.Instant,
): Promise<DecidableSuspension[]> {
  let query = suspensionsIn(db)
    .select('started_by')
    .where('lifted_at', 'is', null)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', now)]))
    .orderBy((eb) => eb.case().when('appealed_at', 'is not', null).then(0).else(1).end())
    .orderBy('started_at', 'desc')
    .limit(100)
  if (regionIds !== 'all') query = query.where('region_id', 'in', regionIds.length === 0 ? [''] : [...regionIds])
  const found = (await query.execute()).map((row) => ({ ...suspensionOfRow(row), startedBy: row.started_by }))
  const people = await namesIn(
    db,
    'people',
    found.flatMap(({ personId }) => personId ?? []),
  )
  const organizations = await namesIn(
    db,
    'organizations',
    found.flatMap(({ organizationId }) => organizationId ?? []),
  )
  return found.map((one) => ({
    ...one,
    name: (one.personId === null ? organizations.get(one.organizationId ?? '') : people.get(one.personId)) ?? '',
  }))
}

async function namesIn(
  db: Db,
  table: 'people' | 'organizations',
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom(table)
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .limit(100)
    .execute()
  return new Map(rows.map((row) => [row.id, row.name ?? '']))
}

/** The suspension of an organization that a person runs, for their page. */
export async function listOwnOrganizationSuspensions(
  db: Db,
  personId: string,
  now: Temporal.Instant,
): Promise<NamedSuspension[]> {
  const run = await db
    .selectFrom('role_grants as g')
    .innerJoin('organizations as o', 'o.id', 'g.organization_id')
    .select(['o.id', 'o.name'])
    .where('g.person_id', '=', personId)
    .where('g.role', '=', 'organization-admin')
    .where('g.ended_at', 'is', null)
    .limit(100)
    .execute()
  if (run.length === 0) return []
  const names = new Map(run.map((row) => [row.id, row.name]))
  const rows = await suspensionsIn(db)
    .where('organization_id', 'in', [...names.keys()])
    .where('lifted_at', 'is', null)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', now)]))
    .limit(100)
    .execute()
  return rows.map(suspensionOfRow).map((one) => ({ ...one, name: names.get(one.organizationId ?? '') ?? '' }))
}

import { sql } from 'kysely'
import type { Point } from '../../../places'
import type { Db } from '../../../platform'
import type { SiteState } from '../../site'

/** A place where donors bring goods, as anyone may see it: never somebody's home. */
export type CollectionSite = {
  readonly id: string
  readonly organizationId: string
  readonly organization: string
  readonly regionId: string
  readonly districtId: string | null
  readonly localityId: string | null
  readonly name: string
  readonly address: string
  readonly hours: string
  readonly zone: string
  readonly point: Point
  /** Groups of items it takes; none: all of them. */
  readonly takes: readonly string[]
  readonly state: SiteState
  readonly note: string
  readonly stateAt: Temporal.Instant
}

/**
 * Collection sites of verified organizations that nobody has suspended, the closed ones left out, by name; at most 500. Served by
 * sites_region_idx.
 */
export async function listCollectionSites(db: Db, regionId: string, now: Temporal.Instant): Promise<CollectionSite[]> {
  const rows = await db
    .selectFrom('sites as s')
    .innerJoin('organizations as o', 'o.id', 's.organization_id')
    .select(['s.id', 's.organization_id', 'o.name as organization', 's.region_id', 's.district_id', 's.locality_id'])
    .select(['s.name', 's.address', 's.hours', 's.zone', 's.latitude', 's.longitude', 's.takes'])
    .select(['s.state', 's.state_note', 's.state_at'])
    .where('s.region_id', '=', regionId)
    .where('s.kind', '=', 'collection')
    .where('s.state', '<>', 'closed')
    .where('o.state', '=', 'active')
    .where('o.verified_at', 'is not', null)
    .where(
      sql<boolean>`NOT EXISTS (SELECT 1 FROM suspensions x WHERE x.organization_id = o.id AND x.lifted_at IS NULL
        AND (x.until IS NULL OR x.until > ${now}))`,
    )
    .orderBy('s.name')
    .orderBy('s.id')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    organizationId: row.organization_id,
    organization: row.organization,
    regionId: row.region_id,
    districtId: row.district_id,
    localityId: row.locality_id,
    name: row.name,
    address: row.address,
    hours: row.hours,
    zone: row.zone,
    point: { latitude: row.latitude, longitude: row.longitude },
    takes: row.takes,
    state: row.state as SiteState,
    note: row.state_note,
    stateAt: row.state_at,
  }))
}

/** Regions with a place that takes goods now. */
export async function listRegionsTaking(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('sites')
    .select('region_id')
    .distinct()
    .where('kind', '=', 'collection')
    .where('state', '=', 'open')
    .limit(500)
    .execute()
  return new Set(rows.map((row) => row.region_id))
}

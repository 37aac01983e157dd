import { sql } from 'kysely'
import type { Db } from '../../platform'
import type { SiteKind, SiteState } from '../site'

/** A site as pages show it. */
export type Site = {
  readonly id: string
  readonly regionId: string
  readonly localityId: string | null
  readonly organizationId: string
  readonly organization: string
  readonly kind: SiteKind
  readonly name: string
  readonly address: string
  readonly hours: string
  readonly latitude: number
  readonly longitude: number
  readonly zone: string
  readonly takes: readonly string[]
  readonly state: SiteState
  readonly note: string
  readonly stateAt: Temporal.Instant
}

const sites = (db: Db) =>
  db
    .selectFrom('sites as s')
    .innerJoin('organizations as o', 'o.id', 's.organization_id')
    .select([
      's.id',
      's.region_id as regionId',
      's.locality_id as localityId',
      's.organization_id as organizationId',
      'o.name as organization',
      sql<SiteKind>`s.kind`.as('kind'),
      's.name',
      's.address',
      's.hours',
      's.latitude',
      's.longitude',
      's.zone',
      's.takes',
      sql<SiteState>`s.state`.as('state'),
      's.state_note as note',
      's.state_at as stateAt',
    ])

/** One site, in whatever state. */
export const findSite = (db: Db, siteId: string): Promise<Site | undefined> =>
  sites(db).where('s.id', '=', siteId).executeTakeFirst()

const SITES_MAX = 200

/** Sites of regions or organizations that are not closed for good, those that take goods first, at most 200. */
export function listSites(
  db: Db,
  by: { readonly regionId?: string | undefined; readonly organizations?: readonly string[] | 'all' },
): Promise<Site[]> {
  const { regionId, organizations = 'all' } = by
  if (organizations !== 'all' && organizations.length === 0) return Promise.resolve([])
  let query = sites(db).where('s.state', '<>', 'closed')
  if (regionId !== undefined) query = query.where('s.region_id', '=', regionId)
  if (organizations !== 'all') query = query.where('s.organization_id', 'in', organizations)
  return query
    .orderBy(sql`array_position(ARRAY['open', 'saturated', 'paused'], s.state)`)
    .orderBy('s.name')
    .orderBy('s.id')
    .limit(SITES_MAX)
    .execute()
}

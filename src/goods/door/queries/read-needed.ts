import type { Db } from '../../../platform'
import { decideNeeded, type Needed } from '../decide-needed'
import { type CollectionSite, listCollectionSites } from './collection-sites'
import { listPlaceDemand, readDemand } from './demand'
import type { Place } from './find-place'

/** What a place asks for as of now, and the places of its region that take goods; those of the place itself first. */
export async function readNeeded(
  db: Db,
  place: Place,
  now: Temporal.Instant,
): Promise<Needed & { readonly sites: readonly CollectionSite[] }> {
  const [demand, cells, sites] = await Promise.all([
    readDemand(db, place.regionId, now),
    place.kind === 'region' ? [] : listPlaceDemand(db, place.regionId),
    listCollectionSites(db, place.regionId, now),
  ])
  return {
    ...decideNeeded(place, demand, cells),
    sites: [...sites.filter((site) => stands(site, place)), ...sites.filter((site) => !stands(site, place))],
  }
}

const stands = (site: CollectionSite, place: Place): boolean =>
  place.kind === 'region' || place.id === (place.kind === 'district' ? site.districtId : site.localityId)

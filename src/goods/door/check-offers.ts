import { items } from '../../needs'
import { distanceMeters, listRegions, type Region } from '../../places'
import { type Ctx, may } from '../../platform'
import { isHealthRelated, linesTaking } from './accepted-items'
import { type Answer, decideAnswers, type Elsewhere } from './decide-answers'
import type { Offer } from './offer'
import { listCollectionSites, listRegionsTaking } from './queries/collection-sites'
import { listRegionsAsking, readDemand } from './queries/demand'
import type { Place } from './queries/find-place'

/** What a donor near a place is told of what they have, as of now. */
export async function checkOffers(ctx: Ctx, place: Place, offers: readonly Offer[]): Promise<Answer[]> {
  const { db } = ctx
  const now = ctx.clock.now()
  const offered = [...new Set(offers.flatMap((offer) => (offer.kind === 'item' ? [offer.item] : [])))]
  const groups = new Set(offered.map(({ group }) => group))
  const health = offered.some(({ id }) => isHealthRelated(id))
  const taking = offered.flatMap(({ id }) => linesTaking(id))
  const near = items.filter(({ id, group }) => groups.has(group) || (health && isHealthRelated(id))).map(({ id }) => id)
  const [demand, sites, asking, regions, open] = await Promise.all([
    readDemand(db, place.regionId, now, [...new Set([...taking, ...near])]),
    listCollectionSites(db, place.regionId, now),
    listRegionsAsking(db, [...new Set(taking)]),
    offered.length === 0 ? [] : listRegions(db),
    offered.length === 0 ? new Set<string>() : listRegionsTaking(db),
  ])
  return decideAnswers(offers, {
    point: place.point,
    demand,
    sites,
    elsewhere: (itemId) => nearestAsking(itemId, place, asking, regions, open),
    seesSmall: may(ctx, 'goods:enter', { regionId: place.regionId, organizationId: null }),
  })
}

// A region with a place that takes goods comes before a nearer one without.
function nearestAsking(
  itemId: string,
  place: Place,
  asking: ReadonlyMap<string, readonly string[]>,
  regions: readonly Region[],
  taking: ReadonlySet<string>,
): Elsewhere | undefined {
  if (isHealthRelated(itemId)) return undefined
  const asked = new Set(linesTaking(itemId).flatMap((id) => asking.get(id) ?? []))
  const [nearest] = regions
    .filter(({ id }) => id !== place.regionId && asked.has(id))
    .map(({ id, point }) => ({ regionId: id, distanceMeters: distanceMeters(place.point, point) }))
    .sort(
      (a, b) => Number(taking.has(b.regionId)) - Number(taking.has(a.regionId)) || a.distanceMeters - b.distanceMeters,
    )
  return nearest
}

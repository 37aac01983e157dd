import { CELL_MIN, type Item, items } from '../../needs'
import { distanceMeters, listRegions, type Region } from '../../places'
import { type Ctx, may } from '../../platform'
import { isHealthRelated, linesTaking } from './accepted-items'
import { type Answer, decideAnswers, type Elsewhere } from './decide-answers'
import type { Offer } from './offer'
import { listCollectionSites, listRegionsTaking } from './queries/collection-sites'
import { countNeedsAsking, listRegionsAsking, readDemand } from './queries/demand'
import type { Place } from './queries/find-place'

/** What a donor near a place is told of what they have, as of now. */
export async function checkOffers(ctx: Ctx, place: Place, offers: readonly Offer[]): Promise<Answer[]> {
  const { db } = ctx
  const now = ctx.clock.now()
  const offered = offers.flatMap((offer) => (offer.kind === 'item' ? [offer.item] : []))
  const taking = [...new Set(offered.flatMap(({ id }) => linesTaking(id)))]
  const [demand, sites, tellsHealth] = await Promise.all([
    readDemand(db, place.regionId, now, taking),
    listCollectionSites(db, place.regionId, now),
    mayTellHealth(ctx, place, offered),
  ])
  const known = { point: place.point, demand, sites, tellsHealth }
  const answers = decideAnswers(offers, { ...known, elsewhere: () => undefined })
  const idle = answers.flatMap((answer) => (isIdle(answer) ? [answer.item] : []))
  if (idle.length === 0) return answers
  const groups = new Set(idle.map(({ group }) => group))
  const [near, asking, regions, open] = await Promise.all([
    readDemand(
      db,
      place.regionId,
      now,
      items.filter(({ group }) => groups.has(group)).map(({ id }) => id),
    ),
    listRegionsAsking(db, [...new Set(idle.flatMap(({ id }) => linesTaking(id)))]),
    listRegions(db),
    listRegionsTaking(db),
  ])
  return decideAnswers(offers, {
    ...known,
    demand: new Map([...near, ...demand]),
    elsewhere: (itemId) => nearestAsking(itemId, place, asking, regions, open),
  })
}

/** Whether something of it would stay behind: then it matters what else is open, and where. */
const isIdle = (answer: Answer): answer is Exclude<Answer, { kind: 'unclear' }> =>
  answer.kind === 'not-now' || (answer.kind === 'bring' && answer.left > 0)

const healthItems = items.filter(({ id }) => isHealthRelated(id)).map(({ id }) => id)

async function mayTellHealth(ctx: Ctx, place: Place, offered: readonly Item[]): Promise<boolean> {
  if (!offered.some(({ id }) => isHealthRelated(id))) return true
  if (may(ctx, 'goods:enter', { regionId: place.regionId, organizationId: null })) return true
  return (await countNeedsAsking(ctx.db, place.regionId, healthItems, CELL_MIN)) >= CELL_MIN
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

import { findItem, type Item } from '../../needs'
import { distanceMeters, type Point } from '../../places'
import { isHealthRelated, linesTaking } from './accepted-items'
import type { Offer } from './offer'
import type { CollectionSite } from './queries/collection-sites'
import type { Demand } from './queries/demand'

/** How much of one thing may be brought to a place; distance from the donor, great circle. */
export type SiteOffer = { readonly site: CollectionSite; readonly distanceMeters: number; readonly quantity: number }

/**
 * Why something should stay where it is: nobody here asks for it; enough is promised or on its way; it is asked for and no place takes it
 * now; a pharmacy's affair; asked for by so few that only a person may say more.
 */
export type WhyNot = 'not-asked' | 'enough-coming' | 'no-site' | 'prescription' | 'by-phone'

/** The nearest region where a thing is asked for. */
export type Elsewhere = { readonly regionId: string; readonly distanceMeters: number }

/** What somebody with goods is told of one line, before they set out. */
export type Answer = { readonly offer: Offer } & (
  | {
      readonly kind: 'bring'
      readonly item: Item
      /** What may be promised at once: never more than is open. */
      readonly quantity: number
      /** What remains of the offer: better kept, or needed elsewhere. */
      readonly left: number
      /** Places that take it, nearest first; at least one. */
      readonly sites: readonly SiteOffer[]
      /** The item asked for, where this one is taken instead. */
      readonly insteadOf: string | undefined
      readonly elsewhere: Elsewhere | undefined
    }
  | {
      readonly kind: 'not-now'
      readonly item: Item
      readonly why: WhyNot
      /** Items open near the donor that could be brought instead. */
      readonly instead: readonly string[]
      readonly elsewhere: Elsewhere | undefined
      /** The nearest place that would take it, and does not now. */
      readonly resting: CollectionSite | undefined
    }
  | { readonly kind: 'unclear' }
)

/** What is known where the donor is. */
export type Surroundings = {
  readonly point: Point
  readonly demand: ReadonlyMap<string, Demand>
  readonly sites: readonly CollectionSite[]
  /** Regions that ask for an item, nearest to the donor first; the donor's own is not among them. */
  readonly elsewhere: (itemId: string) => Elsewhere | undefined
  /** Whether health-related things may be answered: enough ask for some, or the reader enters offers for others. */
  readonly tellsHealth: boolean
}

const SITES_SHOWN = 5
const INSTEAD_SHOWN = 3

/** Answers an offer line by line; what one line may bring is not offered to the next of the same item again. */
export function decideAnswers(offers: readonly Offer[], around: Surroundings): Answer[] {
  const taken = new Map<string, number>()
  return offers.map((offer) => {
    if (offer.kind !== 'item') return { offer, kind: 'unclear' }
    const before = taken.get(offer.item.id) ?? 0
    const answer = decideOne(offer, before, around, offers)
    if (answer.kind === 'bring') taken.set(offer.item.id, before + answer.quantity)
    return answer
  })
}

function decideOne(
  offer: Extract<Offer, { kind: 'item' }>,
  before: number,
  around: Surroundings,
  offers: readonly Offer[],
): Answer {
  const { item } = offer
  const demands = linesTaking(item.id).flatMap((id) => around.demand.get(id) ?? [])
  const open = demands.reduce((sum, demand) => sum + demand.open, 0) - before
  const refused = (why: WhyNot): Answer => ({
    offer,
    kind: 'not-now',
    item,
    why,
    instead: listInstead(item, around, offers),
    elsewhere: around.elsewhere(item.id),
    resting: why === 'no-site' ? sitesByDistance(item, around).at(0)?.site : undefined,
  })
  if (item.prescription) return refused('prescription')
  if (isHealthRelated(item.id) && open > 0 && !around.tellsHealth) return refused('by-phone')
  if (open <= 0)
    return refused(demands.some((demand) => demand.coming > 0 || demand.open > 0) ? 'enough-coming' : 'not-asked')
  const wanted = offer.quantity ?? item.typicalQuantity
  const sites = sitesByDistance(item, around)
    .filter(({ site }) => site.state === 'open')
    .map(({ site, distanceMeters }) => ({
      site,
      distanceMeters,
      quantity: Math.min(wanted, throughSite(demands, site) - before),
    }))
    .filter(({ quantity }) => quantity > 0)
    .slice(0, SITES_SHOWN)
  const [nearest] = sites
  if (nearest === undefined) return refused('no-site')
  const quantity = Math.max(...sites.map((one) => one.quantity))
  const own = around.demand.get(item.id)
  return {
    offer,
    kind: 'bring',
    item,
    quantity,
    left: offer.quantity === undefined ? 0 : offer.quantity - quantity,
    sites,
    // That somebody ill asks for it is told to nobody who brings something else.
    insteadOf:
      own === undefined || own.open === 0
        ? demands.find((demand) => demand.open > 0 && !isHealthRelated(demand.itemId))?.itemId
        : undefined,
    elsewhere: offer.quantity !== undefined && offer.quantity > quantity ? around.elsewhere(item.id) : undefined,
  }
}

/** What may be given through a place: lines nobody has taken, and those that its own organization has. */
const throughSite = (demands: readonly Demand[], site: CollectionSite): number =>
  demands.reduce((sum, { open, held }) => {
    const byOthers = [...held].reduce((all, [holder, part]) => (holder === site.organizationId ? all : all + part), 0)
    return sum + Math.max(0, open - byOthers)
  }, 0)

const sitesByDistance = (item: Item, { point, sites }: Surroundings) =>
  sites
    .filter(({ takes }) => takes.length === 0 || takes.includes(item.group))
    .map((site) => ({ site, distanceMeters: distanceMeters(point, site.point) }))
    .sort((a, b) => a.distanceMeters - b.distanceMeters || (a.site.id < b.site.id ? -1 : 1))

/** Things of the same group that are open, through a place that takes them now; those most asked for first. */
function listInstead(item: Item, around: Surroundings, offers: readonly Offer[]): string[] {
  const offered = new Set(offers.flatMap((offer) => (offer.kind === 'item' ? [offer.item.id] : [])))
  return [...around.demand.values()]
    .filter(({ itemId }) => {
      const other = findItem(itemId)
      return other?.group === item.group && !offered.has(itemId) && !isHealthRelated(itemId) && !other.prescription
    })
    .filter((demand) => {
      const other = findItem(demand.itemId)
      return (
        other !== undefined &&
        sitesByDistance(other, around).some(({ site }) => site.state === 'open' && throughSite([demand], site) > 0)
      )
    })
    .sort((a, b) => b.lines - a.lines || (a.itemId < b.itemId ? -1 : 1))
    .slice(0, INSTEAD_SHOWN)
    .map(({ itemId }) => itemId)
}

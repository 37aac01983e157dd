import { checkOffers, findPlace, handOut, openSite, promiseGift, receivePledge, receiveStock } from '../../goods'
import { distanceMeters, type Point } from '../../kit/geo'
import { ok, unwrap } from '../../kit/result'
import { inCommand } from '../../platform'
import type { Cast } from './cast'
import { type GivingReport, newTrips } from './compare-giving'
import { type Donor, drawDonors } from './donors'
import type { Stage } from './stage'
import { newUnaskedGiving } from './unasked-giving'

/** Where a crisis is at home. */
export type Home = { readonly regionId: string; readonly zone: string; readonly point: Point }

type Site = { readonly id: string; readonly point: Point; readonly coordinator: Cast['coordinators'][number] }

const SITES_APART_DEGREES = 0.08
const PROMISE_HOURS = 24

/**
 * Donors come to the door of the house, say what they have, and bring what they were told to; each organization keeps a place that takes
 * goods. The same donors are counted once more as if nobody had asked them.
 */
export async function planDonors(
  stage: Stage,
  cast: Cast,
  home: Home,
  count: number,
): Promise<{ isIdle(): boolean; report(): GivingReport }> {
  const sites = await openSites(stage, cast, home)
  const donors = drawDonors(count, home.point, stage.chance.fork('donors'))
  const asked = newTrips()
  const unasked = newTrips()
  const bringUnasked = newUnaskedGiving(stage.system.db)
  let busy = 0
  const later = (minutes: number, run: () => Promise<void>): void => {
    busy += 1
    stage.timeline.after(minutes, async () => {
      await run()
      busy -= 1
    })
  }
  for (const donor of donors)
    later(donor.afterMinutes, async () => {
      const meters = distanceMeters(donor.point, nearest(sites, donor.point).point)
      unasked.add({ meters, brought: donor.quantity, needed: await bringUnasked(donor.item.id, donor.quantity) })
      await askAtTheDoor(stage, sites, home, donor, asked.add, later)
    })
  return {
    isIdle: () => busy === 0,
    report: () => ({ donors: donors.length, withCheck: asked.measures(), withoutCheck: unasked.measures() }),
  }
}

async function openSites(stage: Stage, cast: Cast, home: Home): Promise<Site[]> {
  const sites: Site[] = []
  for (const [i, coordinator] of cast.coordinators.entries()) {
    const point = {
      latitude: home.point.latitude + (i % 2 === 0 ? 1 : -1) * SITES_APART_DEGREES,
      longitude: home.point.longitude + (i < 2 ? 1 : -1) * SITES_APART_DEGREES,
    }
    const { siteId } = unwrap(
      await openSite(stage.as(coordinator.actor), {
        organizationId: coordinator.organizationId,
        kind: 'collection',
        name: `Site ${i + 1}`,
        address: `Street ${i + 1}`,
        hours: '',
        place: { regionId: home.regionId, districtId: null, localityId: null, zone: home.zone, ...point },
        takes: [],
      }),
    )
    sites.push({ id: siteId, point, coordinator })
  }
  return sites
}

const nearest = (sites: readonly Site[], point: Point): Site =>
  sites.reduce((best, site) => (distanceMeters(point, site.point) < distanceMeters(point, best.point) ? site : best))

async function askAtTheDoor(
  stage: Stage,
  sites: readonly Site[],
  home: Home,
  donor: Donor,
  addTrip: ReturnType<typeof newTrips>['add'],
  later: (minutes: number, run: () => Promise<void>) => void,
): Promise<void> {
  const { item, quantity, point } = donor
  const place = await findPlace(stage.system.db, home.regionId)
  if (place === undefined) return
  const visitor = stage.as({ kind: 'visitor' })
  const offer = { kind: 'item', words: '', item, quantity } as const
  const [answer] = await checkOffers(visitor, { ...place, point }, [offer])
  const [through] = answer?.kind === 'bring' ? answer.sites : []
  if (answer?.kind !== 'bring' || through === undefined) {
    if (donor.goesAnyway) await bringAnyway(stage, nearest(sites, point), donor, addTrip)
    return
  }
  const promised = await stage.twice({ kind: 'visitor' }, (ctx) =>
    promiseGift(ctx, {
      things: [{ itemId: item.id, quantity: through.quantity, siteId: through.site.id }],
      regionId: home.regionId,
      point,
      organizationId: null,
      comesFrom: null,
      until: stage.timeline.clock.now().add({ hours: PROMISE_HOURS }),
      contact: { name: '', kind: 'none', value: '', lang: 'kk', address: '', words: '' },
    }),
  )
  if (!promised.ok || !donor.keepsWord) return
  const { giftId } = promised.value
  const site = sites.find(({ id }) => id === through.site.id)
  if (site === undefined) return
  later(donor.bringsAfterMinutes, async () => {
    const needed = await takeIn(stage, site, giftId)
    addTrip({ meters: through.distanceMeters, brought: through.quantity, needed })
  })
}

// Told that it is not needed, and comes all the same: the place takes it in, for nobody.
async function bringAnyway(
  stage: Stage,
  site: Site,
  { item, quantity, point }: Donor,
  addTrip: ReturnType<typeof newTrips>['add'],
): Promise<void> {
  await receiveStock(stage.as(site.coordinator.actor), {
    siteId: site.id,
    itemId: item.id,
    quantity,
    condition: 'good',
    expiresOn: null,
    cause: 'given',
  })
  addTrip({ meters: distanceMeters(point, site.point), brought: quantity, needed: 0 })
}

async function takeIn(stage: Stage, site: Site, giftId: string): Promise<number> {
  const pledges = await stage.system.db
    .selectFrom('gift_pledges as g')
    .innerJoin('pledges as p', 'p.id', 'g.pledge_id')
    .select(['p.id', 'p.awaited'])
    .where('g.gift_id', '=', giftId)
    .orderBy('p.id')
    .limit(200)
    .execute()
  const quantity = pledges.reduce((sum, { awaited }) => sum + awaited, 0)
  if (quantity === 0) return 0
  const received = await receivePledge(stage.as(site.coordinator.actor), {
    pledgeIds: pledges.map(({ id }) => id),
    siteId: site.id,
    parts: [{ quantity, condition: 'good', expiresOn: null }],
    rest: 'released',
  })
  return received.ok ? received.value.kept : 0
}

/** What lies set aside for a need is given out to those who came for it. */
export async function handOutFor(stage: Stage, needId: string): Promise<void> {
  const held = await stage.system.db
    .selectFrom('stock_picks')
    .select(['id', 'quantity'])
    .where('need_id', '=', needId)
    .where('state', '=', 'held')
    .orderBy('id')
    .limit(500)
    .execute()
  for (const pick of held)
    await inCommand(stage.system, 'drill.hand-out', async (tx) => ok(await handOut(tx, pick.id, pick.quantity)))
}

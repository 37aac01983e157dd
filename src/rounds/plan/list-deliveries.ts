import { readWhereToFetch } from '../../goods'
import { findItem, mayStep, readWhereToBring } from '../../needs'
import type { Tx } from '../../platform'
import type { Ability, Cargo, Delivery, DeliveryEnd, StopPlace } from './delivery'

/** Minutes it takes to take one delivery on board, and to hand one over where nobody said otherwise. */
const LOAD_MINUTES = 4
const HAND_MINUTES = 10
/** Before and after these hours nobody is called on unless they said so: minutes of the day. */
const USUAL_HOURS = { from: 8 * 60, until: 21 * 60 }
const DELIVERIES_MAX = 400
/** Circumstances in which one of those who come has a confirmed background check. */
const vettedFlags = ['minors-present', 'refugees']

/** What is planned: an organization's stock set aside for people, and what it fetches at donors'. */
export type DeliveryScope = {
  readonly organizationId: string
  readonly day: Temporal.PlainDate
  /** Where fetched goods go: to who asked, or to this site first. */
  readonly fetchTo: { readonly siteId: string } | 'straight'
}

/** Deliveries that wait, and those of them whose place nobody knows. */
export type WaitingDeliveries = {
  readonly deliveries: readonly Delivery[]
  readonly withoutPlace: readonly string[]
}

/**
 * Everything that could go on a round of this organization: picks held at its sites and promises to be fetched for lines it has claimed,
 * one delivery for all that goes from one place to one need. What is in a round that was sent out is left out.
 */
export async function listDeliveries(tx: Tx, scope: DeliveryScope): Promise<WaitingDeliveries> {
  const [atSites, atDonors] = [await listPicks(tx, scope.organizationId), await listFetches(tx, scope.organizationId)]
  const rows = [...atSites, ...atDonors]
  const needIds = [...new Set(rows.map((row) => row.need_id))]
  const needs = new Map((await listNeeds(tx, needIds)).map((need) => [need.id, need]))
  const places = new Map((await readWhereToBring(tx, needIds)).map((one) => [one.needId, one]))
  const donors = new Map(
    (
      await readWhereToFetch(
        tx,
        atDonors.map((row) => row.pledge_id),
      )
    ).map((one) => [one.pledgeId, one]),
  )
  const sites = new Map((await listSites(tx, scope.organizationId)).map((site) => [site.id, site]))
  const made = new Map<string, Delivery & { cargo: Cargo[]; abilities: Ability[] }>()
  const withoutPlace = new Set<string>()
  const add = (key: string, cargo: Cargo, asks: readonly Ability[], make: () => Delivery | undefined) => {
    const known = made.get(key)
    const delivery = known ?? make()
    if (delivery === undefined) return
    const kept = known ?? { ...delivery, cargo: [], abilities: [...delivery.abilities] }
    kept.cargo.push(cargo)
    for (const ability of asks) if (!kept.abilities.includes(ability)) kept.abilities.push(ability)
    made.set(key, kept)
  }
  for (const row of rows) {
    const need = needs.get(row.need_id)
    if (need === undefined || !mayStep('come', need.state)) continue
    const to = endOfNeed(need, places.get(need.id)?.point, scope.day)
    const lang = places.get(need.id)?.lang ?? null
    const isVetted = vettedFlags.some((flag) => need.flags.includes(flag))
    const asks = [...row.asks, ...(isVetted || row.isHealthRelated ? (['vetted'] as const) : [])]
    const from = row.pledge_id === null ? endOfSite(sites.get(row.site_id ?? '')) : endOfDonor(row, donors)
    const first = row.pledge_id !== null && scope.fetchTo !== 'straight' ? sites.get(scope.fetchTo.siteId) : undefined
    const end = first === undefined ? to : endOfSite(first)
    if (from === undefined || end === undefined) {
      withoutPlace.add(need.id)
      continue
    }
    const key = `${from.place.kind} ${from.place.id} ${end.place.kind} ${end.place.id} ${need.id}`
    const language = first === undefined ? lang : (donors.get(row.pledge_id ?? '')?.lang ?? null)
    const bare = first === undefined ? asks : row.asks
    add(key, row.cargo, bare, () => ({
      needId: need.id,
      rank: need.rank,
      from,
      to: end,
      cargo: [],
      abilities: [],
      language,
    }))
  }
  return { deliveries: [...made.values()], withoutPlace: [...withoutPlace] }
}

type Waiting = {
  readonly need_id: string
  readonly site_id: string | null
  readonly cargo: Cargo
  readonly asks: readonly Ability[]
  readonly isHealthRelated: boolean
}

type Loadable = Waiting & { readonly pledge_id: null }
type Fetchable = Waiting & {
  readonly pledge_id: string
  readonly comes_from: Temporal.Instant | null
  readonly until: Temporal.Instant
}

/** Weight and room of so many of some items, and what carrying them asks for. Nobody knows what own words weigh: they count as a parcel. */
export function cargoOf(items: readonly { readonly id: string | null; readonly quantity: number }[]) {
  let [grams, millilitres] = [0, 0]
  const asks = new Set<Ability>()
  let isHealthRelated = false
  for (const { id, quantity } of items) {
    const item = id === null ? undefined : findItem(id)
    grams += Math.ceil(((item?.gramsPerThousand ?? 1_000_000) * quantity) / 1000)
    millilitres += Math.ceil(((item?.millilitresPerThousand ?? 5_000_000) * quantity) / 1000)
    if (item?.coldChain === true) asks.add('cold')
    if (item?.heavy === true) asks.add('lift')
    if (item?.healthRelated === true) isHealthRelated = true
  }
  return { grams, millilitres, asks: [...asks], isHealthRelated }
}

async function listPicks(tx: Tx, organizationId: string): Promise<Loadable[]> {
  const rows = await tx.db
    .selectFrom('stock_picks as p')
    .innerJoin('stock_lots as l', 'l.id', 'p.lot_id')
    .innerJoin('sites as s', 's.id', 'p.site_id')
    .select(['p.id', 'p.need_id', 'p.site_id', 'p.quantity', 'l.item_id', 'l.kit_id'])
    .where('s.organization_id', '=', organizationId)
    .where('p.state', '=', 'held')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('round_goods as g')
            .select('g.id')
            .whereRef('g.pick_id', '=', 'p.id')
            .where('g.state', 'in', ['planned', 'aboard']),
        ),
      ),
    )
    .orderBy('p.made_at')
    .orderBy('p.id')
    .limit(DELIVERIES_MAX)
    .execute()
  const kitIds = [...new Set(rows.flatMap((row) => row.kit_id ?? []))]
  const inside =
    kitIds.length === 0
      ? []
      : await tx.db
          .selectFrom('kit_items')
          .select(['kit_id', 'item_id', 'quantity'])
          .where('kit_id', 'in', kitIds)
          .limit(5000)
          .execute()
  return rows.map((row) => {
    const items =
      row.kit_id === null
        ? [{ id: row.item_id, quantity: row.quantity }]
        : inside
            .filter((one) => one.kit_id === row.kit_id)
            .map((one) => ({ id: one.item_id, quantity: one.quantity * row.quantity }))
    const { grams, millilitres, asks, isHealthRelated } = cargoOf(items)
    return {
      need_id: row.need_id,
      site_id: row.site_id,
      pledge_id: null,
      cargo: { pickId: row.id, pledgeId: null, quantity: row.quantity, grams, millilitres },
      asks,
      isHealthRelated,
    }
  })
}

async function listFetches(tx: Tx, organizationId: string): Promise<Fetchable[]> {
  const rows = await tx.db
    .selectFrom('pledges as p')
    .select(['p.id', 'p.need_id', 'p.item_id', 'p.awaited', 'p.comes_from', 'p.until'])
    .where('p.way', '=', 'picked-up')
    .where('p.awaited', '>', 0)
    .where('p.until', '>', tx.now)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('line_claims as c')
          .select('c.id')
          .whereRef('c.need_id', '=', 'p.need_id')
          .where('c.organization_id', '=', organizationId)
          .where('c.state', 'in', ['held', 'done']),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('round_goods as g')
            .select('g.id')
            .whereRef('g.pledge_id', '=', 'p.id')
            .where('g.state', 'in', ['planned', 'aboard']),
        ),
      ),
    )
    .orderBy('p.until')
    .orderBy('p.id')
    .limit(DELIVERIES_MAX)
    .execute()
  return rows.map((row) => {
    const { grams, millilitres, asks, isHealthRelated } = cargoOf([{ id: row.item_id, quantity: row.awaited }])
    return {
      need_id: row.need_id,
      site_id: null,
      pledge_id: row.id,
      comes_from: row.comes_from,
      until: row.until,
      cargo: { pickId: null, pledgeId: row.id, quantity: row.awaited, grams, millilitres },
      asks,
      isHealthRelated,
    }
  })
}

const listNeeds = (tx: Tx, needIds: readonly string[]) =>
  needIds.length === 0
    ? Promise.resolve([])
    : tx.db
        .selectFrom('needs as n')
        .leftJoin('delivery_wishes as w', 'w.need_id', 'n.id')
        .select(['n.id', 'n.state', 'n.rank', 'n.flags', 'n.needed_by', 'n.zone'])
        .select(['w.from_minute', 'w.until_minute', 'w.minutes'])
        .where('n.id', 'in', [...needIds])
        .limit(DELIVERIES_MAX)
        .execute()

const listSites = (tx: Tx, organizationId: string) =>
  tx.db
    .selectFrom('sites')
    .select(['id', 'latitude', 'longitude'])
    .where('organization_id', '=', organizationId)
    .where('state', '<>', 'closed')
    .limit(200)
    .execute()

const endOfSite = (site: { id: string; latitude: number; longitude: number } | undefined): DeliveryEnd | undefined =>
  site === undefined
    ? undefined
    : {
        place: { kind: 'site', id: site.id, point: { latitude: site.latitude, longitude: site.longitude } },
        from: null,
        until: null,
        minutes: LOAD_MINUTES,
      }

function endOfDonor(
  row: { readonly pledge_id: string; readonly comes_from?: Temporal.Instant | null; readonly until?: Temporal.Instant },
  donors: ReadonlyMap<string, { readonly point: StopPlace['point'] | undefined }>,
): DeliveryEnd | undefined {
  const point = donors.get(row.pledge_id)?.point
  if (point === undefined) return undefined
  return {
    place: { kind: 'donor', id: row.pledge_id, point },
    from: row.comes_from ?? null,
    until: row.until ?? null,
    minutes: HAND_MINUTES,
  }
}

type NeedOfDelivery = Awaited<ReturnType<typeof listNeeds>>[number]

function endOfNeed(
  need: NeedOfDelivery,
  point: StopPlace['point'] | undefined,
  day: Temporal.PlainDate,
): DeliveryEnd | undefined {
  if (point === undefined) return undefined
  const dawn = day.toZonedDateTime(need.zone)
  const from = dawn.add({ minutes: need.from_minute ?? USUAL_HOURS.from }).toInstant()
  const until = dawn.add({ minutes: need.until_minute ?? USUAL_HOURS.until }).toInstant()
  const isDue =
    Temporal.Instant.compare(need.needed_by, from) > 0 && Temporal.Instant.compare(need.needed_by, until) < 0
  return {
    place: { kind: 'need', id: need.id, point },
    from,
    until: isDue ? need.needed_by : until,
    minutes: need.minutes ?? HAND_MINUTES,
  }
}

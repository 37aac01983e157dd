import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { findItem } from '../../needs'
import { type Ctx, inCommand, may, personOf, type Tx } from '../../platform'
import { createLot, type LotRow, lockLot, moveLot, type SiteRow, stockOf } from '../commands/move-stock'
import { isGivable } from '../commands/receive-pledge'
import { kitDefined, kitRetired, stockPacked, stockUnpacked } from './entries'

/** One thing in a kit, in the item's smallest unit. */
export type KitItem = { readonly itemId: string; readonly quantity: number }

/** Why nothing is done with a kit. */
export type KitError =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  /** No name, no items, an unknown one, or one twice. */
  | { readonly kind: 'wrong-kit' }
  /** Of this item less lies free and fit to be given; or fewer kits lie free. */
  | { readonly kind: 'too-little'; readonly item: string | null; readonly free: number }

/** Most items in a kit. */
export const KIT_ITEMS_MAX = 50

/** Puts a set of things together under a name. What is in it never changes: another set is another kit. Records kit.defined. */
export const defineKit = (
  ctx: Ctx,
  input: { readonly organizationId: string; readonly name: string; readonly items: readonly KitItem[] },
): Promise<Result<{ kitId: string }, KitError>> =>
  inCommand<{ kitId: string }, KitError>(ctx, 'defineKit', async (tx) => {
    const organization = await tx.db
      .selectFrom('organizations')
      .select(['id', 'region_id', 'state'])
      .where('id', '=', input.organizationId)
      .executeTakeFirst()
    if (organization?.state !== 'active') return err({ kind: 'not-found' })
    const scope = { organizationId: organization.id, regionId: organization.region_id }
    if (!may(tx.ctx, 'goods:manage', scope)) return err({ kind: 'forbidden' })
    const name = input.name.trim().slice(0, 160)
    const known = input.items.filter(({ itemId, quantity }) => {
      const item = findItem(itemId)
      return item !== undefined && item.group !== 'service' && quantity >= 1
    })
    const once = new Set(known.map(({ itemId }) => itemId))
    const isWhole = known.length === input.items.length && once.size === known.length
    if (name.length < 2 || !isWhole || known.length === 0 || known.length > KIT_ITEMS_MAX)
      return err({ kind: 'wrong-kit' })
    const kitId = newPublicId()
    await tx.db
      .insertInto('kits')
      .values({
        id: kitId,
        region_id: organization.region_id,
        organization_id: organization.id,
        name,
        state: 'active',
        made_by: personOf(tx.ctx),
        made_at: tx.now,
      })
      .execute()
    await tx.db
      .insertInto('kit_items')
      .values(known.map(({ itemId, quantity }) => ({ kit_id: kitId, item_id: itemId, quantity })))
      .execute()
    tx.append(
      kitDefined.entry({
        subjectId: kitId,
        regionId: organization.region_id,
        organizationId: organization.id,
        body: { items: known.map(({ itemId, quantity }) => ({ item: itemId, quantity })) },
        public: { region: organization.region_id, day: dayOf(tx), organization: organization.id, count: known.length },
      }),
    )
    return ok({ kitId })
  })

/** Packs a kit no more. Records kit.retired. */
export const retireKit = (ctx: Ctx, kitId: string): Promise<Result<{ kitId: string }, KitError>> =>
  inCommand<{ kitId: string }, KitError>(ctx, 'retireKit', async (tx) => {
    const kit = await tx.db.selectFrom('kits').selectAll().where('id', '=', kitId).forUpdate().executeTakeFirst()
    if (kit?.state !== 'active') return err({ kind: 'not-found' })
    if (!may(tx.ctx, 'goods:manage', { organizationId: kit.organization_id, regionId: kit.region_id }))
      return err({ kind: 'forbidden' })
    await tx.db.updateTable('kits').set({ state: 'retired' }).where('id', '=', kitId).execute()
    tx.append(
      kitRetired.entry({
        subjectId: kitId,
        regionId: kit.region_id,
        organizationId: kit.organization_id,
        body: {},
        public: { region: kit.region_id, day: dayOf(tx), organization: kit.organization_id },
      }),
    )
    return ok({ kitId })
  })

/** Kits just packed: a lot with a code of its own. */
export type PackedKits = { readonly lotId: string; readonly reference: string; readonly quantity: number }

/**
 * Packs kits at a site: their things leave their lots, first expiring first, into a new lot of kits that can be used until the first of them
 * ends. All of it, or nothing. Records stock.packed.
 */
export const packKits = (
  ctx: Ctx,
  input: { readonly siteId: string; readonly kitId: string; readonly quantity: number },
): Promise<Result<PackedKits, KitError>> =>
  inCommand<PackedKits, KitError>(ctx, 'packKits', async (tx) => {
    const site = await keptSite(tx, input.siteId)
    if (!site.ok) return site
    const kit = await tx.db.selectFrom('kits').selectAll().where('id', '=', input.kitId).executeTakeFirst()
    if (kit?.state !== 'active' || kit.organization_id !== site.value.organization_id) return err({ kind: 'not-found' })
    const items = await listItems(tx, kit.id)
    const lots = await lockGivable(tx, site.value, items)
    const taken: { lot: LotRow; quantity: number }[] = []
    for (const { itemId, quantity } of items) {
      let wanted = quantity * input.quantity
      const free = lots.filter(({ lot }) => lot.item_id === itemId)
      const total = free.reduce((sum, one) => sum + one.free, 0)
      if (total < wanted) return err({ kind: 'too-little', item: itemId, free: total })
      for (const one of free) {
        const take = Math.min(one.free, wanted)
        if (take > 0) taken.push({ lot: one.lot, quantity: take })
        wanted -= take
      }
    }
    const ends = taken.flatMap(({ lot }) => (lot.expires_on === null ? [] : [lot.expires_on])).sort()
    const packed = await createLot(tx, {
      site: site.value,
      itemId: null,
      kitId: kit.id,
      unit: 'set',
      condition: 'good',
      expiresOn: ends[0] ?? null,
    })
    // What is inside lies on the account of this very lot, so that it can be opened again.
    const inside = { kind: 'packed', id: packed.id } as const
    const here = { kind: 'site', id: site.value.id } as const
    for (const { lot, quantity } of taken)
      await moveLot(tx, { lotId: lot.id, from: here, to: inside, quantity, cause: 'packed', causeId: packed.id })
    await moveLot(tx, { lotId: packed.id, from: inside, to: here, quantity: input.quantity, cause: 'packed' })
    tx.append(stockPacked.entry(entryOf(tx, packed, site.value, input.quantity)))
    return ok({ lotId: packed.id, reference: packed.reference, quantity: input.quantity })
  })

/** Opens free kits at a site: their things lie there in their own lots again. Records stock.unpacked. */
export const unpackKits = (
  ctx: Ctx,
  input: { readonly siteId: string; readonly lotId: string; readonly quantity: number },
): Promise<Result<PackedKits, KitError>> =>
  inCommand<PackedKits, KitError>(ctx, 'unpackKits', async (tx) => {
    const site = await keptSite(tx, input.siteId)
    if (!site.ok) return site
    const seen = await tx.db
      .selectFrom('stock_balances')
      .select('lot_id')
      .where('kind', '=', 'packed')
      .where('place_id', '=', input.lotId)
      .limit(500)
      .execute()
    for (const { lot_id } of seen.sort((a, b) => (a.lot_id < b.lot_id ? -1 : 1))) await lockLot(tx, lot_id)
    const lot = await lockLot(tx, input.lotId)
    if (lot?.organization_id !== site.value.organization_id || lot.kit_id === null) return err({ kind: 'not-found' })
    const { free } = await stockOf(tx.db, lot.id, site.value.id)
    if (input.quantity < 1 || input.quantity > free) return err({ kind: 'too-little', item: null, free })
    const contents = await tx.db
      .selectFrom('stock_balances as b')
      .innerJoin('stock_lots as l', 'l.id', 'b.lot_id')
      .select(['b.lot_id', 'b.quantity', 'l.item_id'])
      .where('b.kind', '=', 'packed')
      .where('b.place_id', '=', lot.id)
      .where('b.quantity', '>', 0)
      .orderBy('b.lot_id')
      .limit(500)
      .execute()
    const inside = { kind: 'packed', id: lot.id } as const
    const here = { kind: 'site', id: site.value.id } as const
    await moveLot(tx, { lotId: lot.id, from: here, to: inside, quantity: input.quantity, cause: 'unpacked' })
    for (const { itemId, quantity } of await listItems(tx, lot.kit_id)) {
      let due = quantity * input.quantity
      for (const part of contents.filter((one) => one.item_id === itemId)) {
        const back = Math.min(due, part.quantity)
        if (back === 0) continue
        await moveLot(tx, {
          lotId: part.lot_id,
          from: inside,
          to: here,
          quantity: back,
          cause: 'unpacked',
          causeId: lot.id,
        })
        due -= back
      }
    }
    tx.append(stockUnpacked.entry(entryOf(tx, lot, site.value, input.quantity)))
    return ok({ lotId: lot.id, reference: lot.reference, quantity: input.quantity })
  })

/** What is in a kit, in the order of the ids. */
export async function listItems(tx: Pick<Tx, 'db'>, kitId: string): Promise<KitItem[]> {
  const rows = await tx.db
    .selectFrom('kit_items')
    .select(['item_id as itemId', 'quantity'])
    .where('kit_id', '=', kitId)
    .orderBy('item_id')
    .limit(KIT_ITEMS_MAX)
    .execute()
  return rows
}

async function keptSite(tx: Tx, siteId: string): Promise<Result<SiteRow, KitError>> {
  const site = await tx.db.selectFrom('sites').selectAll().where('id', '=', siteId).executeTakeFirst()
  if (site === undefined) return err({ kind: 'not-found' })
  const scope = { organizationId: site.organization_id, regionId: site.region_id }
  return may(tx.ctx, 'goods:stock', scope) ? ok(site) : err({ kind: 'forbidden' })
}

/** Lots at a site that a kit may be packed from, locked in the order of their ids, first expiring first, with what of each is free. */
async function lockGivable(tx: Tx, site: SiteRow, items: readonly KitItem[]) {
  const found = await tx.db
    .selectFrom('stock_lots as l')
    .innerJoin('stock_balances as b', 'b.lot_id', 'l.id')
    .select('l.id')
    .where('b.kind', '=', 'site')
    .where('b.place_id', '=', site.id)
    .where('b.quantity', '>', 0)
    .where('l.organization_id', '=', site.organization_id)
    .where(
      'l.item_id',
      'in',
      items.map(({ itemId }) => itemId),
    )
    .orderBy('l.id')
    .limit(1000)
    .execute()
  const today = dayOf(tx, site.zone)
  const lots: { lot: LotRow; free: number }[] = []
  for (const { id } of found) {
    const lot = await lockLot(tx, id)
    if (lot === undefined) continue
    if (!isGivable({ condition: lot.condition, expiresOn: lot.expires_on }, today)) continue
    lots.push({ lot, free: (await stockOf(tx.db, id, site.id)).free })
  }
  const order = ({ lot }: { lot: LotRow }) => `${lot.expires_on ?? '9999'} ${lot.received_at} ${lot.id}`
  return lots.sort((a, b) => (order(a) < order(b) ? -1 : 1))
}

const dayOf = (tx: Tx, zone = 'UTC'): string => tx.now.toZonedDateTimeISO(zone).toPlainDate().toString()

const entryOf = (tx: Tx, lot: LotRow, site: SiteRow, quantity: number) => ({
  subjectId: lot.id,
  regionId: site.region_id,
  organizationId: site.organization_id,
  body: { kit: lot.kit_id ?? '', lot: lot.id, site: site.id, quantity },
  public: {
    region: site.region_id,
    day: dayOf(tx, site.zone),
    organization: site.organization_id,
    site: site.id,
    quantity,
  },
})

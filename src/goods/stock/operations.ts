import { z } from 'zod'
import { isId } from '../../kit/ids'
import { parseReference } from '../../kit/reference'
import { err, ok } from '../../kit/result'
import { type ApiOperation, apiOperation, type Ctx, may } from '../../platform'
import { answer, none, notFound, quantity, someId, tag } from '../api/problem'
import { promiseFromStock } from '../commands/promise-from-stock'
import { receivePledge } from '../commands/receive-pledge'
import { countStock, moveStock, receiveStock, writeOffCauses, writeOffStock } from '../commands/stock'
import { conditions } from '../pledge'
import { findSite, listSites } from '../sites/queries'
import { freeAt, handOutAt } from './commands'
import { receiveCauses } from './pages/receive-page'
import { findLot, listExpiring, listHeldFor, listMoves, listStock, listWhereLies, type StockLine } from './queries'
import { organizationsWith } from './scope'

const line = z
  .strictObject({
    lot: z.uuid(),
    reference: z.string().meta({ description: 'Code on its label.' }),
    site: z.uuid(),
    item: z.string().nullable(),
    kit: z.uuid().nullable(),
    unit: z.string(),
    condition: z.enum(conditions),
    expiresOn: z.iso.date().nullable(),
    lies: z.int(),
    free: z.int().meta({ description: 'Not set aside for anybody.' }),
  })
  .meta({ id: 'StockLine', description: 'What lies of a lot at a site, in the smallest unit of its item, or in kits.' })

const shown = (one: StockLine): z.input<typeof line> => ({
  lot: one.lotId,
  reference: one.reference,
  site: one.siteId,
  item: one.itemId,
  kit: one.kitId,
  unit: one.unit,
  condition: one.condition,
  expiresOn: one.expiresOn,
  lies: one.lies,
  free: one.lies - one.held,
})

async function keptSite(ctx: Ctx, id: string | undefined) {
  const site = isId(id) ? await findSite(ctx.db, id) : undefined
  if (site === undefined) return undefined
  const { organizationId, regionId } = site
  return may(ctx, 'goods:stock', { organizationId, regionId }) ? site : undefined
}

const lotDone = z.strictObject({ lot: z.uuid(), reference: z.string(), quantity: z.int() })
const sayLot = (value: { lotId: string; reference: string; quantity: number }) =>
  ok({ lot: value.lotId, reference: value.reference, quantity: value.quantity })

const looks: readonly ApiOperation[] = [
  apiOperation({
    method: 'GET',
    path: '/sites/:id/stock',
    id: 'listStock',
    summary: 'What lies at a site, first expiring first, at most 500 lots',
    tag,
    may: 'goods:stock',
    query: z.strictObject({ item: z.string().max(60).optional() }),
    response: z.strictObject({ stock: z.array(line) }),
    example: { params: { id: someId } },
    run: async (ctx, { params, query }) => {
      const site = await keptSite(ctx, params.id)
      if (site === undefined) return err(notFound)
      const itemIds = query.item === undefined ? [] : [query.item]
      return ok({ stock: (await listStock(ctx.db, site.id, { itemIds })).map((one) => shown(one)) })
    },
  }),
  apiOperation({
    method: 'GET',
    path: '/stock/expiring',
    id: 'listExpiringStock',
    summary: 'What has to be used within so many days, at the sites of this key',
    tag,
    may: 'goods:stock',
    query: z.strictObject({ days: z.coerce.number().int().min(0).max(3650).default(30) }),
    response: z.strictObject({ stock: z.array(line) }),
    example: { query: { days: '30' } },
    run: async (ctx, { query }) => {
      const sites = await listSites(ctx.db, { organizations: organizationsWith(ctx, 'goods:stock') })
      const kept = sites.filter(({ organizationId, regionId }) => may(ctx, 'goods:stock', { organizationId, regionId }))
      const until = ctx.clock.now().toZonedDateTimeISO('UTC').toPlainDate().add({ days: query.days })
      const ids = kept.map(({ id }) => id)
      return ok({ stock: (await listExpiring(ctx.db, ids, until)).map((one) => shown(one)) })
    },
  }),
  apiOperation({
    method: 'GET',
    path: '/lots/:code',
    id: 'getLot',
    summary: 'A lot by its id or the code on its label: where it lies, and every movement',
    tag,
    may: 'goods:stock',
    query: none,
    response: z.strictObject({
      id: z.uuid(),
      reference: z.string(),
      organization: z.uuid(),
      lies: z.array(line),
      moves: z.array(
        z.strictObject({
          at: z.iso.datetime(),
          from: z.string(),
          to: z.string(),
          quantity: z.int(),
          cause: z.string(),
        }),
      ),
    }),
    example: { params: { code: 'K7M4-QX9T' } },
    run: async (ctx, { params }) => {
      const code = params.code ?? ''
      const reference = parseReference(code.slice(0, 40))
      const by = isId(code) ? { id: code } : reference === undefined ? undefined : { reference }
      const lot = by === undefined ? undefined : await findLot(ctx.db, by)
      if (lot === undefined || !may(ctx, 'goods:stock', lot)) return err(notFound)
      const [lies, moves] = await Promise.all([listWhereLies(ctx.db, lot.id), listMoves(ctx.db, lot.id)])
      return ok({
        id: lot.id,
        reference: lot.reference,
        organization: lot.organizationId,
        lies: lies.map((one) => shown(one)),
        moves: moves.map(({ at, fromKind, toKind, quantity: moved, cause }) => ({
          at: at.toString(),
          from: fromKind,
          to: toKind,
          quantity: moved,
          cause,
        })),
      })
    },
  }),
  apiOperation({
    method: 'GET',
    path: '/sites/:id/held/:request',
    id: 'listHeldForRequest',
    summary: 'What is set aside at a site for the request with this number: goods alone, nothing about the person',
    tag,
    may: 'goods:stock',
    query: none,
    response: z.strictObject({
      need: z.uuid(),
      picks: z.array(z.strictObject({ pick: z.uuid(), lot: z.uuid(), item: z.string().nullable(), quantity: z.int() })),
    }),
    example: { params: { id: someId, request: 'K7M4-QX9T' } },
    run: async (ctx, { params }) => {
      const site = await keptSite(ctx, params.id)
      const reference = parseReference((params.request ?? '').slice(0, 40))
      if (site === undefined || reference === undefined) return err(notFound)
      const held = await listHeldFor(ctx.db, site.id, reference)
      if (held === undefined) return err(notFound)
      const picks = held.picks.map((pick) => ({
        pick: pick.id,
        lot: pick.lotId,
        item: pick.itemId,
        quantity: pick.quantity,
      }))
      return ok({ need: held.needId, picks })
    },
  }),
]

const fit = { condition: z.enum(conditions), expiresOn: z.iso.date().nullable().default(null) }

const changes: readonly ApiOperation[] = [
  apiOperation({
    method: 'POST',
    path: '/sites/:id/stock',
    id: 'receiveStock',
    pages: ['POST /stock/:id/receive'],
    summary: 'Take goods into stock without a promise',
    tag,
    may: 'goods:stock',
    records: ['stock.received'],
    query: none,
    body: z.strictObject({ item: z.string().max(60), quantity, ...fit, cause: z.enum(receiveCauses) }),
    response: lotDone,
    status: 201,
    example: {
      params: { id: someId },
      body: { item: 'blanket', quantity: 40, condition: 'new', expiresOn: null, cause: 'bought' },
    },
    run: async (ctx, { params, body }) => {
      if (!isId(params.id)) return err(notFound)
      const { item, ...more } = body
      const got = answer(await receiveStock(ctx, { siteId: params.id, itemId: item, ...more }))
      return got.ok ? sayLot(got.value) : got
    },
  }),
  apiOperation({
    method: 'POST',
    path: '/pledges/:id/receive',
    id: 'receivePledge',
    pages: ['POST /stock/:id/receive'],
    summary: 'Take in at a site what was promised, in the parts it was counted in',
    tag,
    may: 'goods:stock',
    records: ['pledge.received', 'pledge.released', 'line.moved'],
    query: none,
    body: z.strictObject({
      site: z.uuid(),
      parts: z
        .array(z.strictObject({ quantity, ...fit }))
        .min(1)
        .max(50),
      rest: z.enum(['awaited', 'released']).default('awaited'),
    }),
    response: z.strictObject({ lots: z.array(z.uuid()), kept: z.int(), beyond: z.int(), unfit: z.int() }),
    example: {
      params: { id: someId },
      body: { site: someId, parts: [{ quantity: 3, condition: 'good', expiresOn: null }], rest: 'awaited' },
    },
    run: async (ctx, { params, body }) => {
      if (!isId(params.id)) return err(notFound)
      const { site, ...more } = body
      const got = answer(await receivePledge(ctx, { pledgeIds: [params.id], siteId: site, ...more }))
      if (!got.ok) return got
      const { lotIds, ...counts } = got.value
      return ok({ lots: [...lotIds], ...counts })
    },
  }),
  apiOperation({
    method: 'POST',
    path: '/lots/:id/move',
    id: 'moveStock',
    pages: ['POST /lots/:id/move'],
    summary: 'Take free stock from one site to another of the same organization',
    tag,
    may: 'goods:stock',
    records: ['stock.moved'],
    query: none,
    body: z.strictObject({ site: z.uuid(), to: z.uuid(), quantity }),
    response: lotDone,
    example: { params: { id: someId }, body: { site: someId, to: someId, quantity: 5 } },
    run: async (ctx, { params, body }) => {
      if (!isId(params.id)) return err(notFound)
      const move = { lotId: params.id, siteId: body.site, toSiteId: body.to, quantity: body.quantity }
      const moved = answer(await moveStock(ctx, move))
      return moved.ok ? sayLot(moved.value) : moved
    },
  }),
  apiOperation({
    method: 'POST',
    path: '/lots/:id/write-off',
    id: 'writeOffStock',
    pages: ['POST /lots/:id/write-off'],
    summary: 'Write free stock off, with the cause',
    tag,
    may: 'goods:stock',
    records: ['stock.written-off'],
    query: none,
    body: z.strictObject({ site: z.uuid(), quantity, cause: z.enum(writeOffCauses) }),
    response: lotDone,
    example: { params: { id: someId }, body: { site: someId, quantity: 2, cause: 'damaged' } },
    run: async (ctx, { params, body }) => {
      if (!isId(params.id)) return err(notFound)
      const { site, ...more } = body
      const off = answer(await writeOffStock(ctx, { lotId: params.id, siteId: site, ...more }))
      return off.ok ? sayLot(off.value) : off
    },
  }),
  apiOperation({
    method: 'POST',
    path: '/lots/:id/count',
    id: 'countStock',
    pages: ['POST /lots/:id/count'],
    summary: 'Take over what somebody counted; refused where it moved since they looked',
    tag,
    may: 'goods:stock',
    records: ['stock.counted'],
    query: none,
    body: z.strictObject({
      site: z.uuid(),
      counted: z.int().min(0).max(1_000_000_000),
      expected: z.int().min(0).meta({ description: 'What stood on paper when it was counted.' }),
    }),
    response: z.strictObject({ before: z.int(), counted: z.int() }),
    example: { params: { id: someId }, body: { site: someId, counted: 9, expected: 10 } },
    run: async (ctx, { params, body }) => {
      if (!isId(params.id)) return err(notFound)
      const { site, ...more } = body
      return answer(await countStock(ctx, { lotId: params.id, siteId: site, ...more }))
    },
  }),
  apiOperation({
    method: 'POST',
    path: '/lines/:id/from-stock',
    id: 'setAsideForLine',
    pages: ['POST /stock/:id/set-aside'],
    summary: 'Set stock of a site aside for a line, first expiring first out',
    tag,
    may: 'goods:stock',
    records: ['pledge.made', 'line.moved', 'line.claim-done', 'line.claim-trimmed'],
    query: none,
    body: z.strictObject({
      site: z.uuid(),
      item: z.string().max(60).meta({ description: 'What the line asks for, or accepted instead.' }),
      quantity,
      lots: z.array(z.uuid()).max(100).optional().meta({ description: 'Take from these, in this order.' }),
    }),
    response: z.strictObject({ pledge: z.uuid(), reference: z.string() }),
    status: 201,
    example: { params: { id: someId }, body: { site: someId, item: 'blanket', quantity: 2 } },
    run: async (ctx, { params, body }) => {
      if (!isId(params.id)) return err(notFound)
      const made = answer(
        await promiseFromStock(ctx, {
          lineId: params.id,
          siteId: body.site,
          itemId: body.item,
          quantity: body.quantity,
          ...(body.lots === undefined ? {} : { lotIds: body.lots }),
        }),
      )
      return made.ok ? ok({ pledge: made.value.pledgeId, reference: made.value.reference }) : made
    },
  }),
  apiOperation({
    method: 'POST',
    path: '/sites/:id/free',
    id: 'freeSetAside',
    pages: ['POST /stock/:id/free'],
    summary: 'Free what is set aside at a site: it lies free again, and its lines are open',
    tag,
    may: 'goods:stock',
    records: ['pledge.released', 'line.moved'],
    query: none,
    body: z.strictObject({ pick: z.uuid() }),
    response: z.strictObject({ pick: z.uuid() }),
    example: { params: { id: someId }, body: { pick: someId } },
    run: async (ctx, { params, body }) => {
      if (!isId(params.id)) return err(notFound)
      const freed = answer(await freeAt(ctx, { siteId: params.id, pickId: body.pick }))
      return freed.ok ? ok({ pick: body.pick }) : freed
    },
  }),
  apiOperation({
    method: 'POST',
    path: '/sites/:id/hand-out',
    id: 'handOut',
    pages: ['POST /stock/:id/hand-out'],
    summary: 'Hand out at a site what is set aside for one request: all of the parts named, or nothing',
    tag,
    may: 'goods:stock',
    records: ['pledge.delivered', 'line.moved'],
    query: none,
    body: z.strictObject({
      need: z.uuid(),
      parts: z
        .array(z.strictObject({ pick: z.uuid(), quantity }))
        .min(1)
        .max(100),
    }),
    response: z.strictObject({ given: z.int() }),
    example: { params: { id: someId }, body: { need: someId, parts: [{ pick: someId, quantity: 1 }] } },
    run: async (ctx, { params, body }) => {
      if (!isId(params.id)) return err(notFound)
      const parts = body.parts.map((part) => ({ pickId: part.pick, quantity: part.quantity }))
      return answer(await handOutAt(ctx, { siteId: params.id, needId: body.need, parts }))
    },
  }),
]

/** Operations of stock. */
export const stockOperations: readonly ApiOperation[] = [...looks, ...changes]

import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok } from '../../kit/result'
import { type ApiOperation, apiOperation } from '../../platform'
import { answer, none, notFound, quantity, someId, tag } from '../api/problem'
import { organizationsWith } from '../stock/scope'
import { defineKit, KIT_ITEMS_MAX, type PackedKits, packKits, retireKit, unpackKits } from './commands'
import { promiseKits } from './promise-kits'
import { listKits } from './queries'

const item = z.strictObject({ item: z.string().max(60), quantity })
const lot = z.strictObject({ lot: z.uuid(), reference: z.string(), quantity: z.int() })
const sayLot = ({ lotId, ...more }: PackedKits) => ok({ lot: lotId, ...more })
const done = z.strictObject({ id: z.uuid() })

/** Operations of kits. */
export const kitOperations: readonly ApiOperation[] = [
  apiOperation({
    method: 'GET',
    path: '/kits',
    id: 'listKits',
    summary: 'Kits in use of the organizations of this key, and what is in each',
    tag,
    may: 'goods:stock',
    query: none,
    response: z.strictObject({
      kits: z.array(z.strictObject({ id: z.uuid(), organization: z.uuid(), name: z.string(), items: z.array(item) })),
    }),
    example: {},
    run: async (ctx) => {
      const kits = await listKits(ctx.db, organizationsWith(ctx, 'goods:stock'))
      return ok({
        kits: kits.map(({ id, organizationId, name, items }) => ({
          id,
          organization: organizationId,
          name,
          items: items.map((one) => ({ item: one.itemId, quantity: one.quantity })),
        })),
      })
    },
  }),
  apiOperation({
    method: 'POST',
    path: '/kits',
    id: 'defineKit',
    pages: ['POST /kits'],
    summary: 'Put a set of things together under a name; what is in it never changes',
    tag,
    may: 'goods:manage',
    records: ['kit.defined'],
    query: none,
    body: z.strictObject({
      organization: z.uuid(),
      name: z.string().min(2).max(160),
      items: z.array(item).min(1).max(KIT_ITEMS_MAX),
    }),
    response: done,
    status: 201,
    example: { body: { organization: someId, name: 'Night kit', items: [{ item: 'blanket', quantity: 2 }] } },
    run: async (ctx, { body }) => {
      const items = body.items.map((one) => ({ itemId: one.item, quantity: one.quantity }))
      const made = answer(await defineKit(ctx, { organizationId: body.organization, name: body.name, items }))
      return made.ok ? ok({ id: made.value.kitId }) : made
    },
  }),
  apiOperation({
    method: 'POST',
    path: '/kits/:id/retire',
    id: 'retireKit',
    pages: ['POST /kits/:id/retire'],
    summary: 'Pack a kit no more; what is packed stays',
    tag,
    may: 'goods:manage',
    records: ['kit.retired'],
    query: none,
    body: none,
    response: done,
    example: { params: { id: someId }, body: {} },
    run: async (ctx, { params }) => {
      if (!isId(params.id)) return err(notFound)
      const retired = answer(await retireKit(ctx, params.id))
      return retired.ok ? ok({ id: retired.value.kitId }) : retired
    },
  }),
  apiOperation({
    method: 'POST',
    path: '/sites/:id/kits',
    id: 'packKits',
    pages: ['POST /stock/:id/pack'],
    summary: 'Pack kits from what lies free at a site, first expiring first: all of them or none',
    tag,
    may: 'goods:stock',
    records: ['stock.packed'],
    query: none,
    body: z.strictObject({ kit: z.uuid(), quantity }),
    response: lot,
    status: 201,
    example: { params: { id: someId }, body: { kit: someId, quantity: 2 } },
    run: async (ctx, { params, body }) => {
      if (!isId(params.id)) return err(notFound)
      const packed = answer(await packKits(ctx, { siteId: params.id, kitId: body.kit, quantity: body.quantity }))
      return packed.ok ? sayLot(packed.value) : packed
    },
  }),
  apiOperation({
    method: 'POST',
    path: '/lots/:id/unpack',
    id: 'unpackKits',
    pages: ['POST /lots/:id/unpack'],
    summary: 'Open kits: their things lie in their own lots again',
    tag,
    may: 'goods:stock',
    records: ['stock.unpacked'],
    query: none,
    body: z.strictObject({ site: z.uuid(), quantity }),
    response: lot,
    example: { params: { id: someId }, body: { site: someId, quantity: 1 } },
    run: async (ctx, { params, body }) => {
      if (!isId(params.id)) return err(notFound)
      const opened = answer(await unpackKits(ctx, { lotId: params.id, siteId: body.site, quantity: body.quantity }))
      return opened.ok ? sayLot(opened.value) : opened
    },
  }),
  apiOperation({
    method: 'POST',
    path: '/lots/:id/set-aside',
    id: 'setKitsAside',
    pages: ['POST /stock/:id/set-aside-kits'],
    summary: 'Set whole kits aside for a request; each thing inside counts to the open line it serves',
    tag,
    may: 'goods:stock',
    records: ['pledge.made', 'line.moved', 'line.claim-done', 'line.claim-trimmed'],
    query: none,
    body: z.strictObject({ need: z.uuid(), site: z.uuid(), quantity }),
    response: z.strictObject({ pledges: z.array(z.uuid()) }),
    status: 201,
    example: { params: { id: someId }, body: { need: someId, site: someId, quantity: 1 } },
    run: async (ctx, { params, body }) => {
      if (!isId(params.id)) return err(notFound)
      const { need, site, quantity: kits } = body
      const made = answer(await promiseKits(ctx, { lotId: params.id, needId: need, siteId: site, quantity: kits }))
      return made.ok ? ok({ pledges: made.value.pledgeIds }) : made
    },
  }),
]

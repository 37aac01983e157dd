import { z } from 'zod'
import { isId } from '../../../kit/ids'
import { err, ok } from '../../../kit/result'
import { consentHows, findItem } from '../../../needs'
import { parseContact } from '../../../people'
import { type ApiOperation, apiOperation, type Ctx, may } from '../../../platform'
import { promiseGift } from '../commands/promise-gift'
import { withdrawGift } from '../commands/withdraw-gift'
import { promiseRecords } from '../give-routes'
import { findGift, findGiftScope } from '../queries/find-gift'
import { findPlace } from '../queries/find-place'
import { notFound, problemOf, tag, unknownPlace } from './problem'

const id = '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a11'

const promise = apiOperation({
  method: 'POST',
  path: '/gifts',
  id: 'promiseGift',
  pages: ['POST /give/promise'],
  summary: 'Promise what a donor has: all of it, or nothing',
  tag,
  may: 'goods:enter',
  records: promiseRecords,
  query: z.strictObject({}),
  body: z.strictObject({
    place: z.string().max(40).meta({ description: 'Where the donor is: id of a region, district or settlement.' }),
    things: z
      .array(
        z.strictObject({
          item: z.string().max(60),
          quantity: z.int().min(1).meta({ description: "In the item's smallest unit." }),
          site: z.uuid().nullable().meta({ description: 'Where it is brought; null: it is fetched at the address.' }),
        }),
      )
      .min(1)
      .max(60),
    until: z.iso.datetime({ offset: true }),
    name: z.string().max(100).default(''),
    contact: z.string().max(200).default('').meta({ description: 'Telephone or e-mail; empty for none.' }),
    address: z.string().max(300).default(''),
    words: z.string().max(500).default(''),
    lang: z.enum(['kk', 'ru', 'en']).default('kk'),
    organization: z.uuid().optional().meta({ description: 'An organization promises; takes the scope goods:manage.' }),
    consentHow: z
      .enum(consentHows)
      .optional()
      .meta({ description: 'How the person agreed that you enter it; expected unless an organization promises.' }),
  }),
  response: z
    .strictObject({
      id: z.uuid(),
      reference: z.string(),
      giftUrl: z.url().meta({ description: 'Secret link of the donor. Pass it on and do not keep it.' }),
    })
    .meta({ id: 'Gift' }),
  status: 201,
  example: {
    body: {
      place: 'KZ-27',
      things: [{ item: 'blanket', quantity: 2, site: id }],
      until: '2026-11-25T15:00:00Z',
      contact: '+7 701 234 56 78',
      consentHow: 'by-phone',
    },
  },
  run: async (ctx, { body }) => {
    const place = await findPlace(ctx.db, body.place)
    if (place === undefined) return err(unknownPlace)
    if (body.organization === undefined && body.consentHow === undefined)
      return err({ status: 422, kind: 'consent-missing', detail: 'Expected consentHow, or an organization.' })
    const contact = body.contact === '' ? undefined : parseContact(body.contact, true)
    if (contact?.ok === false)
      return err({ status: 422, kind: 'contact-wrong', detail: 'Expected a telephone number or an e-mail address.' })
    if (body.things.some(({ site }) => site === null) && (contact === undefined || body.address === ''))
      return err({ status: 422, kind: 'address-missing', detail: 'Expected address and contact of what is fetched.' })
    const unknown = body.things.find(({ item }) => findItem(item) === undefined)
    if (unknown !== undefined)
      return err({ status: 422, kind: 'unknown-item', detail: `Expected items of the catalogue, got ${unknown.item}.` })
    const promised = await promiseGift(ctx, {
      things: body.things.map(({ item, quantity, site }) => ({ itemId: item, quantity, siteId: site })),
      regionId: place.regionId,
      point: place.point,
      organizationId: body.organization ?? null,
      comesFrom: null,
      until: Temporal.Instant.from(body.until),
      contact: {
        name: body.name,
        ...(contact === undefined ? { kind: 'none', value: '' } : contact.value),
        lang: body.lang,
        address: body.address,
        words: body.words,
      },
      consentHow: body.organization === undefined ? body.consentHow : undefined,
    })
    if (!promised.ok) return err(problemOf(promised.error))
    const { giftId, reference, secret } = promised.value
    return ok({ id: giftId, reference, giftUrl: `${ctx.config.url}/g/${secret}` })
  },
})

async function mayReach(ctx: Ctx, giftId: string | undefined): Promise<boolean> {
  const scope = isId(giftId) ? await findGiftScope(ctx.db, giftId) : undefined
  return scope !== undefined && may(ctx, scope.organizationId === null ? 'goods:enter' : 'goods:manage', scope)
}

const read = apiOperation({
  method: 'GET',
  path: '/gifts/:id',
  id: 'getGift',
  summary: 'Where a gift stands, by thing and place; whom it serves is no part of it',
  tag,
  may: 'goods:enter',
  query: z.strictObject({}),
  response: z
    .strictObject({
      id: z.uuid(),
      reference: z.string(),
      things: z.array(
        z.strictObject({
          item: z.string(),
          unit: z.string(),
          promised: z.int(),
          awaited: z.int(),
          received: z.int(),
          delivered: z.int(),
          released: z.int(),
          until: z.iso.datetime(),
        }),
      ),
    })
    .meta({ id: 'GiftState' }),
  example: { params: { id } },
  run: async (ctx, { params }) => {
    const gift = (await mayReach(ctx, params.id)) ? await findGift(ctx.db, params.id ?? '') : undefined
    if (gift === undefined) return err(notFound)
    return ok({
      id: gift.id,
      reference: gift.reference,
      things: gift.lines.map(({ itemId: item, unit, promised, awaited, received, delivered, released, until }) => ({
        item,
        unit,
        promised,
        awaited,
        received,
        delivered,
        released,
        until: until.toString(),
      })),
    })
  },
})

const withdraw = apiOperation({
  method: 'POST',
  path: '/gifts/:id/withdraw',
  id: 'withdrawGift',
  pages: ['POST /g/:secret/withdraw'],
  summary: 'Take back what has not come yet, on the word of the donor',
  tag,
  may: 'goods:enter',
  records: ['pledge.released', 'line.moved'],
  query: z.strictObject({}),
  body: z.strictObject({ item: z.string().max(60).optional().meta({ description: 'This thing alone.' }) }),
  response: z.strictObject({ id: z.uuid(), released: z.int() }),
  example: { params: { id }, body: {} },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id) || !(await mayReach(ctx, params.id))) return err(notFound)
    const withdrawn = await withdrawGift(ctx, params.id, body.item)
    return withdrawn.ok ? ok({ id: params.id, released: withdrawn.value.released }) : err(problemOf(withdrawn.error))
  },
})

/** What partners' systems enter for donors. */
export const giftOperations: readonly ApiOperation[] = [promise, read, withdraw]

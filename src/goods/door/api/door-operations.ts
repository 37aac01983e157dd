import { z } from 'zod'
import { err, ok } from '../../../kit/result'
import { type ApiOperation, apiOperation } from '../../../platform'
import { siteStates } from '../../site'
import { checkOffers } from '../check-offers'
import type { Answer } from '../decide-answers'
import { neededAsData } from '../needed-data'
import type { CollectionSite } from '../queries/collection-sites'
import { findPlace } from '../queries/find-place'
import { readNeeded } from '../queries/read-needed'
import { readOffers } from '../read-offers'
import { tag, unknownPlace } from './problem'

const placeId = z.string().max(40).meta({ description: 'Id of a region (KZ-27), district or settlement.' })

const site = z
  .strictObject({
    id: z.uuid(),
    organization: z.uuid(),
    name: z.string(),
    address: z.string(),
    hours: z.string(),
    latitude: z.number(),
    longitude: z.number(),
    takes: z.array(z.string()).meta({ description: 'Groups of items; none: all of them.' }),
    state: z.enum(siteStates),
    stateAt: z.iso.datetime(),
  })
  .meta({ id: 'CollectionSite' })

const siteAsData = ({ id, organizationId, name, address, hours, point, takes, state, stateAt }: CollectionSite) => ({
  id,
  organization: organizationId,
  name,
  address,
  hours,
  ...point,
  takes: [...takes],
  state,
  stateAt: stateAt.toString(),
})

const needed = apiOperation({
  method: 'GET',
  path: '/needed/:place',
  id: 'readNeeded',
  summary: 'What a place asks for now, what it does not, and where goods are taken',
  tag,
  may: 'anyone',
  query: z.strictObject({}),
  response: z
    .strictObject({
      place: z.string(),
      asOf: z.iso.datetime(),
      items: z.array(
        z.strictObject({
          item: z.string().meta({ description: 'Item, or health for everything related to it.' }),
          unit: z.string().nullable(),
          open: z.int().nullable(),
          lines: z.int().meta({ description: 'Lines of requests in which it is open.' }),
          grain: z.enum(['place', 'region']).meta({ description: 'Whether it is told of the place itself.' }),
        }),
      ),
      enough: z.array(z.string()).meta({ description: 'Items of which enough is promised or on its way.' }),
      unasked: z.array(z.string()).meta({ description: 'Items often brought and asked for by nobody.' }),
      sites: z.array(site),
    })
    .meta({ id: 'Needed' }),
  example: { params: { place: 'KZ-27' } },
  run: async (ctx, { params }) => {
    const place = await findPlace(ctx.db, params.place ?? '')
    if (place === undefined) return err({ ...unknownPlace, status: 404 })
    const now = ctx.clock.now()
    const found = await readNeeded(ctx.db, place, now)
    return ok({ ...neededAsData(place.id, found, now), sites: found.sites.map(siteAsData) })
  },
})

const answer = z
  .strictObject({
    words: z.string().meta({ description: 'The line as it was given.' }),
    answer: z.enum(['bring', 'instead', 'not-now', 'unclear']),
    item: z.string().nullable(),
    unit: z.string().nullable(),
    quantity: z.int().nullable().meta({ description: "May be promised at once, in the item's unit." }),
    left: z.int().nullable().meta({ description: 'What remains of the offer.' }),
    insteadOf: z.string().nullable(),
    sites: z.array(z.strictObject({ site, distanceMeters: z.number(), quantity: z.int() })),
    why: z.string().nullable(),
    instead: z.array(z.string()).meta({ description: 'Items open near the place.' }),
    elsewhere: z.strictObject({ region: z.string(), distanceMeters: z.number() }).nullable(),
    candidates: z.array(z.string()).meta({ description: 'Items that may be meant by words nobody recognised.' }),
  })
  .meta({ id: 'OfferAnswer' })

const nothing = {
  item: null,
  unit: null,
  quantity: null,
  left: null,
  insteadOf: null,
  sites: [],
  why: null,
  instead: [],
  elsewhere: null,
  candidates: [],
}

function asData(told: Answer): z.input<typeof answer> {
  const { words } = told.offer
  if (told.kind === 'unclear') {
    const { offer } = told
    const candidates = offer.kind === 'unknown' ? offer.candidates.map(({ id }) => id) : []
    return { ...nothing, words, answer: 'unclear', candidates, why: offer.kind }
  }
  const { item } = told
  const known = { ...nothing, words, item: item.id, unit: item.unit }
  const elsewhere =
    told.elsewhere === undefined
      ? null
      : { region: told.elsewhere.regionId, distanceMeters: Math.round(told.elsewhere.distanceMeters) }
  if (told.kind === 'not-now') {
    const { why, instead } = told
    return { ...known, answer: instead.length > 0 ? 'instead' : 'not-now', why, instead: [...instead], elsewhere }
  }
  return {
    ...known,
    answer: 'bring',
    quantity: told.quantity,
    left: told.left,
    insteadOf: told.insteadOf ?? null,
    elsewhere,
    sites: told.sites.map(({ site: one, distanceMeters, quantity }) => ({
      site: siteAsData(one),
      distanceMeters: Math.round(distanceMeters),
      quantity,
    })),
  }
}

const check = apiOperation({
  method: 'GET',
  path: '/offers',
  id: 'checkOffers',
  pages: ['POST /give'],
  summary: 'Answer what a donor has, line by line, before they set out',
  tag,
  may: 'anyone',
  query: z.strictObject({
    place: placeId,
    have: z.string().min(1).max(5000).meta({ description: 'One thing a line, in own words, with how much of it.' }),
  }),
  response: z.strictObject({ place: z.string(), asOf: z.iso.datetime(), answers: z.array(answer) }),
  example: { query: { place: 'KZ-27', have: '100 көрпе\nтіс щёткасы 200' } },
  run: async (ctx, { query }) => {
    const place = await findPlace(ctx.db, query.place)
    if (place === undefined) return err(unknownPlace)
    const answers = await checkOffers(ctx, place, readOffers(query.have))
    return ok({ place: place.id, asOf: ctx.clock.now().toString(), answers: answers.map(asData) })
  },
})

/** What anyone may ask before they bring something. */
export const doorOperations: readonly ApiOperation[] = [needed, check]

import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok } from '../../kit/result'
import { resolvePlace } from '../../places'
import { type ApiOperation, apiOperation, type Ctx } from '../../platform'
import { answer, none, notFound, someId, tag } from '../api/problem'
import { changeSite, openSite, setSiteState } from '../commands/sites'
import { siteKinds, siteStates } from '../site'
import { goodsGroups, parseSite } from './parse-site'
import { findSite, listSites, type Site } from './queries'

const groups = goodsGroups as [(typeof goodsGroups)[number], ...typeof goodsGroups]

const site = z
  .strictObject({
    id: z.uuid(),
    region: z.string(),
    locality: z.uuid().nullable(),
    organization: z.uuid(),
    kind: z.enum(siteKinds),
    name: z.string(),
    address: z.string(),
    hours: z.string(),
    latitude: z.number(),
    longitude: z.number(),
    takes: z.array(z.string()).meta({ description: 'Groups of items it takes; none named: all of them.' }),
    state: z.enum(siteStates),
    note: z.string(),
    stateAt: z.iso.datetime(),
  })
  .meta({ id: 'Site', description: 'Where goods are brought, kept or handed out.' })

const shown = (one: Site): z.input<typeof site> => ({
  id: one.id,
  region: one.regionId,
  locality: one.localityId,
  organization: one.organizationId,
  kind: one.kind,
  name: one.name,
  address: one.address,
  hours: one.hours,
  latitude: one.latitude,
  longitude: one.longitude,
  takes: [...one.takes],
  state: one.state,
  note: one.note,
  stateAt: one.stateAt.toString(),
})

const facts = z.strictObject({
  kind: z.enum(siteKinds),
  name: z.string().min(2).max(160),
  locality: z.uuid(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  address: z.string().min(1).max(300).meta({ description: 'Public while it takes goods. Never a home.' }),
  hours: z.string().max(200).default(''),
  takes: z.array(z.enum(groups)).default([]),
})

async function readFacts(ctx: Ctx, body: z.output<typeof facts>) {
  const { latitude, longitude } = body
  const point = latitude === undefined || longitude === undefined ? undefined : { latitude, longitude }
  const place = await resolvePlace(ctx.db, { localityId: body.locality, point })
  const parsed = parseSite(body, place.ok ? place.value : undefined)
  if (parsed.ok) return parsed
  return err({
    status: 422 as const,
    kind: 'unknown-place',
    detail: `Expected a known settlement and words that say something: ${parsed.error.join(', ')}.`,
  })
}

const example = {
  kind: 'warehouse',
  name: 'Railway warehouse',
  locality: someId,
  address: 'Station street 3',
  hours: '9-18',
  takes: ['bedding', 'water'],
}

const done = z.strictObject({ id: z.uuid() })
const sayDone = (value: { readonly siteId: string }) => ok({ id: value.siteId })

/** Operations of sites. */
export const siteOperations: readonly ApiOperation[] = [
  apiOperation({
    method: 'GET',
    path: '/sites',
    id: 'listSites',
    pages: [],
    summary: 'Where goods are brought and handed out, and whether each takes them now',
    tag,
    may: 'anyone',
    query: z.strictObject({ region: z.string().max(6).optional() }),
    response: z.strictObject({ sites: z.array(site) }),
    example: { query: { region: 'KZ-27' } },
    run: async (ctx, { query }) =>
      ok({ sites: (await listSites(ctx.db, { regionId: query.region })).map((one) => shown(one)) }),
  }),
  apiOperation({
    method: 'GET',
    path: '/sites/:id',
    id: 'getSite',
    summary: 'One site, in whatever state',
    tag,
    may: 'anyone',
    query: none,
    response: site,
    example: { params: { id: someId } },
    run: async (ctx, { params }) => {
      const found = isId(params.id) ? await findSite(ctx.db, params.id) : undefined
      return found === undefined ? err(notFound) : ok(shown(found))
    },
  }),
  apiOperation({
    method: 'POST',
    path: '/sites',
    id: 'openSite',
    pages: ['POST /sites/new'],
    summary: 'Open a site of an organization',
    tag,
    may: 'goods:manage',
    records: ['site.opened'],
    query: none,
    body: facts.extend({ organization: z.uuid() }),
    response: done,
    status: 201,
    example: { body: { ...example, organization: someId } },
    run: async (ctx, { body }) => {
      const read = await readFacts(ctx, body)
      if (!read.ok) return read
      const opened = answer(await openSite(ctx, { ...read.value, organizationId: body.organization }))
      return opened.ok ? sayDone(opened.value) : opened
    },
  }),
  apiOperation({
    method: 'POST',
    path: '/sites/:id',
    id: 'changeSite',
    pages: ['POST /sites/:id/edit'],
    summary: 'Change name, place, hours or what a site takes',
    tag,
    may: 'goods:stock',
    records: ['site.changed'],
    query: none,
    body: facts,
    response: done,
    example: { params: { id: someId }, body: example },
    run: async (ctx, { params, body }) => {
      if (!isId(params.id)) return err(notFound)
      const read = await readFacts(ctx, body)
      if (!read.ok) return read
      const changed = answer(await changeSite(ctx, params.id, read.value))
      return changed.ok ? sayDone(changed.value) : changed
    },
  }),
  apiOperation({
    method: 'POST',
    path: '/sites/:id/state',
    id: 'setSiteState',
    pages: ['POST /sites/:id/state'],
    summary: 'Say whether a site takes goods; donors are told at once',
    tag,
    may: 'goods:stock',
    records: ['site.state-set'],
    query: none,
    body: z.strictObject({ state: z.enum(siteStates), note: z.string().max(300).default('') }),
    response: done,
    example: { params: { id: someId }, body: { state: 'saturated', note: 'Enough clothing for a month' } },
    run: async (ctx, { params, body }) => {
      if (!isId(params.id)) return err(notFound)
      const set = answer(await setSiteState(ctx, { siteId: params.id, ...body }))
      return set.ok ? sayDone(set.value) : set
    },
  }),
]

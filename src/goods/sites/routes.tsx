import { isId } from '../../kit/ids'
import { findLocality, listRegions, placeContext, placeName, resolvePlace, searchPlaces } from '../../places'
import { get, may, NotHere, page, post, type Req, type Route, seeOther } from '../../platform'
import { type FieldErrors, viewInZone } from '../../web'
import { changeSite, openSite, setSiteState } from '../commands/sites'
import { siteStates } from '../site'
import { listNames } from '../stock/queries'
import { organizationsWith } from '../stock/scope'
import { SiteFormPage, type SiteTyped } from './pages/site-form-page'
import { SitePage } from './pages/site-page'
import { SitesPage } from './pages/sites-page'
import { parsePin, parseSite } from './parse-site'
import { findSite, listSites, type Site } from './queries'

async function siteIn(r: Req): Promise<Site> {
  const id = r.param('id')
  const site = isId(id) ? await findSite(r.ctx.db, id) : undefined
  if (site === undefined) throw new NotHere()
  return site
}

const keeps = (r: Req, site: Site): boolean =>
  may(r.ctx, 'goods:stock', { organizationId: site.organizationId, regionId: site.regionId })

async function keptSite(r: Req): Promise<Site> {
  const site = await siteIn(r)
  if (!keeps(r, site)) throw new NotHere(403)
  return site
}

async function list(r: Req): Promise<Response> {
  const regions = await listRegions(r.ctx.db)
  const regionId = regions.find((region) => region.id === r.query('region'))?.id
  const sites = await listSites(r.ctx.db, { regionId })
  return page(
    r,
    <SitesPage
      v={r.v}
      sites={sites}
      regions={regions.map(({ id, names }) => ({ id, name: placeName(names, r.v.lang) }))}
      regionId={regionId ?? ''}
      mayOpen={organizationsWith(r.ctx, 'goods:manage').length > 0}
    />,
  )
}

async function show(r: Req): Promise<Response> {
  return showSite(r, await siteIn(r))
}

async function showSite(r: Req, site: Site, wrong?: string): Promise<Response> {
  const locality = site.localityId === null ? undefined : await findLocality(r.ctx.db, site.localityId)
  const place =
    locality === undefined ? '' : [placeName(locality.names, r.v.lang), ...placeContext(locality, r.v.lang)].join(', ')
  return page(
    r,
    <SitePage v={viewInZone(r.v, site.zone)} site={site} place={place} mine={keeps(r, site)} wrong={wrong} />,
    wrong === undefined ? 200 : 422,
  )
}

const emptySite: SiteTyped = {
  organization: '',
  kind: 'collection',
  name: '',
  place: '',
  placeTyped: '',
  address: '',
  latitude: '',
  longitude: '',
  hours: '',
  takes: [],
}

const typedIn = (r: Req): SiteTyped => ({
  organization: r.form.organization ?? '',
  kind: r.form.kind ?? '',
  name: r.form.name ?? '',
  place: r.form.place ?? '',
  placeTyped: r.form.place_q ?? '',
  address: r.form.address ?? '',
  latitude: r.form.latitude ?? '',
  longitude: r.form.longitude ?? '',
  hours: r.form.hours ?? '',
  takes: r.all('takes'),
})

async function form(
  r: Req,
  typed: SiteTyped,
  site: Site | undefined,
  errors: FieldErrors,
  status: 200 | 422,
): Promise<Response> {
  const chosen = isId(typed.place) ? await findLocality(r.ctx.db, typed.place) : undefined
  const candidates =
    typed.placeTyped.trim() !== ''
      ? await searchPlaces(r.ctx.db, typed.placeTyped)
      : chosen === undefined
        ? undefined
        : [chosen]
  const organizations = await listNames(r.ctx.db, organizationsWith(r.ctx, 'goods:manage'))
  return page(
    r,
    <SiteFormPage
      v={r.v}
      siteId={site?.id}
      organizations={organizations}
      typed={typed}
      candidates={candidates}
      errors={errors}
    />,
    status,
  )
}

const placeOf = (r: Req, typed: SiteTyped) =>
  resolvePlace(r.ctx.db, {
    localityId: isId(typed.place) ? typed.place : undefined,
    point: parsePin(typed.latitude, typed.longitude),
  })

const sayWrong = (r: Req, wrong: readonly string[]): FieldErrors =>
  Object.fromEntries(wrong.map((field) => [field, r.v.t(`goods.place.wrong.${field}`)]))

const showNew = (r: Req): Promise<Response> => form(r, emptySite, undefined, {}, 200)

async function open(r: Req): Promise<Response> {
  const typed = typedIn(r)
  if (r.form.place_find !== undefined) return form(r, typed, undefined, {}, 200)
  const place = await placeOf(r, typed)
  const parsed = parseSite(typed, place.ok ? place.value : undefined)
  if (!parsed.ok) return form(r, typed, undefined, sayWrong(r, parsed.error), 422)
  if (!isId(typed.organization)) throw new NotHere(404)
  const opened = await openSite(r.ctx, { ...parsed.value, organizationId: typed.organization })
  if (opened.ok) return seeOther(r, `/sites/${opened.value.siteId}`, 'goods.place.done.opened')
  if (opened.error.kind === 'forbidden') throw new NotHere(403)
  return form(r, typed, undefined, { form: r.v.t(`goods.place.wrong.${opened.error.kind}`) }, 422)
}

async function showEdit(r: Req): Promise<Response> {
  const site = await keptSite(r)
  const { organizationId, kind, name, localityId, address, hours, takes, latitude, longitude } = site
  const typed = {
    organization: organizationId,
    kind,
    name,
    place: localityId ?? '',
    placeTyped: '',
    address,
    latitude: String(latitude),
    longitude: String(longitude),
    hours,
    takes,
  }
  return form(r, typed, site, {}, 200)
}

async function change(r: Req): Promise<Response> {
  const site = await keptSite(r)
  const typed = typedIn(r)
  if (r.form.place_find !== undefined) return form(r, typed, site, {}, 200)
  const place = await placeOf(r, typed)
  const parsed = parseSite(typed, place.ok ? place.value : undefined)
  if (!parsed.ok) return form(r, typed, site, sayWrong(r, parsed.error), 422)
  const changed = await changeSite(r.ctx, site.id, parsed.value)
  if (changed.ok) return seeOther(r, `/sites/${site.id}`, 'goods.place.done.changed')
  if (changed.error.kind === 'forbidden') throw new NotHere(403)
  // The one thing of it that is not found is its region: a site stays where it is.
  const wrong = changed.error.kind === 'not-found' ? { place: r.v.t('goods.place.wrong.moved') } : undefined
  return form(r, typed, site, wrong ?? { form: r.v.t(`goods.place.wrong.${changed.error.kind}`) }, 422)
}

async function setState(r: Req): Promise<Response> {
  const site = await keptSite(r)
  const state = siteStates.find((one) => one === r.form.state)
  if (state === undefined) return showSite(r, site, r.v.t('goods.place.wrong.state'))
  const note = (r.form.note ?? '').trim().slice(0, 300)
  const set = await setSiteState(r.ctx, { siteId: site.id, state, note })
  if (set.ok) return seeOther(r, `/sites/${site.id}`, 'goods.place.done.state')
  if (set.error.kind === 'forbidden') throw new NotHere(403)
  return showSite(r, site, r.v.t(`goods.place.wrong.${set.error.kind}`))
}

/** Pages of sites: where goods are brought, kept and handed out. */
export const sitesRoutes: readonly Route[] = [
  get('/sites', list, { may: 'anyone' }),
  get('/sites/new', showNew, { may: 'goods:manage' }),
  post('/sites/new', open, { may: 'goods:manage', records: ['site.opened'] }),
  get('/sites/:id', show, { may: 'anyone' }),
  get('/sites/:id/edit', showEdit, { may: 'goods:stock' }),
  post('/sites/:id/edit', change, { may: 'goods:stock', records: ['site.changed'] }),
  post('/sites/:id/state', setState, { may: 'goods:stock', records: ['site.state-set'] }),
]

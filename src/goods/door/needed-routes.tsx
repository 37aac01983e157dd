import { findLocality, findRegion, listRegions, searchPlaces } from '../../places'
import { download, get, NotHere, page, type Req, type Route } from '../../platform'
import { framedSecurityPolicy, isLang, sayIn, translator, type View, viewInZone } from '../../web'
import { neededAsCsv, neededAsData } from './needed-data'
import { neededFeed } from './needed-feed'
import { NeededPage, NeededPlacesPage, type NeededView, NeededWidget, neededPath } from './pages/needed-page'
import { findPlace } from './queries/find-place'
import { readNeeded } from './queries/read-needed'

async function neededOf(r: Req, placeId: string): Promise<NeededView> {
  const place = await findPlace(r.ctx.db, placeId)
  if (place === undefined) throw new NotHere()
  // As of this second: what lies in a cache on the way would be told as true now.
  r.c.header('cache-control', 'no-store')
  return { place, ...(await readNeeded(r.ctx.db, place, r.v.now)) }
}

async function places(r: Req) {
  const { db } = r.ctx
  const chosen = await findLocality(db, r.query('place') ?? '')
  if (chosen !== undefined) return r.c.redirect(neededPath(chosen.id), 303)
  const typed = (r.query('place_q') ?? '').slice(0, 120)
  const [regions, candidates] = await Promise.all([listRegions(db), typed === '' ? undefined : searchPlaces(db, typed)])
  return page(r, <NeededPlacesPage v={r.v} regions={regions} typed={typed} candidates={candidates} />)
}

async function needed(r: Req) {
  const view = await neededOf(r, r.param('place'))
  return page(r, <NeededPage v={viewInZone(r.v, view.place.zone)} needed={view} />)
}

// A frame carries no cookie of ours, so the language stands in its address.
function viewOfFrame(r: Req, zone: string): View {
  const lang = r.query('lang')
  return isLang(lang) ? { ...r.v, lang, t: translator(lang), say: sayIn(lang, zone), zone } : viewInZone(r.v, zone)
}

async function widget(r: Req) {
  const view = await neededOf(r, r.param('place'))
  r.c.header('content-security-policy', framedSecurityPolicy)
  return page(r, <NeededWidget v={viewOfFrame(r, view.place.zone)} needed={view} />)
}

async function feed(r: Req) {
  const view = await neededOf(r, r.param('place'))
  return r.c.body(neededFeed(viewOfFrame(r, view.place.zone), view), 200, {
    'content-type': 'application/atom+xml; charset=utf-8',
  })
}

async function file(r: Req) {
  const [, regionId = '', form] = /^(.+)\.(csv|json)$/.exec(r.param('file')) ?? []
  if ((await findRegion(r.ctx.db, regionId)) === undefined) throw new NotHere()
  const view = await neededOf(r, regionId)
  return form === 'json'
    ? download(
        r,
        JSON.stringify(neededAsData(regionId, view, r.v.now)),
        `needed-${regionId}.json`,
        'application/json; charset=utf-8',
      )
    : download(r, neededAsCsv(regionId, view, r.v.now), `needed-${regionId}.csv`, 'text/csv; charset=utf-8')
}

const fileLimit = { hits: 60, seconds: 60 }
const pageLimit = { hits: 600, seconds: 60 }

/** What places ask for now and what they do not, in all the forms it is passed on in. */
export const neededRoutes: readonly Route[] = [
  get('/needed', places, { may: 'anyone' }),
  get('/needed/:place', needed, { may: 'anyone', limit: pageLimit }),
  get('/needed/:place/widget', widget, { may: 'anyone', limit: pageLimit }),
  get('/needed/:place/feed.xml', feed, { may: 'anyone', limit: fileLimit }),
  get('/open/needed/:file', file, { may: 'anyone', limit: fileLimit }),
]

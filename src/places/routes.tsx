import { get, page, type Req, type Room } from '../platform'
import { parseBackPath } from '../web'
import { gazetteerFollower } from './load-gazetteer'
import { PlaceCandidates } from './pages/place-picker'
import { SearchPage } from './pages/search-page'
import { searchPlaces } from './queries'

/** Field names that a form may ask for; anything else would be the visitor's own text in a name. */
const FIELD_NAME = /^[a-z][a-zA-Z0-9_]{0,39}$/

async function search(r: Req): Promise<Response> {
  const asked = r.query('name') ?? 'place'
  const name = FIELD_NAME.test(asked) ? asked : 'place'
  const typed = (r.query(`${name}_q`) ?? r.query('q') ?? '').slice(0, 120)
  const candidates = await searchPlaces(r.ctx.db, typed, { regionId: r.query('region') })
  r.c.header('vary', 'HX-Request')
  if (r.c.req.header('hx-request') === 'true') {
    return page(r, typed.trim() === '' ? '' : <PlaceCandidates v={r.v} name={name} candidates={candidates} />)
  }
  const back = parseBackPath(r.query('back'))
  return page(r, <SearchPage v={r.v} typed={typed} name={name} back={back} candidates={candidates} />)
}

/** Regions, districts, settlements. */
export const placesRoom: Room = {
  name: 'places',
  routes: [get('/places/search', search, { may: 'anyone', limit: { hits: 120, seconds: 60 } })],
  followers: () => [gazetteerFollower],
}

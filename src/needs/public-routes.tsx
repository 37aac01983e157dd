import { isId } from '../kit/ids'
import { findRegion, placeName } from '../places'
import { get, NotHere, page, type Req, type Route } from '../platform'
import { PublicNeedPage } from './pages/public-need-page'
import { findPublicNeed } from './queries/find-public'

async function show(r: Req): Promise<Response> {
  const id = r.param('id')
  const need = isId(id) ? await findPublicNeed(r.ctx.db, id) : undefined
  if (need === undefined) throw new NotHere()
  const region = await findRegion(r.ctx.db, need.regionId)
  const name = region === undefined ? need.regionId : placeName(region.names, r.v.lang)
  return page(r, <PublicNeedPage v={r.v} need={need} region={name} />)
}

/** What anyone may see of a request, by the number under which its entries name it. */
export const publicRoutes: readonly Route[] = [
  get('/requests/:id', show, { may: 'anyone', limit: { hits: 600, seconds: 60 } }),
]

import { isId } from '../../kit/ids'
import { findRegion, listLocalities, listRegions } from '../../places'
import { type Ctx, get, NotHere, page, post, type Req, type Route, seeOther } from '../../platform'
import { promiseFromStock } from '../commands/promise-from-stock'
import { promiseRecords } from '../door/give-routes'
import { organizationsWith } from '../stock/scope'
import { MatchingPage } from './pages/matching-page'
import { proposeMatches } from './propose-matches'

const ORGANIZATIONS_MAX = 100
const MATCHES_MAX = 500

/** Organizations whose stock the actor may match, by name. */
async function listOwn(r: Req) {
  const own = organizationsWith(r.ctx, 'goods:manage')
  if (own !== 'all' && own.length === 0) return []
  let query = r.ctx.db.selectFrom('organizations').select(['id', 'name', 'region_id']).where('state', '=', 'active')
  if (own !== 'all') query = query.where('id', 'in', own)
  return query.orderBy('name').orderBy('id').limit(ORGANIZATIONS_MAX).execute()
}

async function chosen(r: Req, of: string | undefined, region: string | undefined) {
  const organizations = await listOwn(r)
  const organization = of === undefined ? organizations[0] : organizations.find(({ id }) => id === of)
  if (organization === undefined) throw new NotHere(403)
  const found = await findRegion(r.ctx.db, region ?? organization.region_id)
  if (found === undefined) throw new NotHere()
  return { organizations, organizationId: organization.id, regionId: found.id }
}

async function show(r: Req) {
  const { organizations, organizationId, regionId } = await chosen(r, r.query('of'), r.query('region'))
  const [proposed, regions] = await Promise.all([
    proposeMatches(r.ctx, regionId, organizationId),
    listRegions(r.ctx.db),
  ])
  const localities = await listLocalities(
    r.ctx.db,
    [...proposed.lines.values()].flatMap(({ localityId }) => localityId ?? []),
  )
  return page(
    r,
    <MatchingPage v={r.v} view={{ proposed, organizations, organizationId, regions, regionId, localities }} />,
  )
}

// Each a promise of its own: what somebody else took in between is left out, and the rest is not held up by it.
async function accept(r: Req) {
  const { organizationId, regionId } = await chosen(r, r.form.of, r.form.region)
  let done = 0
  for (const value of r.all('match').slice(0, MATCHES_MAX)) {
    const [lineId, lotId, siteId, itemId = '', amount] = value.split(' ')
    const quantity = Number(amount)
    if (!isId(lineId) || !isId(lotId) || !isId(siteId) || !Number.isSafeInteger(quantity)) continue
    const promised = await promiseFromStock(within(r.ctx, `${lineId} ${lotId}`), {
      lineId,
      siteId,
      itemId,
      quantity,
      lotIds: [lotId],
    })
    if (promised.ok) done++
  }
  const back = `/matching?of=${organizationId}&region=${regionId}`
  return seeOther(r, back, done > 0 ? 'goods.done.matched' : 'goods.done.nothingMatched')
}

/** The same request for one of its parts: a repeat of the form finds the outcome of each again. */
export const within = (ctx: Ctx, part: string): Ctx =>
  ctx.idempotency === undefined
    ? ctx
    : { ...ctx, idempotency: { ...ctx.idempotency, scope: `${ctx.idempotency.scope} ${part}` } }

/** Free stock matched with open requests, by whoever manages an organization's goods. */
export const matchingRoutes: readonly Route[] = [
  get('/matching', show, { may: 'goods:manage' }),
  post('/matching', accept, { may: 'goods:manage', records: promiseRecords }),
]

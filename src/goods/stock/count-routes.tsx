import { isId } from '../../kit/ids'
import { get, keepUntil, page, type Req, type Route } from '../../platform'
import { type FieldErrors, viewInZone } from '../../web'
import { findSite, type Site } from '../sites/queries'
import { keptSite } from './kept-site'
import { type CountConflict, CountPage, countField } from './pages/count-page'
import { type Lot, listStock, type StockLine } from './queries'

/** So long the page may be opened with no network. It names goods, and nobody. */
const KEEP_HOURS = 12

async function show(r: Req): Promise<Response> {
  const site = await keptSite(r)
  keepUntil(r, r.ctx.clock.now().add({ hours: KEEP_HOURS }))
  return countPage(r, site, undefined, {})
}

async function countPage(
  r: Req,
  site: Site,
  conflict: CountConflict | undefined,
  errors: FieldErrors,
): Promise<Response> {
  const status = conflict === undefined ? (Object.keys(errors).length > 0 ? 422 : 200) : 409
  const lines = await listStock(r.ctx.db, site.id)
  const v = viewInZone(r.v, site.zone)
  return page(r, <CountPage v={v} site={site} lines={lines} conflict={conflict} errors={errors} />, status)
}

/** What became of a count that was not taken over: back on the page of the stock-taking, with both sides where stock moved meanwhile. */
export async function showRefusedCount(
  r: Req,
  lot: Lot,
  siteId: string,
  refused: { readonly kind: string; readonly counted?: number; readonly expected?: number },
): Promise<Response | undefined> {
  const site = isId(siteId) ? await findSite(r.ctx.db, siteId) : undefined
  if (site === undefined) return undefined
  const { kind, counted, expected } = refused
  if (kind !== 'changed' || counted === undefined || expected === undefined) {
    const words = r.v.t(`goods.lot.wrong.${kind}`)
    return countPage(r, site, undefined, { form: words, [countField(lot.id)]: words })
  }
  const line = (await listStock(r.ctx.db, site.id, { reference: lot.reference }))[0] ?? nothing(lot, site)
  return countPage(r, site, { line, counted, expected }, {})
}

// What was all taken away meanwhile lies there no more, and was counted all the same.
const nothing = (lot: Lot, site: Site): StockLine => ({ ...lot, lotId: lot.id, siteId: site.id, lies: 0, held: 0 })

/** Stock-taking of a site; each count is a change of its lot. */
export const countRoutes: readonly Route[] = [get('/stock/:id/count', show, { may: 'goods:stock' })]

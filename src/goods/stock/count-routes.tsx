import { isId } from '../../kit/ids'
import { type Ctx, get, page, post, type Req, type Route, seeOther } from '../../platform'
import { type FieldErrors, viewInZone } from '../../web'
import { countStock } from '../commands/stock'
import type { Site } from '../sites/queries'
import { keptSite } from './kept-site'
import { type CountConflict, CountPage } from './pages/count-page'
import { findLot, listStock, type StockLine } from './queries'
import { parseCount } from './read-forms'

// Several counts come in one form: each is a change of its own, repeated by its own key.
const countKey = (ctx: Ctx, lotId: string): Ctx =>
  ctx.idempotency === undefined
    ? ctx
    : { ...ctx, idempotency: { ...ctx.idempotency, key: `${ctx.idempotency.key} ${lotId}` } }

const LOTS_MAX = 500

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined

async function show(r: Req): Promise<Response> {
  const site = await keptSite(r)
  const lines = await listStock(r.ctx.db, site.id)
  const [counted, expected] = [whole(r.query('counted')), whole(r.query('expected'))]
  const lotId = r.query('lot')
  const line = isId(lotId) ? await lineAt(r, site, lines, lotId) : undefined
  const conflict =
    line === undefined || counted === undefined || expected === undefined || line.lies === expected
      ? []
      : [{ line, counted, expected }]
  return countPage(r, site, lines, conflict, {})
}

// What was all taken away meanwhile lies there no more, and was counted all the same.
async function lineAt(r: Req, site: Site, lines: readonly StockLine[], lotId: string): Promise<StockLine | undefined> {
  const line = lines.find((one) => one.lotId === lotId)
  if (line !== undefined) return line
  const lot = await findLot(r.ctx.db, { id: lotId })
  if (lot?.organizationId !== site.organizationId) return undefined
  return { ...lot, lotId, siteId: site.id, lies: 0, held: 0 }
}

function countPage(
  r: Req,
  site: Site,
  lines: readonly StockLine[],
  conflicts: readonly CountConflict[],
  errors: FieldErrors,
): Response | Promise<Response> {
  const status = Object.keys(errors).length > 0 ? 422 : conflicts.length > 0 ? 409 : 200
  const v = viewInZone(r.v, site.zone)
  return page(r, <CountPage v={v} site={site} lines={lines} conflicts={conflicts} errors={errors} />, status)
}

async function take(r: Req): Promise<Response> {
  const site = await keptSite(r)
  const lotIds = Object.keys(r.form).flatMap((name) => /^expected-(.+)$/.exec(name)?.[1] ?? [])
  const listed = await listStock(r.ctx.db, site.id)
  const errors: Record<string, string> = {}
  const changed: { lotId: string; counted: number; expected: number }[] = []
  for (const lotId of lotIds.filter(isId).slice(0, LOTS_MAX)) {
    const line = await lineAt(r, site, listed, lotId)
    if (line === undefined) continue
    const expected = whole(r.form[`expected-${lotId}`])
    const typed = r.form[`counted-${lotId}`]?.trim() ?? ''
    const decided = r.form.lot === lotId ? whole(r.form.counted) : undefined
    if (expected === undefined || (typed === '' && decided === undefined)) continue
    const counted = decided ?? parseCount(typed, line.unit)
    if (counted === undefined) {
      errors[`counted-${lotId}`] = r.v.t('goods.lot.wrong.quantity')
      continue
    }
    const done = await countStock(countKey(r.ctx, lotId), { lotId, siteId: site.id, counted, expected })
    if (done.ok) continue
    if (done.error.kind === 'changed') changed.push({ lotId, counted, expected })
    else errors[`counted-${lotId}`] = r.v.t(`goods.lot.wrong.${done.error.kind}`)
  }
  if (changed.length === 0 && Object.keys(errors).length === 0)
    return seeOther(r, `/stock/${site.id}/count`, 'goods.count.done')
  const lines = await listStock(r.ctx.db, site.id)
  const conflicts: CountConflict[] = []
  for (const { lotId, counted, expected } of changed) {
    const line = await lineAt(r, site, lines, lotId)
    if (line !== undefined) conflicts.push({ line, counted, expected })
  }
  return countPage(r, site, lines, conflicts, errors)
}

/** One count from the queue of a browser that was without a line: what came of it, for the script of the page. */
async function takeQueued(r: Req): Promise<Response> {
  const site = await keptSite(r)
  const lotId = r.form.lot
  const lot = isId(lotId) ? await findLot(r.ctx.db, { id: lotId }) : undefined
  const counted = lot === undefined ? undefined : parseCount(r.form.counted, lot.unit)
  const expected = whole(r.form.expected)
  if (lot === undefined || counted === undefined || expected === undefined)
    return r.c.json({ kind: 'refused', words: r.v.t('goods.lot.wrong.quantity') })
  const done = await countStock(r.ctx, { lotId: lot.id, siteId: site.id, counted, expected })
  if (done.ok) return r.c.json({ kind: 'taken' })
  if (done.error.kind !== 'changed')
    return r.c.json({ kind: 'refused', words: r.v.t(`goods.lot.wrong.${done.error.kind}`) })
  const sides = new URLSearchParams({ lot: lot.id, counted: String(counted), expected: String(expected) })
  return r.c.json({ kind: 'changed', decide: `/stock/${site.id}/count?${sides}` })
}

/** Stock-taking of a site. */
export const countRoutes: readonly Route[] = [
  get('/stock/:id/count', show, { may: 'goods:stock' }),
  post('/stock/:id/count', take, { may: 'goods:stock', records: ['stock.counted'] }),
  post('/stock/:id/counted', takeQueued, { may: 'goods:stock', records: ['stock.counted'] }),
]

import { isId } from '../../kit/ids'
import { parseReference } from '../../kit/reference'
import { findItem, parseQuantity } from '../../needs'
import { get, NotHere, page, post, type Req, type Route, seeOther } from '../../platform'
import type { FieldErrors } from '../../web'
import { promiseFromStock } from '../commands/promise-from-stock'
import { promiseKits } from '../kits/promise-kits'
import type { Site } from '../sites/queries'
import { freeAt, handOutAt } from './commands'
import { keptSite } from './kept-site'
import { asideField, HandOutPage } from './pages/hand-out-page'
import { listHeldFor, listServable, listStock } from './queries'
import { parseCount } from './read-forms'

async function showHandOut(r: Req): Promise<Response> {
  return handOutPage(r, await keptSite(r), r.query('request') ?? '', {})
}

async function handOutPage(r: Req, site: Site, typed: string, errors: FieldErrors): Promise<Response> {
  const reference = parseReference(typed.slice(0, 40))
  const held = reference === undefined ? undefined : await listHeldFor(r.ctx.db, site.id, reference)
  const servable = held === undefined ? [] : await listServable(r.ctx.db, site.id, held.needId)
  const kits =
    held === undefined || !held.isOpen
      ? []
      : (await listStock(r.ctx.db, site.id)).filter((line) => line.kitId !== null && line.lies > line.held)
  return page(
    r,
    <HandOutPage
      servable={servable}
      kits={kits}
      v={r.v}
      site={site}
      reference={reference ?? typed.slice(0, 40)}
      picks={held?.picks}
      errors={errors}
    />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

async function handOut(r: Req): Promise<Response> {
  const site = await keptSite(r)
  const reference = parseReference((r.form.request ?? '').slice(0, 40))
  const held = reference === undefined ? undefined : await listHeldFor(r.ctx.db, site.id, reference)
  if (reference === undefined || held === undefined) throw new NotHere()
  const parts: { pickId: string; quantity: number }[] = []
  const errors: Record<string, string> = {}
  for (const pick of held.picks) {
    const name = `given-${pick.id}`
    const quantity = parseCount(r.form[name] ?? '0', pick.unit)
    if (quantity === undefined || quantity > pick.quantity) errors[name] = r.v.t('goods.handOut.wrong.quantity')
    else if (quantity > 0) parts.push({ pickId: pick.id, quantity })
  }
  if (Object.keys(errors).length === 0 && parts.length === 0) errors.form = r.v.t('goods.handOut.wrong.nothing')
  if (Object.keys(errors).length > 0) return handOutPage(r, site, reference, errors)
  const done = await handOutAt(r.ctx, { siteId: site.id, needId: held.needId, parts })
  if (!done.ok) return handOutPage(r, site, reference, { form: r.v.t('goods.handOut.wrong.changed') })
  return seeOther(r, `/receipts/code?reference=${encodeURIComponent(reference)}`, 'goods.handOut.done')
}

async function free(r: Req): Promise<Response> {
  const site = await keptSite(r)
  const [pickId, request] = [r.form.pick, (r.form.request ?? '').slice(0, 40)]
  if (!isId(pickId)) throw new NotHere()
  const done = await freeAt(r.ctx, { siteId: site.id, pickId })
  if (!done.ok) return handOutPage(r, site, request, { form: r.v.t('goods.handOut.wrong.changed') })
  return seeOther(r, `/stock/${site.id}/hand-out?request=${encodeURIComponent(request)}`, 'goods.aside.freed')
}

async function setAside(r: Req): Promise<Response> {
  const site = await keptSite(r)
  const [lineId, itemId] = [r.form.line, r.form.item ?? '']
  const item = findItem(itemId)
  if (!isId(lineId) || item === undefined) throw new NotHere()
  const request = (r.form.request ?? '').slice(0, 40)
  const name = asideField({ lineId, itemId })
  const quantity = parseQuantity(r.form[name] ?? '', item.unit)
  if (quantity === undefined) return handOutPage(r, site, request, { [name]: r.v.t('goods.handOut.wrong.quantity') })
  const done = await promiseFromStock(r.ctx, { lineId, siteId: site.id, itemId, quantity })
  if (done.ok)
    return seeOther(r, `/stock/${site.id}/hand-out?request=${encodeURIComponent(request)}`, 'goods.aside.done')
  const { kind } = done.error
  const words = asideWrong.includes(kind) ? kind : 'other'
  return handOutPage(r, site, request, { [name]: r.v.t(`goods.aside.wrong.${words}`) })
}

async function setKitsAside(r: Req): Promise<Response> {
  const site = await keptSite(r)
  const lotId = r.form.lot
  const request = (r.form.request ?? '').slice(0, 40)
  const reference = parseReference(request)
  const held = reference === undefined ? undefined : await listHeldFor(r.ctx.db, site.id, reference)
  if (!isId(lotId) || held === undefined) throw new NotHere()
  const name = `kits-${lotId}`
  const quantity = parseQuantity(r.form[name] ?? '', 'set')
  if (quantity === undefined) return handOutPage(r, site, request, { [name]: r.v.t('goods.kit.wrong.count') })
  const done = await promiseKits(r.ctx, { needId: held.needId, siteId: site.id, lotId, quantity })
  if (done.ok)
    return seeOther(r, `/stock/${site.id}/hand-out?request=${encodeURIComponent(request)}`, 'goods.aside.done')
  const kind = asideWrong.includes(done.error.kind) ? `aside.wrong.${done.error.kind}` : 'kit.wrong.nothing-asked'
  return handOutPage(r, site, request, { [name]: r.v.t(`goods.${kind}`) })
}

const asideWrong: readonly string[] = ['too-much', 'too-little', 'prescription']

const asiding = ['pledge.made', 'line.moved', 'line.claim-done', 'line.claim-trimmed'] as const
const delivering = ['pledge.delivered', 'line.moved'] as const
/** The counter of a site: somebody comes with the number of their request, and takes what is set aside for it. */
export const counterRoutes: readonly Route[] = [
  get('/stock/:id/hand-out', showHandOut, { may: 'goods:stock' }),
  post('/stock/:id/hand-out', handOut, { may: 'goods:stock', records: delivering }),
  post('/stock/:id/free', free, { may: 'goods:stock', records: ['pledge.released', 'line.moved'] }),
  post('/stock/:id/set-aside', setAside, { may: 'goods:stock', records: asiding }),
  post('/stock/:id/set-aside-kits', setKitsAside, { may: 'goods:stock', records: asiding }),
]

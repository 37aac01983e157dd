import { isId } from '../../kit/ids'
import { parseQuantity } from '../../needs'
import { get, NotHere, page, post, type Req, type Route, seeOther } from '../../platform'
import type { FieldErrors } from '../../web'
import type { Site } from '../sites/queries'
import { keptSite } from '../stock/kept-site'
import { listNames, listStock, type StockLine } from '../stock/queries'
import { chooseItem } from '../stock/read-forms'
import { organizationsWith } from '../stock/scope'
import { defineKit, type KitItem, packKits, retireKit } from './commands'
import { KIT_FIELDS, KitsPage } from './pages/kits-page'
import { PackPage } from './pages/pack-page'
import { type Kit, listKits } from './queries'

const show = (r: Req): Promise<Response> => kitsPage(r, {})

async function kitsPage(r: Req, errors: FieldErrors): Promise<Response> {
  const [kits, organizations] = await Promise.all([
    listKits(r.ctx.db, organizationsWith(r.ctx, 'goods:stock')),
    listNames(r.ctx.db, organizationsWith(r.ctx, 'goods:manage')),
  ])
  return page(
    r,
    <KitsPage v={r.v} kits={kits} organizations={organizations} typed={r.form} errors={errors} />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

async function define(r: Req): Promise<Response> {
  const { form, v } = r
  const items: KitItem[] = []
  const errors: Record<string, string> = {}
  for (let n = 1; n <= KIT_FIELDS; n++) {
    const words = form[`thing${n}`]?.trim() ?? ''
    if (words === '') continue
    const item = chooseItem(undefined, words)
    const quantity = item === undefined ? undefined : parseQuantity(form[`amount${n}`] ?? '', item.unit)
    if (item === undefined) errors[`thing${n}`] = v.t('goods.kits.wrong.thing')
    else if (quantity === undefined) errors[`amount${n}`] = v.t('goods.kits.wrong.amount')
    else items.push({ itemId: item.id, quantity })
  }
  const name = form.name?.trim() ?? ''
  if (name.length < 2) errors.name = v.t('goods.kits.wrong.name')
  if (Object.keys(errors).length > 0) return kitsPage(r, errors)
  if (!isId(form.organization)) throw new NotHere()
  const made = await defineKit(r.ctx, { organizationId: form.organization, name, items })
  if (made.ok) return seeOther(r, '/kits', 'goods.kits.done.defined')
  if (made.error.kind === 'wrong-kit') return kitsPage(r, { thing1: v.t('goods.kits.wrong.set') })
  throw new NotHere(403)
}

async function retire(r: Req): Promise<Response> {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere()
  const done = await retireKit(r.ctx, id)
  if (!done.ok) throw new NotHere(done.error.kind === 'forbidden' ? 403 : 404)
  return seeOther(r, '/kits', 'goods.kits.done.retired')
}

async function showPack(r: Req): Promise<Response> {
  return packPage(r, await keptSite(r), {})
}

async function packPage(r: Req, site: Site, errors: FieldErrors): Promise<Response> {
  const [kits, lines] = await Promise.all([listKits(r.ctx.db, [site.organizationId]), listStock(r.ctx.db, site.id)])
  const able = kits.map((kit) => ({ ...kit, can: countPackable(kit, lines) }))
  return page(
    r,
    <PackPage v={r.v} site={site} kits={able} errors={errors} />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

/** How many of a kit what lies free is enough for; what is past its day is told apart when it is packed. */
function countPackable(kit: Kit, lines: readonly StockLine[]): number {
  const free = (itemId: string) =>
    lines
      .filter((line) => line.itemId === itemId && (line.condition === 'new' || line.condition === 'good'))
      .reduce((sum, line) => sum + line.lies - line.held, 0)
  return Math.min(...kit.items.map(({ itemId, quantity }) => Math.floor(free(itemId) / quantity)))
}

async function pack(r: Req): Promise<Response> {
  const site = await keptSite(r)
  const kitId = r.form.kit
  if (!isId(kitId)) throw new NotHere()
  const name = `kits-${kitId}`
  const quantity = parseQuantity(r.form[name] ?? '', 'set')
  if (quantity === undefined) return packPage(r, site, { [name]: r.v.t('goods.kit.wrong.count') })
  const done = await packKits(r.ctx, { siteId: site.id, kitId, quantity })
  if (done.ok) return seeOther(r, `/lots/${done.value.lotId}/labels`, 'goods.kit.done.packed')
  const kind = done.error.kind === 'too-little' ? 'too-little' : 'not-found'
  return packPage(r, site, { [name]: r.v.t(`goods.kit.wrong.${kind}`) })
}

/** Pages of kits. */
export const kitsRoutes: readonly Route[] = [
  get('/kits', show, { may: 'goods:stock' }),
  post('/kits', define, { may: 'goods:manage', records: ['kit.defined'] }),
  post('/kits/:id/retire', retire, { may: 'goods:manage', records: ['kit.retired'] }),
  get('/stock/:id/pack', showPack, { may: 'goods:stock' }),
  post('/stock/:id/pack', pack, { may: 'goods:stock', records: ['stock.packed'] }),
]

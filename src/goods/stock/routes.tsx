import { isId } from '../../kit/ids'
import { parseReference } from '../../kit/reference'
import { parseQuantity } from '../../needs'
import { allowCodeReader, get, may, NotHere, page, post, type Req, type Route, seeOther } from '../../platform'
import { type FieldErrors, viewInZone } from '../../web'
import { countStock, moveStock, writeOffCauses, writeOffStock } from '../commands/stock'
import { unpackKits } from '../kits/commands'
import { listSites } from '../sites/queries'
import { countRoutes, showRefusedCount } from './count-routes'
import { counterRoutes } from './counter-routes'
import { keptSite } from './kept-site'
import { countField } from './pages/count-page'
import { COPIES_MAX, LabelsPage, labelForms } from './pages/labels-page'
import { LotPage } from './pages/lot-page'
import { ScanPage } from './pages/scan-page'
import { StockHomePage } from './pages/stock-home-page'
import { StockPage } from './pages/stock-page'
import { SOON_DAYS } from './pages/stock-words'
import { findLot, type Lot, listAwaited, listExpiring, listMoves, listStock, listWhereLies } from './queries'
import { listMatches, parseCount } from './read-forms'
import { receiveRoutes } from './receive-routes'
import { organizationsWith } from './scope'

async function home(r: Req): Promise<Response> {
  const code = r.query('code')?.slice(0, 40)
  const reference = code === undefined ? undefined : parseReference(code)
  const lot = reference === undefined ? undefined : await keptLot(r, { reference })
  if (lot !== undefined) return seeOther(r, `/lots/${lot.id}`)
  const sites = await listSites(r.ctx.db, { organizations: organizationsWith(r.ctx, 'goods:stock') })
  const until = r.v.now.toZonedDateTimeISO(r.v.zone).toPlainDate().add({ days: SOON_DAYS })
  const expiring = await listExpiring(
    r.ctx.db,
    sites.map(({ id }) => id),
    until,
  )
  const unknown = code === undefined || code === '' ? undefined : code
  return page(r, <StockHomePage v={r.v} sites={sites} expiring={expiring} unknown={unknown} />)
}

function scan(r: Req): Response | Promise<Response> {
  allowCodeReader(r)
  return page(r, <ScanPage v={r.v} />)
}

async function showStock(r: Req): Promise<Response> {
  const site = await keptSite(r)
  const words = (r.query('q') ?? '').trim().slice(0, 120)
  const matches = listMatches(words).map(({ id }) => id)
  const reference = parseReference(words)
  const by = reference === undefined ? { itemIds: matches } : { reference }
  const nothing = words !== '' && reference === undefined && matches.length === 0
  const [lines, awaited] = await Promise.all([
    nothing ? [] : listStock(r.ctx.db, site.id, by),
    listAwaited(r.ctx.db, site.id),
  ])
  return page(r, <StockPage v={viewInZone(r.v, site.zone)} site={site} lines={lines} awaited={awaited} words={words} />)
}

async function keptLot(r: Req, by: { id: string } | { reference: string }): Promise<Lot | undefined> {
  const lot = await findLot(r.ctx.db, by)
  if (lot === undefined) return undefined
  const { organizationId, regionId } = lot
  return may(r.ctx, 'goods:stock', { organizationId, regionId }) ? lot : undefined
}

async function lotIn(r: Req): Promise<Lot> {
  const id = r.param('id')
  const lot = isId(id) ? await keptLot(r, { id }) : undefined
  if (lot === undefined) throw new NotHere()
  return lot
}

async function byCode(r: Req): Promise<Response> {
  const reference = parseReference(r.param('label').slice(0, 40))
  const lot = reference === undefined ? undefined : await keptLot(r, { reference })
  if (lot === undefined) throw new NotHere()
  return seeOther(r, `/lots/${lot.id}`)
}

async function showLot(r: Req): Promise<Response> {
  return lotPage(r, await lotIn(r), {}, r.query('site'))
}

async function lotPage(r: Req, lot: Lot, errors: FieldErrors, siteId: string | undefined): Promise<Response> {
  const [lies, moves, sites] = await Promise.all([
    listWhereLies(r.ctx.db, lot.id),
    listMoves(r.ctx.db, lot.id),
    listSites(r.ctx.db, { organizations: [lot.organizationId] }),
  ])
  return page(
    r,
    <LotPage v={r.v} lot={lot} lies={lies} moves={moves} sites={sites} siteId={siteId} errors={errors} />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

/** A quantity of a lot: of its item in the item's unit, of a kit in whole kits. */
const quantityOf = (lot: Pick<Lot, 'unit'>, typed: string | undefined): number | undefined =>
  parseQuantity(typed ?? '', lot.unit as Parameters<typeof parseQuantity>[1])

async function changeLot(
  r: Req,
  change: (lot: Lot, siteId: string) => Promise<{ ok: true } | { ok: false; error: { kind: string } } | undefined>,
  said: string,
): Promise<Response> {
  const lot = await lotIn(r)
  const siteId = r.form.site
  if (!isId(siteId)) throw new NotHere()
  const done = await change(lot, siteId)
  if (done?.ok === true) return seeOther(r, `/lots/${lot.id}?site=${siteId}`, said)
  if (done?.error.kind === 'forbidden') throw new NotHere(403)
  const kind = done === undefined ? 'quantity' : done.error.kind
  return lotPage(r, lot, { form: r.v.t(`goods.lot.wrong.${kind}`) }, siteId)
}

const move = (r: Req): Promise<Response> =>
  changeLot(
    r,
    async (lot, siteId) => {
      const quantity = quantityOf(lot, r.form.quantity)
      const toSiteId = r.form.to
      if (quantity === undefined) return undefined
      if (!isId(toSiteId)) return { ok: false, error: { kind: 'not-found' } }
      return moveStock(r.ctx, { lotId: lot.id, siteId, toSiteId, quantity })
    },
    'goods.lot.done.moved',
  )

const writeOff = (r: Req): Promise<Response> =>
  changeLot(
    r,
    async (lot, siteId) => {
      const quantity = quantityOf(lot, r.form.lost)
      const cause = writeOffCauses.find((one) => one === r.form.cause)
      return quantity === undefined || cause === undefined
        ? undefined
        : writeOffStock(r.ctx, { lotId: lot.id, siteId, quantity, cause })
    },
    'goods.lot.done.writtenOff',
  )

async function count(r: Req): Promise<Response> {
  const lot = await lotIn(r)
  const siteId = r.form.site
  if (!isId(siteId)) throw new NotHere()
  const whole = Number(r.form.whole)
  const typed = r.form.counted ?? r.form[countField(lot.id)]
  const counted = r.form.whole !== undefined && isCount(whole) ? whole : parseCount(typed, lot.unit)
  const expected = Number(r.form.expected)
  const done =
    counted === undefined || !isCount(expected)
      ? undefined
      : await countStock(r.ctx, { lotId: lot.id, siteId, counted, expected })
  const isTaking = r.form.back === 'count'
  if (done?.ok === true)
    return seeOther(r, isTaking ? `/stock/${siteId}/count` : `/lots/${lot.id}?site=${siteId}`, 'goods.lot.done.counted')
  const kind = done === undefined ? 'quantity' : done.error.kind
  if (kind === 'forbidden') throw new NotHere(403)
  const back = isTaking
    ? await showRefusedCount(r, lot, siteId, { kind, ...(counted === undefined ? {} : { counted }), expected })
    : undefined
  return back ?? lotPage(r, lot, { form: r.v.t(`goods.lot.wrong.${kind}`) }, siteId)
}

const isCount = (number: number): boolean => Number.isSafeInteger(number) && number >= 0 && number <= 1_000_000_000

const formOf = (r: Req) => {
  const copies = Math.trunc(Number(r.query('copies') ?? 1))
  return {
    form: labelForms.find((one) => one === r.query('as')) ?? ('box' as const),
    copies: copies >= 1 && copies <= COPIES_MAX ? copies : 1,
  }
}

async function lotLabels(r: Req): Promise<Response> {
  const lot = await lotIn(r)
  const lies = await listWhereLies(r.ctx.db, lot.id)
  const quantity = lies.reduce((sum, line) => sum + line.lies, 0)
  return page(
    r,
    <LabelsPage v={r.v} action={`/lots/${lot.id}/labels`} labels={[{ ...lot, quantity }]} {...formOf(r)} />,
  )
}

async function siteLabels(r: Req): Promise<Response> {
  const site = await keptSite(r)
  const labels = (await listStock(r.ctx.db, site.id)).map((line) => ({ ...line, quantity: line.lies }))
  return page(r, <LabelsPage v={r.v} action={`/stock/${site.id}/labels`} labels={labels} {...formOf(r)} copies={1} />)
}

const unpack = (r: Req): Promise<Response> =>
  changeLot(
    r,
    async (lot, siteId) => {
      const quantity = parseQuantity(r.form.kits ?? '', 'set')
      return quantity === undefined ? undefined : unpackKits(r.ctx, { siteId, lotId: lot.id, quantity })
    },
    'goods.kit.done.unpacked',
  )

/** Pages of those who keep stock. */
export const stockRoutes: readonly Route[] = [
  get('/stock', home, { may: 'goods:stock' }),
  get('/stock/scan', scan, { may: 'goods:stock' }),
  get('/stock/:id', showStock, { may: 'goods:stock' }),
  get('/stock/:id/labels', siteLabels, { may: 'goods:stock' }),
  ...receiveRoutes,
  ...counterRoutes,
  ...countRoutes,
  get('/c/:label', byCode, { may: 'goods:stock' }),
  get('/lots/:id', showLot, { may: 'goods:stock' }),
  get('/lots/:id/labels', lotLabels, { may: 'goods:stock' }),
  post('/lots/:id/move', move, { may: 'goods:stock', records: ['stock.moved'] }),
  post('/lots/:id/write-off', writeOff, { may: 'goods:stock', records: ['stock.written-off'] }),
  post('/lots/:id/unpack', unpack, { may: 'goods:stock', records: ['stock.unpacked'] }),
  post('/lots/:id/count', count, { may: 'goods:stock', records: ['stock.counted'] }),
]

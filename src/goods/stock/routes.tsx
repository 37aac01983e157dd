import { isId } from '../../kit/ids'
import { parseReference } from '../../kit/reference'
import { findItem, parseQuantity } from '../../needs'
import { get, may, NotHere, page, post, type Req, type Route, seeOther } from '../../platform'
import { type FieldErrors, viewInZone } from '../../web'
import { promiseFromStock } from '../commands/promise-from-stock'
import { receivePledge } from '../commands/receive-pledge'
import { countStock, moveStock, receiveStock, writeOffCauses, writeOffStock } from '../commands/stock'
import { unpackKits } from '../kits/commands'
import { promiseKits } from '../kits/promise-kits'
import { listSites, type Site } from '../sites/queries'
import { freeAt, handOutAt } from './commands'
import { countRoutes, showRefusedCount } from './count-routes'
import { keptSite } from './kept-site'
import { countField } from './pages/count-page'
import { asideField, HandOutPage } from './pages/hand-out-page'
import { COPIES_MAX, LabelsPage, labelForms } from './pages/labels-page'
import { LotPage } from './pages/lot-page'
import { ReceivePage, receiveCauses } from './pages/receive-page'
import { ScanPage } from './pages/scan-page'
import { StockHomePage } from './pages/stock-home-page'
import { StockPage } from './pages/stock-page'
import { SOON_DAYS } from './pages/stock-words'
import {
  type Awaited,
  findAwaited,
  findLot,
  type Lot,
  listAwaited,
  listExpiring,
  listHeldFor,
  listMoves,
  listServable,
  listStock,
  listWhereLies,
} from './queries'
import { chooseItem, listMatches, parseCondition, parseCount, parseDay } from './read-forms'
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

const scan = (r: Req): Response | Promise<Response> => page(r, <ScanPage v={r.v} />)

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

async function showReceive(r: Req): Promise<Response> {
  return receiving(r, await keptSite(r), r.query('pledge'), {})
}

async function receiving(
  r: Req,
  site: Site,
  pledgeTyped: string | undefined,
  errors: FieldErrors,
  matches?: ReturnType<typeof listMatches>,
): Promise<Response> {
  const typed = pledgeTyped?.slice(0, 40) ?? ''
  const reference = parseReference(typed)
  const things = reference === undefined ? [] : await findAwaited(r.ctx.db, reference)
  const pledge = thingOf(things, r.form.item ?? r.query('item'))
  return page(
    r,
    <ReceivePage
      v={viewInZone(r.v, site.zone)}
      site={site}
      typed={r.form}
      matches={matches}
      pledge={pledge}
      things={pledge === undefined ? things : []}
      unknown={typed !== '' && things.length === 0 ? typed : undefined}
      errors={errors}
    />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

// One thing needs no choice.
const thingOf = (things: readonly Awaited[], itemId: string | undefined): Awaited | undefined =>
  things.length === 1 ? things[0] : things.find((thing) => thing.itemId === itemId)

async function receive(r: Req): Promise<Response> {
  const site = await keptSite(r)
  const { form, v } = r
  const reference = form.pledge === undefined ? undefined : parseReference(form.pledge)
  if (form.pledge !== undefined) return receiveForPledge(r, site, reference ?? '')
  const matches = listMatches(form.words ?? '')
  const item = chooseItem(form.item, matches.length === 1 ? (form.words ?? '') : '')
  const errors: Record<string, string> = {}
  if (item === undefined) {
    if (matches.length > 1) errors.item = v.t('goods.receive.wrong.which')
    else errors.words = v.t('goods.receive.wrong.words')
  }
  const quantity = item === undefined ? undefined : parseQuantity(form.quantity ?? '', item.unit)
  if (item !== undefined && quantity === undefined) errors.quantity = v.t('goods.receive.wrong.quantity')
  const expiresOn = parseDay(form.expires)
  if (expiresOn === undefined) errors.expires = v.t('goods.receive.wrong.expires')
  const condition = parseCondition(form.condition)
  if (condition === undefined) errors.condition = v.t('goods.receive.wrong.condition')
  if (item === undefined || quantity === undefined || expiresOn === undefined || condition === undefined)
    return receiving(r, site, undefined, errors, matches)
  const cause = receiveCauses.find((one) => one === form.cause) ?? 'given'
  const got = await receiveStock(r.ctx, { siteId: site.id, itemId: item.id, quantity, condition, expiresOn, cause })
  if (!got.ok) throw new NotHere(403)
  return seeOther(r, `/lots/${got.value.lotId}/labels`, 'goods.receive.done')
}

async function receiveForPledge(r: Req, site: Site, reference: string): Promise<Response> {
  const { form, v } = r
  const pledge = thingOf(await findAwaited(r.ctx.db, reference), form.item)
  if (pledge === undefined) return receiving(r, site, form.pledge, { form: v.t('goods.receive.wrong.ended') })
  const quantity = parseQuantity(form.quantity ?? '', pledge.unit as Parameters<typeof parseQuantity>[1])
  const expiresOn = parseDay(form.expires)
  const condition = parseCondition(form.condition)
  const errors: Record<string, string> = {}
  if (quantity === undefined) errors.quantity = v.t('goods.receive.wrong.quantity')
  if (expiresOn === undefined) errors.expires = v.t('goods.receive.wrong.expires')
  if (condition === undefined) errors.condition = v.t('goods.receive.wrong.condition')
  if (quantity === undefined || expiresOn === undefined || condition === undefined)
    return receiving(r, site, form.pledge, errors)
  const got = await receivePledge(r.ctx, {
    pledgeIds: pledge.pledgeIds,
    siteId: site.id,
    parts: [{ quantity, condition, expiresOn }],
    rest: form.rest === 'released' ? 'released' : 'awaited',
  })
  if (!got.ok) return receiving(r, site, form.pledge, { form: v.t('goods.receive.wrong.ended') })
  return seeOther(r, `/lots/${got.value.lotIds[0]}/labels`, 'goods.receive.done')
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

const unpack = (r: Req): Promise<Response> =>
  changeLot(
    r,
    async (lot, siteId) => {
      const quantity = parseQuantity(r.form.kits ?? '', 'set')
      return quantity === undefined ? undefined : unpackKits(r.ctx, { siteId, lotId: lot.id, quantity })
    },
    'goods.kit.done.unpacked',
  )

const asideWrong: readonly string[] = ['too-much', 'too-little', 'prescription']

const asiding = ['pledge.made', 'line.moved', 'line.claim-done', 'line.claim-trimmed'] as const
const delivering = ['pledge.delivered', 'line.moved'] as const
const taking = ['pledge.received', 'pledge.released', 'line.moved', 'stock.received'] as const

/** Pages of those who keep stock. */
export const stockRoutes: readonly Route[] = [
  get('/stock', home, { may: 'goods:stock' }),
  get('/stock/scan', scan, { may: 'goods:stock' }),
  get('/stock/:id', showStock, { may: 'goods:stock' }),
  get('/stock/:id/receive', showReceive, { may: 'goods:stock' }),
  post('/stock/:id/receive', receive, { may: 'goods:stock', records: taking }),
  get('/stock/:id/hand-out', showHandOut, { may: 'goods:stock' }),
  post('/stock/:id/hand-out', handOut, { may: 'goods:stock', records: delivering }),
  post('/stock/:id/free', free, { may: 'goods:stock', records: ['pledge.released', 'line.moved'] }),
  post('/stock/:id/set-aside', setAside, { may: 'goods:stock', records: asiding }),
  post('/stock/:id/set-aside-kits', setKitsAside, { may: 'goods:stock', records: asiding }),
  get('/stock/:id/labels', siteLabels, { may: 'goods:stock' }),
  ...countRoutes,
  get('/c/:label', byCode, { may: 'goods:stock' }),
  get('/lots/:id', showLot, { may: 'goods:stock' }),
  get('/lots/:id/labels', lotLabels, { may: 'goods:stock' }),
  post('/lots/:id/move', move, { may: 'goods:stock', records: ['stock.moved'] }),
  post('/lots/:id/write-off', writeOff, { may: 'goods:stock', records: ['stock.written-off'] }),
  post('/lots/:id/unpack', unpack, { may: 'goods:stock', records: ['stock.unpacked'] }),
  post('/lots/:id/count', count, { may: 'goods:stock', records: ['stock.counted'] }),
]

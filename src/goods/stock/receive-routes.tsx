import { parseReference } from '../../kit/reference'
import { parseQuantity } from '../../needs'
import { get, NotHere, page, post, type Req, type Route, seeOther } from '../../platform'
import { type FieldErrors, viewInZone } from '../../web'
import { receivePledge } from '../commands/receive-pledge'
import { receiveStock } from '../commands/stock'
import type { Site } from '../sites/queries'
import { keptSite } from './kept-site'
import { ReceivePage, receiveCauses } from './pages/receive-page'
import { type Awaited, findAwaited } from './queries'
import { chooseItem, listMatches, parseCondition, parseDay } from './read-forms'

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

const taking = ['pledge.received', 'pledge.released', 'line.moved', 'stock.received'] as const

/** Goods come in: for a promise by its number, or without one. */
export const receiveRoutes: readonly Route[] = [
  get('/stock/:id/receive', showReceive, { may: 'goods:stock' }),
  post('/stock/:id/receive', receive, { may: 'goods:stock', records: taking }),
]

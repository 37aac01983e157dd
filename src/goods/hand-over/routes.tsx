import { isId } from '../../kit/ids'
import { findItem, lineName, matchItem, parseCode, parseQuantity, sayQuantity, type Unit } from '../../needs'
import { get, may, NotHere, page, post, type Req, type Route, seeOther } from '../../platform'
import { organizationsWith } from '../stock/scope'
import { type HandOverError, refusals } from './ask'
import { giveGoods, refuseGoods, takeGoods } from './commands/answer-ask'
import { askForGoods, withdrawAsk } from './commands/ask-for-goods'
import { HandOverPage, NewAskPage } from './pages'
import { findHeldClaim, listAsks, listHolders, listOwnSites, type ShownAsk } from './queries'

type Errors = Readonly<Record<string, string>>

const ownOf = (r: Req): readonly string[] => {
  const own = organizationsWith(r.ctx, 'goods:stock')
  return own === 'all' ? [] : own
}

async function show(r: Req, problem: Errors = {}): Promise<Response> {
  const own = ownOf(r)
  const [asks, sites] = await Promise.all([listAsks(r.ctx.db, own), listOwnSites(r.ctx.db, own)])
  return page(
    r,
    <HandOverPage
      v={r.v}
      asks={asks}
      own={(organizationId) => own.includes(organizationId)}
      mayManage={may(r.ctx, 'goods:manage')}
      sites={sites}
      problem={problem}
    />,
    Object.keys(problem).length === 0 ? 200 : 422,
  )
}

async function askIn(r: Req): Promise<ShownAsk> {
  const id = r.form.ask
  const [ask] = isId(id) ? await listAsks(r.ctx.db, ownOf(r), id) : []
  if (ask === undefined) throw new NotHere()
  return ask
}

const unitOf = (ask: ShownAsk): Unit => (ask.unit ?? findItem(ask.item_id ?? '')?.unit ?? 'piece') as Unit

function sayError(r: Req, error: HandOverError, unit: string): Errors {
  if (error.kind === 'not-found') throw new NotHere()
  if (error.kind === 'forbidden') throw new NotHere(403)
  const free = 'free' in error ? sayQuantity(r.v, error.free, unit) : ''
  return { form: r.v.t(`handOver.problem.${error.kind}`, error.kind === 'too-little' ? { free } : {}) }
}

/** A quantity as typed; none at all where `0` is said. */
const typedCount = (text: string | undefined, unit: Unit): number | undefined =>
  /^\s*0+\s*$/.test(text ?? '') ? 0 : parseQuantity(text ?? '', unit)

async function give(r: Req): Promise<Response> {
  const ask = await askIn(r)
  const quantity = parseQuantity(r.form.quantity ?? '', unitOf(ask))
  if (quantity === undefined) return show(r, { form: r.v.t('receipts.many.wrong') })
  const siteId = isId(r.form.site) ? r.form.site : undefined
  const given = await giveGoods(r.ctx, { askId: ask.id, quantity, siteId })
  if (!given.ok) return show(r, sayError(r, given.error, unitOf(ask)))
  return seeOther(r, '/hand-over', `handOver.done.${given.value.state}`)
}

async function refuse(r: Req): Promise<Response> {
  const ask = await askIn(r)
  const reason = parseCode(refusals, r.form.reason)
  if (reason === undefined) return show(r, { form: r.v.t('needs.problem.missing') })
  const refused = await refuseGoods(r.ctx, { askId: ask.id, reason })
  if (!refused.ok) return show(r, sayError(r, refused.error, unitOf(ask)))
  return seeOther(r, '/hand-over', 'handOver.done.refused')
}

async function withdraw(r: Req): Promise<Response> {
  const ask = await askIn(r)
  const withdrawn = await withdrawAsk(r.ctx, ask.id)
  if (!withdrawn.ok) return show(r, sayError(r, withdrawn.error, unitOf(ask)))
  return seeOther(r, '/hand-over', 'handOver.done.withdrawn')
}

async function take(r: Req): Promise<Response> {
  const ask = await askIn(r)
  const arrived = typedCount(r.form.arrived, unitOf(ask))
  if (arrived === undefined) return show(r, { form: r.v.t('receipts.many.wrong') })
  const taken = await takeGoods(r.ctx, { askId: ask.id, arrived })
  if (!taken.ok) return show(r, sayError(r, taken.error, unitOf(ask)))
  return seeOther(r, '/hand-over', 'handOver.done.taken')
}

const inHours = (r: Req, hours: number): string =>
  r.v.now.add({ hours }).toZonedDateTimeISO(r.v.zone).toPlainDateTime().toString({ smallestUnit: 'minute' })

async function claimOf(r: Req, id: string | undefined) {
  const claim = isId(id) ? await findHeldClaim(r.ctx.db, id) : undefined
  return claim === undefined
    ? undefined
    : {
        ...claim,
        what: r.v.t('needs.line.withQuantity', {
          name: lineName(r.v, claim),
          quantity: sayQuantity(r.v, claim.quantity, claim.unit),
        }),
        holder: claim.name,
      }
}

async function showNew(r: Req, errors: Errors = {}): Promise<Response> {
  const { db } = r.ctx
  const own = organizationsWith(r.ctx, 'goods:manage')
  const mine = own === 'all' ? [] : own
  const isPosted = r.c.req.method === 'POST'
  const claim = await claimOf(r, isPosted ? r.form.claim : r.query('claim'))
  const askers =
    mine.length === 0
      ? []
      : await db
          .selectFrom('organizations')
          .select(['id', 'name', 'region_id'])
          .where('id', 'in', [...mine])
          .orderBy('name')
          .limit(50)
          .execute()
  const holders = await listHolders(db, askers[0]?.region_id ?? '')
  const typed = isPosted ? r.form : { until: inHours(r, 48) }
  return page(
    r,
    <NewAskPage
      v={r.v}
      typed={typed}
      errors={errors}
      askers={askers}
      holders={holders.filter(({ id }) => !mine.includes(id))}
      sites={await listOwnSites(db, mine)}
      claim={claim}
    />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

function parseUntil(r: Req): Temporal.Instant | undefined {
  const text = r.form.until ?? ''
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return undefined
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(r.v.zone).toInstant()
  } catch {
    return undefined
  }
}

async function ask(r: Req): Promise<Response> {
  const claim = await claimOf(r, r.form.claim)
  const item = claim === undefined ? matchItem((r.form.item ?? '').slice(0, 200))?.item : undefined
  const unit = (claim?.unit ?? item?.unit ?? 'piece') as Unit
  const quantity = parseQuantity(r.form.quantity ?? '', unit)
  const until = parseUntil(r)
  const { asker = '', holder = '', site = '' } = r.form
  if (!isId(asker)) throw new NotHere()
  const errors: Record<string, string> = {}
  if (claim === undefined && item === undefined) errors.item = r.v.t('handOver.problem.unknown-item')
  if (claim === undefined && !isId(holder)) errors.holder = r.v.t('needs.problem.missing')
  if (claim === undefined && !isId(site)) errors.site = r.v.t('needs.problem.missing')
  if (quantity === undefined) errors.quantity = r.v.t('receipts.many.wrong')
  if (until === undefined) errors.until = r.v.t('handOver.problem.wrong-time')
  if (Object.keys(errors).length > 0 || quantity === undefined || until === undefined) return showNew(r, errors)
  const asked = await askForGoods(r.ctx, {
    askerId: asker,
    holderId: claim?.organization_id ?? holder,
    what: claim === undefined ? { itemId: item?.id ?? '', siteId: site } : { claimId: claim.id },
    quantity,
    words: r.form.words ?? '',
    until,
  })
  if (!asked.ok) return showNew(r, sayError(r, asked.error, unit))
  return seeOther(r, '/hand-over', 'handOver.done.asked')
}

const manage = { may: 'goods:manage' } as const

/** Goods and claims between organizations. */
export const handOverRoutes: readonly Route[] = [
  get('/hand-over', (r) => show(r), { may: 'goods:stock' }),
  get('/hand-over/new', (r) => showNew(r), manage),
  post('/hand-over/new', ask, { ...manage, records: ['goods.asked'] }),
  post('/hand-over/give', give, {
    ...manage,
    records: ['goods.given', 'goods.taken', 'line.claim-released', 'line.claimed'],
  }),
  post('/hand-over/refuse', refuse, { ...manage, records: ['goods.refused'] }),
  post('/hand-over/withdraw', withdraw, { ...manage, records: ['goods.ask-ended'] }),
  post('/hand-over/take', take, { may: 'goods:stock', records: ['goods.taken'] }),
]

import { ok } from '../../kit/result'
import { type FollowPart, receiptCodeOf } from '../../needs'
import { type Ctx, get, inCommand, NotHere, page, post, type Req, type Route, seeOther } from '../../platform'
import { viewInZone } from '../../web'
import { confirmLine, confirmRecords } from './commands/confirm-line'
import { GoodsPart, OwnAnswerPage, OwnGoodsPage } from './pages/own-goods-page'
import { type Delivery, listDeliveries } from './queries/deliveries'
import { readAnswer } from './read-answer'
import { answerErrors, typedOf } from './say-errors'

const byLink = { may: 'secret-link', purpose: 'need' } as const
const perVisitor = { hits: 60, seconds: 600 }

const needOf = (r: Req): string => {
  const { actor } = r.ctx
  if (actor.kind !== 'link') throw new NotHere()
  return actor.subjectId
}
const pathOf = (r: Req): string => `/n/${r.param('secret')}`

async function ownNeed(r: Req) {
  const need = await r.ctx.db
    .selectFrom('needs')
    .select(['id', 'reference', 'zone'])
    .where('id', '=', needOf(r))
    .executeTakeFirst()
  if (need === undefined) throw new NotHere()
  return need
}

/** The code, while something is promised, on its way or waits for an answer: before and after it is of no use. */
async function codeFor(ctx: Ctx, needId: string, deliveries: readonly Delivery[]): Promise<string | undefined> {
  const waits =
    deliveries.some(({ receipt_id }) => receipt_id === null) ||
    (await ctx.db
      .selectFrom('need_lines')
      .select('id')
      .where('need_id', '=', needId)
      .where('kind', '=', 'item')
      .where((eb) => eb.or([eb('promised', '>', 0), eb('in_transit', '>', 0)]))
      .limit(1)
      .executeTakeFirst()) !== undefined
  if (!waits) return undefined
  const read = await inCommand<{ code: string | undefined }, never>(
    { ...ctx, idempotency: undefined },
    'readReceiptCode',
    async (tx) => ok({ code: await receiptCodeOf(tx, needId) }),
  )
  return read.ok ? read.value.code : undefined
}

/** What came and the code, on the page that follows the request; nothing where no goods come. */
export const goodsFollowPart: FollowPart = async ({ ctx, v, follow: { need }, path }) => {
  const deliveries = await listDeliveries(ctx.db, need.id)
  const code = await codeFor(ctx, need.id, deliveries)
  if (deliveries.length === 0 && code === undefined) return null
  return (
    <section class="section">
      <h2>{v.t('receipts.part')}</h2>
      <GoodsPart v={v} goods={{ deliveries, code, zone: need.zone, path }} />
    </section>
  )
}

async function list(r: Req): Promise<Response> {
  const need = await ownNeed(r)
  const deliveries = await listDeliveries(r.ctx.db, need.id)
  const code = await codeFor(r.ctx, need.id, deliveries)
  const v = viewInZone(r.v, need.zone)
  return page(
    r,
    <OwnGoodsPage v={v} reference={need.reference} goods={{ deliveries, code, zone: need.zone, path: pathOf(r) }} />,
  )
}

async function deliveryIn(r: Req): Promise<Delivery> {
  const delivery = (await listDeliveries(r.ctx.db, needOf(r))).find(({ id }) => id === r.param('delivery'))
  if (delivery === undefined) throw new NotHere()
  return delivery
}

async function show(r: Req, errors: Readonly<Record<string, string>> = {}): Promise<Response> {
  const { zone } = await ownNeed(r)
  const delivery = await deliveryIn(r)
  const isWrong = Object.keys(errors).length > 0
  return page(
    r,
    <OwnAnswerPage
      v={viewInZone(r.v, zone)}
      delivery={delivery}
      path={pathOf(r)}
      typed={isWrong ? typedOf(r) : {}}
      errors={errors}
    />,
    isWrong ? 422 : 200,
  )
}

async function answer(r: Req): Promise<Response> {
  const delivery = await deliveryIn(r)
  const read = readAnswer(r, delivery.unit)
  if (!read.ok) return show(r, read.errors)
  const said = await confirmLine(r.ctx, {
    lineId: delivery.line_id,
    deliveryId: delivery.id,
    ...read.value,
    by: { kind: 'person' },
  })
  if (!said.ok) return show(r, answerErrors(r, said.error, delivery.unit))
  return seeOther(r, pathOf(r), said.value.again > 0 ? 'receipts.done.again' : 'receipts.done.said')
}

/** What the person helped says of each delivery, on their secret link. */
export const ownReceiptRoutes: readonly Route[] = [
  get('/n/:secret/goods', list, byLink),
  get('/n/:secret/goods/:delivery', (r) => show(r), byLink),
  post('/n/:secret/goods/:delivery', answer, { ...byLink, records: confirmRecords, limit: perVisitor }),
]

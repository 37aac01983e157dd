import { isId } from '../../kit/ids'
import { parseReference } from '../../kit/reference'
import { consentHows, mayOnNeed, maySpeakFor, parseCode } from '../../needs'
import { listRegions, placeName } from '../../places'
import { get, may, NotHere, page, post, type Req, type Route, seeOther } from '../../platform'
import { viewInZone } from '../../web'
import { confirmAll, confirmLine, confirmRecords } from './commands/confirm-line'
import { endTrouble, troubleOutcomes } from './commands/end-trouble'
import { isReceiptCode } from './commands/is-receipt-code'
import { deliversHere } from './delivers-here'
import { CodePage, DeskAnswerPage, DrawsPage, NeedGoodsPage, ReceiptsPage } from './pages/desk-pages'
import { type Delivery, listDeliveries } from './queries/deliveries'
import { listDraws, listTold, listTroubles } from './queries/desk'
import { readAnswer } from './read-answer'
import { answerErrors, typedOf } from './say-errors'

type Errors = Readonly<Record<string, string>>
const statusOf = (errors: Errors) => (Object.keys(errors).length === 0 ? 200 : 422)

async function needIn(r: Req) {
  const id = r.param('id')
  const need = isId(id)
    ? await r.ctx.db.selectFrom('needs').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined
  if (need === undefined) throw new NotHere()
  if (!(await mayOnNeed(r.ctx.db, r.ctx, 'needs:triage', need))) throw new NotHere(403)
  return need
}

async function standing(r: Req, need: Awaited<ReturnType<typeof needIn>>) {
  const isPart = await deliversHere(r.ctx.db, r.ctx, need.id)
  const maySpeak = !isPart && (await maySpeakFor(r.ctx.db, r.ctx, 'needs:enter', need, { claimants: false }))
  return { isPart, maySpeak: maySpeak && need.destroyed_at === null }
}

async function showNeed(r: Req): Promise<Response> {
  const need = await needIn(r)
  const deliveries = await listDeliveries(r.ctx.db, need.id)
  return page(
    r,
    <NeedGoodsPage v={viewInZone(r.v, need.zone)} need={need} deliveries={deliveries} {...(await standing(r, need))} />,
  )
}

async function deliveryOf(r: Req, needId: string): Promise<Delivery> {
  const delivery = (await listDeliveries(r.ctx.db, needId)).find(({ id }) => id === r.param('delivery'))
  if (delivery === undefined) throw new NotHere()
  return delivery
}

async function showAnswer(r: Req, errors: Errors = {}): Promise<Response> {
  const need = await needIn(r)
  if (!(await standing(r, need)).maySpeak) throw new NotHere(403)
  const delivery = await deliveryOf(r, need.id)
  const typed = r.c.req.method === 'POST' ? typedOf(r) : {}
  return page(
    r,
    <DeskAnswerPage
      v={viewInZone(r.v, need.zone)}
      needId={need.id}
      delivery={delivery}
      typed={typed}
      errors={errors}
    />,
    statusOf(errors),
  )
}

async function answerForPerson(r: Req): Promise<Response> {
  const need = await needIn(r)
  const delivery = await deliveryOf(r, need.id)
  const consentHow = parseCode(consentHows, r.form.consentHow)
  const read = readAnswer(r, delivery.unit)
  const missing: Errors = consentHow === undefined ? { consentHow: r.v.t('needs.desk.consent.missing') } : {}
  if (!read.ok || consentHow === undefined) return showAnswer(r, { ...missing, ...(read.ok ? {} : read.errors) })
  const by = { kind: 'another', consentHow } as const
  const said = await confirmLine(r.ctx, { lineId: delivery.line_id, deliveryId: delivery.id, ...read.value, by })
  if (!said.ok) return showAnswer(r, answerErrors(r, said.error, delivery.unit))
  return seeOther(r, `/needs/${need.id}/goods`, said.value.again > 0 ? 'receipts.done.again' : 'receipts.done.said')
}

async function showReceipts(r: Req): Promise<Response> {
  const [troubles, told] = await Promise.all([listTroubles(r.ctx), listTold(r.ctx)])
  return page(r, <ReceiptsPage v={r.v} troubles={troubles} told={told} rings={may(r.ctx, 'people:help')} />)
}

async function done(r: Req): Promise<Response> {
  const troubleId = r.form.trouble
  const outcome = parseCode(troubleOutcomes, r.form.outcome)
  if (!isId(troubleId) || outcome === undefined) throw new NotHere()
  const ended = await endTrouble(r.ctx, { troubleId, outcome })
  if (ended.ok) return seeOther(r, '/receipts', 'receipts.done.trouble')
  if (ended.error.kind === 'ended') return seeOther(r, '/receipts', 'receipts.done.ended')
  throw new NotHere(ended.error.kind === 'forbidden' ? 403 : 404)
}

function showCode(r: Req, errors: Errors = {}, deliveries?: readonly Delivery[]): Response | Promise<Response> {
  const typed = r.c.req.method === 'POST' ? typedOf(r) : { reference: (r.query('reference') ?? '').slice(0, 40) }
  return page(r, <CodePage v={r.v} typed={typed} errors={errors} deliveries={deliveries} />, statusOf(errors))
}

async function sayByCode(r: Req): Promise<Response> {
  const { db } = r.ctx
  const reference = parseReference((r.form.reference ?? '').slice(0, 40))
  const need =
    reference === undefined
      ? undefined
      : await db.selectFrom('needs').select(['id', 'zone']).where('reference', '=', reference).executeTakeFirst()
  if (need === undefined) return showCode(r, { reference: r.v.t('receipts.code.reference.unknown') })
  const code = (r.form.code ?? '').slice(0, 12)
  const open = (await listDeliveries(db, need.id)).filter(({ receipt_id }) => receipt_id === null)
  if (r.form.say === 'yes') {
    const said = await confirmAll(r.ctx, { needId: need.id, by: { kind: 'code', code } })
    if (!said.ok) return showCode(r, answerErrors(r, said.error, ''))
    return seeOther(r, '/receipts/code', 'receipts.done.said')
  }
  const known = await isReceiptCode(r.ctx, need.id, code)
  if (!known.ok) return showCode(r, { code: r.v.t(`receipts.problem.${known.error.kind}`) })
  if (open.length === 0) return showCode(r, { form: r.v.t('receipts.problem.no-delivery') })
  if (r.form.say !== 'answer') return showCode(r, {}, open)
  const delivery = open.find(({ id }) => id === r.form.delivery)
  if (delivery === undefined) return showCode(r, { delivery: r.v.t('receipts.code.which.missing') }, open)
  const read = readAnswer(r, delivery.unit)
  if (!read.ok) return showCode(r, read.errors, open)
  const by = { kind: 'code', code } as const
  const said = await confirmLine(r.ctx, { lineId: delivery.line_id, deliveryId: delivery.id, ...read.value, by })
  if (!said.ok) return showCode(r, answerErrors(r, said.error, delivery.unit), open)
  return seeOther(r, '/receipts/code', 'receipts.done.said')
}

async function draws(r: Req): Promise<Response> {
  const [shown, regions] = await Promise.all([listDraws(r.ctx.db), listRegions(r.ctx.db)])
  const nameOf = (id: string) => {
    const region = regions.find((one) => one.id === id)
    return region === undefined ? id : placeName(region.names, r.v.lang)
  }
  return page(r, <DrawsPage v={r.v} draws={shown} regionName={nameOf} />)
}

const outside = { may: 'needs:enter' } as const
const atHandOut = { may: 'goods:stock' } as const

/** Receipts at the desk: passed on, followed up, taken by code at a hand-out. Calls are made on the operators' line. */
export const receiptDeskRoutes: readonly Route[] = [
  get('/needs/:id/goods', showNeed, { may: 'needs:triage' }),
  get('/needs/:id/goods/:delivery', (r) => showAnswer(r), outside),
  post('/needs/:id/goods/:delivery', answerForPerson, { ...outside, records: confirmRecords }),
  get('/receipts', showReceipts, outside),
  post('/receipts/done', done, { ...outside, records: ['receipt.trouble-done'] }),
  get('/receipts/code', (r) => showCode(r), atHandOut),
  post('/receipts/code', sayByCode, { ...atHandOut, records: confirmRecords }),
  get('/receipts/draws', draws, { may: 'anyone' }),
]

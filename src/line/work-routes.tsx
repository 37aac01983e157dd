import { answering, findAsk, owedBy, passOnAnswer, TheirsForm } from '../dispatch'
import {
  AnswerFields,
  answerErrors,
  confirmRecords,
  deliveryInWords,
  listDeliveries,
  readAnswer,
  typedOf,
} from '../goods'
import { isId } from '../kit/ids'
import {
  AskedParts,
  enterNeed,
  NewNeedForm,
  parseCode,
  ReceiptFields,
  raiseRecords,
  readNewNeedForm,
  receiptReasons,
  receipts,
} from '../needs'
import { listMessagesOf } from '../notices'
import { searchPlaces } from '../places'
import { get, NotHere, post, type Req, type Route, seeOther } from '../platform'
import { Button, ButtonRow, type FieldErrors, Form, type Lang, viewInZone } from '../web'
import { type Callee, type CalleeKind, calleeKinds, pathOf } from './callee'
import {
  answerByCall,
  confirmByCall,
  confirmByCompanion,
  confirmedRecords,
  receiveByCall,
} from './commands/confirm-by-call'
import { holdCall } from './commands/hold-call'
import { RegisterForm } from './pages/register-form'
import { registerFrom } from './register'
import { calleeIn, cardOf, showCall } from './show-call'

/*
 * What is done in a call, beside the call: each form is that of the room it belongs to, read by that room and taken by its command. Whoever
 * fills one in keeps the call meanwhile, and comes back to the call afterwards.
 */

type At = (r: Req) => Callee | undefined

const statusOf = (errors: FieldErrors) => (Object.keys(errors).length === 0 ? 200 : 422)

/** The call stays this operator's while they are at it; one that came in is nobody's. */
async function keepCall(r: Req, callee: Callee | undefined): Promise<void> {
  if (callee !== undefined) await holdCall(r.ctx, callee)
}

async function showNeed(r: Req, at: At, errors: FieldErrors = {}): Promise<Response> {
  const callee = at(r)
  await keepCall(r, callee)
  const card = callee === undefined ? undefined : await cardOf(r, callee)
  const phone = card?.numbers[0] ?? (/\d{5}/.test(r.form.who ?? '') ? r.form.who : undefined)
  const { kind, id } = callee ?? { kind: 'gift', id: '' }
  const written = kind === 'gift' ? [] : await listMessagesOf(r.ctx.db, { kind, id }, r.ctx.clock.now())
  const preset = {
    ...(phone === undefined ? {} : { phone, reach: 'phone' }),
    words: written
      .map(({ text }) => text)
      .join('\n')
      .slice(0, 1000),
  }
  const form = await readNewNeedForm(r, `${pathOf(callee)}/need`, errors, preset)
  return showCall(r, callee, {
    card,
    status: statusOf(errors),
    work: {
      title: r.v.t('line.need'),
      children: <NewNeedForm {...form} heardIn={r.form.lang ?? card?.lang ?? 'kk'} />,
    },
  })
}

async function takeNeed(r: Req, at: At): Promise<Response> {
  if (r.form.place_find !== undefined) return showNeed(r, at)
  const callee = at(r)
  await keepCall(r, callee)
  if (callee !== undefined) await cardOf(r, callee)
  const entered = await enterNeed(r, { heard: true })
  if (entered.kind !== 'raised') return showNeed(r, at, entered.kind === 'wrong' ? entered.errors : {})
  const { v } = r
  return showCall(r, callee, {
    work: {
      title: v.t('needs.asked.title'),
      children: (
        <>
          <AskedParts v={v} {...entered} forAnother />
          <ButtonRow>
            <Button href={callee === undefined ? pathOf({ kind: 'need', id: entered.raised.needId }) : pathOf(callee)}>
              {v.t('line.work.onward')}
            </Button>
          </ButtonRow>
        </>
      ),
    },
  })
}

async function showRegister(r: Req, at: At, errors: FieldErrors = {}): Promise<Response> {
  const callee = at(r)
  await keepCall(r, callee)
  const card = callee === undefined ? undefined : await cardOf(r, callee)
  const sought = (r.form.place_q ?? '').trim()
  const candidates = sought === '' ? undefined : await searchPlaces(r.ctx.db, sought)
  const lang: Lang = card?.lang ?? 'kk'
  return showCall(r, callee, {
    card,
    status: statusOf(errors),
    work: {
      title: r.v.t('line.register'),
      children: (
        <RegisterForm
          v={r.v}
          action={`${pathOf(callee)}/register`}
          lang={lang}
          typed={r.form}
          candidates={candidates}
          errors={errors}
        />
      ),
    },
  })
}

async function register(r: Req, at: At): Promise<Response> {
  if (r.form.place_find !== undefined) return showRegister(r, at)
  const callee = at(r)
  await keepCall(r, callee)
  if (callee !== undefined) await cardOf(r, callee)
  const done = await registerFrom(r)
  if (done.kind === 'forbidden') throw new NotHere(403)
  if (done.kind === 'wrong') return showRegister(r, at, done.errors)
  // Whoever called for the first time is the one registered; in another's call that call goes on.
  const person = pathOf({ kind: 'person', id: done.personId })
  return seeOther(
    r,
    callee === undefined ? person : `${pathOf(callee)}?registered=${done.personId}`,
    'line.said.registered',
  )
}

async function askIn(r: Req, callee: Callee) {
  const id = r.param('ask')
  const ask = isId(id) ? await findAsk(r.ctx.db, id) : undefined
  if (ask === undefined || ask.volunteer_id !== callee.id) throw new NotHere()
  return ask
}

async function showAsk(r: Req, errors?: FieldErrors): Promise<Response> {
  const callee = calleeIn(r, 'person')
  await keepCall(r, callee)
  const [card, ask] = [await cardOf(r, callee), await askIn(r, callee)]
  return showCall(r, callee, {
    card,
    status: statusOf(errors ?? {}),
    work: {
      title: ask.title,
      askId: ask.id,
      children: (
        <TheirsForm
          v={viewInZone(r.v, ask.zone)}
          ask={ask}
          accept={await owedBy(r.ctx, ask)}
          action={`${pathOf(callee)}/ask/${ask.id}`}
          heard
          errors={errors}
          typed={r.form}
        />
      ),
    },
  })
}

async function answerAskOf(r: Req): Promise<Response> {
  const callee = calleeIn(r, 'person')
  await keepCall(r, callee)
  await cardOf(r, callee)
  const passed = await passOnAnswer(r, r.ctx, await askIn(r, callee))
  return passed.ok ? seeOther(r, pathOf(callee), passed.value) : showAsk(r, passed.error)
}

async function showReceipt(r: Req, errors: FieldErrors = {}): Promise<Response> {
  const callee = calleeIn(r, 'need')
  await keepCall(r, callee)
  return showCall(r, callee, {
    status: statusOf(errors),
    work: {
      title: r.v.t('line.request.notRight'),
      children: (
        <Form v={r.v} action={`${pathOf(callee)}/receipt`} errors={errors}>
          <ReceiptFields v={r.v} typed={r.form} errors={errors} />
          <Button>{r.v.t('line.outcome.keep')}</Button>
        </Form>
      ),
    },
  })
}

async function receive(r: Req): Promise<Response> {
  const callee = calleeIn(r, 'need')
  await keepCall(r, callee)
  await cardOf(r, callee)
  const { companion } = r.form
  if (companion !== undefined) {
    const heard = await confirmByCompanion(r.ctx, { needId: callee.id, companionId: companion })
    return seeOther(r, pathOf(callee), heard.ok ? 'line.said.received' : 'line.said.notReceived')
  }
  const result = parseCode(receipts, r.form.result)
  const reason = parseCode(receiptReasons, r.form.reason)
  if (result === undefined) return showReceipt(r, { result: r.v.t('receipts.result.missing') })
  if (result !== 'yes' && reason === undefined) return showReceipt(r, { reason: r.v.t('receipts.reason.missing') })
  const said =
    result === 'yes'
      ? await confirmByCall(r.ctx, callee.id)
      : await receiveByCall(r.ctx, { needId: callee.id, result, reason: reason ?? null })
  const words = result === 'yes' ? 'line.said.received' : 'line.said.answered'
  return seeOther(r, pathOf(callee), said.ok ? words : 'line.said.notReceived')
}

async function deliveryIn(r: Req, callee: Callee) {
  const delivery = (await listDeliveries(r.ctx.db, callee.id)).find(({ id }) => id === r.param('delivery'))
  if (delivery === undefined) throw new NotHere()
  return delivery
}

async function showDelivery(r: Req, errors: FieldErrors = {}): Promise<Response> {
  const callee = calleeIn(r, 'need')
  await keepCall(r, callee)
  const [card, delivery] = [await cardOf(r, callee), await deliveryIn(r, callee)]
  return showCall(r, callee, {
    card,
    status: statusOf(errors),
    work: {
      title: deliveryInWords(r.v, delivery, true),
      children: (
        <Form v={r.v} action={`${pathOf(callee)}/receipt/${delivery.id}`} errors={errors}>
          <AnswerFields v={r.v} typed={r.c.req.method === 'POST' ? typedOf(r) : {}} errors={errors} />
          <Button>{r.v.t('receipts.do')}</Button>
        </Form>
      ),
    },
  })
}

async function answerDelivery(r: Req): Promise<Response> {
  const callee = calleeIn(r, 'need')
  await keepCall(r, callee)
  await cardOf(r, callee)
  const delivery = await deliveryIn(r, callee)
  const read = readAnswer(r, delivery.unit)
  if (!read.ok) return showDelivery(r, read.errors)
  const said = await answerByCall(r.ctx, delivery, read.value)
  if (!said.ok) return showDelivery(r, answerErrors(r, said.error, delivery.unit))
  return seeOther(r, pathOf(callee), said.value.again > 0 ? 'receipts.done.again' : 'receipts.done.said')
}

async function hold(r: Req, kind: CalleeKind): Promise<Response> {
  const held = await holdCall(r.ctx, calleeIn(r, kind))
  if (!held.ok) throw new NotHere()
  return r.c.body(null, 204)
}

const help = { may: 'people:help' } as const
const registering = ['person.created', 'person.contact-added', 'consent.given', 'volunteer.joined']

const newWork = (path: string, at: At): readonly Route[] => [
  get(`${path}/need`, (r) => showNeed(r, at), help),
  post(`${path}/need`, (r) => takeNeed(r, at), { ...help, records: raiseRecords }),
  get(`${path}/register`, (r) => showRegister(r, at), help),
  post(`${path}/register`, (r) => register(r, at), {
    ...help,
    records: registering,
    limit: { hits: 60, seconds: 3600 },
  }),
]

/** What is done for somebody in a call, on the screen of the call. */
export const workRoutes: readonly Route[] = [
  get('/line/caller', (r) => showCall(r, undefined), help),
  ...newWork('/line/caller', () => undefined),
  ...calleeKinds.flatMap((kind) => [
    ...newWork(`/line/${kind}/:id`, (r) => calleeIn(r, kind)),
    post(`/line/${kind}/:id/hold`, (r) => hold(r, kind), { ...help, records: [] }),
  ]),
  get('/line/person/:id/ask/:ask', (r) => showAsk(r), help),
  post('/line/person/:id/ask/:ask', answerAskOf, { ...help, records: [...answering, 'consent.given'] }),
  get('/line/need/:id/receipt', (r) => showReceipt(r), help),
  post('/line/need/:id/receipt', receive, { ...help, records: confirmedRecords }),
  get('/line/need/:id/receipt/:delivery', (r) => showDelivery(r), help),
  post('/line/need/:id/receipt/:delivery', answerDelivery, { ...help, records: confirmRecords }),
]

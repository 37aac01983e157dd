import { isId } from '../kit/ids'
import { parseName, parsePhone, readAge } from '../people'
import { findLocality, searchPlaces } from '../places'
import { get, NotHere, page, personOf, post, type Req, type Route, seeOther } from '../platform'
import { firstWhens } from '../volunteers'
import { type FieldErrors, isLang, viewInZone } from '../web'
import { type Callee, type CalleeKind, calleeKinds, outcomes, pathOf } from './callee'
import { confirmByCall, confirmedRecords } from './commands/confirm-by-call'
import { endCall } from './commands/end-call'
import { type Caller, findCallers } from './commands/find-callers'
import { passedOn, passOn } from './commands/pass-on'
import { readCallee } from './commands/read-callee'
import { registerByCall } from './commands/register-by-call'
import { takeCall, takeNext } from './commands/take-call'
import { undoCall } from './commands/undo-call'
import { undoRegistration } from './commands/undo-registration'
import { CalleePage } from './pages/callee-page'
import { DoneByPhonePage } from './pages/done-by-phone'
import { FiguresPage } from './pages/figures-page'
import { LinePage } from './pages/line-page'
import { RegisterPage } from './pages/register-page'
import { listDoneByPhone } from './queries/list-done-by-phone'
import { LIST_MAX, listToRing, regionsOf } from './queries/list-to-ring'
import { findOwnCall, findOwnRegistration, findUndoable } from './queries/own-calls'
import { readCase } from './queries/read-case'
import { readFigures } from './queries/read-figures'
import { listId } from './topic'

async function showLine(
  r: Req,
  search: { typed: string; found?: readonly Caller[]; error?: string } = { typed: '' },
): Promise<Response> {
  const [rows, own, undoable] = await Promise.all([listToRing(r.ctx), findOwnCall(r.ctx), findUndoable(r.ctx)])
  return page(
    r,
    <LinePage
      v={r.v}
      typed={search.typed}
      found={search.found}
      error={search.error}
      rows={rows.slice(0, LIST_MAX)}
      listId={listId(regionsOf(r.ctx))}
      own={own}
      undoable={undoable}
    />,
    search.error === undefined ? 200 : 422,
  )
}

async function search(r: Req): Promise<Response> {
  const typed = (r.form.who ?? '').slice(0, 80)
  const found = await findCallers(r.ctx, typed)
  r.c.header('cache-control', 'private, no-store')
  return found.ok
    ? showLine(r, { typed, found: found.value })
    : showLine(r, { typed, error: r.v.t(`line.who.${found.error.kind}`) })
}

const calleeIn = (r: Req, kind: CalleeKind): Callee => {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere()
  return { kind, id }
}

async function showCallee(r: Req, callee: Callee, errors: FieldErrors = {}): Promise<Response> {
  const card = await readCallee(r.ctx, callee)
  if (!card.ok) throw new NotHere(card.error.kind === 'forbidden' ? 403 : 404)
  const about = await readCase(r.ctx.db, callee, r.ctx.clock.now(), card.value.lang)
  const canUnregister =
    callee.kind === 'person' && (await findOwnRegistration(r.ctx.db, r.ctx, callee.id, r.ctx.clock.now()))
  r.c.header('cache-control', 'private, no-store')
  const v = viewInZone(r.v, card.value.zone)
  return page(
    r,
    <CalleePage
      v={v}
      callee={callee}
      card={card.value}
      about={about}
      errors={errors}
      typed={r.form}
      canUnregister={canUnregister}
    />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

async function take(r: Req): Promise<Response> {
  const kind = calleeKinds.find((one) => one === r.form.kind)
  const { id } = r.form
  if (kind === undefined || !isId(id)) throw new NotHere()
  const taken = await takeCall(r.ctx, { kind, id })
  if (taken.ok) return seeOther(r, pathOf(taken.value))
  if (taken.error.kind === 'taken') return seeOther(r, '/line', 'line.said.taken')
  throw new NotHere(taken.error.kind === 'forbidden' ? 403 : 404)
}

async function next(r: Req): Promise<Response> {
  const taken = await takeNext(r.ctx)
  return taken.ok ? seeOther(r, pathOf(taken.value)) : seeOther(r, '/line', 'line.said.nobody')
}

const momentIn = (text: string | undefined, zone: string): Temporal.Instant | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text ?? '')) return undefined
  try {
    return Temporal.PlainDateTime.from(text ?? '')
      .toZonedDateTime(zone)
      .toInstant()
  } catch {
    return undefined
  }
}

async function end(r: Req, callee: Callee): Promise<Response> {
  const outcome = outcomes.find((one) => one === r.form.outcome)
  if (outcome === undefined) return showCallee(r, callee, { outcome: r.v.t('line.outcome.missing') })
  const at = outcome === 'later' ? momentIn(r.form.at, await zoneOf(r, callee)) : undefined
  const ended = await endCall(r.ctx, { callee, outcome, at, words: r.form.words })
  if (ended.ok) {
    await passOn(r.ctx, callee, { outcome, isSettled: ended.value.isSettled })
    return seeOther(r, '/line', `line.said.${outcome}`)
  }
  const { kind } = ended.error
  if (kind === 'moment') return showCallee(r, callee, { at: r.v.t('line.outcome.moment') })
  if (kind === 'not-yours') return showCallee(r, callee, { outcome: r.v.t('line.outcome.notYours') })
  throw new NotHere(kind === 'forbidden' ? 403 : 404)
}

async function zoneOf(r: Req, callee: Callee): Promise<string> {
  const card = await readCallee(r.ctx, callee)
  if (!card.ok) throw new NotHere(card.error.kind === 'forbidden' ? 403 : 404)
  return card.value.zone
}

async function undo(r: Req): Promise<Response> {
  const undone = await undoCall(r.ctx, r.param('id'))
  if (undone.ok) return seeOther(r, pathOf(undone.value), 'line.said.undone')
  if (undone.error.kind === 'too-late') return seeOther(r, '/line', 'line.said.tooLate')
  throw new NotHere()
}

async function receipt(r: Req): Promise<Response> {
  const callee = calleeIn(r, 'need')
  const card = await readCallee(r.ctx, callee)
  if (!card.ok) throw new NotHere(card.error.kind === 'forbidden' ? 403 : 404)
  const said = await confirmByCall(r.ctx, callee.id)
  return seeOther(r, pathOf(callee), said.ok ? 'line.said.received' : 'line.said.notReceived')
}

async function unregister(r: Req): Promise<Response> {
  const { id } = calleeIn(r, 'person')
  const undone = await undoRegistration(r.ctx, id)
  if (undone.ok) return seeOther(r, '/line', 'line.said.unregistered')
  if (undone.error.kind === 'too-late') return seeOther(r, `/line/person/${id}`, 'line.said.notUnregistered')
  throw new NotHere()
}

async function doneByPhone(r: Req): Promise<Response> {
  const me = personOf(r.ctx)
  if (me === null) throw new NotHere(403)
  return page(r, <DoneByPhonePage v={r.v} done={await listDoneByPhone(r.ctx.db, me)} />)
}

async function showRegister(r: Req, errors: FieldErrors = {}): Promise<Response> {
  const typed = (r.form.place_q ?? '').trim()
  const candidates = typed === '' ? undefined : await searchPlaces(r.ctx.db, typed)
  return page(
    r,
    <RegisterPage v={r.v} typed={r.form} candidates={candidates} errors={errors} />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

async function register(r: Req): Promise<Response> {
  const { form, v } = r
  if (form.place_find !== undefined) return showRegister(r)
  const name = parseName(form.name)
  const age = readAge(form, r.ctx.clock.now())
  const place = await findLocality(r.ctx.db, form.place ?? '')
  const when = firstWhens.find((one) => one === form.when)
  const phone = (form.phone ?? '').trim() === '' ? null : parsePhone(form.phone ?? '')
  const errors: Record<string, string> = {}
  if (name === undefined) errors.name = v.t('people.error.name')
  if (!age.ok) errors[age.error.field] = v.t(`people.error.${age.error.field}`)
  if (place === undefined) errors.place = v.t('people.error.place')
  if (when === undefined) errors.when = v.t('volunteers.wrong.when')
  if (phone === undefined) errors.phone = v.t('people.contact.not-a-phone')
  if (form.agreed !== 'yes') errors.agreed = v.t('line.register.agreed.missing')
  if (
    name === undefined ||
    !age.ok ||
    place === undefined ||
    when === undefined ||
    phone === undefined ||
    form.agreed !== 'yes'
  )
    return showRegister(r, errors)
  const done = await registerByCall(r.ctx, {
    name,
    lang: isLang(form.lang) ? form.lang : v.lang,
    age: age.value,
    localityId: place.id,
    contact: phone === null ? null : { kind: 'phone', value: phone },
    when,
  })
  if (done.ok) return seeOther(r, `/line/person/${done.value.personId}`, 'line.said.registered')
  if (done.error.kind === 'forbidden') throw new NotHere(403)
  return showRegister(r, { place: v.t('people.error.place') })
}

async function figures(r: Req): Promise<Response> {
  return page(r, <FiguresPage v={r.v} figures={await readFigures(r.ctx, regionsOf(r.ctx), r.v.zone)} />)
}

const help = { may: 'people:help' } as const
/** A call, and what the rooms it came from are told of it. */
const ending = ['line.call-ended', ...passedOn]

const ofCallee = (kind: CalleeKind): readonly Route[] => [
  get(`/line/${kind}/:id`, (r) => showCallee(r, calleeIn(r, kind)), help),
  post(`/line/${kind}/:id`, (r) => end(r, calleeIn(r, kind)), { ...help, records: ending }),
]

/** The operators' console. */
export const lineRoutes: readonly Route[] = [
  get('/line', (r) => showLine(r), help),
  // More than that in an hour of calls would be looking people up, not helping them.
  post('/line', search, { ...help, records: [], limit: { hits: 120, seconds: 3600 } }),
  post('/line/take', take, { ...help, records: ['line.call-taken'] }),
  post('/line/next', next, { ...help, records: ['line.call-taken'] }),
  get('/line/figures', figures, help),
  get('/line/register', (r) => showRegister(r), help),
  post('/line/register', register, {
    ...help,
    records: ['person.created', 'person.contact-added', 'consent.given', 'volunteer.joined'],
    limit: { hits: 60, seconds: 3600 },
  }),
  post('/line/need/:id/receipt', receipt, { ...help, records: confirmedRecords }),
  post('/line/person/:id/unregister', unregister, { ...help, records: ['person.erased', 'need.destroyed'] }),
  get('/me/calls', doneByPhone, { may: 'signed-in' }),
  post('/line/tries/:id/undo', undo, { ...help, records: ['line.call-undone'] }),
  ...calleeKinds.flatMap(ofCallee),
]

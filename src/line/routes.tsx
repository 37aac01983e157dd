import { isId } from '../kit/ids'
import { regionsOf as reviewedRegions } from '../organizations'
import { get, NotHere, page, post, type Req, type Route, seeOther } from '../platform'
import type { FieldErrors } from '../web'
import { type Callee, type CalleeKind, calleeKinds, outcomes, pathOf } from './callee'
import { endCall } from './commands/end-call'
import { type Caller, findCallers } from './commands/find-callers'
import { passedOn, passOn } from './commands/pass-on'
import { takeCall, takeNext } from './commands/take-call'
import { undoCall } from './commands/undo-call'
import { undoRegistration } from './commands/undo-registration'
import { doneRoutes } from './done-routes'
import { FiguresPage } from './pages/figures-page'
import { LinePage } from './pages/line-page'
import { listToRing, regionsOf } from './queries/list-to-ring'
import { findOwnCall, findUndoable } from './queries/own-calls'
import { readFigures, readOwnFigures } from './queries/read-figures'
import { calleeIn, cardOf, showCall } from './show-call'
import { ownListId } from './topic'
import { workRoutes } from './work-routes'

async function showLine(
  r: Req,
  search: { typed: string; found?: readonly Caller[]; error?: string } = { typed: '' },
): Promise<Response> {
  const [rows, listId, own, undoable] = await Promise.all([
    listToRing(r.ctx),
    ownListId(r.ctx),
    findOwnCall(r.ctx),
    findUndoable(r.ctx),
  ])
  return page(
    r,
    <LinePage
      v={r.v}
      typed={search.typed}
      found={search.found}
      error={search.error}
      rows={rows}
      listId={listId}
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

/** The call a form names. */
function callIn({ form: { kind, id } }: Req): Callee | undefined {
  const known = calleeKinds.find((one) => one === kind)
  return known === undefined || !isId(id) ? undefined : { kind: known, id }
}

async function take(r: Req): Promise<Response> {
  const callee = callIn(r)
  if (callee === undefined) throw new NotHere()
  const taken = await takeCall(r.ctx, callee)
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

const wrong = (r: Req, callee: Callee, errors: FieldErrors) => showCall(r, callee, { errors, status: 422 })

async function end(r: Req, callee: Callee): Promise<Response> {
  const outcome = outcomes.find((one) => one === r.form.outcome)
  if (outcome === undefined) return wrong(r, callee, { outcome: r.v.t('line.outcome.missing') })
  const at = outcome === 'later' ? momentIn(r.form.at, (await cardOf(r, callee)).zone) : undefined
  const ended = await endCall(r.ctx, { callee, outcome, at, words: r.form.noted })
  if (ended.ok) {
    await passOn(r.ctx, callee, { outcome, isSettled: ended.value.isSettled })
    return seeOther(r, '/line', `line.said.${outcome}`)
  }
  const { kind } = ended.error
  if (kind === 'moment') return wrong(r, callee, { at: r.v.t('line.outcome.moment') })
  if (kind === 'not-yours') return wrong(r, callee, { outcome: r.v.t('line.outcome.notYours') })
  throw new NotHere(kind === 'forbidden' ? 403 : 404)
}

async function undo(r: Req): Promise<Response> {
  const undone = await undoCall(r.ctx, r.param('id'))
  if (undone.ok) return seeOther(r, pathOf(undone.value), 'line.said.undone')
  if (undone.error.kind === 'too-late') return seeOther(r, '/line', 'line.said.tooLate')
  throw new NotHere()
}

async function unregister(r: Req): Promise<Response> {
  const person = calleeIn(r, 'person')
  const undone = await undoRegistration(r.ctx, person.id)
  if (!undone.ok && undone.error.kind === 'unknown') throw new NotHere()
  const back = callIn(r)
  if (!undone.ok) return seeOther(r, pathOf(back ?? person), 'line.said.notUnregistered')
  return seeOther(r, back === undefined || back.id === person.id ? '/line' : pathOf(back), 'line.said.unregistered')
}

async function figures(r: Req): Promise<Response> {
  const [whole, own] = await Promise.all([
    readFigures(r.ctx, regionsOf(r.ctx), r.v.zone),
    readOwnFigures(r.ctx, r.v.zone),
  ])
  return page(r, <FiguresPage v={r.v} figures={whole} own={own} />)
}

/** What an akimat sees of the line in its region: numbers alone. */
async function authorityFigures(r: Req): Promise<Response> {
  const regions = reviewedRegions(r.ctx, 'region:review')
  if (regions !== 'all' && regions.length === 0) throw new NotHere(403)
  return page(
    r,
    <FiguresPage v={r.v} figures={await readFigures(r.ctx, regions === 'all' ? null : regions, r.v.zone)} />,
  )
}

const help = { may: 'people:help' } as const
/** A call, and what the rooms it came from are told of it. */
const ending = ['line.call-ended', ...passedOn]

const ofCallee = (kind: CalleeKind): readonly Route[] => [
  get(`/line/${kind}/:id`, (r) => showCall(r, calleeIn(r, kind)), help),
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
  get('/authority/line', authorityFigures, { may: 'region:review' }),
  post('/line/person/:id/unregister', unregister, { ...help, records: ['person.erased', 'need.destroyed'] }),
  post('/line/tries/:id/undo', undo, { ...help, records: ['line.call-undone'] }),
  ...calleeKinds.flatMap(ofCallee),
  ...workRoutes,
  ...doneRoutes,
]

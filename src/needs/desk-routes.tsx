import { findSeals } from '../journal'
import { isId } from '../kit/ids'
import { parseReference } from '../kit/reference'
import type { Result } from '../kit/result'
import { findEnteredSheet, newSheetNumbers, parseSheetNumber, registerForm } from '../paper'
import { parsePhone } from '../people'
import { listRegions, placeName } from '../places'
import {
  allowCodeReader,
  type Ctx,
  get,
  keepUntil,
  NotHere,
  page,
  post,
  type Req,
  type Route,
  seeOther,
} from '../platform'
import { viewInZone } from '../web'
import { raiseRecords } from './ask-routes'
import type { Unit } from './catalogue/item'
import { claimLine, releaseClaim } from './commands/claims'
import { cancelNeed, closeNeed, closeReasons } from './commands/close-need'
import { correctNeed, rotateLink } from './commands/correct-need'
import { decideLink } from './commands/links'
import { raiseFromSheet } from './commands/raise-from-sheet'
import { readNeedContact } from './commands/read-contact'
import { receiveHelp, reopenNeed } from './commands/receive-help'
import { closeReferral, referNeed, referralOutcomes } from './commands/refer-need'
import { keepClaim } from './commands/stale-claims'
import { refuseNeed, seeDanger, triageNeed, verifyNeed } from './commands/verify-need'
import { enterNeed, readNewNeedForm } from './enter-need'
import { readLine } from './line-wish'
import {
  consentHows,
  lookReasons,
  parseCode,
  receiptReasons,
  receipts,
  refusalReasons,
  severities,
  urgencies,
  verifyMethods,
} from './need'
import { AskedPage } from './pages/asked-page'
import { ContactPage } from './pages/contact-page'
import { KeysPage } from './pages/keys-page'
import { NeedPage } from './pages/need-page'
import { NewNeedPage } from './pages/new-need-page'
import { QueuePage } from './pages/queue-page'
import { RequestFormPage } from './pages/request-form-page'
import { parseQuantity } from './quantity'
import { type DeskNeed, findDeskNeed, listOwnOrganizations } from './queries/desk'
import { findByReference, listQueue } from './queries/queue'
import { asSeen } from './received-by-lines'
import { helpsHere, mayOnNeed, maySpeakFor, organizationsOf, triageRegions } from './scope'

/** The need of the address, untrusted. */
export function needIn(r: Req): string {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere()
  return id
}

function idIn(r: Req, field: string): string {
  const id = r.form[field]
  if (!isId(id)) throw new NotHere()
  return id
}

async function queue(r: Req): Promise<Response> {
  const { db, clock } = r.ctx
  const typed = r.query('q')?.slice(0, 40)
  const reference = typed === undefined ? undefined : parseReference(typed)
  const found = reference === undefined ? undefined : await findByReference(db, reference)
  if (found !== undefined) return seeOther(r, `/needs/${found.id}`)
  const own = await triageRegions(db, r.ctx)
  const wanted = r.query('region')
  const regions = wanted !== undefined && wanted !== '' && (own === 'all' || own.includes(wanted)) ? [wanted] : own
  const closed = r.query('show') === 'closed'
  const { rows, next } = await listQueue(db, { regions, closed, cursor: r.query('cursor') }, clock.now())
  const known = (await listRegions(db)).filter((region) => own === 'all' || own.includes(region.id))
  return page(
    r,
    <QueuePage
      v={r.v}
      rows={await Promise.all(rows.map((row) => asSeen(r.ctx, row)))}
      closed={closed}
      regions={known.map(({ id, names }) => ({ id, name: placeName(names, r.v.lang) }))}
      region={wanted === '' ? undefined : wanted}
      reference={typed}
      notFound={typed !== undefined && typed !== ''}
      next={next}
    />,
  )
}

async function deskOf(r: Req): Promise<DeskNeed> {
  const desk = await findDeskNeed(r.ctx, needIn(r))
  if (desk === undefined) throw new NotHere()
  if (!(await mayOnNeed(r.ctx.db, r.ctx, 'needs:triage', desk.need))) throw new NotHere(403)
  return { ...desk, need: await asSeen(r.ctx, desk.need) }
}

async function show(r: Req, problem?: string, typed: Readonly<Record<string, string>> = {}): Promise<Response> {
  const { ctx } = r
  const desk = await deskOf(r)
  const { need } = desk
  const powers = {
    verify: await mayOnNeed(ctx.db, ctx, 'needs:verify', need),
    change: await maySpeakFor(ctx.db, ctx, 'needs:enter', need, { claimants: true }),
    receive:
      (await maySpeakFor(ctx.db, ctx, 'needs:enter', need, { claimants: false })) &&
      !(await helpsHere(ctx.db, ctx, need.id)),
    readContact: await mayReadHere(ctx, desk),
    claimFor: await listOwnOrganizations(ctx.db, organizationsOf(ctx)),
    say: true,
  }
  const v = viewInZone(r.v, need.zone)
  const seal = (await findSeals(ctx.db, 'need', [need.id])).get(need.id)
  return page(
    r,
    <NeedPage v={v} desk={desk} powers={powers} seal={seal} problem={problem} typed={typed} />,
    problem === undefined ? 200 : 422,
  )
}

const mayReadHere = async (ctx: Ctx, { need, lines }: DeskNeed): Promise<boolean> =>
  (await mayOnNeed(ctx.db, ctx, 'needs:read-contact', need)) &&
  (organizationsOf(ctx).length === 0 ||
    lines.some((line) => line.claims.some((claim) => organizationsOf(ctx).includes(claim.organization_id))))

/** After a step: back to the need with a word, or the page again with what was typed and what to do. */
async function after(r: Req, done: Result<unknown, { readonly kind: string }>, said: string): Promise<Response> {
  if (done.ok) return seeOther(r, `/needs/${needIn(r)}`, said)
  const { kind } = done.error
  if (kind === 'not-found') throw new NotHere()
  if (kind === 'forbidden') throw new NotHere(403)
  return show(r, r.v.t(`needs.problem.${kind}`, problemValues(r, done.error)), r.form)
}

function problemValues(r: Req, error: { readonly kind: string }): Record<string, string | number> {
  if ('open' in error && 'allowed' in error) return { open: Number(error.open), allowed: Number(error.allowed) }
  const state = 'state' in error && typeof error.state === 'string' ? error.state : undefined
  return state === undefined || state === 'destroyed' ? { state: '' } : { state: r.v.t(`needs.state.${state}`) }
}

const wrong = (r: Req): Promise<Response> => show(r, r.v.t('needs.problem.missing'), r.form)

/** A moment typed in the zone of a place; undefined for anything that is none. */
export function parseMoment(text: string | undefined, zone: string): Temporal.Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text ?? '')) return undefined
  try {
    return Temporal.PlainDateTime.from(text ?? '')
      .toZonedDateTime(zone)
      .toInstant()
  } catch (cause) {
    if (cause instanceof RangeError) return undefined
    throw cause
  }
}

async function verify(r: Req): Promise<Response> {
  const method = parseCode(verifyMethods, r.form.method)
  if (method === undefined) return wrong(r)
  const words = r.form.words ?? ''
  return after(r, await verifyNeed(r.ctx, { needId: needIn(r), method, words }), 'needs.done.verified')
}

async function refuse(r: Req): Promise<Response> {
  const method = parseCode(verifyMethods, r.form.method)
  const reason = parseCode(refusalReasons, r.form.reason)
  if (method === undefined || reason === undefined) return wrong(r)
  const words = r.form.words ?? ''
  return after(r, await refuseNeed(r.ctx, { needId: needIn(r), method, reason, words }), 'needs.done.refused')
}

async function triage(r: Req): Promise<Response> {
  const urgency = parseCode(urgencies, r.form.urgency)
  const severity = parseCode(severities, r.form.severity)
  if (urgency === undefined || severity === undefined) return wrong(r)
  return after(r, await triageNeed(r.ctx, { needId: needIn(r), urgency, severity }), 'needs.done.triaged')
}

async function claim(r: Req): Promise<Response> {
  const { need, lines } = await deskOf(r)
  const line = lines.find((one) => one.id === r.form.line)
  const until = parseMoment(r.form.until, need.zone)
  const quantity = line === undefined ? undefined : parseQuantity(r.form.quantity ?? '', line.unit as Unit)
  if (line === undefined || until === undefined || quantity === undefined) return wrong(r)
  const organizationId = r.form.organization ?? ''
  if (!organizationsOf(r.ctx).includes(organizationId)) throw new NotHere(403)
  return after(r, await claimLine(r.ctx, { lineId: line.id, organizationId, quantity, until }), 'needs.done.claimed')
}

async function correct(r: Req): Promise<Response> {
  const { need, lines } = await deskOf(r)
  const consentHow = parseCode(consentHows, r.form.consentHow)
  const typed = readChange(r.form, lines, need.zone)
  if (consentHow === undefined || typed === undefined) return wrong(r)
  return after(r, await correctNeed(r.ctx, { needId: need.id, by: { consentHow }, ...typed }), 'needs.done.corrected')
}

/** Quantities, a further line, due time, address and telephone as a form of changes has them; undefined when one cannot be read. */
export function readChange(
  form: Readonly<Record<string, string>>,
  lines: readonly { readonly id: string; readonly unit: string }[],
  zone: string,
) {
  const changed: { lineId: string; quantity: number }[] = []
  for (const line of lines) {
    const text = (form[`line-${line.id}`] ?? '').trim()
    if (text === '') continue
    const quantity = /^0+$/.test(text) ? 0 : parseQuantity(text, line.unit as Unit)
    if (quantity === undefined) return undefined
    changed.push({ lineId: line.id, quantity })
  }
  const words = (form.added ?? '').trim()
  const added = words === '' ? undefined : readLine(words, form.addedAmount)
  const neededBy = parseMoment(form.neededBy, zone)
  const address = (form.address ?? '').trim().slice(0, 300)
  const typedPhone = (form.phone ?? '').trim()
  const phone = typedPhone === '' ? undefined : parsePhone(typedPhone)
  if ((words !== '' && added === undefined) || (typedPhone !== '' && phone === undefined)) return undefined
  if ((form.neededBy ?? '') !== '' && neededBy === undefined) return undefined
  return { lines: changed, added, neededBy, address: address === '' ? undefined : address, phone }
}

async function cancel(r: Req): Promise<Response> {
  const consentHow = parseCode(consentHows, r.form.consentHow)
  if (consentHow === undefined) return wrong(r)
  return after(r, await cancelNeed(r.ctx, { needId: needIn(r), by: { consentHow } }), 'needs.done.cancelled')
}

async function keys(r: Req): Promise<Response> {
  const { need } = await deskOf(r)
  const consentHow = parseCode(consentHows, r.form.consentHow)
  if (consentHow === undefined) return wrong(r)
  const rotated = await rotateLink(r.ctx, { needId: need.id, by: { consentHow } })
  if (!rotated.ok) return after(r, rotated, '')
  r.c.header('cache-control', 'private, no-store')
  return page(r, <KeysPage v={r.v} reference={need.reference} keys={rotated.value} backHref={`/needs/${need.id}`} />)
}

async function receipt(r: Req): Promise<Response> {
  const result = parseCode(receipts, r.form.result)
  const reason = parseCode(receiptReasons, r.form.reason)
  const consentHow = parseCode(consentHows, r.form.consentHow)
  if (result === undefined || consentHow === undefined || (result !== 'yes' && reason === undefined)) return wrong(r)
  const received = await receiveHelp(r.ctx, { needId: needIn(r), result, reason: reason ?? null, consentHow })
  return after(r, received, 'needs.done.receipt')
}

async function refer(r: Req): Promise<Response> {
  const { need } = await deskOf(r)
  const receiver = (r.form.receiver ?? '').trim().slice(0, 200)
  const followUpAt = parseMoment(r.form.followUp, need.zone)
  if (receiver === '' || followUpAt === undefined) return wrong(r)
  const words = (r.form.words ?? '').slice(0, 1000)
  return after(r, await referNeed(r.ctx, { needId: need.id, receiver, words, followUpAt }), 'needs.done.referred')
}

async function referral(r: Req): Promise<Response> {
  const outcome = parseCode(referralOutcomes, r.form.outcome)
  if (outcome === undefined) return wrong(r)
  const closed = await closeReferral(r.ctx, { referralId: idIn(r, 'referral'), outcome })
  return after(r, closed, 'needs.done.referral')
}

async function close(r: Req): Promise<Response> {
  const reason = parseCode(closeReasons, r.form.reason)
  if (reason === undefined) return wrong(r)
  return after(r, await closeNeed(r.ctx, { needId: needIn(r), reason }), 'needs.done.closed')
}

async function contact(r: Req): Promise<Response> {
  const { need } = await deskOf(r)
  const why = parseCode(lookReasons, r.form.why)
  if (why === undefined) return wrong(r)
  const read = await readNeedContact(r.ctx, need.id, why)
  if (!read.ok) return after(r, read, '')
  r.c.header('cache-control', 'private, no-store')
  return page(r, <ContactPage v={r.v} needId={need.id} reference={need.reference} contact={read.value} />)
}

async function newForm(
  r: Req,
  errors: Readonly<Record<string, string>> = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const sheet = sheetIn(r)
  if (sheet !== undefined) allowCodeReader(r)
  // The form asks for a telephone alone.
  const preset = sheet === undefined ? {} : { reach: 'phone', door: 'paper', consentHow: 'written' }
  const form = await readNewNeedForm(r, '/needs/new', errors, preset)
  const entered = sheet === undefined ? undefined : await findEnteredSheet(r.ctx.db, sheet)
  return page(r, <NewNeedPage {...form} sheet={sheet} entered={entered} />, status)
}

/** The paper form that is entered, by its number. */
const sheetIn = (r: Req): string | undefined => parseSheetNumber('request', r.form.sheet ?? r.query('sheet'))

/** Somebody looked and says that it is a photocopy of the form: another request under the same number. */
const isCopy = (r: Req): boolean => r.form.copy === 'yes'

registerForm({
  form: 'request',
  may: 'needs:enter',
  print: '/needs/form',
  enter: (number) => `/needs/new?sheet=${number}`,
})

/** An empty form may be kept by a telephone: a request taken where there is no network waits there. */
const KEEP_HOURS = 24
const blankForm = (r: Req): Promise<Response> => {
  keepUntil(r, r.ctx.clock.now().add({ hours: KEEP_HOURS }))
  return newForm(r)
}

// Shown by the answer itself, like the receipt of a request sent by its person: number, link and code stand there once.
async function enter(r: Req): Promise<Response> {
  if (r.form.place_find !== undefined) return newForm(r)
  const number = sheetIn(r)
  const entered = await enterNeed(
    r,
    number === undefined || isCopy(r) ? {} : { raise: (ctx, input) => raiseFromSheet(ctx, input, number) },
  )
  if (entered.kind === 'wrong') return newForm(r, entered.errors, 422)
  if (entered.kind === 'again') return newForm(r, {}, 409)
  r.c.header('cache-control', 'private, no-store')
  return page(r, <AskedPage v={r.v} {...entered} forAnother />)
}

const step = (name: string, handler: Route['handler'], may: Route['may'], records: readonly string[]): Route =>
  post(`/needs/:id/${name}`, handler, { may, records })

/** Entries that ending a need may write beside its own. */
export const endRecords = ['line.moved', 'line.claim-released'] as const

export const deskRoutes: readonly Route[] = [
  get('/needs', queue, { may: 'needs:triage' }),
  get('/needs/new', blankForm, { may: 'needs:enter' }),
  post('/needs/new', enter, { may: 'needs:enter', records: raiseRecords }),
  get(
    '/needs/form',
    (r) => page(r, <RequestFormPage v={r.v} numbers={newSheetNumbers('request', r.query('copies'))} />),
    {
      may: 'needs:enter',
    },
  ),
  get('/needs/:id', (r) => show(r), { may: 'needs:triage' }),
  step(
    'danger',
    async (r) => after(r, await seeDanger(r.ctx, { needId: needIn(r) }), 'needs.done.danger'),
    'needs:triage',
    ['need.danger-seen'],
  ),
  step('verify', verify, 'needs:verify', ['need.verified', 'need.danger-seen']),
  step('refuse', refuse, 'needs:verify', ['need.refused', 'need.danger-seen', ...endRecords]),
  step('triage', triage, 'needs:triage', ['need.triaged']),
  step('contact', contact, 'needs:read-contact', []),
  step('claim', claim, 'needs:claim', ['line.claimed', 'line.claim-lapsed']),
  step(
    'release',
    async (r) => after(r, await releaseClaim(r.ctx, idIn(r, 'claim')), 'needs.done.released'),
    'needs:claim',
    ['line.claim-released'],
  ),
  step('keep', async (r) => after(r, await keepClaim(r.ctx, idIn(r, 'claim')), 'needs.done.kept'), 'needs:claim', [
    'line.claim-kept',
  ]),
  step(
    'link',
    async (r) =>
      after(r, await decideLink(r.ctx, { linkId: idIn(r, 'link'), same: r.form.same === 'yes' }), 'needs.done.link'),
    'needs:verify',
    ['need.link-decided', 'need.escalated'],
  ),
  step('refer', refer, 'needs:verify', ['need.referred']),
  step('referral', referral, 'needs:verify', ['need.referral-closed']),
  step('correct', correct, 'needs:enter', ['need.corrected', 'line.moved', 'line.added', 'line.claim-trimmed']),
  step('cancel', cancel, 'needs:enter', ['need.cancelled', ...endRecords]),
  step('keys', keys, 'needs:verify', ['need.link-rotated']),
  step('receipt', receipt, 'needs:enter', ['need.receipt', 'need.helped', ...endRecords]),
  step('close', close, 'needs:verify', ['need.closed', ...endRecords]),
  step('reopen', async (r) => after(r, await reopenNeed(r.ctx, needIn(r)), 'needs.done.reopened'), 'needs:verify', [
    'need.reopened',
    'line.moved',
  ]),
]

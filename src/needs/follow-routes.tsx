import { findSeals } from '../journal'
import { get, hitLimit, NotHere, page, post, type Req, type Route, seeOther } from '../platform'
import { viewInZone } from '../web'
import { sayCause } from './commands/causes'
import { cancelNeed } from './commands/close-need'
import { type CorrectError, correctNeed, rotateLink } from './commands/correct-need'
import { type ReceiveHelpError, receiveHelp } from './commands/receive-help'
import { endRecords, readChange } from './desk-routes'
import { followParts } from './follow-parts'
import { causes, parseCode, receiptReasons, receipts } from './need'
import { ChangePage, ReceiptPage, RotatePage } from './pages/follow-forms'
import { FollowPage, FollowPart } from './pages/follow-page'
import { KeysPage } from './pages/keys-page'
import { SayCausePage } from './pages/say-cause-page'
import { type FollowView, findFollow } from './queries/follow'
import { isReceivedByLines } from './received-by-lines'

/** The need behind the secret link of this request. */
export function needOfLink(r: Req): string {
  const { actor } = r.ctx
  if (actor.kind !== 'link') throw new NotHere()
  return actor.subjectId
}

/** Address of the follow page this request came by. */
export const linkPath = (r: Req): string => `/n/${r.param('secret')}`

/** What the holder of the link may see, times in the zone of the place. */
export async function followOf(r: Req, shown: 'page' | 'part' = 'page'): Promise<{ follow: FollowView; v: Req['v'] }> {
  const follow = await findFollow(r.ctx, needOfLink(r), shown)
  if (follow === undefined) throw new NotHere()
  return { follow, v: viewInZone(r.v, follow.need.zone) }
}

const byLink = { may: 'secret-link', purpose: 'need' } as const
const CODE_TRIES = { hits: 8, seconds: 3600 }
const perVisitor = { hits: 60, seconds: 600 }

type Errors = Readonly<Record<string, string>>
type Typed = Readonly<Record<string, string>>

const statusOf = (errors: Errors) => (Object.keys(errors).length === 0 ? 200 : 422)

async function showChange(r: Req, typed: Typed = {}, errors: Errors = {}): Promise<Response> {
  const { follow, v } = await followOf(r)
  return page(
    r,
    <ChangePage v={v} follow={follow} path={linkPath(r)} typed={typed} errors={errors} />,
    statusOf(errors),
  )
}

async function showReceipt(r: Req, typed: Typed = {}, errors: Errors = {}): Promise<Response> {
  const { follow, v } = await followOf(r)
  return page(
    r,
    <ReceiptPage v={v} follow={follow} path={linkPath(r)} typed={typed} errors={errors} />,
    statusOf(errors),
  )
}

// Where goods were handed over, each delivery is answered by itself, on the page of that room.
const askForReceipt = async (r: Req): Promise<Response> =>
  (await isReceivedByLines(r.ctx.db, needOfLink(r))) ? seeOther(r, `${linkPath(r)}/goods`) : showReceipt(r)

const showRotate = (r: Req, errors: Errors = {}): Response | Promise<Response> =>
  page(r, <RotatePage v={r.v} path={linkPath(r)} errors={errors} />, statusOf(errors))

function showCause(r: Req, typed: Typed = {}, errors: Errors = {}): Response | Promise<Response> {
  const path = linkPath(r)
  return page(
    r,
    <SayCausePage v={r.v} action={`${path}/cause`} backHref={path} typed={typed} errors={errors} secret />,
    statusOf(errors),
  )
}

/** Counts a try of the code; true when there were too many for this hour, whoever tried. */
const tooManyTries = async (r: Req): Promise<boolean> =>
  (await hitLimit(r.ctx.db, `need-code ${needOfLink(r)}`, CODE_TRIES, r.ctx.clock.now())) > 0

const codeOf = (r: Req) => ({ code: r.form.code ?? '', linkSecret: r.param('secret') })

/** What a refused change says, beside the field it concerns. */
function changeErrors(r: Req, error: CorrectError | ReceiveHelpError): Errors {
  if (error.kind === 'wrong-code') return { code: r.v.t('needs.change.code.wrong') }
  if (error.kind === 'less-open') return { [`line-${error.lineId}`]: r.v.t('needs.change.lessOpen') }
  if (error.kind === 'wrong-state')
    return { form: r.v.t('needs.problem.wrong-state', { state: r.v.t(`needs.state.${error.state}`) }) }
  if (error.kind === 'by-lines') return { form: r.v.t('needs.problem.by-lines') }
  throw new NotHere()
}

async function change(r: Req): Promise<Response> {
  if (await tooManyTries(r)) return showChange(r, r.form, { code: r.v.t('needs.change.code.tries') })
  const { follow } = await followOf(r)
  const typed = readChange(r.form, follow.lines, follow.need.zone)
  if (typed === undefined) return showChange(r, r.form, { form: r.v.t('needs.problem.missing') })
  const corrected = await correctNeed(r.ctx, { needId: follow.need.id, by: codeOf(r), ...typed })
  if (!corrected.ok) return showChange(r, r.form, changeErrors(r, corrected.error))
  return seeOther(r, linkPath(r), 'needs.done.corrected')
}

async function cancel(r: Req): Promise<Response> {
  if (await tooManyTries(r)) return showChange(r, r.form, { code: r.v.t('needs.change.code.tries') })
  const cancelled = await cancelNeed(r.ctx, { needId: needOfLink(r), by: codeOf(r) })
  if (!cancelled.ok) return showChange(r, r.form, changeErrors(r, cancelled.error))
  return seeOther(r, linkPath(r), 'needs.done.cancelled')
}

async function receipt(r: Req): Promise<Response> {
  const result = parseCode(receipts, r.form.result)
  const reason = parseCode(receiptReasons, r.form.reason)
  if (result === undefined) return showReceipt(r, r.form, { result: r.v.t('needs.receipt.missing') })
  // One question a page: why is asked once the answer is given.
  if (r.v.simple && result !== 'yes' && reason === undefined && r.form.asked !== 'why')
    return showReceipt(r, r.form, {})
  if (result !== 'yes' && reason === undefined)
    return showReceipt(r, r.form, { reason: r.v.t('needs.receipt.because.missing') })
  const received = await receiveHelp(r.ctx, { needId: needOfLink(r), result, reason: reason ?? null })
  if (!received.ok) return showReceipt(r, r.form, changeErrors(r, received.error))
  return seeOther(r, linkPath(r), 'needs.done.receipt')
}

async function cause(r: Req): Promise<Response> {
  const said = parseCode(causes, r.form.cause)
  if (said === undefined) return showCause(r, r.form, { cause: r.v.t('needs.sayCause.missing') })
  const needId = needOfLink(r)
  const kept = await sayCause(r.ctx, {
    needId,
    cause: said,
    words: r.form.words ?? '',
    saidBy: 'person-helped',
    saidRef: needId,
  })
  if (!kept.ok) return showCause(r, r.form, { cause: r.v.t(`needs.problem.${kept.error.kind}`) })
  return seeOther(r, linkPath(r), 'needs.done.cause')
}

// Answered by the page itself: the new link stands there once, and a repeat shows the same.
async function rotate(r: Req): Promise<Response> {
  if (await tooManyTries(r)) return showRotate(r, { code: r.v.t('needs.change.code.tries') })
  const { follow } = await followOf(r)
  const rotated = await rotateLink(r.ctx, { needId: follow.need.id, by: codeOf(r) })
  if (!rotated.ok) return showRotate(r, changeErrors(r, rotated.error))
  return page(r, <KeysPage v={r.v} reference={follow.need.reference} keys={rotated.value} backHref="/" />)
}

const postByLink = (name: string, handler: Route['handler'], records: readonly string[]): Route =>
  post(`/n/:secret/${name}`, handler, { ...byLink, records, limit: perVisitor })

export const followRoutes: readonly Route[] = [
  get(
    '/n/:secret',
    async (r) => {
      const { follow, v } = await followOf(r)
      const path = linkPath(r)
      const parts = await followParts({ ctx: r.ctx, v, follow, path })
      const seal = (await findSeals(r.ctx.db, 'need', [follow.need.id])).get(follow.need.id)
      return page(r, <FollowPage v={v} follow={follow} path={path} parts={parts} seal={seal} />)
    },
    byLink,
  ),
  get(
    '/n/:secret/part',
    async (r) => {
      const { follow, v } = await followOf(r, 'part')
      return page(r, <FollowPart v={v} follow={follow} />)
    },
    byLink,
  ),
  get('/n/:secret/change', (r) => showChange(r), byLink),
  postByLink('change', change, ['need.corrected', 'line.moved', 'line.claim-trimmed', 'line.added']),
  postByLink('cancel', cancel, ['need.cancelled', ...endRecords]),
  get('/n/:secret/receipt', askForReceipt, byLink),
  postByLink('receipt', receipt, ['need.receipt', 'need.helped', ...endRecords]),
  get('/n/:secret/cause', (r) => showCause(r), byLink),
  postByLink('cause', cause, ['need.cause-said']),
  get('/n/:secret/link', (r) => showRotate(r), byLink),
  postByLink('link', rotate, ['need.link-rotated']),
]

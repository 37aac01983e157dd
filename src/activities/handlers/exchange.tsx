import { isId } from '../../kit/ids'
import { NotHere, page, personOf, type Req, seeOther } from '../../platform'
import { viewInZone } from '../../web'
import { acceptExchange } from '../commands/accept-exchange'
import { endExchange } from '../commands/end-exchange'
import { offerStandIn, offerSwap } from '../commands/offer-exchange'
import { undoAnswer } from '../commands/undo-answer'
import { acceptName } from '../pages/activity-page'
import { ExchangePage, SwapPage, UndoPage } from '../pages/exchange-pages'
import { sayRefusal } from '../pages/say-refusal'
import { findActivity } from '../queries/find-activity'
import { findOwedAcceptance } from '../queries/find-owed-acceptance'
import { findUndoable } from '../queries/find-undoable'
import { findExchange, listSwapTargets } from '../queries/list-exchanges'
import type { ExchangeError } from '../steps/exchange'
import { getOwnShift, showShiftWith } from './shift'
import { acceptedIn } from './sign-up'

const refuseOn = (r: Req, error: ExchangeError): Promise<Response> => {
  if (error.kind === 'unknown' || error.kind === 'not-theirs') throw new NotHere()
  return showShiftWith(r, sayRefusal(r.v, error))
}

/** POST /me/assignments/:id/stand-in */
export async function askStandIn(r: Req): Promise<Response> {
  const shift = await getOwnShift(r)
  const done = await offerStandIn(r.ctx, { assignmentId: shift.id })
  return done.ok ? seeOther(r, `/swaps/${done.value.swapId}`, 'activities.said.stand-in') : refuseOn(r, done.error)
}

async function renderSwap(r: Req, tooFar?: string): Promise<Response> {
  const shift = await getOwnShift(r)
  const targets = await listSwapTargets(r.ctx.db, shift.id, r.ctx.clock.now())
  const v = viewInZone(r.v, shift.zone)
  return page(
    r,
    <SwapPage v={v} shift={shift} targets={targets} chosen={r.form.post} tooFar={tooFar} />,
    tooFar === undefined ? 200 : 422,
  )
}

/** GET /me/assignments/:id/swap */
export const showSwap = (r: Req): Promise<Response> => renderSwap(r)

/** POST /me/assignments/:id/swap */
export async function askSwap(r: Req): Promise<Response> {
  const shift = await getOwnShift(r)
  if (!isId(r.form.post)) throw new NotHere()
  const done = await offerSwap(r.ctx, {
    assignmentId: shift.id,
    wantedPostId: r.form.post,
    travelAccepted: r.form.travel === '1',
  })
  if (done.ok) return seeOther(r, `/me/assignments/${shift.id}`, 'activities.said.swap')
  return done.error.kind === 'travel' ? renderSwap(r, sayRefusal(r.v, done.error)) : refuseOn(r, done.error)
}

function swapOf(r: Req): { swapId: string; personId: string } {
  const swapId = r.param('id')
  const personId = personOf(r.ctx)
  if (!isId(swapId) || personId === null) throw new NotHere()
  return { swapId, personId }
}

async function renderExchange(r: Req, error?: ExchangeError): Promise<Response> {
  const { swapId, personId } = swapOf(r)
  const exchange = await findExchange(r.ctx.db, swapId, personId)
  if (exchange === undefined) throw new NotHere(410)
  const activity = await findActivity(r.ctx.db, exchange.activityId)
  if (activity === undefined) throw new NotHere()
  const accept =
    activity.risk_tier === 0
      ? { ethicsVersion: null, briefing: false }
      : await findOwedAcceptance(r.ctx, activity, personId, true)
  return page(
    r,
    <ExchangePage
      v={viewInZone(r.v, exchange.zone)}
      exchange={exchange}
      accept={accept}
      briefingVersion={activity.briefing_version}
      refusal={error === undefined ? undefined : sayRefusal(r.v, error)}
      mayTravel={error?.kind === 'travel'}
      ticked={r.all(acceptName(swapId))}
    />,
    error === undefined ? 200 : 422,
  )
}

/** GET /swaps/:id: an offer as a link that can be passed on. */
export const showExchange = (r: Req): Promise<Response> => renderExchange(r)

/** POST /swaps/:id/decide */
export async function decideExchange(r: Req): Promise<Response> {
  const { swapId, personId } = swapOf(r)
  if (r.form.say === 'no') {
    const ended = await endExchange(r.ctx, { swapId, volunteerId: personId })
    if (!ended.ok && ended.error.kind === 'unknown') throw new NotHere()
    return seeOther(r, '/me', 'activities.said.no')
  }
  const done = await acceptExchange(r.ctx, {
    swapId,
    volunteerId: personId,
    accepted: acceptedIn(r, swapId),
    travelAccepted: r.form.travel === '1',
  })
  if (done.ok)
    return done.value.outcome === 'done'
      ? seeOther(r, `/me/assignments/${done.value.assignmentId}`, 'activities.said.exchanged')
      : seeOther(r, `/swaps/${swapId}`, 'activities.said.exchange-asked')
  if (done.error.kind === 'unknown') throw new NotHere()
  if (done.error.kind === 'not-volunteer') return seeOther(r, `/join?next=${encodeURIComponent(`/swaps/${swapId}`)}`)
  if (done.error.kind === 'not-offered' || done.error.kind === 'not-theirs') throw new NotHere(410)
  return renderExchange(r, done.error)
}

/** POST /swaps/:id/withdraw */
export async function withdrawExchange(r: Req): Promise<Response> {
  const { swapId, personId } = swapOf(r)
  const ended = await endExchange(r.ctx, { swapId, volunteerId: personId })
  if (!ended.ok && (ended.error.kind === 'unknown' || ended.error.kind === 'not-theirs')) throw new NotHere()
  return seeOther(r, '/me', 'activities.said.withdrawn')
}

async function renderUndo(r: Req, done: boolean): Promise<Response> {
  if (r.ctx.actor.kind !== 'link') throw new NotHere()
  const answer = await findUndoable(r.ctx.db, r.ctx.actor.subjectId)
  if (answer === undefined) throw new NotHere(410)
  return page(r, <UndoPage v={viewInZone(r.v, answer.zone)} answer={answer} secret={r.param('secret')} done={done} />)
}

/** GET /undo/:secret: what somebody said for this person, without an account. */
export const showUndo = (r: Req): Promise<Response> => renderUndo(r, false)

/** POST /undo/:secret */
export async function undoByLink(r: Req): Promise<Response> {
  if (r.ctx.actor.kind !== 'link') throw new NotHere()
  const done = await undoAnswer(r.ctx, { answerId: r.ctx.actor.subjectId })
  if (!done.ok && done.error.kind !== 'begun') throw new NotHere(410)
  return renderUndo(r, done.ok)
}

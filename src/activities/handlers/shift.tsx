import { isId } from '../../kit/ids'
import { listLocalitiesNear } from '../../places'
import { keepUntil, NotHere, page, personOf, type Req, seeOther } from '../../platform'
import { viewInZone } from '../../web'
import { pointOf } from '../activity'
import { type GiveBackError, giveBack } from '../commands/give-back'
import { undoAnswer } from '../commands/undo-answer'
import type { SaidOtherwise } from '../pages/conflict-notice'
import { ShiftPage } from '../pages/shift-page'
import { findShift, type ShiftView } from '../queries/find-shift'
import { listExchangesOf } from '../queries/list-exchanges'

/** The signed-in person's own assignment of the address, else 404. */
export async function getOwnShift(r: Req): Promise<ShiftView> {
  const id = r.param('id')
  const personId = personOf(r.ctx)
  const shift = isId(id) && personId !== null ? await findShift(r.ctx.db, id, personId) : undefined
  if (shift === undefined) throw new NotHere()
  return shift
}

/** GET /me/assignments/:id */
export const showShift = (r: Req): Promise<Response> => showShiftWith(r)

/** A person's shift, with what did not fit at the last try. */
export async function showShiftWith(r: Req, refusal?: string, conflict?: SaidOtherwise): Promise<Response> {
  const shift = await getOwnShift(r)
  const swaps = await listExchangesOf(r.ctx.db, shift.id, shift.post_id, shift.volunteer_id)
  const point = shift.home_address ? undefined : pointOf(shift)
  const around = point === undefined ? [] : await listLocalitiesNear(r.ctx.db, point, MAP_METERS, MAP_PLACES_MAX)
  const until = shift.ends_at.add({ hours: KEEP_HOURS })
  const isKept = refusal === undefined && conflict === undefined && (shift.state === 'live' || shift.state === 'done')
  if (isKept && Temporal.Instant.compare(until, r.ctx.clock.now()) > 0) keepUntil(r, until)
  return page(
    r,
    <ShiftPage
      v={viewInZone(r.v, shift.zone)}
      shift={shift}
      swaps={swaps}
      around={around}
      refusal={refusal}
      conflict={conflict}
    />,
    conflict !== undefined ? 409 : refusal === undefined ? 200 : 422,
  )
}

/** A copy on a telephone ends so long after the shift: whoever came out of a valley has sent by then what waited. */
export const KEEP_HOURS = 6
const MAP_METERS = 30_000
const MAP_PLACES_MAX = 6

const outOf = (r: Req, error: GiveBackError): Promise<Response> => {
  if (error.kind === 'unknown' || error.kind === 'not-theirs') throw new NotHere()
  return showShiftWith(r, r.v.t(`activities.refusal.${error.kind}`))
}

/** POST /me/assignments/:id/give-back */
export async function giveBackShift(r: Req): Promise<Response> {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere()
  const done = await giveBack(r.ctx, { assignmentId: id })
  return done.ok
    ? seeOther(r, `/activities/${done.value.activityId}`, 'activities.said.given-back')
    : outOf(r, done.error)
}

/** POST /me/assignments/:id/undo */
export async function undoShift(r: Req): Promise<Response> {
  const shift = await getOwnShift(r)
  const done = await undoAnswer(r.ctx, { answerId: shift.answer_id })
  return done.ok ? seeOther(r, `/activities/${shift.activity_id}`, 'activities.said.undone') : outOf(r, done.error)
}

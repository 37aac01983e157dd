import { parsePoint } from '../../kit/geo'
import { isId } from '../../kit/ids'
import { parseMoment } from '../../kit/moment'
import { may, NotHere, page, personOf, type Req, seeOther } from '../../platform'
import { viewInZone } from '../../web'
import { checkIn } from '../commands/check-in'
import { checkOut, logWork } from '../commands/check-out'
import { AttendancePage, ScanPage } from '../pages/attend-pages'
import { sayRefusal } from '../pages/say-refusal'
import { parseCount } from '../parse-activity-form'
import { findOwnAttendance } from '../queries/find-helper-stay'
import { findScanned } from '../queries/find-scanned'
import { getOwnShift, showShiftWith } from './shift'

/** POST /me/assignments/:id/check-in */
export async function checkInSelf(r: Req): Promise<Response> {
  const shift = await getOwnShift(r)
  const point = parsePoint(r.form.latitude ?? '', r.form.longitude ?? '')
  const done = await checkIn(r.ctx, {
    activityId: shift.activity_id,
    volunteerId: shift.volunteer_id,
    postId: shift.post_id,
    how: 'self',
    position: point.ok ? point.value : undefined,
    saidAt: parseMoment(r.form.at),
    insists: r.form.insists === '1',
  })
  if (done.ok) return seeOther(r, `/me/assignments/${shift.id}`, 'activities.said.here')
  return done.error.kind === 'recorded-otherwise'
    ? showShiftWith(r, undefined, { ...done.error, name: shift.title, what: 'arrived', saidAt: saidAtOf(r) })
    : showShiftWith(r, sayRefusal(r.v, done.error))
}

/** When it was said, where it waited for a network. */
const saidAtOf = (r: Req): Temporal.Instant => parseMoment(r.form.at) ?? r.ctx.clock.now()

/** POST /me/assignments/:id/check-out */
export async function checkOutSelf(r: Req): Promise<Response> {
  const shift = await getOwnShift(r)
  if (shift.attendance_id === null) return showShiftWith(r, r.v.t('activities.refusal.not-present'))
  const saidAt = parseMoment(r.form.at)
  const done = await checkOut(r.ctx, { attendanceId: shift.attendance_id, how: 'self', saidAt })
  if (done.ok) return seeOther(r, `/me/assignments/${shift.id}`, 'activities.said.left')
  return done.error.kind === 'recorded-otherwise'
    ? showShiftWith(r, undefined, { ...done.error, name: shift.title, what: 'left', saidAt: saidAtOf(r) })
    : showShiftWith(r, r.v.t(`activities.refusal.${done.error.kind}`))
}

/** POST /me/assignments/:id/log */
export async function logOwnWork(r: Req): Promise<Response> {
  const shift = await getOwnShift(r)
  const minutes = parseCount(r.form.minutes, 1, 10_000)
  if (minutes === undefined) return showShiftWith(r, r.v.t('activities.error.number', { min: 1, max: 10_000 }))
  const done = await logWork(r.ctx, { assignmentId: shift.id, minutes, words: r.form.words ?? '' })
  return done.ok
    ? seeOther(r, `/me/assignments/${shift.id}`, 'activities.said.logged')
    : showShiftWith(
        r,
        r.v.t(`activities.refusal.${done.error.kind === 'not-remote' ? 'not-running' : done.error.kind}`),
      )
}

async function renderAttendance(r: Req, refusal?: string): Promise<Response> {
  const id = r.param('id')
  const personId = personOf(r.ctx)
  const attendance = isId(id) && personId !== null ? await findOwnAttendance(r.ctx.db, id, personId) : undefined
  if (attendance === undefined) throw new NotHere()
  return page(
    r,
    <AttendancePage v={viewInZone(r.v, attendance.zone)} attendance={attendance} refusal={refusal} />,
    refusal === undefined ? 200 : 422,
  )
}

/** GET /me/attendance/:id */
export const showAttendance = (r: Req): Promise<Response> => renderAttendance(r)

/** POST /me/attendance/:id/check-out */
export async function leaveAttendance(r: Req): Promise<Response> {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere()
  const done = await checkOut(r.ctx, { attendanceId: id, how: 'self' })
  if (done.ok) return seeOther(r, `/me/attendance/${id}`, 'activities.said.left')
  if (done.error.kind === 'forbidden' || done.error.kind === 'unknown') throw new NotHere()
  return renderAttendance(r, r.v.t(`activities.refusal.${done.error.kind}`))
}

/** The person behind a personal code, for somebody who runs that activity. */
async function getScanned(r: Req) {
  const id = r.param('id')
  const scanned = isId(id) ? await findScanned(r.ctx, id) : undefined
  if (scanned === undefined) throw new NotHere()
  const scope = { organizationId: scanned.organization_id, regionId: scanned.region_id }
  if (!may(r.ctx, 'activities:manage', scope)) throw new NotHere(403)
  return scanned
}

/** GET /attend/:id: what a personal code opens on the coordinator's telephone. */
export async function showScan(r: Req): Promise<Response> {
  const scanned = await getScanned(r)
  return page(r, <ScanPage v={viewInZone(r.v, scanned.zone)} scanned={scanned} />)
}

/** POST /attend/:id */
export async function scan(r: Req): Promise<Response> {
  const scanned = await getScanned(r)
  const done =
    r.form.do === 'out' && scanned.attendance_id !== null
      ? await checkOut(r.ctx, { attendanceId: scanned.attendance_id, how: 'qr' })
      : await checkIn(r.ctx, {
          activityId: scanned.activity_id,
          volunteerId: scanned.volunteer_id,
          postId: scanned.post_id,
          how: 'qr',
        })
  if (done.ok)
    return seeOther(r, `/attend/${scanned.id}`, `activities.said.${r.form.do === 'out' ? 'checked-out' : 'checked-in'}`)
  return page(
    r,
    <ScanPage v={viewInZone(r.v, scanned.zone)} scanned={scanned} refusal={sayRefusal(r.v, done.error)} />,
    422,
  )
}

import { page, type Req, seeOther } from '../platform'
import { leaveVolunteering, pauseVolunteer, resumeVolunteer } from './commands/step-back'
import { LeavePage, PausePage } from './pages/pause-page'
import { parseDate } from './parse-time'
import type { Volunteer } from './queries'
import { getOwn } from './time-routes'

/** `/me/pause` */
export async function showPause(r: Req): Promise<Response> {
  return page(r, <PausePage v={r.v} volunteer={await getOwn(r)} />)
}

/** Pauses at once. */
export async function pause(r: Req): Promise<Response> {
  const volunteer = await getOwn(r)
  const until = untilOf(r, volunteer)
  const done = until === undefined ? undefined : await pauseVolunteer(r.ctx, { volunteerId: volunteer.id, until })
  if (done?.ok === true) return seeOther(r, '/me', 'volunteers.done.paused')
  return page(
    r,
    <PausePage v={r.v} volunteer={volunteer} typed={r.form} errors={{ until: r.v.t('volunteers.pause.wrongDate') }} />,
    422,
  )
}

// A pause ends with the beginning of a day at home.
function untilOf(r: Req, volunteer: Volunteer): Temporal.Instant | null | undefined {
  const today = r.v.now.toZonedDateTimeISO(volunteer.zone).toPlainDate()
  const dawn = (date: Temporal.PlainDate) => date.toZonedDateTime(volunteer.zone).toInstant()
  if (r.form.length === 'open') return null
  if (r.form.length === 'week') return dawn(today.add({ days: 7 }))
  if (r.form.length === 'month') return dawn(today.add({ months: 1 }))
  const date = parseDate(r.form.until)
  return date === undefined ? undefined : dawn(date)
}

/** Back from a pause. */
export async function resume(r: Req): Promise<Response> {
  const volunteer = await getOwn(r)
  await resumeVolunteer(r.ctx, { volunteerId: volunteer.id })
  return seeOther(r, '/me', 'volunteers.done.resumed')
}

/** `/me/leave` */
export async function showLeave(r: Req): Promise<Response> {
  await getOwn(r)
  return page(r, <LeavePage v={r.v} />)
}

/** Leaves at once. */
export async function leave(r: Req): Promise<Response> {
  const volunteer = await getOwn(r)
  await leaveVolunteering(r.ctx, { volunteerId: volunteer.id })
  return seeOther(r, '/me', 'volunteers.done.left')
}

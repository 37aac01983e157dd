import { isId } from '../../kit/ids'
import { findPhones, listContacts } from '../../people'
import { may, NotHere, page, personOf, type Req, recordLook, seeOther } from '../../platform'
import { viewInZone } from '../../web'
import { calledWhom, callOutcomes, noteCall } from '../commands/note-call'
import { OverduePage } from '../pages/overdue-page'
import { findOverdue, listCalls } from '../queries/find-overdue'

/** The overdue presence of this address, for those who look for people; not for the person themselves. */
async function getOverdue(r: Req) {
  const id = r.param('id')
  const overdue = isId(id) ? await findOverdue(r.ctx.db, id) : undefined
  if (overdue === undefined || overdue.volunteerId === personOf(r.ctx)) throw new NotHere()
  const scope = { organizationId: overdue.organization_id, regionId: overdue.region_id }
  if (!may(r.ctx, 'overdue:handle', scope)) throw new NotHere(403)
  return overdue
}

async function render(r: Req, error?: string): Promise<Response> {
  const overdue = await getOverdue(r)
  const isOpen = overdue.checked_out_at === null
  const contacts = isOpen ? await listContacts(r.ctx.db, overdue.volunteerId) : []
  const phones = contacts.filter((one) => one.kind === 'phone').map((one) => one.value)
  await recordLook(r.ctx.db, r.ctx, {
    subjectPersonId: overdue.volunteerId,
    subjectKind: 'attendance',
    subjectId: overdue.id,
    what: phones.length === 0 ? ['name'] : ['name', 'phone'],
  })
  return page(
    r,
    <OverduePage
      v={viewInZone(r.v, overdue.zone)}
      overdue={overdue}
      phones={phones}
      emergencyPhones={findPhones(overdue.emergency_contact)}
      calls={await listCalls(r.ctx.db, overdue.id)}
      typed={r.form}
      error={error}
    />,
    error === undefined ? 200 : 422,
  )
}

/** GET /overdue/:id: whom to ring about somebody who has not checked out. */
export const showOverdue = (r: Req): Promise<Response> => render(r)

/** POST /overdue/:id: what came of a call. */
export async function recordCall(r: Req): Promise<Response> {
  const overdue = await getOverdue(r)
  const whom = calledWhom.find((one) => one === r.form.whom)
  const outcome = callOutcomes.find((one) => one === r.form.outcome)
  if (whom === undefined || outcome === undefined) return render(r, r.v.t('activities.overdue.choose'))
  const leftAt = parseLeft(r.form.left, overdue.zone, r.ctx.clock.now())
  if (leftAt === null) return render(r, r.v.t('activities.refusal.time-invalid'))
  const done = await noteCall(r.ctx, { attendanceId: overdue.id, whom, outcome, leftAt })
  if (done.ok)
    return seeOther(
      r,
      `/overdue/${overdue.id}`,
      done.value.closed ? 'activities.said.overdue-closed' : 'activities.said.overdue-noted',
    )
  if (done.error.kind === 'forbidden') throw new NotHere(403)
  return render(r, r.v.t(`activities.refusal.${done.error.kind}`))
}

// A clock time is the last one that has passed; empty is undefined, what is no time null.
function parseLeft(text: string | undefined, zone: string, now: Temporal.Instant): Temporal.Instant | null | undefined {
  if ((text ?? '').trim() === '') return undefined
  try {
    const today = now.toZonedDateTimeISO(zone)
    const at = today.withPlainTime(Temporal.PlainTime.from((text ?? '').trim()))
    return (Temporal.ZonedDateTime.compare(at, today) > 0 ? at.subtract({ days: 1 }) : at).toInstant()
  } catch {
    return null
  }
}

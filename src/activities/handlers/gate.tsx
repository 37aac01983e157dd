import { parseName } from '../../people'
import {
  findSecretLink,
  makeSecretLink,
  NotHere,
  page,
  personOf,
  type Req,
  revokeSecretLinks,
  SESSION_COOKIE,
  seeOther,
} from '../../platform'
import { parseAgeBand } from '../../standards'
import { viewInZone } from '../../web'
import { checkIn } from '../commands/check-in'
import { checkOut } from '../commands/check-out'
import { claimHelper, registerHelper } from '../commands/register-helper'
import { ClaimPage, GatePage, HelperPage, HerePage } from '../pages/gate-pages'
import { sayRefusal } from '../pages/say-refusal'
import { type ActivityView, findActivity } from '../queries/find-activity'
import { findHelperStay } from '../queries/find-helper-stay'

/** What the link of the address opens; the platform has checked the link. */
const subjectOf = (r: Req): string => {
  if (r.ctx.actor.kind !== 'link') throw new NotHere()
  return r.ctx.actor.subjectId
}

async function activityOfGate(r: Req): Promise<ActivityView> {
  const activity = await findActivity(r.ctx.db, subjectOf(r))
  if (activity === undefined) throw new NotHere()
  return activity
}

const hasSession = (r: Req): boolean => (r.c.req.header('cookie') ?? '').includes(`${SESSION_COOKIE}=`)

async function renderGate(r: Req, errors: Record<string, string>): Promise<Response> {
  const activity = await activityOfGate(r)
  return page(
    r,
    <GatePage
      v={viewInZone(r.v, activity.zone)}
      activity={activity}
      secret={r.param('secret')}
      typed={r.form}
      errors={errors}
      signedIn={hasSession(r)}
    />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

/** GET /gate/:secret */
export const showGate = (r: Req): Promise<Response> => renderGate(r, {})

/** POST /gate/:secret */
export async function registerAtGate(r: Req): Promise<Response> {
  const name = parseName(r.form.name)
  const ageBand = parseAgeBand(r.form.age)
  if (name === undefined || ageBand === undefined) {
    return renderGate(r, {
      ...(name === undefined ? { name: r.v.t('activities.gate.nameMissing') } : {}),
      ...(ageBand === undefined ? { age: r.v.t('activities.gate.ageMissing') } : {}),
    })
  }
  const done = await registerHelper(r.ctx, {
    activityId: subjectOf(r),
    name,
    ageBand,
    representativePresent: r.form.representative === '1',
  })
  if (!done.ok) {
    const text = done.error.kind === 'place-missing' ? r.v.t('activities.error.place') : sayRefusal(r.v, done.error)
    return renderGate(r, { form: text })
  }
  const now = r.ctx.clock.now()
  // A repeat of the same registration must not leave two ways in.
  await revokeSecretLinks(r.ctx.db, 'helper', done.value.helperId, now)
  const secret = await makeSecretLink(
    r.ctx.db,
    {
      purpose: 'helper',
      subjectId: done.value.helperId,
      personId: done.value.helperId,
      expiresAt: now.add({ hours: 24 * 180 }),
    },
    now,
  )
  return seeOther(r, `/helper/${secret}`, 'activities.said.registered')
}

async function renderHelper(r: Req, refusal?: string): Promise<Response> {
  const stay = await findHelperStay(r.ctx.db, subjectOf(r))
  if (stay === undefined) throw new NotHere(410)
  return page(
    r,
    <HelperPage
      v={r.v}
      title={stay.title}
      name={stay.name ?? ''}
      secret={r.param('secret')}
      zone={stay.zone}
      checkedInAt={stay.checked_in_at}
      checkedOutAt={stay.checked_out_at}
      refusal={refusal}
    />,
    refusal === undefined ? 200 : 422,
  )
}

/** GET /helper/:secret */
export const showHelper = (r: Req): Promise<Response> => renderHelper(r)

/** POST /helper/:secret/check-out */
export async function checkOutHelper(r: Req): Promise<Response> {
  const stay = await findHelperStay(r.ctx.db, subjectOf(r))
  if (stay === undefined) throw new NotHere(410)
  const done = await checkOut(r.ctx, { attendanceId: stay.id, how: 'self' })
  if (!done.ok) return renderHelper(r, r.v.t(`activities.refusal.${done.error.kind}`))
  return seeOther(r, `/helper/${r.param('secret')}`)
}

/** The link in the address, for signed-in people: the same secret, but they act as themselves. */
async function linkOf(r: Req, purpose: 'gate' | 'helper') {
  const link = await findSecretLink(r.ctx.db, purpose, r.param('secret'), r.ctx.clock.now())
  if (link === undefined) throw new NotHere(410)
  return link
}

/** GET /claim/:secret */
export async function showClaim(r: Req): Promise<Response> {
  await linkOf(r, 'helper')
  return page(r, <ClaimPage v={r.v} secret={r.param('secret')} />)
}

/** POST /claim/:secret */
export async function claim(r: Req): Promise<Response> {
  const link = await linkOf(r, 'helper')
  const done = await claimHelper(r.ctx, { helperId: link.subjectId })
  if (!done.ok) {
    if (done.error.kind === 'not-volunteer')
      return seeOther(r, `/join?next=${encodeURIComponent(`/claim/${r.param('secret')}`)}`)
    return page(
      r,
      <ClaimPage v={r.v} secret={r.param('secret')} refusal={r.v.t(`activities.helper.${done.error.kind}`)} />,
      422,
    )
  }
  await revokeSecretLinks(r.ctx.db, 'helper', link.subjectId, r.ctx.clock.now())
  return seeOther(r, '/me/record', 'activities.said.claimed')
}

async function renderHere(r: Req, activityId: string, refusal?: string): Promise<Response> {
  const activity = await findActivity(r.ctx.db, activityId)
  if (activity === undefined) throw new NotHere()
  return page(
    r,
    <HerePage v={viewInZone(r.v, activity.zone)} activity={activity} secret={r.param('secret')} refusal={refusal} />,
    refusal === undefined ? 200 : 422,
  )
}

/** GET /here/:secret */
export async function showHere(r: Req): Promise<Response> {
  const link = await linkOf(r, 'gate')
  return renderHere(r, link.subjectId)
}

/** POST /here/:secret: the gate's code in a signed-in person's hand proves where they are. */
export async function arriveByGate(r: Req): Promise<Response> {
  const link = await linkOf(r, 'gate')
  const personId = personOf(r.ctx)
  if (personId === null) throw new NotHere(403)
  const done = await checkIn(r.ctx, { activityId: link.subjectId, volunteerId: personId, how: 'qr' })
  if (!done.ok) {
    if (done.error.kind === 'not-volunteer')
      return seeOther(r, `/join?next=${encodeURIComponent(`/here/${r.param('secret')}`)}`)
    return renderHere(r, link.subjectId, sayRefusal(r.v, done.error))
  }
  return seeOther(r, `/me/attendance/${done.value.attendanceId}`, 'activities.said.here')
}

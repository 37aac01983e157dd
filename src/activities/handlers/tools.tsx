import { isId } from '../../kit/ids'
import { findLocality, resolvePlace, searchPlaces } from '../../places'
import {
  makeSecretLink,
  NotHere,
  page,
  personOf,
  type Req,
  recordLook,
  revokeSecretLinks,
  seeOther,
} from '../../platform'
import { viewInZone } from '../../web'
import { changeActivity } from '../commands/change-activity'
import { addPost, changeSeats } from '../commands/change-seats'
import { checkIn } from '../commands/check-in'
import { checkOut } from '../commands/check-out'
import { copyActivity, repeatActivity } from '../commands/copy-activity'
import { editActivity } from '../commands/edit-activity'
import { cancelActivity, closeActivity, finishActivity } from '../commands/end-activity'
import { releaseAssignment } from '../commands/give-back'
import { markNoShow } from '../commands/mark-no-show'
import { openGate } from '../commands/open-gate'
import { GateSheetPage } from '../pages/gate-pages'
import { RosterPage } from '../pages/roster-page'
import { sayRefusal } from '../pages/say-refusal'
import { CancelPage, CopyPage, EditPage, NoShowPage } from '../pages/tool-pages'
import { parseCount, parseTimes } from '../parse-activity-form'
import { countRosters } from '../queries/count-rosters'
import { listPosts } from '../queries/find-activity'
import { listPeopleOf } from '../queries/list-people-of'
import { parseEvery, repeatRule } from '../repeat-rule'
import { parseConfirmer, parseUnit } from '../work'
import { getVisibleActivity } from './browse'
import { showManageWith } from './organize'

/** The activity of the address for somebody who runs it, else 403. */
export async function getManaged(r: Req) {
  const { activity, isManager } = await getVisibleActivity(r)
  if (!isManager) throw new NotHere(403)
  return activity
}

const said = (
  r: Req,
  error: { readonly kind: string; readonly filled?: number; readonly obligations?: readonly string[] },
) => {
  if (error.kind === 'forbidden') throw new NotHere(403)
  return showManageWith(
    r,
    r.v.t(`activities.error.${error.kind}`, {
      filled: error.filled ?? 0,
      obligations: r.v.say.list((error.obligations ?? []).map((id) => r.v.t(`standards.obligation.${id}`))),
    }),
  )
}

const toManage = (r: Req, id: string, key: string) => seeOther(r, `/activities/${id}/manage`, `activities.said.${key}`)

/** POST /activities/:id/posts/:post/seats */
export async function setSeats(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const seats = parseCount(r.form.seats, 1, 5000)
  if (seats === undefined) return showManageWith(r, r.v.t('activities.error.seats'))
  const done = await changeSeats(r.ctx, { postId: postIn(r), seats })
  return done.ok ? toManage(r, activity.id, 'seats') : said(r, done.error)
}

const postIn = (r: Req): string => {
  const id = r.param('post')
  if (!isId(id)) throw new NotHere()
  return id
}

/** POST /activities/:id/posts/:post/time */
export async function setTime(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const times = parseTimes(r.form, activity.zone)
  if (times === undefined) return showManageWith(r, r.v.t('activities.error.date'))
  const done = await changeActivity(r.ctx, { activityId: activity.id, post: { postId: postIn(r), ...times } })
  return done.ok ? toManage(r, activity.id, 'changed') : said(r, done.error)
}

/** POST /activities/:id/posts */
export async function addOnePost(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const times = parseTimes(r.form, activity.zone)
  const seats = parseCount(r.form.seats, 1, 5000)
  if (times === undefined || seats === undefined)
    return showManageWith(r, r.v.t(times === undefined ? 'activities.error.date' : 'activities.error.seats'))
  const title = (r.form.title ?? '').trim().slice(0, 80)
  const done = await addPost(r.ctx, { activityId: activity.id, title, seats, ...times })
  return done.ok ? toManage(r, activity.id, 'post-added') : said(r, done.error)
}

/** GET /activities/:id/edit */
export const showEdit = (r: Req): Promise<Response> => renderEdit(r, {})

async function renderEdit(r: Req, errors: Record<string, string>): Promise<Response> {
  const activity = await getManaged(r)
  const sought = r.form.place_q?.trim() ?? ''
  const picked = activity.locality_id === null ? undefined : await findLocality(r.ctx.db, activity.locality_id)
  const candidates = sought !== '' ? await searchPlaces(r.ctx.db, sought) : picked === undefined ? undefined : [picked]
  return page(
    r,
    <EditPage
      v={viewInZone(r.v, activity.zone)}
      activity={activity}
      typed={r.form}
      errors={errors}
      candidates={candidates}
    />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

/** POST /activities/:id/edit */
export async function edit(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  if (r.form.place_find !== undefined) return renderEdit(r, {})
  const text = (name: string, max: number) => (r.form[name] ?? '').trim().slice(0, max)
  const quantity = parseCount(r.form.resultQuantity, 1, 999_999)
  const unit = parseUnit(r.form.resultUnit)
  const confirmer = parseConfirmer(r.form.resultConfirmer)
  if (quantity === undefined || unit === undefined || confirmer === undefined)
    return renderEdit(r, { resultQuantity: r.v.t('activities.error.number', { min: 1, max: 999_999 }) })
  const done = await editActivity(r.ctx, {
    activityId: activity.id,
    title: text('title', 120),
    aim: text('aim', 1000),
    briefing: text('briefing', 8000),
    bring: text('bring', 1000),
    emergencyContact: text('emergencyContact', 200),
    resultQuantity: quantity,
    resultUnit: unit,
    resultConfirmer: confirmer,
  })
  if (!done.ok) {
    if (done.error.kind === 'forbidden') throw new NotHere(403)
    return renderEdit(r, { form: r.v.t(`activities.error.${done.error.kind}`) })
  }
  return toManage(r, activity.id, 'edited')
}

/** POST /activities/:id/place */
export async function setPlace(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  if (r.form.place_find !== undefined) return renderEdit(r, {})
  const place = await resolvePlace(r.ctx.db, { localityId: isId(r.form.place) ? r.form.place : undefined })
  if (!place.ok) return renderEdit(r, { place: r.v.t('activities.error.place') })
  const done = await changeActivity(r.ctx, {
    activityId: activity.id,
    place: { ...place.value, placeWords: (r.form.placeWords ?? '').trim().slice(0, 200) },
  })
  return done.ok ? toManage(r, activity.id, 'changed') : said(r, done.error)
}

/** GET /activities/:id/cancel */
export async function showCancel(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  return page(r, <CancelPage v={viewInZone(r.v, activity.zone)} activity={activity} />)
}

/** POST /activities/:id/cancel */
export async function cancel(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const done = await cancelActivity(r.ctx, { activityId: activity.id, words: r.form.words })
  return done.ok ? toManage(r, activity.id, 'cancelled') : said(r, done.error)
}

/** POST /activities/:id/close */
export async function close(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const done = await closeActivity(r.ctx, { activityId: activity.id })
  return done.ok ? toManage(r, activity.id, 'closed') : said(r, done.error)
}

/** POST /activities/:id/finish */
export async function finish(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const done = await finishActivity(r.ctx, { activityId: activity.id })
  return done.ok ? toManage(r, activity.id, 'finished') : said(r, done.error)
}

/** GET /activities/:id/copy */
export async function showCopy(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  return page(r, <CopyPage v={viewInZone(r.v, activity.zone)} activity={activity} errors={{}} />)
}

/** POST /activities/:id/copy */
export async function copy(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const times = parseTimes({ date: r.form.date ?? '', from: r.form.from ?? '', until: '23:59' }, activity.zone)
  const fail = (errors: Record<string, string>) =>
    page(r, <CopyPage v={viewInZone(r.v, activity.zone)} activity={activity} errors={errors} />, 422)
  if (times === undefined) return fail({ date: r.v.t('activities.error.date') })
  const done = await copyActivity(r.ctx, { activityId: activity.id, startsAt: times.startsAt })
  if (done.ok) return toManage(r, done.value.activityId, 'copied')
  if (done.error.kind === 'forbidden') throw new NotHere(403)
  return fail({ form: r.v.t(`activities.error.${done.error.kind}`, { obligations: '' }) })
}

/** POST /activities/:id/repeat */
export async function repeat(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const times = parseCount(r.form.times, 1, 52)
  const start = activity.starts_at.toZonedDateTimeISO(activity.zone)
  const done =
    times === undefined
      ? undefined
      : await repeatActivity(r.ctx, {
          activityId: activity.id,
          rule: repeatRule({ every: parseEvery(r.form.every), days: r.all('days'), times }, start),
        })
  if (done?.ok) return toManage(r, activity.id, 'repeated')
  if (done?.error.kind === 'forbidden') throw new NotHere(403)
  const text = r.v.t(`activities.error.${done === undefined ? 'number' : done.error.kind}`, {
    min: 1,
    max: 52,
    obligations: '',
  })
  return page(r, <CopyPage v={viewInZone(r.v, activity.zone)} activity={activity} errors={{ times: text }} />, 422)
}

/** POST /activities/:id/release */
export async function releasePerson(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  if (!isId(r.form.assignment)) throw new NotHere()
  const done = await releaseAssignment(r.ctx, { assignmentId: r.form.assignment })
  if (done.ok) return toManage(r, activity.id, 'released')
  return showManageWith(r, r.v.t(`activities.refusal.${done.error.kind}`))
}

/** POST /activities/:id/check-in */
export async function checkInPerson(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  if (!isId(r.form.volunteer)) throw new NotHere()
  const done = await checkIn(r.ctx, {
    activityId: activity.id,
    volunteerId: r.form.volunteer,
    postId: isId(r.form.post) ? r.form.post : undefined,
    how: 'coordinator',
    representativePresent: r.form.representative === '1',
  })
  if (done.ok) return toManage(r, activity.id, 'checked-in')
  if (done.error.kind === 'forbidden') throw new NotHere(403)
  return showManageWith(r, sayRefusal(r.v, done.error))
}

/** POST /activities/:id/check-out */
export async function checkOutPerson(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  if (!isId(r.form.attendance)) throw new NotHere()
  const done = await checkOut(r.ctx, { attendanceId: r.form.attendance, how: 'coordinator' })
  if (done.ok) return toManage(r, activity.id, 'checked-out')
  if (done.error.kind === 'forbidden') throw new NotHere(403)
  return showManageWith(r, r.v.t(`activities.refusal.${done.error.kind}`))
}

/** GET /activities/:id/no-show/:assignment */
export async function showNoShow(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const people = await listPeopleOf(r.ctx, activity.id)
  const person = people.find((one) => one.assignmentId === r.param('assignment'))
  if (person === undefined) throw new NotHere()
  const me = personOf(r.ctx)
  const witnesses = people.filter((one) => one.checkedInAt !== null && one.volunteerId !== me)
  return page(
    r,
    <NoShowPage v={viewInZone(r.v, activity.zone)} activity={activity} person={person} witnesses={witnesses} />,
  )
}

/** POST /activities/:id/no-show/:assignment */
export async function noShow(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const assignmentId = r.param('assignment')
  if (!isId(assignmentId)) throw new NotHere()
  const done = await markNoShow(r.ctx, {
    assignmentId,
    witnessId: isId(r.form.witness) ? r.form.witness : assignmentId,
  })
  return done.ok
    ? toManage(r, activity.id, 'no-show')
    : said(r, { kind: done.error.kind === 'not-live' ? 'not-allowed' : done.error.kind })
}

/** POST /activities/:id/gate: a fresh gate code; earlier ones stop working. The sheet is shown once. */
export async function showGateSheet(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const opened = await openGate(r.ctx, { activityId: activity.id })
  if (!opened.ok) return said(r, opened.error)
  const now = r.ctx.clock.now()
  await revokeSecretLinks(r.ctx.db, 'gate', activity.id, now)
  const secret = await makeSecretLink(
    r.ctx.db,
    { purpose: 'gate', subjectId: activity.id, expiresAt: activity.ends_at.add({ hours: 24 }) },
    now,
  )
  r.c.header('cache-control', 'private, no-store')
  return page(r, <GateSheetPage v={viewInZone(r.v, activity.zone)} activity={activity} secret={secret} />)
}

const SHEET_DAYS = 3

/** GET /activities/:id/roster */
export async function showRoster(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const posts = await listPosts(r.ctx.db, activity.id)
  const copy = (await countRosters(r.ctx.db, activity.id)) + 1
  const people = await listPeopleOf(r.ctx, activity.id, 'roster')
  if (people.length === 0)
    await recordLook(r.ctx.db, r.ctx, {
      subjectPersonId: null,
      subjectKind: 'activity',
      subjectId: activity.id,
      what: ['roster'],
    })
  const destroyBy = activity.ends_at.toZonedDateTimeISO(activity.zone).toPlainDate().add({ days: SHEET_DAYS })
  return page(
    r,
    <RosterPage
      v={viewInZone(r.v, activity.zone)}
      activity={activity}
      posts={posts}
      people={people}
      copy={copy}
      destroyBy={destroyBy}
    />,
  )
}

import { parseReference, referenceOf } from '../../kit/reference'
import { type Ctx, may, NotHere, page, type Req } from '../../platform'
import { viewInZone } from '../../web'
import { checkOut, recordPresence } from '../commands/check-out'
import { lineOf } from '../pages/roster-page'
import { sayRefusal } from '../pages/say-refusal'
import { FindSheetPage, type LineOutcome, SheetPage } from '../pages/sheet-page'
import type { ActivityView } from '../queries/find-activity'
import { listPeopleOf, type PersonInActivity } from '../queries/list-people-of'
import { getManaged } from './tools'

/** GET /sheets: from the number on a sheet to its activity. */
export async function findSheet(r: Req): Promise<Response> {
  const typed = r.query('number')?.trim()
  if (typed === undefined || typed === '') return page(r, <FindSheetPage v={r.v} />)
  // `K7M4-QX9T-2` is the second sheet of the activity `K7M4-QX9T`.
  const reference = parseReference(typed.replace(/[-\s]\d{1,3}$/, '')) ?? parseReference(typed)
  const activity =
    reference === undefined
      ? undefined
      : await r.ctx.db
          .selectFrom('activities')
          .select(['id', 'organization_id', 'region_id'])
          .where('reference', '=', reference)
          .limit(1)
          .executeTakeFirst()
  const isTheirs =
    activity !== undefined &&
    may(r.ctx, 'activities:manage', { organizationId: activity.organization_id, regionId: activity.region_id })
  if (isTheirs) return r.c.redirect(`/activities/${activity.id}/sheet`, 303)
  return page(r, <FindSheetPage v={r.v} typed={typed} error={r.v.t('activities.sheet.notFound')} />, 422)
}

/** GET /activities/:id/sheet */
export async function showSheet(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const people = await listPeopleOf(r.ctx, activity.id)
  const line = parseReference(r.query('line') ?? '')
  return page(r, <SheetPage v={viewInZone(r.v, activity.zone)} activity={activity} people={people} line={line} />)
}

/** POST /activities/:id/sheet: each line by itself, so that one that does not fit holds up no other. */
export async function enterSheet(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const outcomes = new Map<string, LineOutcome>()
  const left: Record<string, string> = {}
  for (const person of await listPeopleOf(r.ctx, activity.id)) {
    const code = referenceOf(lineOf(person))
    const [came, went] = [r.form[`came-${code}`]?.trim() ?? '', r.form[`left-${code}`]?.trim() ?? '']
    if (came === '' && went === '') continue
    const outcome = await enterLine(r, lineCtx(r.ctx, code), activity, person, came, went)
    outcomes.set(code, outcome)
    if (typeof outcome !== 'object') continue
    left[`came-${code}`] = came
    left[`left-${code}`] = went
  }
  const people = await listPeopleOf(r.ctx, activity.id)
  const v = viewInZone(r.v, activity.zone)
  const status = Object.keys(left).length > 0 ? 422 : 200
  return page(r, <SheetPage v={v} activity={activity} people={people} typed={left} outcomes={outcomes} />, status)
}

/** Each line is a repeat of its own: the same sheet sent again answers for each as it did the first time. */
const lineCtx = (ctx: Ctx, code: string): Ctx =>
  ctx.idempotency === undefined
    ? ctx
    : { ...ctx, idempotency: { ...ctx.idempotency, key: `${ctx.idempotency.key} ${code}` } }

async function enterLine(
  r: Req,
  ctx: Ctx,
  activity: ActivityView,
  person: PersonInActivity,
  came: string,
  went: string,
): Promise<LineOutcome> {
  const refused = (refusal: string): LineOutcome => ({ refusal })
  const from = came === '' ? person.checkedInAt : onTheDay(activity, came, activity.starts_at)
  const until = from === null ? null : onTheDay(activity, went, from)
  if (from === null || until === null) return refused(r.v.t('activities.sheet.twoTimes'))
  if (person.attendanceId !== null && person.checkedInAt !== null && person.checkedOutAt === null) {
    const done = await checkOut(ctx, { attendanceId: person.attendanceId, how: 'coordinator', at: until })
    return done.ok ? 'recorded' : refused(sayRefusal(r.v, done.error))
  }
  const { volunteerId, postId } = person
  const done = await recordPresence(ctx, { activityId: activity.id, postId, volunteerId, from, until })
  if (!done.ok) {
    const { error } = done
    if (error.kind === 'forbidden') throw new NotHere(403)
    return refused(error.kind === 'recorded' ? r.v.t('activities.sheet.otherTime') : sayRefusal(r.v, error))
  }
  return person.attendanceId === done.value.attendanceId ? 'known' : 'recorded'
}

/** A time of day as the first moment of that time after another, less half a day: work may run over midnight. */
function onTheDay(activity: ActivityView, time: string, around: Temporal.Instant): Temporal.Instant | null {
  try {
    const plainTime = Temporal.PlainTime.from(time)
    const start = around.toZonedDateTimeISO(activity.zone)
    const same = start.toPlainDate().toZonedDateTime({ timeZone: activity.zone, plainTime })
    const hours = same.since(start).total('hours')
    return (hours < -12 ? same.add({ days: 1 }) : hours > 12 ? same.subtract({ days: 1 }) : same).toInstant()
  } catch {
    return null
  }
}

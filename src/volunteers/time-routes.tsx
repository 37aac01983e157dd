import { isId } from '../kit/ids'
import { NotHere, page, type Req, seeOther } from '../platform'
import type { FieldErrors } from '../web'
import { addException, changeWeek, removeException } from './commands/change-availability'
import { addBusy, removeBusy } from './commands/keep-busy'
import { AvailabilityPage, typedRanges } from './pages/availability-page'
import { NotYetPage } from './pages/not-yet-page'
import { SimpleTimePage } from './pages/simple-time-page'
import { parseDate, parseLocal, parseMinute, parseWeek, type TypedRange } from './parse-time'
import { findVolunteer, readTime, type Volunteer } from './queries'
import { sayAvailability } from './say-availability'
import { mergeRanges, presets, toRules } from './volunteer'

const HERE = '/me/availability'

/** The signed-in person as a volunteer; to others the pages of volunteers are not there. */
export async function getOwn(r: Req): Promise<Volunteer> {
  const volunteer = await findOwn(r)
  if (volunteer === undefined) throw new NotHere(404)
  return volunteer
}

async function findOwn(r: Req): Promise<Volunteer | undefined> {
  const { actor } = r.ctx
  const volunteer = actor.kind === 'person' ? await findVolunteer(r.ctx.db, actor.personId) : undefined
  return volunteer?.state === 'left' ? undefined : volunteer
}

/** The usual week in words of the language. */
export const sayWeek = (r: Req, week: Parameters<typeof toRules>[0]): string =>
  sayAvailability(
    toRules(week),
    (key, values) => r.v.t(key, values),
    (days) => r.v.say.list(days),
  )

type Again = {
  wrong: 'week' | 'exception' | 'busy'
  errors: FieldErrors
  ranges?: readonly TypedRange[]
}

async function show(r: Req, volunteer: Volunteer, again?: Again): Promise<Response> {
  const { now } = r.v
  const today = now.toZonedDateTimeISO(volunteer.zone).toPlainDate()
  const time = await readTime(r.ctx.db, volunteer.id, today, now)
  // In simple mode few answers come first; what is wrong with exact hours is said where they are typed.
  if (r.v.simple && again === undefined && r.query('exact') === undefined)
    return page(r, <SimpleTimePage v={r.v} said={sayWeek(r, time.week)} week={time.week} />)
  return page(
    r,
    <AvailabilityPage
      v={r.v}
      zone={volunteer.zone}
      said={sayWeek(r, time.week)}
      ranges={again?.ranges ?? typedRanges(time.week)}
      exceptions={time.exceptions}
      busy={time.busy}
      {...(again === undefined ? {} : { errors: again.errors, wrong: again.wrong, typed: r.form })}
    />,
    again === undefined ? 200 : 422,
  )
}

/** `/me/availability` */
export async function showAvailability(r: Req): Promise<Response> {
  const volunteer = await findOwn(r)
  return volunteer === undefined ? page(r, <NotYetPage v={r.v} />) : show(r, volunteer)
}

const typedWeek = (r: Req): TypedRange[] =>
  [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => {
    const ends = r.all(`to-${weekday}`)
    return r
      .all(`from-${weekday}`)
      .slice(0, 24)
      .map((from, place) => ({ weekday, from, to: ends[place] ?? '' }))
  })

/** The whole week as typed. */
export async function saveWeek(r: Req): Promise<Response> {
  const volunteer = await getOwn(r)
  const typed = typedWeek(r)
  const week = parseWeek(typed)
  if (!week.ok) {
    const errors = Object.fromEntries(
      week.error.weekdays.map((weekday) => [`from-${weekday}`, r.v.t('volunteers.time.wrongRange')]),
    )
    return show(r, volunteer, { wrong: 'week', errors, ranges: typed })
  }
  const done = await changeWeek(r.ctx, { volunteerId: volunteer.id, rules: week.value })
  if (!done.ok)
    return show(r, volunteer, { wrong: 'week', errors: { form: r.v.t('volunteers.time.tooMany') }, ranges: typed })
  return seeOther(r, HERE, 'volunteers.done.time')
}

/** One tap on a usual rhythm: added to what is there; `none` empties the week. */
export async function addPreset(r: Req): Promise<Response> {
  const volunteer = await getOwn(r)
  const name = r.form.preset ?? ''
  const today = r.v.now.toZonedDateTimeISO(volunteer.zone).toPlainDate()
  const kept = (await readTime(r.ctx.db, volunteer.id, today, r.v.now)).week
  const preset = Object.entries(presets).find(([key]) => key === name)?.[1]
  if (preset === undefined && name !== 'none') throw new NotHere(404)
  await changeWeek(r.ctx, {
    volunteerId: volunteer.id,
    rules: preset === undefined ? [] : mergeRanges([...kept, ...preset]),
  })
  return seeOther(r, HERE, 'volunteers.done.time')
}

/** A day that differs. */
export async function saveException(r: Req): Promise<Response> {
  const volunteer = await getOwn(r)
  const today = r.v.now.toZonedDateTimeISO(volunteer.zone).toPlainDate()
  const errors: Record<string, string> = {}
  const date = parseDate(r.form.date)
  if (date === undefined) errors.date = r.v.t('volunteers.time.wrongDate')
  else if (Temporal.PlainDate.compare(date, today) < 0 || Temporal.PlainDate.compare(date, today.add({ years: 1 })) > 0)
    errors.date = r.v.t('volunteers.time.dateRange')
  const whole = (r.form.from ?? '') === '' && (r.form.to ?? '') === ''
  const start = whole ? 0 : parseMinute(r.form.from)
  const end = whole ? 1440 : parseMinute(r.form.to) === 0 ? 1440 : parseMinute(r.form.to)
  if (start === undefined || end === undefined || start >= end) errors.from = r.v.t('volunteers.time.wrongRange')
  if (date === undefined || start === undefined || end === undefined || Object.keys(errors).length > 0)
    return show(r, volunteer, { wrong: 'exception', errors })
  const done = await addException(r.ctx, {
    volunteerId: volunteer.id,
    exception: { date, free: r.form.free === 'yes', startMinute: start, endMinute: end },
  })
  if (!done.ok) return show(r, volunteer, { wrong: 'exception', errors: { form: r.v.t('volunteers.time.tooMany') } })
  return seeOther(r, HERE, 'volunteers.done.exception')
}

/** Takes an exception back. */
export async function dropException(r: Req): Promise<Response> {
  const volunteer = await getOwn(r)
  if (!isId(r.form.id)) throw new NotHere(404)
  await removeException(r.ctx, { volunteerId: volunteer.id, exceptionId: r.form.id })
  return seeOther(r, HERE, 'volunteers.done.removed')
}

/** A time that is taken by something of their own. */
export async function saveBusy(r: Req): Promise<Response> {
  const volunteer = await getOwn(r)
  const startsAt = parseLocal(r.form.busyFrom, volunteer.zone)
  const endsAt = parseLocal(r.form.busyTo, volunteer.zone)
  const errors: Record<string, string> = {}
  if (startsAt === undefined) errors.busyFrom = r.v.t('volunteers.time.wrongMoment')
  if (endsAt === undefined) errors.busyTo = r.v.t('volunteers.time.wrongMoment')
  if (startsAt === undefined || endsAt === undefined) return show(r, volunteer, { wrong: 'busy', errors })
  const done = await addBusy(r.ctx, { volunteerId: volunteer.id, startsAt, endsAt })
  if (done.ok) return seeOther(r, HERE, 'volunteers.done.busy')
  const { kind } = done.error
  const words =
    kind === 'shift-there'
      ? 'volunteers.time.shiftThere'
      : kind === 'too-many'
        ? 'volunteers.time.tooMany'
        : 'volunteers.time.wrongBusy'
  return show(r, volunteer, { wrong: 'busy', errors: { busyFrom: r.v.t(words) } })
}

/** Takes a busy time back. */
export async function dropBusy(r: Req): Promise<Response> {
  const volunteer = await getOwn(r)
  if (!isId(r.form.id)) throw new NotHere(404)
  await removeBusy(r.ctx, { volunteerId: volunteer.id, busyId: r.form.id })
  return seeOther(r, HERE, 'volunteers.done.removed')
}

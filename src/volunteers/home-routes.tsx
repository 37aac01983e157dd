import { keepUntil, page, type Req } from '../platform'
import type { WeekDay, WeekMark } from '../web'
import { expandAvailability } from './availability'
import { listHomeParts } from './home-cards'
import { invitationCards, renewalCards } from './own-parts'
import { HomePage } from './pages/home-page'
import { SimpleHomePage } from './pages/simple-home-page'
import { type HomeView, readHome, toDateExceptions, type Volunteer } from './queries'
import { sayWeek } from './time-routes'
import { toRules } from './volunteer'

const DAYS = 7
const KEEP_HOURS = 24

/** `/me`: what rooms add stands beside the person's own week. */
export async function showHome(r: Req): Promise<Response> {
  const { ctx, v } = r
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : ''
  const home = await readHome(ctx.db, personId, v.now)
  const { volunteer } = home
  const zone = volunteer?.zone ?? v.zone
  const today = v.now.toZonedDateTimeISO(zone).toPlainDate()
  const parts = listHomeParts()
  const own =
    volunteer === undefined || volunteer.state === 'left' ? { week: [], said: '' } : ownWeek(r, home, volunteer, today)
  const [waiting, nextShifts, marks, records] = await Promise.all([
    Promise.all(parts.map((part) => part.waiting?.(ctx, v, personId) ?? [])),
    Promise.all(parts.map((part) => part.nextShift?.(ctx, v, personId))),
    Promise.all(parts.map((part) => part.week?.(ctx, v, personId, today) ?? [])),
    Promise.all(parts.map((part) => part.record?.(ctx, v, personId))),
  ])
  const added = marks.flat()
  const hasShifts = added.some(({ mark }) => mark.kind === 'shift')
  const week = own.week.map((day): WeekDay => {
    const extra = added.filter(({ date }) => date.equals(day.date)).map(({ mark }) => mark)
    const kept = hasShifts ? day.marks.filter((mark) => mark.kind !== 'shift') : day.marks
    return { date: day.date, marks: [...extra, ...kept] }
  })
  const cards = [...waiting.flat(), ...invitationCards(v, home.invited), ...renewalCards(v, home.renewals)]
    .sort((a, b) => b.urgency - a.urgency)
    .map(({ card }) => card)
  const next = nextShifts.filter((one) => one !== undefined)
  // As long as a day of work: a copy with what is theirs alone.
  if (volunteer !== undefined && volunteer.state !== 'left') keepUntil(r, v.now.add({ hours: KEEP_HOURS }))
  if (v.simple) return page(r, <SimpleHomePage v={v} waiting={cards} nextShifts={next} />)
  const { idleToldAt, lastAskedAt } = volunteer ?? { idleToldAt: null, lastAskedAt: null }
  return page(
    r,
    <HomePage
      v={v}
      volunteer={volunteer}
      waiting={cards}
      nextShifts={next}
      week={week}
      today={today}
      said={own.said}
      records={records.filter((one) => one !== undefined)}
      idle={idleToldAt !== null && (lastAskedAt === null || Temporal.Instant.compare(lastAskedAt, idleToldAt) < 0)}
    />,
  )
}

function ownWeek(
  r: Req,
  { time, shifts }: HomeView,
  volunteer: Volunteer,
  today: Temporal.PlainDate,
): { week: WeekDay[]; said: string } {
  const { zone } = volunteer
  const start = today.toZonedDateTime(zone).toInstant()
  const end = today.add({ days: DAYS }).toZonedDateTime(zone).toInstant()
  const free = expandAvailability(
    { zone, rules: toRules(time.week), exceptions: toDateExceptions(time.exceptions) },
    { start, end },
  )
  const week = Array.from({ length: DAYS }, (_, offset): WeekDay => {
    const date = today.add({ days: offset })
    const on = (kind: WeekMark['kind'], spans: readonly { start: Temporal.Instant; end: Temporal.Instant }[]) =>
      spans
        .filter((span) => span.start.toZonedDateTimeISO(zone).toPlainDate().equals(date))
        .map(
          (span): WeekMark => ({
            kind,
            label: `${r.v.say.time(span.start, zone)}–${r.v.say.time(span.end, zone)}`,
          }),
        )
    return { date, marks: [...on('shift', shifts), ...on('busy', time.busy), ...on('free', free)] }
  })
  const said = sayWeek(r, time.week)
  return { week, said: time.week.length === 0 ? `${said}.` : r.v.t('volunteers.home.freeSaid', { said }) }
}

import { sql } from 'kysely'
import { inTurns } from '../kit/in-turns'
import type { Db } from '../platform'
import { availabilityExpander, packIntervals } from './availability'
import type { CandidateProfile, Span } from './candidate'
import { toDateExceptions } from './queries'
import { readInParts } from './read-in-parts'
import { remember } from './remember'
import { type DayRange, toRules } from './volunteer'

const WEEK_HOURS = 7 * 24

/**
 * When each of these people is free in a span, in their order: pairs [start, end) of epoch minutes. Only rules of weekdays and exceptions
 * of dates that the span touches anywhere in the world are read, and each week that several people keep is expanded once. Two queries for every few hundred people.
 */
export function readFreeTime(
  db: Db,
  people: readonly Pick<CandidateProfile, 'id' | 'zone'>[],
  { from, to }: Span,
): Promise<Int32Array[]> {
  const expanders = new Map<string, ReturnType<typeof availabilityExpander>>()
  const known = new Map<string, Int32Array>()
  return readInParts(people, async (part) => {
    const ids = part.map(({ id }) => id)
    const [weeks, exceptions] = await Promise.all([
      readWeeks(db, ids, { from, to }),
      readExceptions(db, ids, { from, to }),
    ])
    const free: Int32Array[] = []
    await inTurns(part, ({ id, zone }) => {
      const week = weeks.get(id) ?? ''
      const differing = exceptions.get(id) ?? ''
      // Most people keep one of a few weekly rhythms, and expanding one costs more than everything else here.
      const time = remember(known, `${zone} ${week} ${differing}`, () =>
        packIntervals(
          remember(expanders, zone, () => availabilityExpander(zone))(
            { rules: toRules(parseWeek(week)), exceptions: toDateExceptions(parseExceptions(differing)) },
            { start: from, end: to },
          ),
        ),
      )
      free.push(time)
    })
    return free
  })
}

/** Weekly rules as text, by person: `weekday start end` in minutes of the day, several with commas; in order, so that equal weeks are equal texts. */
async function readWeeks(db: Db, ids: readonly string[], span: Span): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; week: string }>`
    SELECT volunteer_id AS id, string_agg(concat_ws(' ', weekday, start_minute, end_minute), ',' ORDER BY weekday, start_minute) AS week
    FROM availability_rules WHERE volunteer_id = any(${ids}::uuid[]) AND weekday = any(${weekdaysAround(span)}::int2[])
    GROUP BY volunteer_id LIMIT 20000`.execute(db)
  return new Map(rows.map(({ id, week }) => [id, week]))
}

/** Exceptions as text, by person: `date free start end`, several with commas. */
async function readExceptions(
  db: Db,
  ids: readonly string[],
  { from, to }: Span,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; days: string }>`
    SELECT volunteer_id AS id, string_agg(concat_ws(' ', on_date, free, start_minute, end_minute), ',' ORDER BY on_date, start_minute) AS days
    FROM availability_exceptions WHERE volunteer_id = any(${ids}::uuid[])
      AND on_date BETWEEN ${dayOf(from.subtract({ hours: 48 }))}::date AND ${dayOf(to.add({ hours: 48 }))}::date
    GROUP BY volunteer_id LIMIT 20000`.execute(db)
  return new Map(rows.map(({ id, days }) => [id, days]))
}

const dayOf = (at: Temporal.Instant): string => at.toString().slice(0, 10)

/** ISO weekdays a span touches in whatever zone, with the evening before, which may run into it. */
function weekdaysAround({ from, to }: Span): number[] {
  const days = new Set<number>()
  const end = Math.min(to.epochMilliseconds, from.add({ hours: WEEK_HOURS }).epochMilliseconds) + 14 * 3_600_000
  for (let at = from.epochMilliseconds - 36 * 3_600_000; at < end + 24 * 3_600_000; at += 24 * 3_600_000)
    days.add(new Date(Math.min(at, end)).getUTCDay() || 7)
  return [...days]
}

const partsOf = (text: string): string[][] => (text === '' ? [] : text.split(',').map((one) => one.split(' ')))

const parseWeek = (text: string): DayRange[] =>
  partsOf(text).map(([weekday, start, end]) => ({
    weekday: Number(weekday),
    startMinute: Number(start),
    endMinute: Number(end),
  }))

const parseExceptions = (text: string) =>
  partsOf(text).map(([date = '', free, start, end]) => ({
    date: Temporal.PlainDate.from(date),
    free: free === 't',
    startMinute: Number(start),
    endMinute: Number(end),
  }))

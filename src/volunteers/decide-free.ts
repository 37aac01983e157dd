import type { Point } from '../kit/geo'
import { err, ok, type Result } from '../kit/result'

/** Time already given away. A person's own busy time blocks, but is no work: it counts neither for rest nor for hours or days. */
export type Held = {
  readonly start: Temporal.Instant
  readonly end: Temporal.Instant
  readonly point: Point | undefined
  readonly work: boolean
}

/** Limits the person set, in minutes and days. */
export type FreeLimits = {
  readonly weekMinutesMax: number
  readonly restMinutesMin: number
  readonly daysInRowMax: number
}

/** Why a person is not free then; numbers say how much is missing. */
export type NotFree =
  | { readonly kind: 'overlap' }
  | { readonly kind: 'travel'; readonly neededMinutes: number; readonly gapMinutes: number }
  | { readonly kind: 'rest'; readonly missingMinutes: number }
  | { readonly kind: 'hours'; readonly beyondMinutes: number }
  | { readonly kind: 'days'; readonly beyondDays: number }

export type FreeQuestion = {
  readonly start: Temporal.Instant
  readonly end: Temporal.Instant
  readonly point: Point | undefined
  /** Days and weeks are those of this zone: the place's, else the home's. */
  readonly zone: string
  readonly limits: FreeLimits
  readonly held: readonly Held[]
  /** Door to door, minutes; `Infinity` where the way is not to be expected. */
  readonly travelMinutes: (from: Point, to: Point) => number
  /** The person said themselves that they will make the way in time. */
  readonly travelAccepted: boolean
}

const MINUTE_MS = 60_000
// Farther apart than two days nothing is a journey between two works.
const JOURNEY_MINUTES_MAX = 2 * 1440

const minutesBetween = (from: Temporal.Instant, to: Temporal.Instant): number =>
  (to.epochMilliseconds - from.epochMilliseconds) / MINUTE_MS

const dayOf = (at: Temporal.Instant, zone: string): Temporal.PlainDate => at.toZonedDateTimeISO(zone).toPlainDate()

const lastDayOf = (end: Temporal.Instant, zone: string): Temporal.PlainDate => dayOf(end.subtract({ seconds: 1 }), zone)

const overlapMinutes = (a: Pick<Held, 'start' | 'end'>, b: Pick<Held, 'start' | 'end'>): number =>
  Math.max(
    0,
    (Math.min(a.end.epochMilliseconds, b.end.epochMilliseconds) -
      Math.max(a.start.epochMilliseconds, b.start.epochMilliseconds)) /
      MINUTE_MS,
  )

/**
 * Whether someone can take on work from `start` to `end`, by what they hold already. Works that begin on one local day are one working
 * day; rest lies between working days. The same rules as the allocation engine's, asked again when it counts.
 */
export function decideFree(question: FreeQuestion): Result<null, NotFree> {
  const { held } = question
  if (held.some((one) => overlapMinutes(one, question) > 0)) return err({ kind: 'overlap' })
  // The way comes last: it alone may be overridden by the person, so it is named only where nothing else stands in the way.
  return restProblem(question) ?? hoursProblem(question) ?? daysProblem(question) ?? travelProblem(question) ?? ok(null)
}

function travelProblem({ start, end, point, held, travelMinutes, travelAccepted }: FreeQuestion) {
  if (point === undefined || travelAccepted) return undefined
  for (const one of held) {
    if (one.point === undefined) continue
    const before = Temporal.Instant.compare(one.end, start) <= 0
    const gapMinutes = before ? minutesBetween(one.end, start) : minutesBetween(end, one.start)
    if (gapMinutes >= JOURNEY_MINUTES_MAX) continue
    const neededMinutes = before ? travelMinutes(one.point, point) : travelMinutes(point, one.point)
    if (neededMinutes > gapMinutes)
      return err({
        kind: 'travel',
        neededMinutes: Number.isFinite(neededMinutes) ? neededMinutes : JOURNEY_MINUTES_MAX,
        gapMinutes: Math.floor(gapMinutes),
      })
  }
  return undefined
}

function restProblem({ start, end, zone, limits, held }: FreeQuestion) {
  const rest = limits.restMinutesMin
  if (rest <= 0) return undefined
  const day = dayOf(start, zone)
  let [first, last] = [start.epochMilliseconds, end.epochMilliseconds]
  let [before, after] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const one of held) {
    if (!one.work) continue
    const order = Temporal.PlainDate.compare(dayOf(one.start, zone), day)
    if (order === 0) {
      first = Math.min(first, one.start.epochMilliseconds)
      last = Math.max(last, one.end.epochMilliseconds)
    } else if (order < 0) before = Math.max(before, one.end.epochMilliseconds)
    else after = Math.min(after, one.start.epochMilliseconds)
  }
  const restMs = rest * MINUTE_MS
  const missing = Math.max(before + restMs - first, last + restMs - after, last - first - (1440 * MINUTE_MS - restMs))
  return missing > 0 ? err({ kind: 'rest', missingMinutes: Math.ceil(missing / MINUTE_MS) }) : undefined
}

function hoursProblem(question: FreeQuestion) {
  const { start, end, zone, limits, held } = question
  const firstDay = dayOf(start, zone)
  let monday = firstDay.subtract({ days: firstDay.dayOfWeek - 1 })
  const lastDay = lastDayOf(end, zone)
  let beyond = 0
  while (Temporal.PlainDate.compare(monday, lastDay) <= 0) {
    const next = monday.add({ days: 7 })
    const week = { start: monday.toZonedDateTime(zone).toInstant(), end: next.toZonedDateTime(zone).toInstant() }
    let minutes = overlapMinutes(question, week)
    for (const one of held) if (one.work) minutes += overlapMinutes(one, week)
    beyond = Math.max(beyond, minutes - limits.weekMinutesMax)
    monday = next
  }
  return beyond > 0 ? err({ kind: 'hours', beyondMinutes: Math.ceil(beyond) }) : undefined
}

function daysProblem({ start, end, zone, limits, held }: FreeQuestion) {
  const worked = new Set<string>()
  const addDays = (one: Pick<Held, 'start' | 'end'>) => {
    const last = lastDayOf(one.end, zone)
    for (let day = dayOf(one.start, zone); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
      worked.add(day.toString())
  }
  for (const one of held) if (one.work) addDays(one)
  let first = dayOf(start, zone)
  let last = lastDayOf(end, zone)
  while (worked.has(first.subtract({ days: 1 }).toString())) first = first.subtract({ days: 1 })
  while (worked.has(last.add({ days: 1 }).toString())) last = last.add({ days: 1 })
  const beyondDays = first.until(last).days + 1 - limits.daysInRowMax
  return beyondDays > 0 ? err({ kind: 'days', beyondDays }) : undefined
}

/** ISO day of the week: 1 Monday … 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** All days of the week, Monday first. */
export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

/** Free every week from `from` until `to` by the wall clock; a `to` not after `from` lies on the next day, equal ones are a whole day. */
export type WeeklyRule = {
  readonly weekday: Weekday
  readonly from: Temporal.PlainTime
  readonly to: Temporal.PlainTime
}

/** One date that differs: free as well, or busy whatever the rules say; without times the whole day. */
export type DateException = {
  readonly date: Temporal.PlainDate
  readonly kind: 'free' | 'busy'
  readonly hours?: { readonly from: Temporal.PlainTime; readonly to: Temporal.PlainTime }
}

/** Half-open interval of instants. */
export type Interval = { readonly start: Temporal.Instant; readonly end: Temporal.Instant }

/** What someone said about their time, in the zone of their home (IANA name). */
export type Availability = {
  readonly zone: string
  readonly rules: readonly WeeklyRule[]
  readonly exceptions: readonly DateException[]
}

/** Most days one call expands. */
export const expandDaysMax = 400

const SLOT_MINUTES = 15
const MINUTE = 60_000
const MIDNIGHT = Temporal.PlainTime.from('00:00')

type Span = readonly [start: number, end: number]

/**
 * Epoch minutes at which the wall clock of `zone` first shows `time` on `date` or, where the clock jumps over it, the moment of the jump.
 * A time shown twice counts the first time, so that an interval is as long as it reads.
 */
function wallMinutes(date: Temporal.PlainDate, time: Temporal.PlainTime, zone: string): number {
  const moment = date.toZonedDateTime({ timeZone: zone, plainTime: time })
  const skipped = !moment.toPlainTime().equals(time) || !moment.toPlainDate().equals(date)
  const shown = skipped ? (moment.getTimeZoneTransition('previous') ?? moment) : moment
  return shown.epochMilliseconds / MINUTE
}

/** {@link wallMinutes} remembered: people of one zone share dates and times. */
function rememberedWall(zone: string) {
  const known = new Map<string, number>()
  return (date: Temporal.PlainDate, time: Temporal.PlainTime): number => {
    const key = `${date} ${time}`
    const minutes = known.get(key) ?? wallMinutes(date, time, zone)
    known.set(key, minutes)
    return minutes
  }
}

/** Spans sorted and joined where they touch; empty ones left out. */
function joined(spans: readonly Span[]): Span[] {
  const found: [number, number][] = []
  for (const [start, end] of spans.filter(([start, end]) => start < end).sort((a, b) => a[0] - b[0])) {
    const last = found.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else found.push([start, end])
  }
  return found
}

/** What of `free` no span of `busy` covers; both joined. */
function without(free: readonly Span[], busy: readonly Span[]): Span[] {
  return busy
    .reduce<Span[]>(
      (left, [start, end]) =>
        left.flatMap((span): Span[] =>
          end <= span[0] || start >= span[1]
            ? [span]
            : [
                [span[0], Math.min(span[1], start)],
                [Math.max(span[0], end), span[1]],
              ],
        ),
      [...free],
    )
    .filter(([start, end]) => start < end)
}

const inward = ([start, end]: Span): Span => [
  Math.ceil(start / SLOT_MINUTES) * SLOT_MINUTES,
  Math.floor(end / SLOT_MINUTES) * SLOT_MINUTES,
]

/**
 * Expander for one zone; keep it while expanding many people of that zone.
 * @returns function giving the intervals someone is free in `range`: sorted, not touching, on a 15-minute grid (rounded inwards), in
 *   instants. Busy dates win over free ones. @throws {RangeError} for a range of more than {@link expandDaysMax} days.
 */
export function availabilityExpander(zone: string) {
  const wall = rememberedWall(zone)
  const span = (date: Temporal.PlainDate, from: Temporal.PlainTime, to: Temporal.PlainTime): Span => {
    const until = Temporal.PlainTime.compare(to, from) > 0 ? date : date.add({ days: 1 })
    return [wall(date, from), wall(until, to)]
  }
  return ({ rules, exceptions }: Pick<Availability, 'rules' | 'exceptions'>, range: Interval): Interval[] => {
    const startMinutes = range.start.epochMilliseconds / MINUTE
    const endMinutes = range.end.epochMilliseconds / MINUTE
    if (endMinutes - startMinutes > expandDaysMax * 1440) throw new RangeError(`expected at most ${expandDaysMax} days`)
    if (endMinutes <= startMinutes) return []
    // A rule of the evening before may run into the range.
    const first = range.start.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 })
    const last = range.end.toZonedDateTimeISO(zone).toPlainDate()
    const free: Span[] = []
    for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
      for (const rule of rules) if (rule.weekday === date.dayOfWeek) free.push(span(date, rule.from, rule.to))
    }
    const busy: Span[] = []
    for (const { date, kind, hours } of exceptions) {
      if (Temporal.PlainDate.compare(date, first) < 0 || Temporal.PlainDate.compare(date, last) > 0) continue
      const { from, to } = hours ?? { from: MIDNIGHT, to: MIDNIGHT }
      ;(kind === 'free' ? free : busy).push(span(date, from, to))
    }
    const clipped = without(joined(free), joined(busy)).map(
      ([start, end]): Span => [Math.max(start, startMinutes), Math.min(end, endMinutes)],
    )
    const instant = (minutes: number) => Temporal.Instant.fromEpochMilliseconds(minutes * MINUTE)
    return joined(clipped.map(inward)).map(([start, end]) => ({ start: instant(start), end: instant(end) }))
  }
}

/** Intervals someone is free in `range`; see {@link availabilityExpander}. */
export const expandAvailability = (availability: Availability, range: Interval): Interval[] =>
  availabilityExpander(availability.zone)(availability, range)

/** Intervals as pairs [start, end) of epoch minutes, the form the allocation engine reads. */
export const packIntervals = (intervals: readonly Interval[]): Int32Array =>
  Int32Array.from(
    intervals.flatMap(({ start, end }) => [start.epochMilliseconds / MINUTE, end.epochMilliseconds / MINUTE]),
  )

/** What the first visit offers besides nothing at all. */
export const quickChoices = ['today', 'weekends', 'evenings', 'emergencies'] as const

/** One of {@link quickChoices}; 'emergencies' gives no free time: such people are only called. */
export type QuickChoice = (typeof quickChoices)[number]

const clock = (text: string) => Temporal.PlainTime.from(text)

/** Rules and exceptions a quick choice stands for, until the person says it more exactly. `today` is the date at their home. */
export function availabilityOf(
  choice: QuickChoice,
  today: Temporal.PlainDate,
): Pick<Availability, 'rules' | 'exceptions'> {
  const rule = (from: string, to: string) => (weekday: Weekday) => ({ weekday, from: clock(from), to: clock(to) })
  if (choice === 'today') return { rules: [], exceptions: [{ date: today, kind: 'free' }] }
  if (choice === 'weekends') return { rules: weekdays.slice(5).map(rule('09:00', '18:00')), exceptions: [] }
  if (choice === 'evenings') return { rules: weekdays.slice(0, 5).map(rule('18:00', '21:00')), exceptions: [] }
  return { rules: [], exceptions: [] }
}

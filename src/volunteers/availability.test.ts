import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  availabilityOf,
  type DateException,
  expandAvailability,
  packIntervals,
  type WeeklyRule,
  weekdays,
} from './availability'
import { gatherRules, sayAvailability } from './say-availability'

const at = (text: string) => Temporal.Instant.from(text)
const time = (text: string) => Temporal.PlainTime.from(text)
const date = (text: string) => Temporal.PlainDate.from(text)
const rule = (weekday: WeeklyRule['weekday'], from: string, to: string): WeeklyRule => ({
  weekday,
  from: time(from),
  to: time(to),
})
const shown = (zone: string, rules: WeeklyRule[], from: string, to: string, exceptions: DateException[] = []) =>
  expandAvailability({ zone, rules, exceptions }, { start: at(from), end: at(to) }).map(
    ({ start, end }) => `${start}/${end}`,
  )

test('Monday evening in Almaty is five hours ahead of UTC', () => {
  expect(shown('Asia/Almaty', [rule(1, '18:00', '21:00')], '2026-10-05T00:00Z', '2026-10-12T00:00Z')).toEqual([
    '2026-10-05T13:00:00Z/2026-10-05T16:00:00Z',
  ])
})

test('across 2024-03-01 the same wall clock is another instant: Almaty went from UTC+6 to UTC+5', () => {
  const evenings = [rule(4, '18:00', '19:00'), rule(5, '18:00', '19:00')]
  expect(shown('Asia/Almaty', evenings, '2024-02-28T00:00Z', '2024-03-03T00:00Z')).toEqual([
    '2024-02-29T12:00:00Z/2024-02-29T13:00:00Z',
    '2024-03-01T13:00:00Z/2024-03-01T14:00:00Z',
  ])
})

test('the night the clock went back is an hour longer', () => {
  expect(shown('Asia/Almaty', [rule(4, '20:00', '00:00')], '2024-02-29T00:00Z', '2024-03-02T00:00Z')).toEqual([
    '2024-02-29T14:00:00Z/2024-02-29T19:00:00Z',
  ])
})

test('hours that the clock skips are not promised, and a skipped start begins at the jump', () => {
  // Berlin, 29 March 2026: 02:00 becomes 03:00 at 01:00Z.
  expect(shown('Europe/Berlin', [rule(7, '01:00', '05:00')], '2026-03-28T12:00Z', '2026-03-29T12:00Z')).toEqual([
    '2026-03-29T00:00:00Z/2026-03-29T03:00:00Z',
  ])
  expect(shown('Europe/Berlin', [rule(7, '02:30', '05:00')], '2026-03-28T12:00Z', '2026-03-29T12:00Z')).toEqual([
    '2026-03-29T01:00:00Z/2026-03-29T03:00:00Z',
  ])
  expect(shown('Europe/Berlin', [rule(7, '02:15', '02:45')], '2026-03-28T12:00Z', '2026-03-29T12:00Z')).toEqual([])
})

test('a rule may run past midnight, into the range from the day before', () => {
  expect(shown('Asia/Almaty', [rule(7, '22:00', '02:00')], '2026-10-04T20:00Z', '2026-10-05T00:00Z')).toEqual([
    '2026-10-04T20:00:00Z/2026-10-04T21:00:00Z',
  ])
})

test('whole days touch and join', () => {
  const always = weekdays.map((day) => rule(day, '00:00', '00:00'))
  expect(shown('Asia/Almaty', always, '2026-10-05T03:07Z', '2026-10-07T03:07Z')).toEqual([
    '2026-10-05T03:15:00Z/2026-10-07T03:00:00Z',
  ])
})

test('a busy date wins over rules and free dates; hours may be given', () => {
  const rules = weekdays.map((day) => rule(day, '10:00', '14:00'))
  const exceptions: DateException[] = [
    { date: date('2026-10-05'), kind: 'busy' },
    { date: date('2026-10-05'), kind: 'free', hours: { from: time('08:00'), to: time('20:00') } },
    { date: date('2026-10-06'), kind: 'busy', hours: { from: time('11:00'), to: time('12:00') } },
    { date: date('2026-10-07'), kind: 'free', hours: { from: time('14:00'), to: time('16:00') } },
  ]
  expect(shown('Asia/Almaty', rules, '2026-10-04T19:00Z', '2026-10-07T19:00Z', exceptions)).toEqual([
    '2026-10-06T05:00:00Z/2026-10-06T06:00:00Z',
    '2026-10-06T07:00:00Z/2026-10-06T09:00:00Z',
    '2026-10-07T05:00:00Z/2026-10-07T11:00:00Z',
  ])
})

test('quarter-hour zones stay on the grid, and odd minutes round inwards', () => {
  expect(shown('Asia/Kathmandu', [rule(1, '09:00', '10:00')], '2026-10-05T00:00Z', '2026-10-06T00:00Z')).toEqual([
    '2026-10-05T03:15:00Z/2026-10-05T04:15:00Z',
  ])
  expect(shown('Asia/Almaty', [rule(1, '09:05', '10:10')], '2026-10-05T00:00Z', '2026-10-06T00:00Z')).toEqual([
    '2026-10-05T04:15:00Z/2026-10-05T05:00:00Z',
  ])
})

test('an empty range is empty and too long a range is refused', () => {
  expect(shown('Asia/Almaty', [rule(1, '09:00', '10:00')], '2026-10-05T00:00Z', '2026-10-05T00:00Z')).toEqual([])
  expect(() => shown('Asia/Almaty', [], '2020-01-01T00:00Z', '2026-01-01T00:00Z')).toThrow(RangeError)
})

// Slot by slot: a quarter of an hour is free when the wall clock at its start lies in a rule or free hours and in no busy ones.
const quarter = fc.nat(95).map((n) => Temporal.PlainTime.from({ hour: Math.floor(n / 4), minute: (n % 4) * 15 }))
const hours = fc.record({ from: quarter, to: quarter })
const anyRule = fc.record({ weekday: fc.constantFrom(...weekdays), from: quarter, to: quarter })
const anyException = fc.record(
  {
    date: fc.nat(10).map((n) => date('2026-10-01').add({ days: n })),
    kind: fc.constantFrom('free' as const, 'busy' as const),
    hours,
  },
  { requiredKeys: ['date', 'kind'] },
)

const inHours = (
  day: Temporal.PlainDate,
  span: { from: Temporal.PlainTime; to: Temporal.PlainTime },
  wall: Temporal.PlainDateTime,
) => {
  const start = day.toPlainDateTime(span.from)
  const end = (Temporal.PlainTime.compare(span.to, span.from) > 0 ? day : day.add({ days: 1 })).toPlainDateTime(span.to)
  return Temporal.PlainDateTime.compare(start, wall) <= 0 && Temporal.PlainDateTime.compare(wall, end) < 0
}

test('expanding agrees with asking every quarter of an hour', () => {
  const midnight = { from: time('00:00'), to: time('00:00') }
  fc.assert(
    fc.property(
      fc.array(anyRule, { maxLength: 6 }),
      fc.array(anyException, { maxLength: 5 }),
      fc.nat(300),
      fc.nat(300),
      (rules, exceptions, skip, length) => {
        const start = at('2026-10-02T00:00Z').add({ minutes: skip * 15 })
        const end = start.add({ minutes: length * 15 })
        const intervals = expandAvailability({ zone: 'Asia/Almaty', rules, exceptions }, { start, end })
        const free = new Set<number>()
        for (const one of intervals) {
          for (let t = one.start.epochMilliseconds; t < one.end.epochMilliseconds; t += 900_000) free.add(t)
        }
        for (let t = start.epochMilliseconds; t < end.epochMilliseconds; t += 900_000) {
          const wall = Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO('Asia/Almaty').toPlainDateTime()
          const today = wall.toPlainDate()
          const said = [today, today.subtract({ days: 1 })].some((day) =>
            rules.some((one) => one.weekday === day.dayOfWeek && inHours(day, one, wall)),
          )
          const marked = (kind: string) =>
            exceptions.some((one) => one.kind === kind && inHours(one.date, one.hours ?? midnight, wall))
          expect(free.has(t)).toBe((said || marked('free')) && !marked('busy'))
          free.delete(t)
        }
        expect(free.size).toBe(0)
        intervals.forEach((one, i) => {
          const next = intervals[i + 1]
          if (next !== undefined) expect(Temporal.Instant.compare(one.end, next.start)).toBe(-1)
        })
        expect(packIntervals(intervals)).toHaveLength(2 * intervals.length)
      },
    ),
    { numRuns: 60 },
  )
})

test('quick choices become rules', () => {
  const today = date('2026-10-05')
  expect(availabilityOf('weekends', today).rules.map((one) => one.weekday)).toEqual([6, 7])
  expect(availabilityOf('evenings', today).rules).toHaveLength(5)
  expect(availabilityOf('today', today).exceptions).toEqual([{ date: today, kind: 'free' }])
  expect(availabilityOf('emergencies', today)).toEqual({ rules: [], exceptions: [] })
})

test('rules are said back the way people say them', async () => {
  const rules = [
    ...availabilityOf('evenings', date('2026-10-05')).rules,
    rule(6, '09:00', '18:00'),
    rule(3, '00:00', '00:00'),
  ]
  expect(gatherRules(rules).map((one) => [one.kind, one.days.join('')])).toEqual([
    ['some-days', '3'],
    ['some-days', '6'],
    ['workdays', '12345'],
  ])
  for (const locale of ['kk', 'ru', 'en']) {
    const { default: texts } = await import(`../web/messages/${locale}/volunteers-availability.json`)
    const say = (key: string, values: Readonly<Record<string, string>> = {}) =>
      Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), String(texts[key]))
    const sentence = sayAvailability(rules, say, (days) => new Intl.ListFormat(locale).format(days))
    expect(sentence).not.toMatch(/undefined|[{}]/)
    if (locale === 'en')
      expect(sentence).toBe('Wednesday all day; Saturday from 09:00 to 18:00; weekdays from 18:00 to 21:00')
    expect(sayAvailability([], say, String)).not.toMatch(/undefined/)
  }
})

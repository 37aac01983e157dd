import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  competencesMissing,
  constraints,
  daysInARowBeyond,
  demandsUnmet,
  forbiddenByLaw,
  languagesMissing,
  metersBeyondReach,
  minutesOccupied,
  minutesUnavailable,
  paused,
  peopleToAvoid,
  restShortfallMinutes,
  suspended,
  travelShortfallMinutes,
  weekMinutesBeyond,
} from './constraints'
import { almaty, aPerson, aPost, at } from './example-crew'
import { notWithOf, type Occupied, type Person } from './problem'
import { estimateTravel } from './travel'

const post = aPost()
const work = (from: string, to: string, over: Partial<Occupied> = {}): Occupied => ({
  start: at(from),
  end: at(to),
  work: true,
  ...over,
})
const limits = (over: Partial<Person['limits']>): Person['limits'] => ({ ...aPerson().limits, ...over })

test('each constraint stands in the list once', () => {
  expect(new Set(constraints.map((one) => one.id)).size).toBe(constraints.length)
  expect(constraints.every((one) => one.shortfall(aPerson(), post, estimateTravel) === 0)).toBe(true)
})

test('paused and suspended people are left alone', () => {
  expect(paused(aPerson({ paused: true }))).toBe(1)
  expect(suspended(aPerson({ suspended: true }))).toBe(1)
})

test('the law refuses where person and work share a bit', () => {
  expect(forbiddenByLaw(aPerson({ lawForbids: 0b100 }), aPost({ legalMask: 0b101 }))).toBe(1)
  expect(forbiddenByLaw(aPerson({ lawForbids: 0b100 }), aPost({ legalMask: 0b011 }))).toBe(0)
})

test('a competence counts at its level and for the whole interval', () => {
  const held = { competence: 'first-aid', level: 2, from: Number.NEGATIVE_INFINITY, to: post.end } as const
  const asks = aPost({ required: [{ competence: 'first-aid', level: 2 }] })
  expect(competencesMissing(aPerson({ competences: [held] }), asks)).toBe(0)
  expect(competencesMissing(aPerson({ competences: [{ ...held, to: post.end - 1 }] }), asks)).toBe(1)
  expect(competencesMissing(aPerson({ competences: [{ ...held, from: post.start + 1 }] }), asks)).toBe(1)
  expect(competencesMissing(aPerson({ competences: [{ ...held, level: 1 }] }), asks)).toBe(1)
})

test('every language of the post is needed', () => {
  expect(languagesMissing(aPerson(), aPost({ languages: ['kk', 'en', 'ug'] }))).toBe(2)
})

test('reach is a straight line, and remote work has none', () => {
  const far = aPost({ point: { latitude: 43.264, longitude: 77.1 } })
  expect(metersBeyondReach(aPerson(), far)).toBeGreaterThan(1_000)
  expect(metersBeyondReach(aPerson({ reachMeters: 12_000 }), far)).toBe(0)
  const { point: _, ...remote } = far
  expect(metersBeyondReach(aPerson({ reachMeters: 0 }), remote)).toBe(0)
})

test('minutes outside the said availability are counted', () => {
  const half = aPerson({ availability: Int32Array.of(at('2026-10-05T08:00'), at('2026-10-05T10:00')) })
  expect(minutesUnavailable(half, post)).toBe(120)
})

test('touching occupancy is no overlap', () => {
  expect(minutesOccupied(aPerson({ occupied: [work('2026-10-05T12:00', '2026-10-05T13:00')] }), post)).toBe(0)
  expect(minutesOccupied(aPerson({ occupied: [work('2026-10-05T11:59', '2026-10-05T13:00')] }), post)).toBe(1)
})

test('private limits and people to avoid hold, whoever named the pair', () => {
  expect(demandsUnmet(aPerson({ cannot: ['lifting'] }), aPost({ demands: ['lifting'] }))).toBe(1)
  const others = notWithOf([['marat', 'lina']])
  expect(peopleToAvoid(aPerson({ notWith: others.get('lina') ?? [] }), aPost({ present: ['marat'] }))).toBe(1)
})

test('travel between consecutive places must fit the gap, both ways', () => {
  const far = { latitude: 43.34, longitude: 76.955 }
  const needed = estimateTravel(far, almaty, 'public')
  const before = aPerson({ occupied: [work('2026-10-05T07:00', '2026-10-05T08:50', { point: far })] })
  const after = aPerson({ occupied: [work('2026-10-05T12:10', '2026-10-05T13:00', { point: far })] })
  expect(travelShortfallMinutes(before, post, estimateTravel)).toBe(needed - 10)
  expect(travelShortfallMinutes(after, post, estimateTravel)).toBe(needed - 10)
  expect(travelShortfallMinutes({ ...before, travelAccepted: ['post'] }, post, estimateTravel)).toBe(0)
  const nowhere = aPerson({ occupied: [work('2026-10-05T07:00', '2026-10-05T08:50')] })
  expect(travelShortfallMinutes(nowhere, post, estimateTravel)).toBe(0)
})

test('rest lies between working days, not between two visits of one day', () => {
  const rested = limits({ restMinutesMin: 600 })
  const evening = aPerson({ limits: rested, occupied: [work('2026-10-04T20:00', '2026-10-05T01:00')] })
  expect(restShortfallMinutes(evening, post)).toBe(120)
  const sameDay = aPerson({ limits: rested, occupied: [work('2026-10-05T14:00', '2026-10-05T16:00')] })
  expect(restShortfallMinutes(sameDay, post)).toBe(0)
  const longDay = aPerson({ limits: rested, occupied: [work('2026-10-05T22:00', '2026-10-05T23:30')] })
  expect(restShortfallMinutes(longDay, post)).toBe(30)
  const ownTime = aPerson({ limits: rested, occupied: [work('2026-10-04T20:00', '2026-10-05T08:00', { work: false })] })
  expect(restShortfallMinutes(ownTime, post)).toBe(0)
})

test('hours a week count from Monday to Sunday of the place', () => {
  const person = aPerson({
    limits: limits({ weekMinutesMax: 300 }),
    occupied: [work('2026-10-11T20:00', '2026-10-11T23:00')],
  })
  expect(weekMinutesBeyond(person, post)).toBe(60)
  const nextWeek = aPerson({
    limits: limits({ weekMinutesMax: 300 }),
    occupied: [work('2026-10-12T00:00', '2026-10-12T03:00')],
  })
  expect(weekMinutesBeyond(nextWeek, post)).toBe(0)
})

test('days in a row count on both sides', () => {
  const busy = ['03', '04', '06'].map((day) => work(`2026-10-${day}T09:00`, `2026-10-${day}T10:00`))
  expect(daysInARowBeyond(aPerson({ limits: limits({ daysInARowMax: 3 }), occupied: busy }), post)).toBe(1)
  expect(daysInARowBeyond(aPerson({ limits: limits({ daysInARowMax: 4 }), occupied: busy }), post)).toBe(0)
})

// Small worlds, counted minute by minute or day by day.
const hour = (h: number) => at('2026-10-01T00:00') + h * 60
const spans = (hours: number, max: number) =>
  fc.array(fc.tuple(fc.nat(hours), fc.integer({ min: 1, max: 8 })), { maxLength: max }).map((list) => {
    const found: { start: number; end: number }[] = []
    for (const [from, length] of list.sort((a, b) => a[0] - b[0])) {
      const start = Math.max(hour(from), (found.at(-1)?.end ?? 0) + 60)
      found.push({ start, end: start + length * 60 })
    }
    return found
  })

test('availability and occupancy agree with counting minutes', () => {
  fc.assert(
    fc.property(spans(60, 5), fc.nat(70), fc.integer({ min: 1, max: 12 }), (list, from, length) => {
      const one = aPost({ start: hour(from), end: hour(from) + length * 60 })
      let inside = 0
      for (let t = one.start; t < one.end; t += 60)
        if (list.some(({ start, end }) => start <= t && t < end)) inside += 60
      const availability = Int32Array.from(list.flatMap(({ start, end }) => [start, end]))
      expect(minutesUnavailable(aPerson({ availability }), one)).toBe(length * 60 - inside)
      expect(minutesOccupied(aPerson({ occupied: list.map((span) => ({ ...span, work: true })) }), one)).toBe(inside)
    }),
  )
})

test('hours a week and days in a row agree with counting', () => {
  fc.assert(
    fc.property(
      spans(500, 12),
      fc.nat(480),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 5 }),
      (list, from, length, max) => {
        const one = aPost({ start: hour(from), end: hour(from) + length * 60 })
        const free = list.filter(({ start, end }) => end <= one.start || start >= one.end)
        const occupied = free.map((span) => ({ ...span, work: true }))
        const local = (t: number) => Math.floor((t + 300) / 1440)
        const days = new Set<number>()
        const week = new Map<number, number>()
        for (const { start, end } of [...free, one]) {
          for (let t = start; t < end; t += 60) {
            days.add(local(t))
            const monday = Temporal.PlainDate.from('1970-01-01').add({ days: local(t) })
            const key = local(t) - (monday.dayOfWeek - 1)
            week.set(key, (week.get(key) ?? 0) + 60)
          }
        }
        let run = 0
        let longest = 0
        for (let day = local(one.start) - 40; day <= local(one.end) + 40; day++) {
          run = days.has(day) ? run + 1 : 0
          const touches = day >= local(one.start) && day - run + 1 <= local(one.end - 1)
          if (run > 0 && touches) longest = Math.max(longest, run)
        }
        const person = aPerson({
          occupied,
          limits: { weekMinutesMax: max * 240, restMinutesMin: 0, daysInARowMax: max },
        })
        expect(daysInARowBeyond(person, one)).toBe(Math.max(0, longest - max))
        const touched = new Set<number>()
        for (let t = one.start; t < one.end; t += 60) {
          touched.add(local(t) - (Temporal.PlainDate.from('1970-01-01').add({ days: local(t) }).dayOfWeek - 1))
        }
        const worst = Math.max(...[...touched].map((key) => week.get(key) ?? 0))
        expect(weekMinutesBeyond(person, one)).toBe(Math.max(0, worst - max * 240))
      },
    ),
  )
})

import { expect, test } from 'vitest'
import { awardsOf, longestRun } from './award-rules'
import { type Facts, parsePick, stillHolds } from './badge'

const hours: Facts & { kind: 'hours' } = {
  kind: 'hours',
  ref: 'a',
  minutes: 90,
  state: 'confirmed',
  basis: 'free',
  day: '2026-11-22',
  title: 'Courtyard',
  organization: 'Helpers',
  activityId: 'b',
  position: null,
}

test('hours no longer hold once they are corrected, in question, of another ground or gone', () => {
  expect(stillHolds(hours, hours)).toBe(true)
  for (const change of [{ minutes: 60 }, { state: 'disputed' }, { state: 'recorded' }, { basis: 'paid-time' }])
    expect(stillHolds(hours, { ...hours, ...change }), JSON.stringify(change)).toBe(false)
  expect(stillHolds(hours, undefined)).toBe(false)
})

test('what is confirmed later, or grows, takes nothing from what was stated', () => {
  expect(stillHolds({ ...hours, state: 'recorded' }, hours)).toBe(true)
  const year: Facts = { kind: 'year', ref: '2026', confirmedMinutes: 90, unconfirmedMinutes: 30, visits: 2 }
  expect(stillHolds(year, { ...year, confirmedMinutes: 120, unconfirmedMinutes: 0 })).toBe(true)
  expect(stillHolds(year, { ...year, confirmedMinutes: 89 })).toBe(false)
})

test('awards follow their published figures, to the minute', () => {
  const ids = (confirmedMinutes: number, steadyMonths = 0) =>
    awardsOf({ confirmedMinutes, steadyMonths }).map((rule) => rule.id)
  expect(ids(599)).toEqual([])
  expect(ids(600)).toEqual(['hours-10'])
  expect(ids(250 * 60, 12)).toEqual(['hours-10', 'hours-50', 'hours-100', 'hours-250', 'steady-year'])
  expect(longestRun(['2026-01', '2025-12', '2026-03', '2025-11'])).toBe(3)
  expect(longestRun([])).toBe(0)
})

test('only what has the form of a pick is one', () => {
  expect(parsePick('year:2026')).toEqual({ kind: 'year', ref: '2026' })
  for (const text of ['', 'year', 'year:', 'other:2026', 'hours:\u0000', `hours:${'a'.repeat(61)}`])
    expect(parsePick(text)).toBeUndefined()
})

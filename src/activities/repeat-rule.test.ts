import { expect, test } from 'vitest'
import { listOccurrences } from './commands/copy-activity'
import { type Repeat, repeatRule } from './repeat-rule'

const days = (start: string, repeat: Partial<Repeat>): string[] => {
  const first = Temporal.ZonedDateTime.from(start)
  const rule = repeatRule({ every: 'week', days: [], times: 3, ...repeat }, first)
  return (listOccurrences(rule, first) ?? []).map((at) =>
    at.toZonedDateTimeISO(first.timeZoneId).toPlainDateTime().toString(),
  )
}

test('each week keeps the wall clock when Almaty went from UTC+6 to UTC+5 on 2024-03-01', () => {
  const start = '2024-02-17T10:00[Asia/Almaty]'
  expect(days(start, {})).toEqual(['2024-02-24T10:00:00', '2024-03-02T10:00:00', '2024-03-09T10:00:00'])
  const moments = listOccurrences('FREQ=WEEKLY;COUNT=4', Temporal.ZonedDateTime.from(start)) ?? []
  expect(moments.map(String)).toEqual(['2024-02-24T04:00:00Z', '2024-03-02T05:00:00Z', '2024-03-09T05:00:00Z'])
})

test('each month on the 31st, 30th and 29th takes the last day of a shorter month', () => {
  expect(days('2027-12-31T09:00[Asia/Oral]', { every: 'month', times: 5 })).toEqual([
    '2028-01-31T09:00:00',
    '2028-02-29T09:00:00',
    '2028-03-31T09:00:00',
    '2028-04-30T09:00:00',
    '2028-05-31T09:00:00',
  ])
  expect(days('2027-01-30T09:00[Asia/Oral]', { every: 'month', times: 2 })).toEqual([
    '2027-02-28T09:00:00',
    '2027-03-30T09:00:00',
  ])
  expect(days('2027-01-29T09:00[Asia/Oral]', { every: 'month', times: 2 })).toEqual([
    '2027-02-28T09:00:00',
    '2027-03-29T09:00:00',
  ])
  expect(days('2027-01-15T09:00[Asia/Oral]', { every: 'month', times: 1 })).toEqual(['2027-02-15T09:00:00'])
})

test('as many more times as asked, whether or not the first falls on one of the days', () => {
  // 2027-01-02 is a Saturday.
  expect(days('2027-01-02T09:00[Asia/Oral]', { days: ['TU', 'TH', 'x'] })).toEqual([
    '2027-01-05T09:00:00',
    '2027-01-07T09:00:00',
    '2027-01-12T09:00:00',
  ])
  expect(days('2027-01-02T09:00[Asia/Oral]', { days: ['SA', 'SU'] })).toEqual([
    '2027-01-03T09:00:00',
    '2027-01-09T09:00:00',
    '2027-01-10T09:00:00',
  ])
  expect(days('2027-01-02T09:00[Asia/Oral]', { every: 'fortnight', times: 2 })).toEqual([
    '2027-01-16T09:00:00',
    '2027-01-30T09:00:00',
  ])
  expect(days('2027-01-30T23:00[Asia/Oral]', { every: 'day', times: 2 })).toEqual([
    '2027-01-31T23:00:00',
    '2027-02-01T23:00:00',
  ])
})

test('a rule without an end, by the minute, or that is none is refused', () => {
  const start = Temporal.ZonedDateTime.from('2027-01-02T09:00[Asia/Oral]')
  for (const rule of ['FREQ=WEEKLY', 'FREQ=MINUTELY;COUNT=3', 'FREQ=WEEKLY;BYDAY=XX;COUNT=2', '', 'COUNT=2'])
    expect(listOccurrences(rule, start) ?? []).toEqual([])
})

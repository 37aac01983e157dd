import { expect, test } from 'vitest'
import { sampleView } from '../../web'
import { composeWork } from './compose-work'

const v = sampleView({ lang: 'en' })
const head = {
  kind: 'organization',
  subject: 'x',
  title: 'X',
  lead: '',
  path: '/reports/organizations/x',
  query: '',
} as const

test('what fewer than five people gave is hidden, and a month that would tell of it with another', () => {
  const report = composeWork(v, head, {
    asOf: 9,
    settled: true,
    unconfirmed: 0,
    states: [{ state: 'done', activities: 2 }],
    came: 4,
    hours: [
      { id: 'hours-recorded', minutes: 900, people: 6 },
      { id: 'hours-confirmed', minutes: 800, people: 6 },
      { id: 'hours-paid-time', minutes: 60, people: 1 },
    ],
    months: [
      { month: '2026-09-01', minutes: 100, people: 2 },
      { month: '2026-10-01', minutes: 300, people: 5 },
      { month: '2026-11-01', minutes: 400, people: 6 },
    ],
    results: [],
  })
  const told = (id: string) => report.sections.flatMap(({ figures }) => figures).find((one) => one.id === id)?.value
  expect(told('volunteers-came')).toBeNull()
  expect(told('hours-paid-time')).toBeNull()
  expect(told('hours-compulsory')).toBe(0)
  expect(told('hours-confirmed')).toBe(800)
  const months = report.sections.flatMap(({ plots }) => plots).find(({ table }) => table.id === 'month-hours-confirmed')
  expect(months?.table.rows.map((row) => row[1]?.value)).toEqual([null, null, 400])
})

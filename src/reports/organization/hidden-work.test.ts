import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleView } from '../../web'
import { composeWork } from './compose-work'
import { hoursIds, type Work } from './read-work'

const v = sampleView({ lang: 'en' })
const head = {
  kind: 'organization',
  subject: 'x',
  title: 'X',
  lead: '',
  path: '/reports/organizations/x',
  query: '',
} as const

const contribution = fc.record({
  person: fc.integer({ min: 1, max: 14 }),
  month: fc.constantFrom('2026-08-01', '2026-09-01', '2026-10-01', '2026-11-01'),
  minutes: fc.integer({ min: 1, max: 600 }),
  confirmed: fc.boolean(),
  basis: fc.constantFrom('free', 'free', 'unknown', 'paid-time', 'compulsory'),
})
type Given = readonly (typeof contribution extends fc.Arbitrary<infer One> ? One : never)[]

const isVolunteered = ({ basis }: Given[number]) => basis === 'free' || basis === 'unknown'
const parts: Record<string, (one: Given[number]) => boolean> = {
  'hours-recorded': isVolunteered,
  'hours-confirmed': (one) => isVolunteered(one) && one.confirmed,
  'hours-paid-time': ({ basis }) => basis === 'paid-time',
  'hours-compulsory': ({ basis }) => basis === 'compulsory',
}
const peopleOf = (given: Given) => new Set(given.map(({ person }) => person)).size
const minutesOf = (given: Given) => given.reduce((sum, { minutes }) => sum + minutes, 0)
const inPart = (given: Given, id: string) => given.filter(parts[id] ?? (() => false))

function workOf(given: Given): Work {
  const confirmed = inPart(given, 'hours-confirmed')
  return {
    asOf: 1,
    settled: true,
    states: [],
    came: peopleOf(given),
    hours: hoursIds
      .map((id) => ({ id, minutes: minutesOf(inPart(given, id)), people: peopleOf(inPart(given, id)) }))
      .filter(({ people }) => people > 0),
    unconfirmed: peopleOf(given.filter((one) => isVolunteered(one) && !one.confirmed)),
    months: [...Map.groupBy(confirmed, ({ month }) => month)]
      .map(([month, own]) => ({ month, minutes: minutesOf(own), people: peopleOf(own) }))
      .sort((a, b) => (a.month < b.month ? -1 : 1)),
    results: [],
  }
}

test('no figure or month of a report, nor what is left when they are taken from each other, is the time of one to four people', () => {
  fc.assert(
    fc.property(fc.array(contribution, { maxLength: 60 }), (given) => {
      const { sections } = composeWork(v, head, workOf(given))
      const value = (id: string) =>
        sections.flatMap(({ figures }) => figures).find((one) => one.id === id)?.value ?? null
      const enough = (group: Given) => [0, 1, 2, 3, 4].slice(1).every((few) => peopleOf(group) !== few)
      for (const id of hoursIds) if (value(id) !== null) expect(enough(inPart(given, id)), id).toBe(true)
      const [recorded, confirmed] = [value('hours-recorded'), value('hours-confirmed')]
      if (recorded !== null && confirmed !== null) {
        const between = given.filter((one) => isVolunteered(one) && !one.confirmed)
        expect(recorded - confirmed).toBe(minutesOf(between))
        expect(enough(between), 'between recorded and confirmed').toBe(true)
      }
      const rows = sections
        .flatMap(({ plots }) => plots)
        .flatMap(({ table }) => (table.id === 'month-hours-confirmed' ? table.rows : []))
      if (rows.length === 0) return
      const all = inPart(given, 'hours-confirmed')
      const months = [...new Set(all.map(({ month }) => month))].sort()
      const hidden = months.filter((_, at) => rows[at]?.[1]?.value === null)
      for (const month of months.filter((one) => !hidden.includes(one)))
        expect(enough(all.filter((one) => one.month === month)), month).toBe(true)
      expect(enough(all.filter(({ month }) => hidden.includes(month))), 'what the months leave of the year').toBe(true)
    }),
    { numRuns: 1000 },
  )
})

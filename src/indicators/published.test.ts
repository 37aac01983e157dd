import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findDefinition } from './definitions'
import { entriesAsCsv, numberAsData } from './open-data'
import { amountOf, type Known, publish } from './published'
import type { OpenedEntry } from './queries'
import { CELL_MIN } from './suppress'

const home = ['KZ-10', 'KZ-11', 'KZ-27', 'KZ-75']
// One region of another country: no row of the page, but part of the total.
const regions = [...home, 'XX-1']
const months = ['2026-09-01', '2026-10-01', '2026-11-01']

const registered = findDefinition('volunteers-registered')
const recorded = findDefinition('hours-recorded')
if (registered === undefined || recorded === undefined) throw new Error('expected these numbers to be defined')

/** People by region and month, each counted once; and the same people as the entries behind the number. */
const people = fc.array(fc.record({ region: fc.constantFrom(...regions), month: fc.constantFrom(...months) }), {
  maxLength: 60,
})
type People = readonly { region: string; month: string }[]

const countBy = (all: People, by: 'region' | 'month') =>
  new Map([...Map.groupBy(all, (one) => one[by])].map(([key, group]) => [key, group.length]))

function knownOf(all: People, id: string, minutes: number): Known {
  const [byRegion, byMonth] = [countBy(all, 'region'), countBy(all, 'month')]
  const cell = (count: number) => ({ value: count * minutes, entries: count, median: null, ninth: null })
  const cells = (counts: ReadonlyMap<string, number>) => new Map([...counts].map(([key, count]) => [key, cell(count)]))
  const figure = { whole: cell(all.length), regions: cells(byRegion), months: cells(byMonth) }
  const behind = new Map([...byRegion, ...byMonth, ['all', all.length]] as [string, number][])
  return {
    asOf: all.length,
    figures: all.length === 0 ? new Map() : new Map([[id, figure]]),
    people: minutes === 1 ? new Map() : new Map([[id, behind]]),
    parts: new Map(),
  }
}

const entriesOf = (all: People): OpenedEntry[] =>
  all.map(({ region, month }, i) => ({
    position: i + 1,
    id: '',
    kind: 'volunteer.joined',
    regionId: region,
    day: `${month.slice(0, 8)}17`,
    amount: 1,
    excluded: null,
    publicBody: {},
    commitments: {},
  }))

test('nothing that goes out of a number about persons, nor any difference of two such, stands for one to four of them', () => {
  fc.assert(
    fc.property(
      people,
      fc.constantFrom([registered, 1] as const, [recorded, 90] as const),
      (all, [definition, each]) => {
        const number = publish(definition, knownOf(all, definition.id, each), home)
        const out = numberAsData(number)
        if (all.length > 0 && all.length < CELL_MIN) {
          expect(out).toMatchObject({ value: null, state: 'too-few' })
          expect([...number.regions.values(), ...number.months.values()].filter((one) => one !== null)).toEqual([])
        } else expect(out.value).toBe(all.length * each)
        const enough = (amount: number) => amount === 0 || amount / each >= CELL_MIN
        for (const cells of [number.regions, number.months]) {
          const shown = [...cells.values()].flatMap((one) => one ?? [])
          for (const value of shown) {
            expect(enough(value), `cell of ${value}`).toBe(true)
            if (out.value !== null) expect(enough(out.value - value), `all but ${value}`).toBe(true)
          }
          if (out.value === null || cells.size === 0) continue
          // What is left when all that is shown is taken from the total; alone it would be its own hiding place.
          const left = out.value - shown.reduce((sum, value) => sum + value, 0)
          expect(enough(left), `${left} left`).toBe(true)
        }
        // Entries in the file: by region they add up to what is shown, and no day cuts them finer.
        const rows = entriesAsCsv(number, entriesOf(all))
          .trimEnd()
          .split('\r\n')
          .slice(2)
          .map((row) => row.split(','))
        expect(rows.filter((row) => row[3] !== '')).toEqual([])
        for (const [region, group] of Map.groupBy(rows, (row) => row[2] ?? ''))
          expect(enough(group.length * each), `${group.length} rows in '${region}'`).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})

test('a single hidden cell takes a second with it, in the region table as in the file', () => {
  const all = [
    ...Array.from({ length: 9 }, () => ({ region: 'KZ-27', month: '2026-11-01' })),
    ...Array.from({ length: 12 }, () => ({ region: 'KZ-75', month: '2026-11-01' })),
    { region: 'XX-1', month: '2026-11-01' },
  ]
  const number = publish(registered, knownOf(all, 'volunteers-registered', 1), home)
  expect(Object.fromEntries(number.regions)).toEqual({
    'KZ-10': 0,
    'KZ-11': 0,
    'KZ-27': null,
    'KZ-75': 12,
    'XX-1': null,
  })
  const csv = entriesAsCsv(number, entriesOf(all))
  expect(csv).not.toContain('KZ-27')
  expect(csv.match(/KZ-75/g)).toHaveLength(12)
})

test('cells of a spreadsheet never run', () => {
  const number = publish(registered, knownOf([], 'volunteers-registered', 1), home)
  const [entry] = entriesOf([{ region: 'KZ-27', month: '2026-11-01' }])
  if (entry === undefined) throw new Error('expected an entry')
  expect(entriesAsCsv(number, [{ ...entry, kind: '=cmd()', excluded: 'a,"b"' }])).toContain(
    `1,'=cmd(),,,1,no,"a,""b"""`,
  )
})

/** Hours of different people, one each, as recorded and as parted by form. */
function knownByForm(all: readonly { region: string; month: string; direct: boolean }[]): Known {
  const parts = {
    'hours-recorded': all,
    'hours-organization-based': all.filter(({ direct }) => !direct),
    'hours-direct': all.filter(({ direct }) => direct),
  }
  const each = Object.entries(parts).map(([id, people]) => knownOf(people, id, 60))
  return {
    asOf: all.length,
    figures: new Map(each.flatMap(({ figures }) => [...figures])),
    people: new Map(each.flatMap(({ people }) => [...people])),
    parts: new Map(),
  }
}

test('of two parts and their whole none gives one to four people away', () => {
  const person = fc.record({
    region: fc.constantFrom(...regions),
    month: fc.constantFrom(...months),
    direct: fc.boolean(),
  })
  const enough = (minutes: number) => minutes === 0 || minutes / 60 >= CELL_MIN
  fc.assert(
    fc.property(fc.array(person, { maxLength: 80 }), (all) => {
      const known = knownByForm(all)
      const [whole, organized, direct] = ['hours-recorded', 'hours-organization-based', 'hours-direct'].map((id) => {
        const definition = findDefinition(id)
        if (definition === undefined) throw new Error(`expected ${id} to be defined`)
        return publish(definition, known, home)
      })
      if (whole === undefined || organized === undefined || direct === undefined) throw new Error('expected three')
      const told = [organized.value, direct.value, whole.value]
      if (told.every((value) => value !== null)) for (const value of told) expect(enough(value ?? 0)).toBe(true)
      expect(organized.value === null).toBe(direct.value === null)
      for (const table of ['regions', 'months'] as const)
        for (const part of [organized, direct]) {
          const shown = [...part[table].values()].flatMap((value) => value ?? [])
          if (part.value !== null && part[table].size > 0)
            expect(enough(part.value - shown.reduce((sum, value) => sum + value, 0))).toBe(true)
          for (const [key, value] of part[table]) {
            if (value === null) continue
            expect(enough(value), `${part.definition.id} of ${key}`).toBe(true)
            const all = whole[table].get(key) ?? null
            if (all !== null) expect(enough(all - value), `the rest of ${key}`).toBe(true)
          }
        }
    }),
    { numRuns: 500 },
  )
})

test('an entry of a waiting time tells how long it was, and one left out tells nothing', () => {
  const wait = findDefinition('help-wait')
  const [entry] = entriesOf([{ region: 'KZ-27', month: '2026-11-01' }])
  if (wait === undefined || entry === undefined) throw new Error('expected an entry of a wait')
  const waited = { ...entry, publicBody: { waitMinutes: 90 } }
  expect(amountOf(wait, waited)).toBe(90)
  expect(amountOf(wait, { ...waited, excluded: 'counted-before', amount: 0 })).toBe(0)
})

test('no two numbers of the same hours give away by their difference what one of them hides', () => {
  const person = fc.record({
    region: fc.constantFrom(...regions),
    month: fc.constantFrom(...months),
    basis: fc.constantFrom('free', 'free', 'unknown', 'paid-time', 'compulsory'),
  })
  const counted: Record<string, readonly string[]> = {
    'hours-recorded': ['free', 'unknown'],
    'hours-national': ['free', 'unknown', 'paid-time'],
    'hours-ilo': ['free'],
    'hours-unknown-basis': ['unknown'],
    'hours-paid-time': ['paid-time'],
    'hours-compulsory': ['compulsory'],
  }
  // What each pair of shown figures lets anybody work out.
  const differences = [
    ['hours-national', 'hours-recorded'],
    ['hours-recorded', 'hours-ilo'],
    ['hours-recorded', 'hours-unknown-basis'],
  ] as const
  const enough = (minutes: number) => minutes === 0 || minutes / 60 >= CELL_MIN
  fc.assert(
    fc.property(fc.array(person, { maxLength: 120 }), (all) => {
      const each = Object.entries(counted).map(([id, bases]) =>
        knownOf(
          all.filter(({ basis }) => bases.includes(basis)),
          id,
          60,
        ),
      )
      const known: Known = {
        asOf: all.length,
        figures: new Map(each.flatMap(({ figures }) => [...figures])),
        people: new Map(each.flatMap(({ people }) => [...people])),
        parts: new Map(),
      }
      const told = new Map(
        [...Object.keys(counted), 'voluntariness'].map((id) => {
          const definition = findDefinition(id)
          if (definition === undefined) throw new Error(`expected ${id} to be defined`)
          return [id, publish(definition, known, home)]
        }),
      )
      for (const table of ['regions', 'months'] as const) {
        for (const [more, less] of differences) {
          const [of, without] = [told.get(more), told.get(less)]
          if (of === undefined || without === undefined || of.value === null || without.value === null) continue
          let left = of.value - without.value
          for (const [key, value] of of[table]) {
            const other = without[table].get(key) ?? null
            if (value === null || other === null) continue
            expect(enough(value - other), `${more} less ${less} in ${key}`).toBe(true)
            left -= value - other
          }
          expect(enough(left), `${more} less ${less}, what is left`).toBe(true)
        }
        // A share is shown only where all it is made of is.
        for (const [key, share] of told.get('voluntariness')?.[table] ?? [])
          if (share !== null)
            for (const id of ['hours-ilo', 'hours-unknown-basis', 'hours-paid-time', 'hours-compulsory']) {
              const part = told.get(id)?.[table]
              if (part?.has(key)) expect(part.get(key), `${id} in ${key}`).not.toBeNull()
            }
      }
    }),
    { numRuns: 1000 },
  )
})

test('the same three people in two months are three, and a third month hides with them', () => {
  const cell = (value: number) => ({ value, entries: value, median: null, ninth: null })
  const behind = new Map([
    ['all', 8],
    ['KZ-27', 8],
    ['2026-09-01', 3],
    ['2026-10-01', 3],
    ['2026-11-01', 6],
    ['2026-12-01', 7],
  ])
  const byMonth = new Map([...behind].slice(2).map(([month, count]) => [month, cell(count * 60)]))
  const whole = [...byMonth.values()].reduce((sum, { value }) => sum + value, 0)
  const figure = { whole: cell(whole), regions: new Map([['KZ-27', cell(whole)]]), months: byMonth }
  const known = {
    asOf: 1,
    figures: new Map([['hours-recorded', figure]]),
    people: new Map([['hours-recorded', behind]]),
    parts: new Map(),
  }
  expect(Object.fromEntries(publish(recorded, known, home).months)).toEqual({
    '2026-09-01': null,
    '2026-10-01': null,
    '2026-11-01': null,
    '2026-12-01': 420,
  })
})

test('recorded and confirmed time hide the same cells, so that neither tells what the other hides', () => {
  const confirmed = findDefinition('hours-confirmed')
  if (confirmed === undefined) throw new Error('expected confirmed hours to be defined')
  const hour = fc.record({
    person: fc.integer({ min: 1, max: 30 }),
    region: fc.constantFrom(...regions),
    month: fc.constantFrom(...months),
    confirmed: fc.boolean(),
  })
  type Hours = readonly { person: number; region: string; month: string }[]
  const count = (hours: Hours, by: 'region' | 'month') =>
    [...Map.groupBy(hours, (one) => one[by])].map(([key, group]) => ({
      key,
      cell: { value: group.length * 60, entries: group.length, median: null, ninth: null },
      people: new Set(group.map(({ person }) => person)).size,
    }))
  const figure = (hours: Hours) => {
    const [byRegion, byMonth] = [count(hours, 'region'), count(hours, 'month')]
    const cells = (rows: typeof byRegion) => new Map(rows.map(({ key, cell }) => [key, cell]))
    const people = [...byRegion, ...byMonth].map(({ key, people: behind }) => [key, behind] as const)
    return {
      figure: {
        whole: { value: hours.length * 60, entries: hours.length, median: null, ninth: null },
        regions: cells(byRegion),
        months: cells(byMonth),
      },
      people: new Map([...people, ['all', new Set(hours.map(({ person }) => person)).size] as const]),
    }
  }
  const hiddenIn = (cells: ReadonlyMap<string, number | null>) =>
    [...cells].flatMap(([key, value]) => (value === null ? [key] : [])).sort()
  fc.assert(
    fc.property(fc.array(hour, { maxLength: 80 }), (all) => {
      const both = new Map([
        ['hours-recorded', figure(all)],
        ['hours-confirmed', figure(all.filter((one) => one.confirmed))],
      ])
      const known: Known = {
        asOf: 1,
        figures: new Map([...both].map(([id, one]) => [id, one.figure])),
        people: new Map([...both].map(([id, one]) => [id, one.people])),
        parts: new Map(),
      }
      const [one, other] = [publish(recorded, known, regions), publish(confirmed, known, regions)]
      expect(one.tooFew).toBe(other.tooFew)
      expect(hiddenIn(one.regions)).toEqual(hiddenIn(other.regions))
      if (other.months.size > 0) expect(hiddenIn(one.months)).toEqual(hiddenIn(other.months))
    }),
    { numRuns: 500 },
  )
})

import { expect, test } from 'vitest'
import { decideNeeded } from './decide-needed'
import type { Demand, PlaceDemand } from './queries/demand'
import type { Place } from './queries/find-place'

const aDemand = (itemId: string, overrides: Partial<Demand> = {}): [string, Demand] => [
  itemId,
  { itemId, unit: 'piece', open: 10, coming: 0, lines: 3, held: new Map(), ...overrides },
]
const names = { kk: 'Орал', ru: 'Уральск', en: 'Oral' }
const aPlace = (kind: Place['kind'], id: string, districtId: string | null = null): Place => ({
  kind,
  id,
  regionId: 'KZ-27',
  districtId,
  names,
  regionNames: names,
  within: undefined,
  point: { latitude: 51, longitude: 51 },
  zone: 'Asia/Oral',
})
const cell = (districtId: string | null, localityId: string | null, needs: number): PlaceDemand => ({
  itemId: 'blanket',
  districtId,
  localityId,
  needs,
  lines: needs,
  open: needs * 2,
})
const blankets = (needs: number) => new Map([aDemand('blanket', { lines: needs, open: needs * 2 })])
const told = (place: Place, cells: PlaceDemand[]) => {
  const { here, inRegion } = decideNeeded(place, blankets(cells.reduce((sum, one) => sum + one.needs, 0)), cells)
  return { here: here.map((one) => one.open), inRegion: inRegion.map((one) => one.open) }
}

test('a region is told in full, what is most asked for first, health-related things as one number, and work not at all', () => {
  const needed = decideNeeded(
    aPlace('region', 'KZ-27'),
    new Map([
      aDemand('flour'),
      aDemand('blanket', { lines: 9 }),
      aDemand('special-diet', { lines: 2 }),
      aDemand('transport-person', { lines: 20, unit: 'person-visit' }),
    ]),
    [],
  )
  expect(needed.here.map(({ itemId }) => itemId)).toEqual(['blanket', 'flour'])
  expect(needed.healthLines).toBe(2)
})

test('what is all promised is enough, and what is often brought unasked is named until somebody asks', () => {
  const region = aPlace('region', 'KZ-27')
  const needed = decideNeeded(region, new Map([aDemand('blanket', { open: 0, coming: 5, lines: 0 })]), [])
  expect(needed.here).toEqual([])
  expect(needed.enough).toEqual(['blanket'])
  const [unwanted = ''] = needed.unasked
  expect(unwanted).not.toBe('')
  expect(decideNeeded(region, new Map([aDemand(unwanted)]), []).unasked).not.toContain(unwanted)
})

test('a district is told apart only where it and the rest hold five requests each', () => {
  const district = aPlace('district', 'd1', 'd1')
  expect(told(district, [cell('d1', 'a', 5), cell('d2', 'b', 5)])).toEqual({ here: [10], inRegion: [] })
  expect(told(district, [cell('d1', 'a', 5), cell('d2', 'b', 4)])).toEqual({ here: [], inRegion: [18] })
  expect(told(district, [cell('d1', 'a', 4), cell('d2', 'b', 9)])).toEqual({ here: [], inRegion: [26] })
  expect(told(district, [cell('d1', 'a', 7)])).toEqual({ here: [14], inRegion: [] })
  expect(told(district, [cell('d1', 'a', 9), cell(null, null, 2)])).toEqual({ here: [], inRegion: [22] })
})

test('a settlement is told apart only inside its district, under the same rule', () => {
  const village = aPlace('locality', 'a', 'd1')
  expect(told(village, [cell('d1', 'a', 6), cell('d1', 'b', 5), cell('d2', 'c', 8)]).here).toEqual([12])
  expect(told(village, [cell('d1', 'a', 6), cell('d1', 'b', 3), cell('d2', 'c', 8)]).here).toEqual([])
  expect(told(village, [cell('d1', 'a', 6), cell('d1', 'b', 5), cell('d2', 'c', 2)]).here).toEqual([])
})

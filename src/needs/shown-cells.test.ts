import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CELL_MIN, decideShownCells } from './shown-cells'

const cell = (district: string | null, needs: number, cause = 'transport') => ({
  region_id: 'KZ-27',
  district_id: district,
  cause,
  needs,
})

test('fewer than five needs of a cause are not shown at all', () => {
  expect(decideShownCells([cell('a', 2), cell('b', 2)])).toEqual([])
})

test('a district is left out when the rest would give a small cell away', () => {
  expect(decideShownCells([cell('a', 9), cell('b', 7), cell('c', 2)])).toEqual([
    { regionId: 'KZ-27', cause: 'transport', needs: 18, districts: [{ districtId: 'a', needs: 9 }], hidden: true },
  ])
})

test('every shown cell and everything left unsaid holds at least five', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 12 }), (sizes) => {
      for (const shown of decideShownCells(sizes.map((needs, i) => cell(i % 5 === 4 ? null : `d${i}`, needs)))) {
        const said = shown.districts.reduce((sum, district) => sum + district.needs, 0)
        expect(shown.needs).toBeGreaterThanOrEqual(CELL_MIN)
        for (const district of shown.districts) expect(district.needs).toBeGreaterThanOrEqual(CELL_MIN)
        expect(shown.needs - said === 0 || shown.needs - said >= CELL_MIN).toBe(true)
      }
    }),
  )
})

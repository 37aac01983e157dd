import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CELL_MIN, suppress } from './suppress'
import { minutesOfStep, stepOfMinutes } from './wait-steps'

test('a wait is kept to five per cent', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (minutes) => {
      const kept = minutesOfStep(stepOfMinutes(minutes))
      expect(Math.abs(kept - minutes)).toBeLessThanOrEqual(Math.max(1, minutes * 0.05))
    }),
  )
})

test('no shown table lets a cell below five, or its complement, be worked out from the total', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 20 }), (values) => {
      const cells = values.map((value, i) => ({ key: String(i), value }))
      const shown = suppress(cells)
      const hiddenPeople = cells.filter((_, i) => shown[i]?.value === null)
      for (const [i, cell] of shown.entries())
        if (cell.value !== null && cell.value > 0) expect(values[i]).toBeGreaterThanOrEqual(CELL_MIN)
      const everyone = cells.filter((cell) => cell.value > 0)
      if (hiddenPeople.length > 0 && hiddenPeople.length < everyone.length) {
        expect(hiddenPeople.length).toBeGreaterThan(1)
        expect(hiddenPeople.reduce((sum, cell) => sum + cell.value, 0)).toBeGreaterThanOrEqual(CELL_MIN)
      }
    }),
  )
})

import { expect, test } from 'vitest'
import { checkBudget, gap } from './solved'

test('the gap is a fraction of the bound, of 1 for small bounds, and unknown without one', () => {
  expect(gap(99, 100)).toBe(0.01)
  expect(gap(-101, -100)).toBe(0.01)
  expect(gap(0.25, 0)).toBe(0.25)
  expect(gap(5, null)).toBeNull()
  expect(gap(null, 5)).toBeNull()
})

test('a budget that could not be replayed is refused', () => {
  expect(() => checkBudget({ seed: 0.5, stepsMax: 1 })).toThrow(RangeError)
  expect(() => checkBudget({ seed: 1, stepsMax: Number.NaN })).toThrow(RangeError)
  expect(() => checkBudget({ seed: 1, stepsMax: -1 })).toThrow(RangeError)
  expect(() => checkBudget({ seed: 1, stepsMax: Number.POSITIVE_INFINITY })).not.toThrow()
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newChance } from '../../kit/chance'
import { solveLap } from './solve-lap'

const unlimited = { seed: 1, stepsMax: Number.POSITIVE_INFINITY }

const anyLap = fc.integer({ min: 0, max: 5 }).chain((size) =>
  fc
    .array(fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -9, max: 9 }) }, fc.constant(Number.POSITIVE_INFINITY)), {
      minLength: size * size,
      maxLength: size * size,
    })
    .map((cost) => ({ size, cost: Float64Array.from(cost) })),
)

function cheapestByLooking(size: number, cost: Float64Array, row = 0, used = 0): number {
  if (row === size) return 0
  let least = Number.POSITIVE_INFINITY
  for (let c = 0; c < size; c++) {
    if ((used >> c) & 1) continue
    least = Math.min(least, (cost[row * size + c] ?? 0) + cheapestByLooking(size, cost, row + 1, used | (1 << c)))
  }
  return least
}

test('the placement is as cheap as the cheapest of all, or proved impossible', () => {
  fc.assert(
    fc.property(anyLap, ({ size, cost }) => {
      const { status, objective, bound, solution } = solveLap({ size, cost }, unlimited)
      const least = cheapestByLooking(size, cost)
      if (least === Number.POSITIVE_INFINITY) {
        expect(status).toBe('infeasible')
        return
      }
      expect({ status, objective, bound }).toEqual({ status: 'optimal', objective: least, bound: least })
      expect(new Set(solution).size).toBe(size)
      expect(solution?.reduce((sum, c, row) => sum + (cost[row * size + c] ?? 0), 0)).toBe(least)
    }),
    { numRuns: 1000 },
  )
})

test('ended early it places the rest as it can, and its bound is true', () => {
  fc.assert(
    fc.property(anyLap, fc.nat(5), ({ size, cost }, stepsMax) => {
      const least = cheapestByLooking(size, cost)
      const { status, objective, bound, solution, steps } = solveLap({ size, cost }, { seed: 1, stepsMax })
      expect(steps).toBeLessThanOrEqual(stepsMax)
      expect(bound ?? Number.NEGATIVE_INFINITY).toBeLessThanOrEqual(least)
      expect(status === 'optimal').toBe(objective !== null && objective === bound)
      if (status === 'infeasible') expect(least).toBe(Number.POSITIVE_INFINITY)
      if (solution === null) return
      expect(new Set(solution).size).toBe(size)
      expect(solution.reduce((sum, c, row) => sum + (cost[row * size + c] ?? 0), 0)).toBe(objective)
      expect(objective).toBeGreaterThanOrEqual(least)
    }),
    { numRuns: 500 },
  )
})

test('many equal costs and rows in another order cost the same', () => {
  const chance = newChance('ties')
  const size = 60
  const cost = Float64Array.from({ length: size * size }, () => chance.between(0, 4))
  const turned = cost.map((_, at) => cost[(size - 1 - Math.floor(at / size)) * size + (at % size)] ?? 0)
  expect(solveLap({ size, cost: turned }, unlimited).objective).toBe(solveLap({ size, cost }, unlimited).objective)
})

test('costs that mean nothing are refused', () => {
  const of = (size: number, cost: number[]) => () => solveLap({ size, cost: Float64Array.from(cost) }, unlimited)
  expect(of(1, [Number.NaN])).toThrow(RangeError)
  expect(of(1, [Number.NEGATIVE_INFINITY])).toThrow(RangeError)
  expect(of(1, [1e300])).toThrow(RangeError)
  expect(of(2, [1, 2, 3])).toThrow('expected 4 costs')
  expect(of(-1, [])).toThrow(RangeError)
  expect(of(1.5, [])).toThrow(RangeError)
})

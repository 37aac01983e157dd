import fc from 'fast-check'
import { expect, test } from 'vitest'
import { imagineRegion } from './imagine-region.testing'
import { anyPerson, anySmallRegion, bestByLooking, checkedWorth, toRegion } from './small-region.testing'
import { solveRegionWeek } from './solve-week'

const unlimited = { seed: 1, stepsMax: Number.POSITIVE_INFINITY }
/** Optimum of the published instance of a thousand people and two hundred posts. */
const OPTIMUM = 2317322

test('whenever it is ended, the plan keeps every rule and the best of all plans lies between it and the bound', () => {
  fc.assert(
    fc.property(anySmallRegion, fc.oneof(fc.constant(1e6), fc.nat(40)), (small, stepsMax) => {
      const region = toRegion(small)
      const ended = solveRegionWeek(region, { seed: 1, stepsMax })
      const best = bestByLooking(region, Number.POSITIVE_INFINITY)
      expect(ended.solution && checkedWorth(region, ended.solution, Number.POSITIVE_INFINITY)).toBe(ended.objective)
      expect(ended.objective).toBeLessThanOrEqual(best)
      expect(ended.bound).toBeGreaterThanOrEqual(best)
      expect(ended.steps).toBeLessThanOrEqual(stepsMax)
      expect(solveRegionWeek(region, { seed: 1, stepsMax: ended.steps })).toEqual(ended)
    }),
    { numRuns: 300 },
  )
})

test('for one person the best week is found and proved', () => {
  fc.assert(
    fc.property(anySmallRegion, anyPerson, ({ posts }, alone) => {
      const region = toRegion({ people: [alone], posts })
      const best = bestByLooking(region, Number.POSITIVE_INFINITY)
      expect(solveRegionWeek(region, unlimited)).toMatchObject({ status: 'optimal', objective: best, bound: best })
    }),
    { numRuns: 300 },
  )
})

test('other numbers for the same people, and one more person, keep within what the bounds allow', () => {
  fc.assert(
    fc.property(anySmallRegion, anyPerson, (small, more) => {
      const plain = solveRegionWeek(toRegion(small), unlimited)
      const reversed = solveRegionWeek(toRegion({ ...small, people: small.people.toReversed() }), unlimited)
      const larger = solveRegionWeek(toRegion({ ...small, people: [...small.people, more] }), unlimited)
      expect(reversed.objective).toBeLessThanOrEqual(plain.bound ?? 0)
      expect(plain.objective).toBeLessThanOrEqual(reversed.bound ?? 0)
      expect(plain.objective).toBeLessThanOrEqual(larger.bound ?? 0)
    }),
  )
})

test('a thousand people and two hundred posts: the published optimum, within two hundred-thousandths of the bound', () => {
  const region = imagineRegion(1000, 200, 1)
  const { objective, bound, solution } = solveRegionWeek(region, unlimited)
  expect(objective).toBe(OPTIMUM)
  expect(bound).toBeGreaterThanOrEqual(OPTIMUM)
  expect(bound).toBeLessThan(OPTIMUM * 1.00002)
  expect(solution && checkedWorth(region, solution, Number.POSITIVE_INFINITY)).toBe(OPTIMUM)
})

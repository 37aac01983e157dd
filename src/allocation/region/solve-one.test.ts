import fc from 'fast-check'
import { expect, test } from 'vitest'
import { imagineRegion } from './imagine-region.testing'
import { anyPerson, anySmallRegion, bestByLooking, checkedWorth, toRegion } from './small-region.testing'
import { solveRegionOne } from './solve-one'

const unlimited = { seed: 1, stepsMax: Number.POSITIVE_INFINITY }

test('the plan is as good as the best found by looking at all of them, and proved so', () => {
  fc.assert(
    fc.property(anySmallRegion, (small) => {
      const region = toRegion(small)
      const { status, objective, bound, solution } = solveRegionOne(region, unlimited)
      expect(status).toBe('optimal')
      expect(objective).toBe(bestByLooking(region, 1))
      expect(bound).toBe(objective)
      expect(solution && checkedWorth(region, solution, 1)).toBe(objective)
    }),
    { numRuns: 300 },
  )
})

test('whenever it is ended, the plan keeps every rule, the bound is true, and the steps taken replay it', () => {
  fc.assert(
    fc.property(anySmallRegion, fc.nat(40), fc.double({ min: 0, max: 0.2, noNaN: true }), (small, stepsMax, gapMax) => {
      const region = toRegion(small)
      const ended = solveRegionOne(region, { seed: 1, stepsMax }, gapMax)
      const best = bestByLooking(region, 1)
      expect(ended.steps).toBeLessThanOrEqual(stepsMax)
      expect(ended.objective).toBeLessThanOrEqual(best)
      expect(ended.bound).toBeGreaterThanOrEqual(best)
      if (ended.status === 'optimal') expect(ended.objective).toBe(best)
      expect(ended.solution && checkedWorth(region, ended.solution, 1)).toBe(ended.objective)
      expect(solveRegionOne(region, { seed: 1, stepsMax: ended.steps }, gapMax)).toEqual(ended)
    }),
    { numRuns: 200 },
  )
})

test('other numbers for the same people change nothing, and one more person never takes away', () => {
  fc.assert(
    fc.property(anySmallRegion, anyPerson, (small, more) => {
      const { objective } = solveRegionOne(toRegion(small), unlimited)
      const reversed = { ...small, people: small.people.toReversed() }
      expect(solveRegionOne(toRegion(reversed), unlimited).objective).toBe(objective)
      const larger = solveRegionOne(toRegion({ ...small, people: [...small.people, more] }), unlimited)
      expect(larger.objective).toBeGreaterThanOrEqual(objective ?? 0)
    }),
  )
})

test('a thousand people and two hundred posts: the published optimum, and ended by its caller the same again', () => {
  const region = imagineRegion(1000, 200, 1)
  const { status, objective, solution } = solveRegionOne(region, unlimited)
  expect({ status, objective }).toEqual({ status: 'optimal', objective: 2246197 })
  expect(solution && checkedWorth(region, solution, 1)).toBe(2246197)
  let looks = 0
  const stopped = solveRegionOne(region, { seed: 1, stepsMax: 9e9, stop: () => ++looks > 1 })
  expect(stopped.status).toBe('feasible')
  expect(solveRegionOne(region, { seed: 1, stepsMax: stopped.steps })).toEqual(stopped)
})

test('a budget or gap that means nothing is refused', () => {
  const region = imagineRegion(10, 2, 1)
  expect(() => solveRegionOne(region, { seed: Number.NaN, stepsMax: 1 })).toThrow(RangeError)
  expect(() => solveRegionOne(region, unlimited, Number.NaN)).toThrow(RangeError)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkRounds } from './check-rounds'
import { exhaust } from './exhaust.testing'
import { planRounds } from './plan-rounds'
import type { RoundJob, RoundStop, RoundsProblem, RoundVehicle } from './rounds-problem'

const PLACES = 6
const DAY = 100

const windows = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.nat(70), fc.integer({ min: 0, max: 30 })).map(([from, wide]) => [{ from, to: from + wide }]),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.nat(30), fc.nat(10), fc.integer({ min: 1, max: 20 }), fc.nat(20))
      .map(([from, wide, apart, wide2]) => [
        { from, to: from + wide },
        { from: from + wide + apart, to: from + wide + apart + wide2 },
      ]),
  },
)
const stop: fc.Arbitrary<RoundStop> = fc.record({ place: fc.nat(PLACES - 1), windows, minutes: fc.nat(6) })
const amounts = fc.tuple(fc.nat(4), fc.nat(4))
const wanted = { competences: fc.constantFrom(0, 0, 0, 1, 2, 3), price: fc.constantFrom(15, 60, Infinity) }
const job: fc.Arbitrary<RoundJob> = fc.oneof(
  fc.record({ kind: fc.constant('visit' as const), at: stop, deliver: amounts, collect: amounts, ...wanted }),
  fc.record({ kind: fc.constant('carry' as const), from: stop, to: stop, amount: amounts, ...wanted }),
)
const breaks = fc
  .array(
    fc
      .record({ from: fc.nat(60), wide: fc.nat(30), minutes: fc.integer({ min: 1, max: 15 }) })
      .map(({ from, wide, minutes }) => ({
        from,
        to: from + wide,
        minutes,
      })),
    { maxLength: 2 },
  )
  .map((list) => list.sort((a, b) => a.from - b.from))
const vehicle: fc.Arbitrary<RoundVehicle> = fc.record({
  start: fc.nat(PLACES - 1),
  end: fc.option(fc.nat(PLACES - 1)),
  capacity: fc.tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 3, max: 9 })),
  shift: fc.tuple(fc.nat(20), fc.integer({ min: 40, max: DAY })).map(([from, to]) => ({ from, to })),
  breaks: fc.oneof(fc.constant([]), breaks),
  competences: fc.constantFrom(0, 1, 2, 3, 3),
  cost: fc.constantFrom(0, 0, 12),
})
const problems: fc.Arbitrary<RoundsProblem> = fc.record({
  travel: fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { minLength: PLACES, maxLength: PLACES }).map((points) => ({
    places: PLACES,
    time: (from: number, to: number) => {
      const [a = [0, 0], b = [0, 0]] = [points[from], points[to]]
      return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1])
    },
  })),
  dimensions: fc.constant(2),
  vehicles: fc.array(vehicle, { minLength: 1, maxLength: 2 }),
  jobs: fc.array(job, { minLength: 1, maxLength: 3 }),
  fewestVehicles: fc.constant(false),
})

test('tiny problems are solved as by trying every way, and every plan holds by the independent check', () => {
  fc.assert(
    fc.property(problems, fc.nat(1000), (problem, seed) => {
      const best = exhaust(problem)
      const answer = planRounds(problem, { seed, stepsMax: 250 })
      if (best === Infinity) {
        expect(answer.status).toMatch(/infeasible|gave-up/)
        return
      }
      expect(answer.status).toBe('feasible')
      if (answer.solution === null) return
      const { faults, objective, distance, vehicles } = checkRounds(problem, answer.solution.rounds)
      expect(faults).toEqual([])
      expect(answer.objective).toBeCloseTo(objective, 6)
      expect(answer.solution.distance).toBeCloseTo(distance, 6)
      expect(answer.solution.vehicles).toBe(vehicles)
      expect(objective).toBeCloseTo(best, 6)
    }),
    { numRuns: 100, seed: 7 },
  )
})

test('the same seed and steps give the same rounds, and a run that was stopped is replayed by its steps', () => {
  const problem = aProblem(30)
  let asked = 0
  const stopped = planRounds(problem, { seed: 3, stepsMax: Infinity, stop: () => ++asked > 3_333 })
  expect(planRounds(problem, { seed: 3, stepsMax: stopped.steps })).toEqual(stopped)
  expect(planRounds(problem, { seed: 4, stepsMax: stopped.steps }).solution?.rounds).not.toEqual(
    stopped.solution?.rounds,
  )
})

test('more steps are never worse, and the vehicles are never fewer than the bound', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 25 }), fc.nat(999), (size, seed) => {
      const problem = aProblem(size)
      const [short, long] = [
        planRounds(problem, { seed, stepsMax: 50 }),
        planRounds(problem, { seed, stepsMax: 1_500 }),
      ]
      expect(long.solution?.vehicles).toBeLessThanOrEqual(short.solution?.vehicles ?? 0)
      expect(long.solution?.vehicles).toBeGreaterThanOrEqual(long.vehiclesBound)
      if (long.solution?.vehicles === short.solution?.vehicles)
        expect(long.objective).toBeLessThanOrEqual((short.objective ?? 0) + 1e-9)
    }),
    { numRuns: 12, seed: 7 },
  )
})

/** Visits on a spiral around the one depot, with windows that overlap. */
function aProblem(size: number): RoundsProblem {
  const points = Array.from({ length: size + 1 }, (_, i) => [i * Math.cos(i), i * Math.sin(i)] as const)
  return {
    travel: {
      places: size + 1,
      time: (from, to) => {
        const [a = [0, 0], b = [0, 0]] = [points[from], points[to]]
        return Math.hypot(a[0] - b[0], a[1] - b[1])
      },
    },
    dimensions: 1,
    vehicles: Array.from({ length: size }, () => ({
      start: 0,
      end: 0,
      capacity: [10],
      shift: { from: 0, to: 480 },
      breaks: [],
      competences: 0,
      cost: 0,
    })),
    jobs: Array.from({ length: size }, (_, i) => ({
      kind: 'visit',
      at: { place: i + 1, windows: [{ from: (i * 37) % 300, to: ((i * 37) % 300) + 90 }], minutes: 5 },
      deliver: [1 + (i % 3)],
      collect: [0],
      competences: 0,
      price: Infinity,
    })),
    fewestVehicles: true,
  }
}

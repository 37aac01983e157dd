import { expect, test } from 'vitest'
import { planRounds } from './plan-rounds'
import type { RoundJob, RoundsProblem, RoundVehicle, Visit, WhyImpossible } from './rounds-problem'

const budget = { seed: 1, stepsMax: 50 }
const vehicle: RoundVehicle = {
  start: 0,
  end: 0,
  capacity: [10],
  shift: { from: 0, to: 100 },
  breaks: [],
  competences: 1,
  cost: 0,
}
const job: Visit = {
  kind: 'visit',
  at: { place: 1, windows: [], minutes: 1 },
  deliver: [1],
  collect: [0],
  competences: 0,
  price: Infinity,
}
const problem: RoundsProblem = {
  travel: { places: 3, time: Float64Array.of(0, 5, Infinity, 5, 0, Infinity, Infinity, Infinity, 0) },
  dimensions: 1,
  vehicles: [vehicle],
  jobs: [job],
  fewestVehicles: true,
}
const withJob = (change: Partial<Visit>): RoundsProblem => ({ ...problem, jobs: [job, { ...job, ...change }] })
const withVehicle = (change: Partial<RoundVehicle>): RoundsProblem => ({
  ...problem,
  vehicles: [{ ...vehicle, ...change }],
})

test('a job that no vehicle can do is named with the reason', () => {
  const at = (change: Partial<Visit['at']>) => withJob({ at: { ...job.at, ...change } })
  const cases: readonly (readonly [RoundsProblem, WhyImpossible])[] = [
    [withJob({ competences: 2 }), 'lacks-competence'],
    [withJob({ deliver: [11] }), 'too-large'],
    [withJob({ collect: [11] }), 'too-large'],
    [at({ place: 2 }), 'unreachable'],
    [at({ windows: [{ from: 0, to: 4 }] }), 'too-late'],
    [at({ windows: [{ from: 99, to: 200 }] }), 'too-late'],
    [at({ minutes: 95 }), 'too-late'],
    [withJob({ vehicles: [] }), 'no-vehicle'],
  ]
  for (const [one, why] of cases) {
    expect(planRounds(one, budget)).toMatchObject({
      status: 'infeasible',
      solution: null,
      impossible: [{ job: 1, why }],
    })
    const optional = { ...one, jobs: one.jobs.map((each): RoundJob => ({ ...each, price: 70 })) }
    expect(planRounds(optional, budget)).toMatchObject({ status: 'feasible', solution: { undone: [1] }, objective: 80 })
  }
})

test('no vehicles, no jobs, no steps', () => {
  expect(planRounds({ ...problem, vehicles: [] }, budget)).toMatchObject({
    status: 'infeasible',
    impossible: [{ job: 0, why: 'no-vehicle' }],
  })
  expect(planRounds({ ...problem, jobs: [] }, budget)).toMatchObject({
    status: 'feasible',
    objective: 0,
    solution: { rounds: [], vehicles: 0 },
  })
  expect(planRounds(problem, { seed: 1, stepsMax: 0 })).toMatchObject({ status: 'feasible', steps: 0, objective: 10 })
})

test('what fits alone but not together is given up, never called infeasible', () => {
  const apart = { ...job, at: { ...job.at, windows: [{ from: 5, to: 5 }] } }
  const answer = planRounds({ ...problem, jobs: [apart, apart] }, budget)
  expect(answer).toMatchObject({ status: 'gave-up', solution: null, objective: null, steps: 50, impossible: [] })
})

test('what cannot be meant is refused by name', () => {
  const table = problem.travel.time as Float64Array
  const cases: readonly (readonly [RoundsProblem, RegExp])[] = [
    [{ ...problem, travel: { places: 3, time: table.slice(1) } }, /time table of 9 elements, got 8/],
    [{ ...problem, travel: { places: 3, time: table.map(() => -1) } }, /time of at least 0 from place/],
    [{ ...problem, travel: { places: 3, time: () => Number.NaN } }, /time of at least 0 from place .*NaN/],
    [{ ...problem, dimensions: 2 }, /vehicle 0: capacity: expected 2 amounts, got 1/],
    [{ ...problem, dimensions: 0 }, /dimensions/],
    [withVehicle({ capacity: [-1] }), /vehicle 0: capacity/],
    [withVehicle({ start: 3 }), /vehicle 0: start: expected a whole number from 0 to 2/],
    [withVehicle({ shift: { from: 5, to: 4 } }), /vehicle 0: shift/],
    [withVehicle({ shift: { from: 0, to: Infinity } }), /vehicle 0: shift/],
    [withVehicle({ competences: 2 ** 40 }), /vehicle 0: competences/],
    [withVehicle({ breaks: [{ from: 0, to: 9, minutes: Number.NaN }] }), /vehicle 0: break 0: minutes/],
    [withJob({ deliver: [Number.NaN] }), /job 1: deliver/],
    [withJob({ collect: [-1] }), /job 1: collect/],
    [withJob({ price: Number.NaN }), /job 1: expected a price/],
    [withJob({ at: { ...job.at, minutes: -1 } }), /job 1: its minutes/],
    [withJob({ at: { ...job.at, place: 0.5 } }), /job 1: its place/],
    [withJob({ at: { ...job.at, windows: [{ from: 9, to: 2 }] } }), /job 1: its window 0/],
    [withJob({ vehicles: [4] }), /job 1: vehicles/],
    [withJob({ promised: { vehicle: 0, cost: -1 } }), /job 1: cost of another vehicle/],
  ]
  for (const [one, message] of cases) {
    expect(() => planRounds(one, budget)).toThrow(message)
    expect(() => planRounds(one, budget)).toThrow(RangeError)
  }
  expect(() => planRounds(problem, { seed: 0.5, stepsMax: 1 })).toThrow(RangeError)
  expect(() => planRounds(problem, { seed: 1, stepsMax: -1 })).toThrow(RangeError)
})

import { expect, test } from 'vitest'
import { checkRounds } from './check-rounds'
import { type RunningRound, repairRounds } from './repair-rounds'
import type { RoundJob, RoundsProblem, RoundVehicle, StopOfRound } from './rounds-problem'

const budget = { seed: 1, stepsMax: 300 }
const none = { lost: [], cancelled: [], moveCost: 30 }

// A street: place 0 is the store, the others lie along it, one kilometre and one minute apart.
const van: RoundVehicle = {
  start: 0,
  end: 0,
  capacity: [6],
  shift: { from: 0, to: 200 },
  breaks: [],
  competences: 0,
  cost: 0,
}
const visit = (place: number, deliver = 0): RoundJob => ({
  kind: 'visit',
  at: { place, windows: [], minutes: 2 },
  deliver: [deliver],
  collect: [0],
  competences: 0,
  price: Infinity,
})
const carry = (from: number, to: number): RoundJob => ({
  kind: 'carry',
  from: { place: from, windows: [], minutes: 1 },
  to: { place: to, windows: [], minutes: 1 },
  amount: [2],
  competences: 0,
  price: Infinity,
})
const street = (jobs: readonly RoundJob[], vehicles = [van, van]): RoundsProblem => ({
  travel: { places: 20, time: (a, b) => Math.abs(a - b) },
  dimensions: 1,
  vehicles,
  jobs,
  fewestVehicles: false,
})
const at = (...jobs: number[]): StopOfRound[] => jobs.map((job) => ({ job, end: 'visit' }))
const running = (round: Partial<RunningRound> & Pick<RunningRound, 'vehicle' | 'stops'>): RunningRound => ({
  done: 0,
  freeAt: 0,
  breaksTaken: 0,
  hasLeft: round.done !== undefined && round.done > 0,
  ...round,
})

test('nothing changed: nobody is moved, what is done stays at the head', () => {
  const problem = street([visit(3), visit(6), visit(9), visit(4), visit(8)])
  const rounds = [
    running({ vehicle: 0, stops: at(0, 1, 2), done: 1, freeAt: 5 }),
    running({ vehicle: 1, stops: at(3, 4), done: 1, freeAt: 6 }),
  ]
  const repaired = repairRounds(problem, rounds, none, budget)
  expect(repaired).toMatchObject({ moved: [], undone: [] })
  expect(repaired.rounds).toEqual([
    { vehicle: 0, stops: at(0, 1, 2) },
    { vehicle: 1, stops: at(3, 4) },
  ])
})

test('stops of a lost vehicle go to the others, but not the goods on board', () => {
  const problem = street([visit(3), visit(6), visit(9, 1), visit(4), carry(10, 12)])
  const rounds = [
    running({
      vehicle: 0,
      stops: [...at(0, 1, 2), { job: 4, end: 'pick-up' }, { job: 4, end: 'drop' }],
      done: 1,
      freeAt: 5,
    }),
    running({ vehicle: 1, stops: at(3), freeAt: 3 }),
  ]
  const repaired = repairRounds(problem, rounds, { ...none, lost: [0] }, budget)
  expect(repaired.undone).toEqual([2])
  expect(repaired.moved).toEqual([1, 4])
  expect(repaired.rounds[0]).toEqual({ vehicle: 0, stops: at(0) })
  const { faults } = checkRounds(
    { ...problem, jobs: problem.jobs.map((job) => ({ ...job, price: 0 })) },
    repaired.rounds,
  )
  expect(faults).toEqual([])
})

test('what is picked up is dropped by the same vehicle, a new stop is fitted in, a cancelled one is left out', () => {
  const problem = street([carry(2, 8), visit(5), visit(6), visit(7)])
  const stops: StopOfRound[] = [{ job: 0, end: 'pick-up' }, ...at(1, 2), { job: 0, end: 'drop' }]
  const rounds = [running({ vehicle: 0, stops, done: 1, freeAt: 3 })]
  const repaired = repairRounds(problem, rounds, { ...none, cancelled: [1] }, budget)
  expect(repaired).toMatchObject({ moved: [], undone: [] })
  expect(repaired.rounds).toHaveLength(1)
  const order = repaired.rounds[0]?.stops.map(({ job, end }) => `${job} ${end}`) ?? []
  expect(order[0]).toBe('0 pick-up')
  expect([...order].sort()).toEqual(['0 drop', '0 pick-up', '2 visit', '3 visit'])
})

test('a stop is moved only where that saves more than it costs', () => {
  // Vehicle 1 passes the stop anyway; it saves 12 kilometres there and back.
  const problem = street([visit(6), visit(6)], [van, van])
  const rounds = [running({ vehicle: 0, stops: at(0) }), running({ vehicle: 1, stops: at(1) })]
  expect(repairRounds(problem, rounds, { ...none, moveCost: 20 }, budget).moved).toEqual([])
  expect(repairRounds(problem, rounds, { ...none, moveCost: 5 }, budget).moved).toHaveLength(1)
})

test('a delivery that came late needs a vehicle that has not left, and one with no room left takes nothing more', () => {
  const left = [running({ vehicle: 0, stops: at(0), freeAt: 1, hasLeft: true })]
  expect(repairRounds(street([visit(3, 6), visit(4, 1)], [van]), left, none, budget).undone).toEqual([1])
  const two = repairRounds(street([visit(3, 6), visit(4, 1)]), left, none, budget)
  expect(two.undone).toEqual([])
  expect(two.rounds.find(({ vehicle }) => vehicle === 1)?.stops).toEqual(at(1))
})

test('rounds that cannot be meant are refused', () => {
  const problem = street([visit(3), visit(6)])
  for (const wrong of [
    { vehicle: 0, stops: at(0), done: 2 },
    { vehicle: 0, stops: at(0), freeAt: Number.NaN },
    { vehicle: 0, stops: at(0), breaksTaken: 1 },
    { vehicle: 9, stops: at(0) },
    { vehicle: 0, stops: at(0, 0) },
    { vehicle: 0, stops: at(7) },
    { vehicle: 0, stops: [{ job: 0, end: 'drop' as const }] },
  ])
    expect(() => repairRounds(problem, [running(wrong)], none, budget), JSON.stringify(wrong)).toThrow(RangeError)
})

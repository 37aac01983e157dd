import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkRounds, planRounds, type RoundsProblem, type RunningRound, type StopOfRound } from '../../allocation'
import { repairWithFewMoves } from './few-moves'

const SIZE = 100

const anEnd = fc.record({
  place: fc.integer({ min: 0, max: SIZE - 1 }),
  minutes: fc.integer({ min: 0, max: 15 }),
  window: fc.option(fc.record({ from: fc.integer({ min: 0, max: 300 }), length: fc.integer({ min: 60, max: 300 }) })),
})
const toEnd = ({
  place,
  minutes,
  window,
}: {
  place: number
  minutes: number
  window: { from: number; length: number } | null
}) => ({
  place,
  minutes,
  windows: window === null ? [] : [{ from: window.from, to: window.from + window.length }],
})
const aJob = fc
  .record({ from: anEnd, to: anEnd, grams: fc.integer({ min: 1, max: 400 }) })
  .map(({ from, to, grams }) => ({
    kind: 'carry' as const,
    from: toEnd(from),
    to: toEnd(to),
    amount: [grams],
    competences: 0,
    price: 10_000_000,
  }))
const time = (a: number, b: number) =>
  Math.ceil(Math.hypot((a % 10) - (b % 10), Math.floor(a / 10) - Math.floor(b / 10)) * 4)
const aProblem = fc
  .record({ jobs: fc.array(aJob, { minLength: 1, maxLength: 9 }), vehicles: fc.integer({ min: 1, max: 3 }) })
  .map(
    ({ jobs, vehicles }): RoundsProblem => ({
      travel: { places: SIZE, time },
      dimensions: 1,
      vehicles: Array.from({ length: vehicles }, (_, i) => ({
        start: i * 7,
        end: i * 7,
        capacity: [1000],
        shift: { from: 0, to: 600 },
        breaks: [],
        competences: 0,
        cost: 10,
      })),
      jobs,
      fewestVehicles: false,
    }),
  )

/** Rounds for a problem, and the problem without what no round took: as rounds are kept once they are sent out. */
function planned(whole: RoundsProblem) {
  const rounds = planRounds(whole, { seed: 1, stepsMax: 200 }).solution?.rounds ?? []
  const taken = [...new Set(rounds.flatMap(({ stops }) => stops.map(({ job }) => job)))].sort((a, b) => a - b)
  const problem = { ...whole, jobs: taken.flatMap((job) => whole.jobs[job] ?? []) }
  return {
    problem,
    rounds: rounds.map(({ vehicle, stops }) => ({
      vehicle,
      stops: stops.map(({ job, end }): StopOfRound => ({ job: taken.indexOf(job), end })),
    })),
  }
}
const waiting = (rounds: readonly { vehicle: number; stops: readonly StopOfRound[] }[]): RunningRound[] =>
  rounds.map((round) => ({ ...round, done: 0, freeAt: 0, breaksTaken: 0, hasLeft: false }))
const key = ({ job, end }: StopOfRound) => `${job} ${end}`

/** Stops of a vehicle before and after, without those named: what must not have moved. */
const staysInOrder = (
  before: readonly { vehicle: number; stops: readonly StopOfRound[] }[],
  after: readonly { vehicle: number; stops: readonly StopOfRound[] }[],
  mayMove: ReadonlySet<number>,
) => {
  for (const { vehicle, stops } of before) {
    const kept = stops.filter(({ job }) => !mayMove.has(job)).map(key)
    const now = (after.find((round) => round.vehicle === vehicle)?.stops ?? []).map(key)
    expect(now.filter((one) => kept.includes(one))).toEqual(kept)
  }
}

test('a cancelled request takes its own stops away and moves nothing else', () => {
  fc.assert(
    fc.property(aProblem, fc.nat(), (whole, pick) => {
      const { problem, rounds } = planned(whole)
      fc.pre(problem.jobs.length > 0)
      const cancelled = pick % problem.jobs.length
      const repaired = repairWithFewMoves(problem, waiting(rounds), { lost: [], cancelled: [cancelled] })
      expect(repaired.moved).toEqual([])
      expect(repaired.rounds.flatMap(({ stops }) => stops.map(({ job }) => job))).not.toContain(cancelled)
      staysInOrder(rounds, repaired.rounds, new Set([cancelled]))
    }),
    { numRuns: 60 },
  )
})

test('a new request moves no stop that was there, unless it could not be served otherwise', () => {
  fc.assert(
    fc.property(aProblem, aJob, (whole, job) => {
      const { problem, rounds } = planned(whole)
      const more = { ...problem, jobs: [...problem.jobs, job] }
      const fresh = problem.jobs.length
      const repaired = repairWithFewMoves(more, waiting(rounds), { lost: [], cancelled: [] })
      expect(checkRounds(more, repaired.rounds).faults).toEqual([])
      // Nobody who had a place loses it.
      for (const one of problem.jobs.keys()) expect(repaired.undone).not.toContain(one)
      const isSearched = repaired.answer.steps > 0
      if (isSearched) expect(repaired.undone).toEqual([])
      else {
        expect(repaired.moved).toEqual([])
        staysInOrder(rounds, repaired.rounds, new Set([fresh]))
      }
    }),
    { numRuns: 60 },
  )
})

test('a vehicle that breaks down gives away its own stops alone, as far as the others have room', () => {
  fc.assert(
    fc.property(aProblem, (whole) => {
      const { problem, rounds } = planned(whole)
      const lost = rounds[0]?.vehicle
      if (lost === undefined) return
      const own = new Set(rounds[0]?.stops.map(({ job }) => job))
      const repaired = repairWithFewMoves(problem, waiting(rounds), { lost: [lost], cancelled: [] })
      expect(repaired.rounds.map(({ vehicle }) => vehicle)).not.toContain(lost)
      for (const round of rounds.slice(1)) for (const { job } of round.stops) expect(repaired.undone).not.toContain(job)
      if (repaired.answer.steps !== 0) return
      for (const job of repaired.moved) expect(own).toContain(job)
      staysInOrder(rounds.slice(1), repaired.rounds, own)
    }),
    { numRuns: 60 },
  )
})

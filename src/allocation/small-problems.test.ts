import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type GapProblem,
  type ShiftTasksProblem,
  solveGap,
  solveShiftTasks,
  solveTransport,
  type TransportProblem,
} from '.'

const budget = { seed: 1, stepsMax: 60_000 }
const wholes = (length: number, min: number, max: number) =>
  fc.array(fc.integer({ min, max }), { minLength: length, maxLength: length }).map((list) => Int32Array.from(list))

/** Every way to choose one of `options` for each of `places`. */
function* everyChoice(places: number, options: number): Generator<number[]> {
  for (let code = 0; code < options ** places; code++) {
    yield Array.from({ length: places }, (_, i) => Math.floor(code / options ** i) % options)
  }
}

const gapProblems = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 5 })).chain(([agents, jobs]) =>
  fc.record({
    agents: fc.constant(agents),
    jobs: fc.constant(jobs),
    cost: wholes(agents * jobs, -20, 20),
    use: wholes(agents * jobs, 0, 6),
    capacity: wholes(agents, 0, 12),
  }),
)

function gapCost({ jobs, agents, cost, use, capacity }: GapProblem, plan: ArrayLike<number>): number {
  const used = new Array<number>(agents).fill(0)
  let sum = 0
  for (let j = 0; j < jobs; j++) {
    const i = plan[j] as number
    used[i] = (used[i] ?? 0) + (use[i * jobs + j] ?? 0)
    sum += cost[i * jobs + j] ?? 0
  }
  return used.every((one, i) => one <= (capacity[i] ?? 0)) ? sum : Number.POSITIVE_INFINITY
}

test('jobs and agents: within capacity, never below the bound, called best or impossible only where it is', () => {
  fc.assert(
    fc.property(gapProblems, (problem) => {
      let least = Number.POSITIVE_INFINITY
      for (const plan of everyChoice(problem.jobs, problem.agents)) least = Math.min(least, gapCost(problem, plan))
      const solved = solveGap(problem, budget)
      expect(solved.status).toBe(least === Number.POSITIVE_INFINITY ? 'infeasible' : solved.solution && solved.status)
      if (solved.solution === null) return
      expect(gapCost(problem, solved.solution)).toBe(solved.objective)
      // A search without proof may miss the best; it may not say that it has it.
      if (solved.status === 'optimal') expect(solved.objective).toBe(least)
      expect(solved.bound).toBeLessThanOrEqual(least)
    }),
    { numRuns: 60 },
  )
})

const shiftProblems = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 5 }))
  .chain(([workers, tasks]) =>
    fc.record({
      start: wholes(tasks, 0, 8),
      length: wholes(tasks, 1, 5),
      may: fc.array(fc.array(fc.boolean(), { minLength: tasks, maxLength: tasks }), {
        minLength: workers,
        maxLength: workers,
      }),
    }),
  )

test('shifts: nobody twice at once, nobody unqualified, as few as trying everything finds', () => {
  fc.assert(
    fc.property(shiftProblems, ({ start, length, may }) => {
      const end = start.map((from, t) => from + (length[t] ?? 0))
      const qualified = may.map((row) => Int32Array.from(row.flatMap((yes, t) => (yes ? [t] : []))))
      const problem: ShiftTasksProblem = { start, end, qualified }
      const allowed = (plan: ArrayLike<number>) =>
        start.every((from, t) => {
          const clash = start.some(
            (other, u) => u < t && plan[u] === plan[t] && other < (end[t] ?? 0) && (end[u] ?? 0) > from,
          )
          return may[plan[t] as number]?.[t] === true && !clash
        })
      let fewest = Number.POSITIVE_INFINITY
      for (const plan of everyChoice(start.length, may.length)) {
        if (allowed(plan)) fewest = Math.min(fewest, new Set(plan).size)
      }
      const solved = solveShiftTasks(problem, budget)
      expect(solved.bound).toBeLessThanOrEqual(fewest)
      if (fewest === Number.POSITIVE_INFINITY) {
        expect(solved.solution).toBeNull()
        return
      }
      expect(solved.status === 'optimal' || solved.status === 'feasible').toBe(true)
      expect(allowed(solved.solution ?? [])).toBe(true)
      expect(solved.objective).toBe(fewest)
    }),
    { numRuns: 60 },
  )
})

const transports = fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 3 })).chain(([sources, sinks]) =>
  fc.record({
    supply: wholes(sources, 0, 3),
    demand: wholes(sinks, 0, 2),
    weight: wholes(sinks, -2, 9),
    from: fc.constant(Int32Array.from({ length: sources * sinks }, (_, a) => Math.floor(a / sinks))),
    to: fc.constant(Int32Array.from({ length: sources * sinks }, (_, a) => a % sinks)),
    cost: wholes(sources * sinks, -3, 6),
  }),
)

function transportWorth({ supply, demand, weight, from, to, cost }: TransportProblem, flow: ArrayLike<number>): number {
  const out = Array.from(supply)
  const into = Array.from(demand)
  let sum = 0
  for (let a = 0; a < from.length; a++) {
    const [i, j, amount] = [from[a] as number, to[a] as number, flow[a] as number]
    out[i] = (out[i] ?? 0) - amount
    into[j] = (into[j] ?? 0) - amount
    sum += ((weight[j] ?? 0) - (cost[a] ?? 0)) * amount
  }
  return [...out, ...into].every((left) => left >= 0) ? sum : Number.NEGATIVE_INFINITY
}

test('transport: the best of every flow; cut short it is still a flow, and the bound holds', () => {
  fc.assert(
    fc.property(transports, fc.nat(4), (problem, few) => {
      let most = Number.NEGATIVE_INFINITY
      for (const flow of everyChoice(problem.from.length, 3)) most = Math.max(most, transportWorth(problem, flow))
      const solved = solveTransport(problem, { seed: 1, stepsMax: Number.POSITIVE_INFINITY })
      expect(solved).toMatchObject({ status: 'optimal', objective: most, bound: most })
      expect(transportWorth(problem, solved.solution ?? [])).toBe(most)
      const short = solveTransport(problem, { seed: 1, stepsMax: few })
      expect(transportWorth(problem, short.solution ?? [])).toBe(short.objective)
      expect(short.bound).toBeGreaterThanOrEqual(most)
    }),
    { numRuns: 100 },
  )
})

test('what has no meaning is refused, with the reason', () => {
  const gap = { agents: 1, jobs: 1, cost: Int32Array.of(1), use: Int32Array.of(-1), capacity: Int32Array.of(1) }
  expect(() => solveGap(gap, budget)).toThrow('uses from 0, got -1')
  expect(() => solveGap({ ...gap, agents: -1 }, budget)).toThrow(RangeError)
  expect(() => solveGap({ ...gap, use: Int32Array.of(1) }, { seed: 1, stepsMax: Number.NaN })).toThrow(
    '0 steps or more',
  )
  const backwards = { start: Int32Array.of(3), end: Int32Array.of(3), qualified: [Int32Array.of(0)] }
  expect(() => solveShiftTasks(backwards, budget)).toThrow('to end after its start')
  const huge = Int32Array.of(2 ** 31 - 1)
  const one = Int32Array.of(0)
  const overflow = { supply: huge, demand: huge, weight: huge, from: one, to: one, cost: Int32Array.of(-(2 ** 31)) }
  expect(() => solveTransport(overflow, budget)).toThrow('2^53')
})

test('the same seed and steps give the same answer', () => {
  const chance = fc.sample(gapProblems, { numRuns: 5, seed: 3 })
  for (const problem of chance) expect(solveGap(problem, budget)).toEqual(solveGap(problem, budget))
})

import { expect, test } from 'vitest'
import { newChance } from '../kit/chance'
import { solveGap, solveRegionOne, solveRegionWeek, solveShiftTasks } from '.'
import { imagineRegion } from './region/imagine-region.testing'

// A large problem may have used up its time before the first step: what is easy to find is there by then.
const nothing = { seed: 1, stepsMax: 0 }

test('jobs that fit have agents at once, though the cheapest could not take them all', () => {
  const chance = newChance('gap at once')
  const [agents, jobs] = [30, 600]
  const whole = (count: number, from: number, to: number) =>
    Int32Array.from({ length: count }, () => chance.between(from, to))
  const use = whole(agents * jobs, 5, 25)
  // The first agent is the cheapest for everybody, the larger a job the cheaper it is elsewhere.
  const cost = use.map((size, cell) => (cell < jobs ? 1 : 40 - size + chance.between(0, 5)))
  const capacity = new Int32Array(agents).fill(Math.ceil((jobs * 14) / agents))
  const { status, solution, objective, bound } = solveGap({ agents, jobs, cost, use, capacity }, nothing)
  expect(status).toBe('feasible')
  const used = new Int32Array(agents)
  solution?.forEach((agent, job) => {
    used[agent] = (used[agent] ?? 0) + (use[agent * jobs + job] ?? 0)
  })
  expect(used.every((one, agent) => one <= (capacity[agent] ?? 0))).toBe(true)
  expect(solution?.reduce((sum, agent, job) => sum + (cost[agent * jobs + job] ?? 0), 0)).toBe(objective)
  expect(bound).toBeLessThanOrEqual(objective ?? 0)
})

test('tasks have workers at once, by handing over where nobody is free', () => {
  const chance = newChance('shifts at once')
  const workers = 200
  const tasks: { start: number; end: number; worker: number }[] = []
  for (let worker = 0; worker < workers; worker++) {
    for (let time = chance.between(0, 5); time < 400; ) {
      const end = time + chance.between(5, 25)
      tasks.push({ start: time, end, worker })
      time = end + chance.between(0, 12)
    }
  }
  tasks.sort((a, b) => a.start - b.start)
  const qualified = Array.from({ length: workers }, (_, worker) =>
    Int32Array.from(tasks.keys().filter((task) => tasks[task]?.worker === worker || chance.happens(0.1))),
  )
  const problem = {
    start: Int32Array.from(tasks, ({ start }) => start),
    end: Int32Array.from(tasks, ({ end }) => end),
    qualified,
  }
  const { status, solution, objective } = solveShiftTasks(problem, nothing)
  expect(status).toBe('feasible')
  expect(objective).toBe(new Set(solution).size)
  const freeFrom = new Int32Array(workers)
  solution?.forEach((worker, task) => {
    expect(qualified[worker]?.includes(task)).toBe(true)
    expect(freeFrom[worker]).toBeLessThanOrEqual(tasks[task]?.start ?? 0)
    freeFrom[worker] = tasks[task]?.end ?? 0
  })
})

test('one post each, and a week, are nearly full without a step, and their bounds are true', () => {
  const region = imagineRegion(1000, 200, 1)
  // The published optima are 2,246,197 and 2,317,322.
  const one = solveRegionOne(region, nothing)
  expect(one.bound).toBeGreaterThanOrEqual(2_246_197)
  expect(one.objective).toBeGreaterThan(2_000_000)
  const week = solveRegionWeek(region, nothing)
  expect(week.bound).toBeGreaterThanOrEqual(2_317_322)
  expect(week.objective).toBeGreaterThan(2_000_000)
})

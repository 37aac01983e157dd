import { cheapestAgents } from './cheapest-agents'
import type { GapProblem } from './gap-problem'

/** What Lagrangian relaxations say of a problem. */
export type GapBound = {
  /** No assignment costs less. */
  readonly bound: number
  /** What a unit of each agent's capacity is worth; length: agents. */
  readonly price: Float64Array
}

const ROUNDS = 400
// Pairs looked at in all rounds together: of many, fewer rounds leave time for the search.
const LOOKS_MAX = 1e9

/**
 * Prices on capacity, by subgradient steps: each job then goes where cost and price together are least. As tight as linear programming.
 * The length of a step starts at what a unit of capacity may be worth at all and halves whenever the bound has not risen for a while.
 * @param stop ends it early, with the best prices so far
 */
export function priceCapacity(problem: GapProblem, stop?: () => boolean): GapBound {
  const { agents, jobs, cost, use, capacity } = problem
  const price = new Float64Array(agents)
  const best = { bound: Number.NEGATIVE_INFINITY, price: price.slice() }
  const over = new Float64Array(agents)
  const widest =
    cost.reduce((most, one) => Math.max(most, one), 0) - cost.reduce((least, one) => Math.min(least, one), 0)
  let length = Math.max(1, widest) / Math.max(1, use.reduce((sum, one) => sum + one, 0) / Math.max(1, use.length))
  const shortest = length * 1e-5
  let stale = 0
  const rounds = Math.min(ROUNDS * 4, Math.max(1, Math.floor(LOOKS_MAX / (agents * jobs))))
  for (let round = 0; round < rounds && length > shortest && !(round > 0 && stop?.()); round++) {
    let value = 0
    for (let i = 0; i < agents; i++) {
      over[i] = -(capacity[i] as number)
      value -= (price[i] as number) * (capacity[i] as number)
    }
    const { least, at } = cheapestAgents(problem, price)
    for (let j = 0; j < jobs; j++) {
      const agent = at[j] as number
      value += least[j] as number
      over[agent] = (over[agent] as number) + (use[agent * jobs + j] as number)
    }
    if (value > best.bound + 1e-9) {
      best.bound = value
      best.price.set(price)
      stale = 0
    } else if (++stale >= 15) {
      stale = 0
      length /= 2
      price.set(best.price)
      continue
    }
    let norm = 0
    for (let i = 0; i < agents; i++) {
      // A slack agent without a price stays so; counting its slack would only shorten the step.
      if ((price[i] as number) <= 0 && (over[i] as number) < 0) over[i] = 0
      norm += (over[i] as number) ** 2
    }
    if (norm === 0) break
    const step = length / Math.sqrt(norm)
    for (let i = 0; i < agents; i++) price[i] = Math.max(0, (price[i] as number) + step * (over[i] as number))
  }
  return best
}

// Beyond this many cells of all agents' tables together the exact knapsack costs more than it tells.
const TABLE_MAX = 40_000_000

/**
 * Prices on jobs, each agent then filling its knapsack exactly: tighter than linear programming.
 * @param start what a unit of capacity is worth, from {@link priceCapacity}
 * @param target the least cost known
 * @returns the best bound found, never below that of `start`
 */
export function priceJobs(problem: GapProblem, start: GapBound, target: number, stop?: () => boolean): number {
  const { agents, jobs, capacity } = problem
  const widest = capacity.reduce((most, one) => Math.max(most, one), 0)
  if (widest * jobs > TABLE_MAX || jobs === 0) return start.bound
  const knapsack = newKnapsack(problem, widest)
  const price = cheapestAgents(problem, start.price).least
  let bound = start.bound
  let bestPrice = price.slice()
  const times = new Int32Array(jobs)
  const rounds = Math.min(ROUNDS, Math.ceil(4e9 / Math.max(1, widest * jobs * agents)))
  let scale = 1
  let stale = 0
  for (let round = 0; round < rounds && scale > 1e-3; round++) {
    if (stop?.()) break
    times.fill(0)
    let value = price.reduce((sum, one) => sum + one, 0)
    for (let i = 0; i < agents; i++) value += knapsack(i, price, times)
    if (value > bound + 1e-9) {
      bound = value
      bestPrice = price.slice()
      stale = 0
    } else if (++stale >= 8) {
      stale = 0
      scale /= 2
      price.set(bestPrice)
      continue
    }
    if (Math.ceil(bound - 1e-6) >= target) break
    let norm = 0
    for (const t of times) norm += (1 - t) ** 2
    if (norm === 0) break
    const step = (scale * Math.max(0.05, target - value)) / norm
    for (let j = 0; j < jobs; j++) price[j] = (price[j] as number) + step * (1 - (times[j] as number))
  }
  return bound
}

/** Fills one agent with the jobs that are worth more than they cost; counts each chosen job in `times` and returns the (negative) value. */
function newKnapsack({ jobs, cost, use, capacity }: GapProblem, widest: number) {
  const best = new Float64Array(widest + 1)
  const taken = new Uint8Array(jobs * (widest + 1))
  return (agent: number, price: Float64Array, times: Int32Array): number => {
    const room = capacity[agent] as number
    const width = room + 1
    best.fill(0, 0, width)
    for (let j = 0; j < jobs; j++) {
      const row = j * width
      taken.fill(0, row, row + width)
      const value = (cost[agent * jobs + j] as number) - (price[j] as number)
      const size = use[agent * jobs + j] as number
      if (value >= 0) continue
      for (let r = room; r >= size; r--) {
        const other = (best[r - size] as number) + value
        if (other < (best[r] as number)) {
          best[r] = other
          taken[row + r] = 1
        }
      }
    }
    for (let j = jobs - 1, r = room; j >= 0; j--) {
      if (taken[j * width + r] === 0) continue
      times[j] = (times[j] as number) + 1
      r -= use[agent * jobs + j] as number
    }
    return best[room] as number
  }
}

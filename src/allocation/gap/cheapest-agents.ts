import type { GapProblem } from './gap-problem'

/** The agent at which each job costs least, capacity priced, and what that is: agent 0 and Infinity for a job that is too large for all. */
export type CheapestAgents = { readonly least: Float64Array; readonly at: Int32Array }

/** Looks at each agent's row in turn, as it lies in memory; of equal agents the first counts. */
export function cheapestAgents({ agents, jobs, cost, use, capacity }: GapProblem, price: Float64Array): CheapestAgents {
  const least = new Float64Array(jobs).fill(Number.POSITIVE_INFINITY)
  const at = new Int32Array(jobs)
  for (let i = 0; i < agents; i++) {
    const [row, room, rate] = [i * jobs, capacity[i]!, price[i]!]
    for (let j = 0; j < jobs; j++) {
      const size = use[row + j]!
      if (size > room) continue
      const full = cost[row + j]! + rate * size
      if (full >= least[j]!) continue
      least[j] = full
      at[j] = i
    }
  }
  return { least, at }
}

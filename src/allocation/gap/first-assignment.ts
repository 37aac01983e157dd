import { cheapestAgents } from './cheapest-agents'
import type { GapProblem } from './gap-problem'

// So many agents are asked whether they would swap one of their jobs for one that fits nowhere.
const SWAPS_MAX = 200

// Room is first worth hardly more than the prices say, so that of equal agents the one is taken that it costs least room; then ever more.
const DEARER = [0.001, 0.03, 0.3, 3] as const

// Pairs looked at in all attempts together: what is not easy by then is left to the search.
const LOOKS_MAX = 40_000_000

/**
 * An assignment within capacity, made at once and good only while nothing better is known.
 * @param price what a unit of each agent's capacity is worth
 * @returns null where none is found this way
 */
export function firstAssignment(problem: GapProblem, price: Float64Array): Int32Array | null {
  const { cost, use } = problem
  const range =
    cost.reduce((most, one) => Math.max(most, one), 0) - cost.reduce((least, one) => Math.min(least, one), 0)
  const unit = Math.max(1, range) / Math.max(1, use.reduce((sum, one) => sum + one, 0) / use.length)
  const looks = { left: LOOKS_MAX }
  for (const times of DEARER) {
    const dearer = price.map((one) => one + times * unit)
    const found = mendOverload(problem, dearer, cheapestAgents(problem, dearer).at, looks)
    if (found !== null || looks.left < 0) return found
  }
  return null
}

/**
 * Jobs of agents who have more than they can take go where they fit and cost least, those first that lose least by it; where one fits
 * nowhere, another makes room for it.
 */
function mendOverload(
  problem: GapProblem,
  price: Float64Array,
  start: Int32Array,
  looks: { left: number },
): Int32Array | null {
  const { agents, jobs, cost, use, capacity } = problem
  const agentOf = start.slice()
  const room = Float64Array.from(capacity)
  for (let j = 0; j < jobs; j++) room[agentOf[j]!]! -= use[agentOf[j]! * jobs + j]!
  const full = (i: number, j: number) => cost[i * jobs + j]! + price[i]! * use[i * jobs + j]!
  const cheapestWithRoom = (j: number): number => {
    let found = -1
    looks.left -= agents
    for (let i = 0; i < agents; i++) {
      if (i === agentOf[j] || use[i * jobs + j]! > room[i]!) continue
      if (found < 0 || full(i, j) < full(found, j)) found = i
    }
    return found
  }
  const move = (j: number, to: number) => {
    room[agentOf[j]!]! += use[agentOf[j]! * jobs + j]!
    room[to]! -= use[to * jobs + j]!
    agentOf[j] = to
  }
  /** Some agent gives one of its jobs away and takes this one. */
  const swapIn = (j: number): boolean => {
    for (let k = 0, tried = 0; k < jobs && tried < SWAPS_MAX && --looks.left >= 0; k++) {
      const i = agentOf[k]!
      if (i === agentOf[j] || room[i]! < 0 || use[i * jobs + j]! > room[i]! + use[i * jobs + k]!) continue
      tried++
      const to = cheapestWithRoom(k)
      if (to < 0 || to === agentOf[j]) continue
      move(k, to)
      move(j, i)
      return true
    }
    return false
  }
  const byAgent: number[][] = Array.from({ length: agents }, () => [])
  for (let j = 0; j < jobs; j++) if (room[agentOf[j]!]! < 0) byAgent[agentOf[j]!]!.push(j)
  for (let i = 0; i < agents; i++) {
    const loss = new Map<number, number>()
    for (const j of byAgent[i]!) {
      if (looks.left < 0) return null
      const to = cheapestWithRoom(j)
      const size = use[i * jobs + j]!
      if (size > 0) loss.set(j, to < 0 ? Number.POSITIVE_INFINITY : (full(to, j) - full(i, j)) / size)
    }
    for (const [j] of [...loss].sort((a, b) => a[1] - b[1] || a[0] - b[0])) {
      if (room[i]! >= 0) break
      if (agentOf[j] !== i) continue
      const to = cheapestWithRoom(j)
      if (to >= 0) move(j, to)
      else swapIn(j)
    }
    if (room[i]! < 0) return null
  }
  return agentOf
}

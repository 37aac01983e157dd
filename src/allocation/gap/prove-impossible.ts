import type { GapProblem } from './gap-problem'

const NODES_MAX = 200_000

/** True where it is certain that no assignment is within capacity; false says nothing. */
export function provedImpossible({ agents, jobs, use, capacity }: GapProblem): boolean {
  const least = new Float64Array(jobs).fill(Number.POSITIVE_INFINITY)
  for (let i = 0; i < agents; i++) {
    for (let j = 0, cell = i * jobs; j < jobs; j++, cell++) {
      const one = use[cell] as number
      if (one < (least[j] as number) && one <= (capacity[i] as number)) least[j] = one
    }
  }
  const sum = least.reduce((total, one) => total + one, 0)
  if (sum === Number.POSITIVE_INFINITY) return true
  if (sum > capacity.reduce((total, one) => total + one, 0)) return true
  // The largest jobs first: what cannot be placed shows soonest.
  const order = Array.from(least.keys()).sort((a, b) => (least[b] as number) - (least[a] as number))
  const free = Array.from(capacity)
  let nodes = 0
  // Undefined: gave up.
  const place = (at: number): boolean | undefined => {
    if (at === jobs) return true
    if (++nodes > NODES_MAX) return undefined
    const job = order[at] as number
    for (let i = 0; i < agents; i++) {
      const one = use[i * jobs + job] as number
      if (one > (free[i] as number)) continue
      free[i] = (free[i] as number) - one
      const placed = place(at + 1)
      free[i] = (free[i] as number) + one
      if (placed !== false) return placed
    }
    return false
  }
  // Deep problems are never settled by trying, and would only exhaust the stack.
  return jobs <= 2000 && place(0) === false
}

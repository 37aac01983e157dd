import type { Chance } from '../../kit/chance'
import { amountOf, type Compiled } from './compile'

/** Orders in which absent jobs are put back, each a key per job, smallest first; weights of the paper that ruin.ts names. */
export type JobOrders = {
  readonly keys: readonly Float64Array[]
  readonly weights: readonly number[]
  readonly sum: number
}

const RANDOM_WEIGHT = 4
const ORDER_WEIGHTS = [4, 2, 1, 2, 2, 2]

/** Largest amount first, farthest first, nearest first, shortest window first, earliest opening first, latest closing first. */
export function jobOrdersOf(p: Compiled): JobOrders {
  const key = (value: (node: number, job: number) => number) =>
    Float64Array.from({ length: p.jobs }, (_, job) => value(p.nodeOf[job] as number, job))
  const amount = key((_, job) => shareOfCapacity(p, job))
  const far = key((node) => {
    let least = Infinity
    for (const start of new Set(p.startNode)) least = Math.min(least, p.distance[start * p.size + node] as number)
    return least
  })
  const last = (node: number, job: number) => p.due[node + (p.isCarry[job] as number)] as number
  return {
    keys: [
      amount.map((value) => -value),
      far.map((value) => -value),
      far,
      key((node, job) => last(node, job) - (p.ready[node] as number)),
      key((node) => p.ready[node] as number),
      key((node, job) => -last(node, job)),
    ],
    weights: ORDER_WEIGHTS,
    sum: RANDOM_WEIGHT + ORDER_WEIGHTS.reduce((sum, one) => sum + one, 0),
  }
}

function shareOfCapacity({ problem, dimensions, vehicles, capacity }: Compiled, index: number): number {
  const job = problem.jobs[index]
  if (job === undefined) return 0
  let share = 0
  for (let d = 0; d < dimensions; d++) {
    let largest = 0
    for (let v = 0; v < vehicles; v++) largest = Math.max(largest, capacity[v * dimensions + d] as number)
    if (largest > 0) share = Math.max(share, amountOf(job, d) / largest)
  }
  return share
}

/** Sorts the first `count` jobs of a list by one of the orders, drawn by weight, or shuffles them. */
export function sortJobs({ keys, weights, sum }: JobOrders, jobs: Int32Array, count: number, chance: Chance): void {
  let drawn = chance.next() * sum
  for (let order = 0; order < keys.length; order++) {
    drawn -= weights[order] as number
    if (drawn >= 0) continue
    sortByKey(keys[order] as Float64Array, jobs, count)
    return
  }
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(chance.next() * (i + 1))
    const job = jobs[i] as number
    jobs[i] = jobs[j] as number
    jobs[j] = job
  }
}

function sortByKey(key: Float64Array, jobs: Int32Array, count: number): void {
  if (count > 64) {
    jobs.subarray(0, count).sort((a, b) => (key[a] as number) - (key[b] as number))
    return
  }
  for (let i = 1; i < count; i++) {
    const job = jobs[i] as number
    const value = key[job] as number
    let j = i - 1
    while (j >= 0 && (key[jobs[j] as number] as number) > value) {
      jobs[j + 1] = jobs[j] as number
      j -= 1
    }
    jobs[j + 1] = job
  }
}

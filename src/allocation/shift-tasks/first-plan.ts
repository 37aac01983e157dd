import type { TaskTables } from './place-tasks'
import type { ShiftTasksProblem } from './shift-tasks-problem'

// Workers looked at while tasks change hands, for each qualification: a plan that takes more is not an easy one.
const LOOKS_A_PAIR = 20

/**
 * A plan made at once, in order of start: each task goes to whoever of the workers already used has been idle for the shortest time, else to
 * a new one; where nobody is free, tasks under way change hands along a shortest chain.
 * @returns the worker of each task; null where that does not work out
 */
export function firstPlan({ start, end }: ShiftTasksProblem, tables: TaskTables): Int32Array | null {
  const { workersOf, pairOf, tasks, workers } = tables
  const workerOf = new Int32Array(tasks).fill(-1)
  /** Tasks of each worker, in order of start. */
  const held: number[][] = Array.from({ length: workers }, () => [])
  const freeFrom = (worker: number): number => {
    const last = held[worker]!.at(-1)
    return last === undefined ? Number.NEGATIVE_INFINITY : end[last]!
  }
  const chains = new Chains({ start, end }, tables, workerOf, held, LOOKS_A_PAIR * (pairOf[tasks]! + tasks))
  for (const task of Int32Array.from(start.keys()).sort((a, b) => start[a]! - start[b]!)) {
    let chosen = -1
    for (const worker of workersOf[task]!) {
      const from = freeFrom(worker)
      if (from <= start[task]! && (chosen < 0 || from > freeFrom(chosen))) chosen = worker
    }
    if (chosen >= 0) {
      held[chosen]!.push(task)
      workerOf[task] = chosen
    } else if (!chains.place(task)) return null
  }
  return workerOf
}

/** Looks for a chain of tasks that each take the place of the next, the last one's worker being free for it. */
class Chains {
  readonly #seen: Int32Array
  readonly #wantedBy: Int32Array

  constructor(
    readonly times: Pick<ShiftTasksProblem, 'start' | 'end'>,
    readonly tables: TaskTables,
    readonly workerOf: Int32Array,
    readonly held: number[][],
    private looksLeft: number,
  ) {
    this.#seen = new Int32Array(tables.workers).fill(-1)
    this.#wantedBy = new Int32Array(tables.workers)
  }

  place(task: number): boolean {
    const queue = [task]
    for (let at = 0; at < queue.length; at++) {
      const one = queue[at]!
      for (const worker of this.tables.workersOf[one]!) {
        if (--this.looksLeft < 0) return false
        if (this.#seen[worker] === task) continue
        const inTheWay = this.#inTheWay(worker, one)
        if (inTheWay === undefined) continue
        this.#seen[worker] = task
        this.#wantedBy[worker] = one
        if (inTheWay >= 0) queue.push(inTheWay)
        else {
          this.#handOver(worker)
          return true
        }
      }
    }
    return false
  }

  /** The one task of a worker that overlaps; -1 for none, undefined for more than one. */
  #inTheWay(worker: number, task: number): number | undefined {
    const { start, end } = this.times
    const own = this.held[worker]!
    let found = -1
    // Nothing begins after the task that is being placed: what overlaps stands at the end.
    for (let n = own.length - 1; n >= 0 && end[own[n]!]! > start[task]!; n--) {
      if (start[own[n]!]! >= end[task]!) continue
      if (found >= 0) return undefined
      found = own[n]!
    }
    return found
  }

  #handOver(free: number): void {
    for (let worker = free; worker >= 0; ) {
      const moved = this.#wantedBy[worker]!
      const previous = this.workerOf[moved]!
      if (previous >= 0) this.held[previous]!.splice(this.held[previous]!.indexOf(moved), 1)
      const own = this.held[worker]!
      let at = own.length
      while (at > 0 && this.times.start[own[at - 1]!]! > this.times.start[moved]!) at--
      own.splice(at, 0, moved)
      this.workerOf[moved] = worker
      worker = previous
    }
  }
}

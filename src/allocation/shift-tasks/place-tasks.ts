import type { Chance } from '../../kit/chance'
import type { Drawn } from './draw-up'
import type { ShiftTasksProblem } from './shift-tasks-problem'

/** Who may take what, and where a task may not go back yet; made once a problem. */
export type TaskTables = {
  /** Qualified workers of each task, ascending. */
  readonly workersOf: readonly Int32Array[]
  /** Move until which a task may not go back to a worker, of all moves ever made; as `workersOf`, one list after the other. */
  readonly barred: Int32Array
  /** Where the list of each task begins in `barred`. */
  readonly pairOf: Int32Array
  readonly tasks: number
  readonly workers: number
}

/** Turns the lists of a problem into tables for the search. */
export function tabulate({ start, qualified }: ShiftTasksProblem): TaskTables {
  const tasks = start.length
  const pairOf = new Int32Array(tasks + 1)
  for (const list of qualified) for (const task of list) pairOf[task + 1]!++
  for (let task = 0; task < tasks; task++) pairOf[task + 1]! += pairOf[task]!
  const next = pairOf.slice(0, tasks)
  const workers = new Int32Array(pairOf[tasks]!)
  for (const [worker, list] of qualified.entries()) for (const task of list) workers[next[task]!++] = worker
  return {
    workersOf: Array.from(start, (_, task) => workers.subarray(pairOf[task], pairOf[task + 1])),
    barred: new Int32Array(workers.length),
    pairOf,
    tasks,
    workers: qualified.length,
  }
}

/** A plan in the making: tasks without a worker wait in `waiting`. Only workers of the crew may be given any. */
export type Placing = {
  readonly workerOf: Int32Array
  readonly held: number[][]
  readonly crew: Uint8Array
  readonly waiting: number[]
  /** How often a task has been left waiting: what is hard to place counts more. */
  readonly weight: Float64Array
}

/** The plan as drawn up; what is left over waits. */
export function openPlacing({ tasks, workers }: TaskTables, { crew, shifts, left }: Drawn): Placing {
  const workerOf = new Int32Array(tasks).fill(-1)
  const held: number[][] = Array.from({ length: workers }, () => [])
  const inCrew = new Uint8Array(workers)
  for (const [n, worker] of crew.entries()) {
    inCrew[worker] = 1
    held[worker] = [...(shifts[n] ?? [])]
    for (const task of held[worker]) workerOf[task] = worker
  }
  return {
    workerOf,
    held,
    crew: inCrew,
    waiting: [...left],
    weight: new Float64Array(tasks).fill(1),
  }
}

/**
 * One move of the search: a waiting task goes to the worker where it pushes out least, by weight; what is pushed out waits and may not
 * come straight back.
 * @param step number of this move among all ever made, for the bars
 */
export function moveOne(
  { start, end }: ShiftTasksProblem,
  { workersOf, barred, pairOf }: TaskTables,
  placing: Placing,
  step: number,
  chance: Chance,
): void {
  const { workerOf, held, crew, waiting, weight } = placing
  let best = Number.POSITIVE_INFINITY
  let ties = 0
  let chosen = -1
  let chosenWorker = -1
  for (let w = 0; w < waiting.length; w++) {
    const task = waiting[w] as number
    const from = start[task] as number
    const to = end[task] as number
    const own = weight[task] as number
    const list = workersOf[task] as Int32Array
    const first = pairOf[task] as number
    for (let n = 0; n < list.length; n++) {
      const worker = list[n] as number
      if (crew[worker] === 0 || (barred[first + n] as number) > step) continue
      let pushed = -own
      for (const other of held[worker] as number[]) {
        if ((start[other] as number) < to && (end[other] as number) > from) pushed += weight[other] as number
        if (pushed > best) break
      }
      if (pushed > best) continue
      ties = pushed < best ? 1 : ties + 1
      if (pushed === best && chance.next() * ties >= 1) continue
      best = pushed
      chosen = w
      chosenWorker = worker
    }
  }
  if (chosen < 0) return
  const task = waiting[chosen] as number
  waiting[chosen] = waiting[waiting.length - 1] as number
  waiting.pop()
  const kept: number[] = []
  for (const other of held[chosenWorker] as number[]) {
    if ((start[other] as number) < (end[task] as number) && (end[other] as number) > (start[task] as number)) {
      workerOf[other] = -1
      waiting.push(other)
      const pair = (pairOf[other] as number) + (workersOf[other] as Int32Array).indexOf(chosenWorker)
      barred[pair] = step + 5 + Math.floor(chance.next() * 10) + waiting.length
    } else kept.push(other)
  }
  kept.push(task)
  held[chosenWorker] = kept
  workerOf[task] = chosenWorker
  for (const one of waiting) weight[one] = (weight[one] as number) + 0.02
}

import type { Chance } from '../../kit/chance'
import type { ShiftTasksProblem } from './shift-tasks-problem'

/** Who may take what, both ways, and which tasks overlap; made once a problem. */
export type TaskTables = {
  readonly workersOf: readonly Int32Array[]
  /** 1 where a worker is qualified; worker-major. */
  readonly may: Uint8Array
  readonly tasks: number
  readonly workers: number
}

/** Turns the lists of a problem into tables for the search. */
export function tabulate({ start, qualified }: ShiftTasksProblem): TaskTables {
  const tasks = start.length
  const may = new Uint8Array(qualified.length * tasks)
  const lists: number[][] = Array.from(start, () => [])
  for (const [worker, list] of qualified.entries()) {
    for (const task of list) {
      may[worker * tasks + task] = 1
      lists[task]?.push(worker)
    }
  }
  return { workersOf: lists.map((list) => Int32Array.from(list)), may, tasks, workers: qualified.length }
}

/** A plan in the making: tasks without a worker wait in `waiting`. Only workers of the crew may be given any. */
export type Placing = {
  readonly workerOf: Int32Array
  readonly held: number[][]
  readonly crew: Uint8Array
  readonly waiting: number[]
  /** How often a task has been left waiting: what is hard to place counts more. */
  readonly weight: Float64Array
  /** Step until which a task may not go back to a worker; worker-major. */
  readonly barred: Int32Array
}

/** Nobody has anything yet; the crew are the `size` workers who may take most. */
export function openPlacing({ tasks, workers }: TaskTables, qualified: readonly Int32Array[], size: number): Placing {
  const crew = new Uint8Array(workers)
  const order = Array.from(crew.keys()).sort(
    (a, b) => (qualified[b]?.length ?? 0) - (qualified[a]?.length ?? 0) || a - b,
  )
  for (const worker of order.slice(0, size)) crew[worker] = 1
  return {
    workerOf: new Int32Array(tasks).fill(-1),
    held: Array.from({ length: workers }, () => []),
    crew,
    waiting: Array.from({ length: tasks }, (_, t) => t),
    weight: new Float64Array(tasks).fill(1),
    barred: new Int32Array(tasks * workers),
  }
}

/**
 * One move of the search: a waiting task goes to the worker where it pushes out least, by weight; what is pushed out waits and may not
 * come straight back.
 * @param step number of this move, for the bars
 */
export function moveOne(
  { start, end }: ShiftTasksProblem,
  { workersOf, tasks }: TaskTables,
  placing: Placing,
  step: number,
  chance: Chance,
): void {
  const { workerOf, held, crew, waiting, weight, barred } = placing
  let best = Number.POSITIVE_INFINITY
  let ties = 0
  let chosen = -1
  let chosenWorker = -1
  for (let w = 0; w < waiting.length; w++) {
    const task = waiting[w] as number
    const from = start[task] as number
    const to = end[task] as number
    const own = weight[task] as number
    for (const worker of workersOf[task] as Int32Array) {
      if (crew[worker] === 0 || (barred[worker * tasks + task] as number) > step) continue
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
      barred[chosenWorker * tasks + other] = step + 5 + Math.floor(chance.next() * 10) + waiting.length
    } else kept.push(other)
  }
  kept.push(task)
  held[chosenWorker] = kept
  workerOf[task] = chosenWorker
  for (const one of waiting) weight[one] = (weight[one] as number) + 0.02
}

/** Takes a worker from the crew, what they held waits again, and brings another in. */
export function relieve({ held, workerOf, waiting, crew }: Placing, out: number, into: number): void {
  for (const task of held[out] as number[]) {
    workerOf[task] = -1
    waiting.push(task)
  }
  held[out] = []
  crew[out] = 0
  crew[into] = 1
}

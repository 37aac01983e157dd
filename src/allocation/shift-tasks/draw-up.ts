import type { Chance } from '../../kit/chance'
import type { TaskTables } from './place-tasks'
import type { ShiftTasksProblem } from './shift-tasks-problem'

/** Workers looked at for each place of the crew; the one whose shift is worth most gets it. */
const LOOKED_AT = 8
/** Worth of being busy at a moment when as many tasks are left as workers, one fewer, two fewer. */
const PRESSURE = [100, 1, 0.2] as const
const [HARDER, HARDER_BY] = [1.2, 0.1] as const
/** Worths are looked at anew so many times a crew: more often, a large one takes longer than it gains. */
const WEIGHINGS = 200

/** A crew with their shifts: tasks of each worker, and what nobody got. */
export type Drawn = {
  readonly crew: Int32Array
  readonly shifts: readonly (readonly number[])[]
  readonly left: number[]
}

/**
 * Draws up one worker's whole shift after the other: the worthiest row of tasks that do not overlap, by dynamic programming over their ends.
 * A task is worth more where few workers are left who may take it and where it was left over before, and far more at a moment when nobody
 * of those still to come may be idle.
 */
export class DrawUp {
  readonly #start: Int32Array
  readonly #end: Int32Array
  readonly #tables: TaskTables
  /** What each worker may take, by end. */
  readonly #lists: readonly Int32Array[]
  /** Moments at which a task begins: the number of tasks under way grows at no other. A task covers `first` up to `last`. */
  readonly #first: Int32Array
  readonly #last: Int32Array
  readonly #underWay: Int32Array
  readonly #hard: Float64Array
  readonly #worth: Float64Array
  readonly #pressure: Float64Array
  readonly #free: Uint8Array
  readonly #under: Int32Array
  readonly #mayStill: Int32Array
  readonly #task: Int32Array
  readonly #best: Float64Array
  readonly #before: Int32Array
  #row: number[] = []

  constructor({ start, end, qualified }: ShiftTasksProblem, tables: TaskTables) {
    const { tasks } = tables
    this.#start = start
    this.#end = end
    this.#tables = tables
    this.#lists = byEnd(qualified, end, tables)
    const moments = Int32Array.from(new Set(start)).sort()
    const [first, last] = [new Int32Array(tasks), new Int32Array(tasks)]
    this.#underWay = new Int32Array(moments.length)
    const begun = new Int32Array(moments.length + 1)
    for (let t = 0; t < tasks; t++) {
      first[t] = countUpTo(moments, moments.length, start[t]! - 1)
      last[t] = countUpTo(moments, moments.length, end[t]! - 1)
      begun[first[t]!]!++
      begun[last[t]!]!--
    }
    for (let m = 0, count = 0; m < moments.length; m++) {
      count += begun[m]!
      this.#underWay[m] = count
    }
    this.#first = first
    this.#last = last
    this.#hard = new Float64Array(tasks).fill(1)
    this.#worth = new Float64Array(tasks)
    this.#pressure = new Float64Array(moments.length + 1)
    this.#free = new Uint8Array(tasks)
    this.#under = this.#underWay.slice()
    this.#mayStill = new Int32Array(tasks)
    this.#task = new Int32Array(tasks)
    this.#best = new Float64Array(tasks + 1)
    this.#before = new Int32Array(tasks)
  }

  /**
   * Shifts for a crew of `size`; remembers what was left over.
   * @returns undefined where `ended` says stop
   */
  draw(size: number, chance: Chance, ended: () => boolean): Drawn | undefined {
    const { workersOf, workers, tasks } = this.#tables
    this.#free.fill(1)
    this.#under.set(this.#underWay)
    for (let t = 0; t < tasks; t++) this.#mayStill[t] = workersOf[t]!.length
    const pool = Int32Array.from({ length: workers }, (_, worker) => worker)
    const shifts: number[][] = []
    for (let used = 0; used < size; used++) {
      if (ended()) return undefined
      if (used % Math.ceil(size / WEIGHINGS) === 0) this.#weigh(size - used)
      const rest = workers - used
      let [most, chosen, shift] = [-1, 0, [] as number[]]
      for (let n = 0; n < Math.min(LOOKED_AT, rest); n++) {
        swap(pool, used + n, chance.between(used + n, workers - 1))
        const worth = this.#findShift(pool[used + n]!)
        if (worth <= most) continue
        ;[most, chosen, shift] = [worth, used + n, this.#row]
      }
      swap(pool, used, chosen)
      for (const t of this.#lists[pool[used]!]!) this.#mayStill[t]!--
      for (const t of shift) this.#give(t)
      shifts.push(shift)
    }
    const left: number[] = []
    for (let t = 0; t < tasks; t++) if (this.#free[t] === 1) left.push(t)
    this.#remember(left)
    return { crew: pool.slice(0, size), shifts, left }
  }

  #weigh(toCome: number): void {
    for (let t = 0; t < this.#worth.length; t++) this.#worth[t] = this.#hard[t]! / Math.max(1, this.#mayStill[t]!)
    for (let m = 0; m < this.#under.length; m++) {
      const idle = Math.max(0, toCome - this.#under[m]!)
      this.#pressure[m + 1] = this.#pressure[m]! + (PRESSURE[idle] ?? 0)
    }
  }

  /** Leaves the worthiest shift of a worker in `#row`; returns its worth. */
  #findShift(worker: number): number {
    const [task, best, before] = [this.#task, this.#best, this.#before]
    let count = 0
    for (const t of this.#lists[worker]!) {
      if (this.#free[t] === 0) continue
      const from = this.#start[t]!
      let [low, high] = [0, count]
      while (low < high) {
        const middle = (low + high) >> 1
        if (this.#end[task[middle]!]! <= from) low = middle + 1
        else high = middle
      }
      const worth = this.#worth[t]! + this.#pressure[this.#last[t]!]! - this.#pressure[this.#first[t]!]!
      const taken = best[low]! + worth > best[count]!
      task[count] = t
      before[count] = taken ? low : -1
      best[count + 1] = taken ? best[low]! + worth : best[count]!
      count++
    }
    this.#row = []
    for (let n = count; n > 0; ) {
      if (before[n - 1]! < 0) n--
      else {
        this.#row.push(task[n - 1]!)
        n = before[n - 1]!
      }
    }
    return best[count]!
  }

  #give(t: number): void {
    this.#free[t] = 0
    for (let m = this.#first[t]!; m < this.#last[t]!; m++) this.#under[m]!--
  }

  /** What was left over is harder than it seemed; the sum of all stays. */
  #remember(left: readonly number[]): void {
    if (left.length === 0) return
    for (const t of left) this.#hard[t] = this.#hard[t]! * HARDER + HARDER_BY
    const share = this.#hard.length / this.#hard.reduce((sum, one) => sum + one, 0)
    for (let t = 0; t < this.#hard.length; t++) this.#hard[t]! *= share
  }
}

/** What each worker may take, by end, and of equal ends by number. */
function byEnd(qualified: ShiftTasksProblem['qualified'], end: Int32Array, { workersOf }: TaskTables): Int32Array[] {
  const lists = qualified.map((list) => new Int32Array(list.length))
  const filled = new Int32Array(lists.length)
  for (const task of Int32Array.from(end.keys()).sort((a, b) => end[a]! - end[b]! || a - b)) {
    for (const worker of workersOf[task]!) lists[worker]![filled[worker]!++] = task
  }
  return lists
}

/** How many of the first `count` sorted numbers are at most `limit`. */
function countUpTo(sorted: Int32Array, count: number, limit: number): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}

function swap(list: Int32Array, a: number, b: number): void {
  const kept = list[a]!
  list[a] = list[b]!
  list[b] = kept
}

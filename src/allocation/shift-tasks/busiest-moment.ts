import type { TaskTables } from './place-tasks'
import type { ShiftTasksProblem } from './shift-tasks-problem'

/** The most tasks that run at one moment: no plan needs fewer workers. */
export function countBusiest({ start, end }: ShiftTasksProblem): number {
  const starts = start.slice().sort()
  const ends = end.slice().sort()
  let most = 0
  let ended = 0
  for (let begun = 0; begun < starts.length; begun++) {
    while ((ends[ended] as number) <= (starts[begun] as number)) ended++
    most = Math.max(most, begun + 1 - ended)
  }
  return most
}

// Where so many workers have been looked at, nothing is said: a crowd could keep it busy for hours.
const LOOKS_MAX = 200_000_000

/** True where the tasks of some moment can never be given to different qualified workers; false says nothing. */
export function crowdedBeyondHope(
  { start, end }: ShiftTasksProblem,
  { workersOf, tasks, workers }: TaskTables,
): boolean {
  const byStart = Int32Array.from(start.keys()).sort((a, b) => start[a]! - start[b]!)
  const byEnd = Int32Array.from(end.keys()).sort((a, b) => end[a]! - end[b]!)
  const taskOf = new Int32Array(workers).fill(-1)
  const workerOf = new Int32Array(tasks).fill(-1)
  const seen = new Int32Array(workers).fill(-1)
  const wantedBy = new Int32Array(workers)
  const queue = new Int32Array(workers + 1)
  let ended = 0
  let looks = 0
  // One matching is kept while the moment moves: whoever finishes frees a worker, whoever starts looks for an augmenting path.
  for (let round = 0; round < tasks; round++) {
    const task = byStart[round]!
    for (; end[byEnd[ended]!]! <= start[task]!; ended++) taskOf[workerOf[byEnd[ended]!]!] = -1
    queue[0] = task
    let free = -1
    for (let at = 0, length = 1; at < length && free < 0; at++) {
      const own = workersOf[queue[at]!]!
      looks += own.length
      for (const worker of own) {
        if (seen[worker] === round) continue
        seen[worker] = round
        wantedBy[worker] = queue[at]!
        if (taskOf[worker] === -1) {
          free = worker
          break
        }
        queue[length++] = taskOf[worker]!
      }
    }
    if (free < 0) return true
    if (looks > LOOKS_MAX) return false
    for (let worker = free; worker >= 0; ) {
      const moved = wantedBy[worker]!
      const previous = workerOf[moved]!
      workerOf[moved] = worker
      taskOf[worker] = moved
      worker = previous
    }
  }
  return false
}

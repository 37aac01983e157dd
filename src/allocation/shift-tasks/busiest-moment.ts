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

/** True where the tasks of some moment can never be given to different qualified workers; false says nothing. */
export function crowdedBeyondHope({ start, end, qualified }: ShiftTasksProblem): boolean {
  const workersOf: number[][] = Array.from(start, () => [])
  for (const [worker, tasks] of qualified.entries()) for (const task of tasks) workersOf[task]?.push(worker)
  const order = Array.from(start.keys()).sort((a, b) => (start[a] as number) - (start[b] as number))
  const taskOf = new Int32Array(qualified.length).fill(-1)
  const seen = new Int32Array(qualified.length).fill(-1)
  let running: number[] = []
  // One matching is kept while the moment moves: whoever finishes frees a worker, whoever starts looks for an augmenting path.
  for (const [round, task] of order.entries()) {
    const now = start[task] as number
    running = running.filter((worker) => {
      const ends = (end[taskOf[worker] as number] as number) <= now
      if (ends) taskOf[worker] = -1
      return !ends
    })
    const queue = [task]
    const from = new Map<number, number>()
    let free = -1
    for (let at = 0; at < queue.length && free < 0; at++) {
      for (const worker of workersOf[queue[at] as number] as number[]) {
        if (seen[worker] === round) continue
        seen[worker] = round
        from.set(worker, queue[at] as number)
        if (taskOf[worker] === -1) {
          free = worker
          break
        }
        queue.push(taskOf[worker] as number)
      }
    }
    if (free < 0) return true
    running.push(free)
    for (let worker = free; ; ) {
      const moved = from.get(worker) as number
      const previous = moved === task ? -1 : taskOf.indexOf(moved)
      taskOf[worker] = moved
      if (previous < 0) break
      worker = previous
    }
  }
  return false
}

/** Shifts given out whole: each task to one qualified worker, no two at once for anyone, with as few workers as can be. */
export type ShiftTasksProblem = {
  /** Start of each task, in any whole unit; length: tasks. */
  readonly start: Int32Array
  /** End of each task, after its start; a task that starts when another ends does not overlap it. */
  readonly end: Int32Array
  /** The tasks each worker is qualified for, each once; length: workers. */
  readonly qualified: readonly Int32Array[]
}

const PAIRS_MAX = 20_000_000

/** @throws {RangeError} naming the task or worker that is wrong and what was expected */
export function checkShiftTasks({ start, end, qualified }: ShiftTasksProblem): void {
  if (end.length !== start.length) throw new RangeError('expected an end for each start')
  const task = start.findIndex((from, t) => from >= (end[t] as number))
  if (task >= 0)
    throw new RangeError(`expected task ${task} to end after its start, got ${start[task]} to ${end[task]}`)
  let pairs = 0
  for (const [worker, tasks] of qualified.entries()) {
    pairs += tasks.length
    if (pairs > PAIRS_MAX) throw new RangeError(`expected at most ${PAIRS_MAX} qualifications`)
    if (new Set(tasks).size !== tasks.length) throw new RangeError(`expected each task of worker ${worker} once`)
    const odd = tasks.find((one) => one < 0 || one >= start.length)
    if (odd !== undefined)
      throw new RangeError(`expected tasks from 0 to ${start.length - 1}, got ${odd} of worker ${worker}`)
  }
}

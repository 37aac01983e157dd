import type { ShiftTasksProblem } from '../../allocation'
import { FileFault } from './file-fault'
import { numbersIn } from './numbers-in'

/**
 * Personnel task scheduling as its public instances are written: `Jobs = n`, a line `start end` a task, `Qualifications = w`, then a line
 * `count: task …` a worker. Lines that begin with # and other settings (`Type = 1`) are passed over.
 * @throws {FileFault} that names the line
 */
export function readShiftTasks(text: string): ShiftTasksProblem {
  const lines = text.split('\n')
  const [jobsAt, jobs] = heading(lines, 'Jobs', 2_000_000)
  const start = new Int32Array(jobs)
  const end = new Int32Array(jobs)
  let at = jobsAt
  for (let task = 0; task < jobs; task++) {
    const line = numbersIn(textAt(lines, ++at, 'a task'), at + 1)
    start[task] = line.next('the start of a task')
    end[task] = line.next('the end of a task', (start[task] as number) + 1)
    line.end()
  }
  const [workersAt, workers] = heading(lines, 'Qualifications', 1_000_000)
  at = workersAt
  const qualified = Array.from({ length: workers }, () => {
    const [count, tasks] = textAt(lines, ++at, 'the tasks of a worker').split(':')
    const list = numbersIn(tasks ?? '', at + 1)
    const length = numbersIn(count ?? '', at + 1).next('how many tasks a worker is qualified for', 0, jobs)
    const read = list.fill(new Int32Array(length), `one of ${length} tasks`, 0, jobs - 1)
    list.end()
    return read
  })
  return { start, end, qualified }
}

function heading(lines: readonly string[], name: string, max: number): [number, number] {
  const at = lines.findIndex((line) => line.trimStart().startsWith(name))
  if (at < 0) throw new FileFault(lines.length, `a line "${name} = number"`, 'none')
  return [at, numbersIn((lines[at] as string).split('=')[1] ?? '', at + 1).next(`the number after ${name} =`, 0, max)]
}

function textAt(lines: readonly string[], at: number, what: string): string {
  const line = lines[at]
  if (line === undefined) throw new FileFault(at + 1, what, 'the end of the file')
  return line
}

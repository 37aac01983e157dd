import { type Chance, newChance } from '../../kit/chance'
import { type Budget, checkBudget, type Solved } from '../solved'
import { countBusiest, crowdedBeyondHope } from './busiest-moment'
import { moveOne, openPlacing, type Placing, relieve, type TaskTables, tabulate } from './place-tasks'
import { checkShiftTasks, type ShiftTasksProblem } from './shift-tasks-problem'

/** Worker of each task; length: tasks. */
export type TaskPlan = Int32Array

const FIRST_TURN = 4_000
// A crew that makes no headway for so long is changed; of few tasks all that can be tried is tried sooner.
const STALE_MAX = 3_000
const STALE_PER_TASK = 50

/**
 * As few workers as can be for tasks at fixed times: a crew of fixed size is searched for a plan that leaves nothing waiting, in turns that
 * grow longer, for the fewest workers that are possible at all and for one fewer than the best plan has.
 * @param budget steps are moves of one task
 * @returns objective: workers used; bound: the most tasks at one moment
 * @throws {RangeError} for a problem or a budget without meaning
 */
export function solveShiftTasks(problem: ShiftTasksProblem, budget: Budget): Solved<TaskPlan> {
  checkShiftTasks(problem)
  checkBudget(budget)
  const bound = countBusiest(problem)
  if (crowdedBeyondHope(problem)) return { status: 'infeasible', objective: null, bound, steps: 0, solution: null }
  const tables = tabulate(problem)
  const chance = newChance(budget.seed)
  const spent = { steps: 0 }
  let best: TaskPlan | null = problem.start.length === 0 ? new Int32Array(0) : null
  let workers = best === null ? Number.POSITIVE_INFINITY : 0
  const searches = new Map<number, Placing>()
  for (let turn = 0; workers > bound && !isOver(budget, spent); turn++) {
    const fewer = Math.min(tables.workers, workers - 1)
    const size = turn === 0 || turn % 3 === 2 ? fewer : bound
    const placing = searches.get(size) ?? openPlacing(tables, problem.qualified, size)
    searches.set(size, placing)
    if (!search(problem, tables, placing, chance, budget, spent, FIRST_TURN * 2 ** Math.floor(turn / 3))) continue
    best = placing.workerOf.slice()
    workers = new Set(best).size
    for (const other of searches.keys()) if (other >= workers) searches.delete(other)
  }
  const { steps } = spent
  if (best === null) return { status: 'gave-up', objective: null, bound, steps, solution: null }
  return { status: workers === bound ? 'optimal' : 'feasible', objective: workers, bound, steps, solution: best }
}

const isOver = (budget: Budget, { steps }: { steps: number }): boolean =>
  steps >= budget.stepsMax || budget.stop?.() === true

/** @returns true when nothing waits any more */
function search(
  problem: ShiftTasksProblem,
  tables: TaskTables,
  placing: Placing,
  chance: Chance,
  budget: Budget,
  spent: { steps: number },
  length: number,
): boolean {
  let fewest = placing.waiting.length
  let since = 0
  const stale = Math.min(STALE_MAX, STALE_PER_TASK * tables.tasks)
  for (let done = 0; done < length && placing.waiting.length > 0; done++) {
    if (spent.steps % 64 === 63 && isOver(budget, spent)) return false
    if (spent.steps >= budget.stepsMax) return false
    moveOne(problem, tables, placing, spent.steps, chance)
    spent.steps++
    if (placing.waiting.length < fewest) {
      fewest = placing.waiting.length
      since = 0
    } else if (++since > stale) {
      since = 0
      fewest = placing.waiting.length
      changeCrew(tables, placing, chance)
    }
  }
  return placing.waiting.length === 0
}

/** Brings in a worker who may take what waits, for the one whose tasks weigh least. */
function changeCrew({ workers, workersOf }: TaskTables, placing: Placing, chance: Chance): void {
  const { crew, held, weight, waiting } = placing
  const task = waiting[Math.floor(chance.next() * waiting.length)] as number
  const idle = Array.from(workersOf[task] as Int32Array).filter((worker) => crew[worker] === 0)
  if (idle.length === 0) return
  let out = -1
  let least = Number.POSITIVE_INFINITY
  for (let worker = 0; worker < workers; worker++) {
    if (crew[worker] === 0) continue
    const load =
      (held[worker] as number[]).reduce((sum, one) => sum + (weight[one] as number), 0) * (0.5 + chance.next())
    if (load < least) [least, out] = [load, worker]
  }
  relieve(placing, out, chance.one(idle))
}

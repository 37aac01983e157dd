import { type Chance, newChance } from '../../kit/chance'
import { type Budget, checkBudget, type Solved } from '../solved'
import { countBusiest, crowdedBeyondHope } from './busiest-moment'
import { DrawUp } from './draw-up'
import { firstPlan } from './first-plan'
import { moveOne, openPlacing, type Placing, type TaskTables, tabulate } from './place-tasks'
import { checkShiftTasks, type ShiftTasksProblem } from './shift-tasks-problem'

/** Worker of each task; length: tasks. */
export type TaskPlan = Int32Array

/** Plans drawn up for one size of crew before it is the turn of another size, at first. */
const FIRST_TURN = 8
// Where so few tasks are left over, as a share of all, moving them one by one may place them.
const NEARLY = 0.02
const MOVES = 2_000

/**
 * As few workers as can be for tasks at fixed times: whole shifts are drawn up for a crew of fixed size, over and over, and what little is left
 * over is placed by moves; in turns that grow longer, for the fewest workers that are possible at all and for one fewer than the best plan has.
 * @param budget steps are tasks placed or moved
 * @returns objective: workers used; bound: the most tasks at one moment
 * @throws {RangeError} for a problem or a budget without meaning
 */
export function solveShiftTasks(problem: ShiftTasksProblem, budget: Budget): Solved<TaskPlan> {
  checkShiftTasks(problem)
  checkBudget(budget)
  const bound = countBusiest(problem)
  const tables = tabulate(problem)
  if (crowdedBeyondHope(problem, tables)) {
    return { status: 'infeasible', objective: null, bound, steps: 0, solution: null }
  }
  // What is found at once counts where the budget ends before anything better is drawn up.
  const first = firstPlan(problem, tables)
  const used = first === null ? Number.POSITIVE_INFINITY : new Set(first).size
  const chance = newChance(budget.seed)
  const spent = { steps: 0, moves: 0 }
  const ended = () => spent.steps >= budget.stepsMax || budget.stop?.() === true
  let best: TaskPlan | null = used === bound ? first : null
  let workers = best === null ? Number.POSITIVE_INFINITY : bound
  const drawings = new Map<number, DrawUp>()
  for (let turn = 0; workers > bound && !ended(); turn++) {
    const fewer = Math.min(tables.workers, workers - 1)
    const size = turn === 0 || turn % 3 === 2 ? fewer : bound
    const drawing = drawings.get(size) ?? new DrawUp(problem, tables)
    drawings.set(size, drawing)
    for (let n = 0; n < FIRST_TURN * 2 ** Math.floor(turn / 3) && !ended(); n++) {
      const drawn = drawing.draw(size, chance, ended)
      spent.steps += tables.tasks
      if (drawn === undefined || drawn.left.length > Math.max(1, NEARLY * tables.tasks)) continue
      const placing = openPlacing(tables, drawn)
      if (!placeRest(problem, tables, placing, chance, spent, ended)) continue
      best = placing.workerOf.slice()
      workers = new Set(best).size
      for (const other of drawings.keys()) if (other >= workers) drawings.delete(other)
      break
    }
  }
  if (used < workers) [best, workers] = [first, used]
  const { steps } = spent
  if (best === null) return { status: 'gave-up', objective: null, bound, steps, solution: null }
  return { status: workers === bound ? 'optimal' : 'feasible', objective: workers, bound, steps, solution: best }
}

/** @returns true when nothing waits any more */
function placeRest(
  problem: ShiftTasksProblem,
  tables: TaskTables,
  placing: Placing,
  chance: Chance,
  spent: { steps: number; moves: number },
  ended: () => boolean,
): boolean {
  for (let move = 1; move <= MOVES && placing.waiting.length > 0; move++) {
    if (move % 64 === 0 && ended()) return false
    moveOne(problem, tables, placing, ++spent.moves, chance)
    spent.steps++
  }
  return placing.waiting.length === 0
}

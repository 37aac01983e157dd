import {
  type Budget,
  type Plan,
  parseRegion,
  planRounds,
  type Region,
  type Solved,
  solveGap,
  solveLap,
  solveRegionOne,
  solveRegionWeek,
  solveShiftTasks,
  solveTransport,
} from '../../allocation'
import { FileFault } from './file-fault'
import { readGap } from './read-gap'
import { readLap } from './read-lap'
import { readLiLim } from './read-li-lim'
import { readShiftTasks } from './read-shift-tasks'
import { type RoundsFile, readSolomon } from './read-solomon'
import { readTransport } from './read-transport'

/** Whether the least or the most is looked for; only `gap` may be asked either way. */
export type Sense = 'min' | 'max'

/** A problem that has been read, ready to be solved under a budget; `solution` is complete and plain, as `--json` prints it. */
export type Run = (budget: Budget) => Solved<readonly unknown[]> & { readonly [more: string]: unknown }

/** What `asar solve` can solve: how each kind is read and run. */
export const solveKinds: { readonly [kind: string]: (text: string, sense: Sense) => Run } = {
  lap: (text) => {
    const problem = readLap(text)
    return (budget) => mapSolved(solveLap(problem, budget), (columns) => Array.from(columns))
  },
  gap: (text, sense) => {
    const problem = readGap(text)
    const sign = sense === 'min' ? 1 : -1
    const cost = sense === 'min' ? problem.cost : problem.cost.map((one) => -one)
    return (budget) => mapSolved(solveGap({ ...problem, cost }, budget), (agents) => Array.from(agents), sign)
  },
  smptsp: (text) => {
    const problem = readShiftTasks(text)
    return (budget) => mapSolved(solveShiftTasks(problem, budget), (plan) => Array.from(plan))
  },
  transport: (text) => {
    const problem = readTransport(text)
    return (budget) =>
      mapSolved(solveTransport(problem, budget), (flows) =>
        Array.from(flows, (flow, a) => [problem.from[a], problem.to[a], flow]).filter(([, , flow]) => flow !== 0),
      )
  },
  vrptw: (text) => roundsRun(readSolomon(text)),
  pdptw: (text) => roundsRun(readLiLim(text)),
  'region-one': (text) => {
    const region = readRegion(text)
    return (budget) => mapSolved(solveRegionOne(region, budget), pairsOf)
  },
  'region-week': (text) => {
    const region = readRegion(text)
    return (budget) => mapSolved(solveRegionWeek(region, budget), pairsOf)
  },
}

/** Fewest vehicles, then distance: the objective is the distance, `vehicles` and their proven least stand beside it. */
function roundsRun({ problem, idOf }: RoundsFile): Run {
  return (budget) => {
    const { impossible, vehiclesBound, ...answer } = planRounds(problem, budget)
    const told = {
      vehiclesBound,
      impossible: impossible.map(({ job, why }) => ({ customer: idOf(job, false), why })),
    }
    if (answer.objective === null) return { ...answer, ...told, vehicles: null, distance: null, routes: null }
    const { rounds, vehicles, distance } = answer.solution
    const routes = rounds.map(({ stops }) => stops.map(({ job, end }) => idOf(job, end === 'drop')))
    return { ...answer, ...told, vehicles, distance, routes, solution: routes }
  }
}

const pairsOf = ({ person, post }: Plan) => Array.from(person, (one, n) => [one, post[n]])

function readRegion(text: string): Region {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch (cause) {
    throw new FileFault(1, 'JSON', cause instanceof Error ? cause.message : 'something else')
  }
  return parseRegion(file)
}

function mapSolved<A>(
  solved: Solved<A>,
  show: (solution: A) => readonly unknown[],
  sign = 1,
): Solved<readonly unknown[]> {
  // Adding 0 makes a plain 0 of -0.
  const bound = solved.bound === null ? null : sign * solved.bound + 0
  if (solved.objective === null) return { ...solved, bound }
  return { ...solved, objective: sign * solved.objective + 0, bound, solution: show(solved.solution) }
}

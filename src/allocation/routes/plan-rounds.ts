import { newChance } from '../../kit/chance'
import { type Budget, checkBudget, type Solved } from '../solved'
import { type Compiled, compile } from './compile'
import { layRounds } from './lay-rounds'
import type { Round, RoundsProblem, StopOfRound, WhyImpossible } from './rounds-problem'
import { runSearch } from './run-search'
import { newSearch, type Search } from './search'
import { countVehiclesBound } from './vehicles-bound'
import { whyImpossible } from './why-impossible'

/** Rounds found. */
export type RoundsPlan = {
  /** One for each vehicle that is used, by vehicle. */
  readonly rounds: readonly Round[]
  readonly vehicles: number
  readonly distance: number
  /** Jobs in no round, by index. */
  readonly undone: readonly number[]
}

/** Answer to a problem of rounds: as of every solver, and what speaks about single jobs. */
export type RoundsAnswer = Solved<RoundsPlan> & {
  /** Jobs that no vehicle can do even if it does nothing else, by index; a plan leaves them undone, and is infeasible if one of them must be done. */
  readonly impossible: readonly { readonly job: number; readonly why: WhyImpossible }[]
  /** No plan that does everything that must be done has fewer vehicles. */
  readonly vehiclesBound: number
}

/**
 * Plans rounds. A step is one ruin and recreate. The objective is distance, plus cost of vehicles, prices of jobs left
 * undone and costs of broken promises; where `fewestVehicles` is set, their number counts before it. Distance has no bound.
 * @param from rounds to begin with; stops that cannot stand where they are there are placed anew
 * @throws {RangeError} for a problem that cannot be meant: NaN, negative, an index out of range, a wrong length
 */
export function planRounds(problem: RoundsProblem, budget: Budget, from: readonly Round[] = []): RoundsAnswer {
  checkBudget(budget)
  const p = compile(problem)
  const impossible = whyImpossible(p)
  const must = impossible.find(({ job }) => p.price[job] === Infinity)
  const vehiclesBound = countVehiclesBound(p)
  const failed = { objective: null, bound: null, solution: null, impossible, vehiclesBound }
  if (must !== undefined) return { ...failed, status: 'infeasible', steps: 0 }
  const search = newSearch(p, newChance(budget.seed))
  const steps = runSearch(search, layRounds(search, from), budget, vehiclesBound)
  const { plan, objective } = readPlan(search)
  if (plan.undone.some((job) => p.price[job] === Infinity)) return { ...failed, status: 'gave-up', steps }
  return { status: 'feasible', objective, bound: null, steps, solution: plan, impossible, vehiclesBound }
}

function readPlan({ s, absent, absentCount }: Search): { plan: RoundsPlan; objective: number } {
  const { p } = s
  const rounds: Round[] = []
  let distance = 0
  let objective = 0
  for (const vehicle of s.active.slice(0, s.activeCount).sort()) {
    const length = s.length[vehicle] as number
    if (length === 0) continue
    const base = vehicle * s.stride
    for (let i = 0; i <= length; i++) distance += s.legDistance[base + i] as number
    objective += s.charge[vehicle] as number
    rounds.push({
      vehicle,
      stops: Array.from({ length }, (_, i) => stopOf(p, s.node[base + 1 + i] as number)),
    })
  }
  const undone = [...absent.subarray(0, absentCount)].sort((a, b) => a - b)
  for (const job of undone) objective += p.price[job] as number
  return { plan: { rounds, vehicles: rounds.length, distance, undone }, objective }
}

function stopOf(p: Compiled, node: number): StopOfRound {
  const job = p.jobOf[node] as number
  return { job, end: p.isCarry[job] === 0 ? 'visit' : p.nodeOf[job] === node ? 'pick-up' : 'drop' }
}

import { newChance } from '../../kit/chance'
import { type Budget, checkBudget, type Solved } from '../solved'
import { anneal, listChoices, openSearch } from './anneal-gap'
import { priceCapacity, priceJobs } from './bound-gap'
import { checkGap, type GapProblem } from './gap-problem'
import { provedImpossible } from './prove-impossible'

/** Agent of each job; length: jobs. */
export type GapAssignment = Int32Array

const CHUNK = 8192
// Pairs a job that a round may use.
const PER_JOB = [2, 3, 5] as const
// Heat at the end of a round, in units of cost: hardly any dearer move is taken.
const COLD = 0.15

/**
 * Each job to one agent within its capacity, for the least cost: prices of capacity narrow each job to a few agents, annealing in rounds that
 * grow longer searches among them, and a Lagrangian bound over exact knapsacks says how far from the best it may still be.
 * @param budget steps are moves tried
 * @throws {RangeError} for a problem or a budget without meaning
 * @see Fisher, Jaikumar, Van Wassenhove (1986), A multiplier adjustment method for the generalized assignment problem
 */
export function solveGap(problem: GapProblem, budget: Budget): Solved<GapAssignment> {
  checkGap(problem)
  checkBudget(budget)
  const { jobs } = problem
  const stopped = { status: 'gave-up', objective: null, bound: null, steps: 0, solution: null } as const
  if (jobs === 0) return { status: 'optimal', objective: 0, bound: 0, steps: 0, solution: new Int32Array(0) }
  if (provedImpossible(problem)) return { ...stopped, status: 'infeasible' }
  const first = priceCapacity(problem)
  const scopes = PER_JOB.map((perJob) => listChoices(problem, first.price, perJob))
  const chance = newChance(budget.seed)
  const search = openSearch(problem, first.price)
  const edge = { now: Math.max(1, first.price.reduce((most, one) => Math.max(most, one), 0) * 2) }
  let bound = first.bound
  let boundAt = Number.POSITIVE_INFINITY
  let steps = 0
  for (let round = 0; ; round++) {
    const length = CHUNK * 2 ** Math.min(14, 3 + round)
    const among = scopes[round % scopes.length] as (typeof scopes)[number]
    if (search.best.agentOf !== null && round % 2 === 1) restart(problem, search)
    const hot = Math.max(1, among.reach) / (round % 2 === 1 ? 2 : 1)
    let heat = hot
    const cooling = (COLD / hot) ** (CHUNK / length)
    for (let done = 0; done < length; done += CHUNK) {
      const left = Math.min(CHUNK, budget.stepsMax - steps)
      if (left > 0) anneal(problem, search, among, chance, edge, { steps: left, hot: heat, cold: heat * cooling })
      steps += Math.max(0, left)
      heat *= cooling
      if (search.best.cost <= Math.ceil(bound - 1e-6) || steps >= budget.stepsMax || budget.stop?.()) break
    }
    const { cost, agentOf } = search.best
    if (agentOf !== null && round >= 1 && cost < boundAt && Math.ceil(bound - 1e-6) < cost) {
      bound = Math.max(bound, priceJobs(problem, first, cost, budget.stop))
      boundAt = cost
    }
    const least = Math.ceil(bound - 1e-6)
    if (agentOf !== null && cost <= least)
      return { status: 'optimal', objective: cost, bound: cost, steps, solution: agentOf }
    if (steps >= budget.stepsMax || budget.stop?.()) {
      if (agentOf === null) return { ...stopped, bound: least, steps }
      return { status: 'feasible', objective: cost, bound: least, steps, solution: agentOf }
    }
  }
}

function restart({ jobs, use }: GapProblem, { agentOf, used, best }: ReturnType<typeof openSearch>): void {
  agentOf.set(best.agentOf as Int32Array)
  used.fill(0)
  for (let j = 0; j < jobs; j++) {
    const i = agentOf[j] as number
    used[i] = (used[i] as number) + (use[i * jobs + j] as number)
  }
}

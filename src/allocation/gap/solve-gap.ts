import { newChance } from '../../kit/chance'
import { type Budget, checkBudget, type Solved } from '../solved'
import { anneal, listChoices, openSearch } from './anneal-gap'
import { priceCapacity, priceJobs } from './bound-gap'
import { firstAssignment } from './first-assignment'
import { checkGap, type GapProblem } from './gap-problem'
import { ImproveGap } from './improve-gap'
import { provedImpossible } from './prove-impossible'

/** Agent of each job; length: jobs. */
export type GapAssignment = Int32Array

const CHUNK = 8192
/** Most moves of a first round of annealing, and as many for each pair; each round without an assignment within capacity is followed by one twice as long. */
const FIRST_ROUND = 64 * CHUNK
const FIRST_ROUND_A_PAIR = CHUNK / 8
// Pairs a job that a round may use.
const PER_JOB = [3, 5, 8] as const
// Heat at the end of a round, in units of cost: hardly any dearer move is taken.
const COLD = 0.15

/**
 * Each job to one agent within its capacity, for the least cost: annealing finds an assignment that fits, then the jobs of every three
 * agents are shared out anew by exact search, shaken and shared out again; a Lagrangian bound over exact knapsacks says how far from the best
 * it may still be.
 * @param budget steps are moves tried and branches looked at
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
  const first = priceCapacity(problem, budget.stop)
  const found = findFitting(problem, first.price, budget)
  const least = Math.ceil(first.bound - 1e-6)
  if (found.agentOf === null) return { ...stopped, bound: least, steps: found.steps }
  const search = new ImproveGap(problem, first.price, found.agentOf, newChance(budget.seed).fork('improve'))
  const steps = () => found.steps + search.steps
  const ended = () => steps() >= budget.stepsMax || budget.stop?.() === true
  if (search.best.cost > least) search.turn(ended)
  const bound =
    search.best.cost > least ? Math.ceil(priceJobs(problem, first, search.best.cost, budget.stop) - 1e-6) : least
  while (search.best.cost > bound && !ended()) search.turn(ended)
  const { cost, agentOf } = search.best
  const status = cost <= bound ? 'optimal' : 'feasible'
  return { status, objective: cost, bound: Math.min(bound, cost), steps: steps(), solution: agentOf }
}

/** Rounds of annealing until an assignment within capacity has come by, each among more pairs and longer than the one before. */
function findFitting(
  problem: GapProblem,
  price: Float64Array,
  budget: Budget,
): { agentOf: GapAssignment | null; steps: number } {
  const chance = newChance(budget.seed)
  const search = openSearch(problem, price)
  const first = Math.min(
    FIRST_ROUND,
    CHUNK * (1 + Math.ceil((problem.agents * problem.jobs * FIRST_ROUND_A_PAIR) / CHUNK)),
  )
  // What is found at once counts where the budget ends before annealing has found anything.
  const mended = firstAssignment(problem, price)
  const edge = { now: Math.max(1, price.reduce((most, one) => Math.max(most, one), 0) * 2) }
  let steps = 0
  for (let round = 0; !budget.stop?.(); round++) {
    const length = first * 2 ** Math.min(10, round)
    const among = listChoices(problem, price, PER_JOB[round % PER_JOB.length]!)
    const hot = Math.max(1, among.reach)
    let heat = hot
    const cooling = (COLD / hot) ** (CHUNK / length)
    for (let done = 0; done < length; done += CHUNK) {
      const left = Math.min(CHUNK, budget.stepsMax - steps)
      if (left > 0) anneal(problem, search, among, chance, edge, { steps: left, hot: heat, cold: heat * cooling })
      steps += Math.max(0, left)
      heat *= cooling
      if (steps >= budget.stepsMax || budget.stop?.()) return { agentOf: search.best.agentOf ?? mended, steps }
    }
    if (search.best.agentOf !== null) return { agentOf: search.best.agentOf, steps }
  }
  return { agentOf: search.best.agentOf ?? mended, steps }
}

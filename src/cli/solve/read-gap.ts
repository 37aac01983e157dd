import type { GapProblem } from '../../allocation'
import { numbersIn, refuseBeyond } from './numbers-in'

/**
 * Generalised assignment as OR-Library writes it: agents and jobs, a row of costs an agent, a row of uses an agent, the capacities.
 * @throws {FileFault} that names the line
 */
export function readGap(text: string): GapProblem {
  const numbers = numbersIn(text)
  const agents = numbers.next('the number of agents', 1)
  const jobs = numbers.next('the number of jobs', 0)
  refuseBeyond(1, agents * jobs, 50_000_000, 'pairs of agent and job')
  const cost = numbers.fill(new Int32Array(agents * jobs), 'a cost')
  const use = numbers.fill(new Int32Array(agents * jobs), 'what a job takes of an agent', 0)
  const capacity = numbers.fill(new Int32Array(agents), 'a capacity', 0)
  numbers.end()
  return { agents, jobs, cost, use, capacity }
}

/** Generalised assignment: each job to one agent, within what each agent can take, for the least sum of costs. Whole numbers throughout. */
export type GapProblem = {
  readonly agents: number
  readonly jobs: number
  /** Cost of a job with an agent, agent-major: `cost[agent * jobs + job]`. Where the goal is the most, the caller negates. */
  readonly cost: Int32Array
  /** What a job takes of an agent, from 0; agent-major. */
  readonly use: Int32Array
  /** What each agent has, from 0. */
  readonly capacity: Int32Array
}

const CELLS_MAX = 50_000_000

/** @throws {RangeError} naming what is wrong and where */
export function checkGap({ agents, jobs, cost, use, capacity }: GapProblem): void {
  const counts = [agents, jobs].every((count) => Number.isSafeInteger(count) && count >= 0)
  if (!counts || agents * jobs > CELLS_MAX) throw new RangeError(`expected at most ${CELLS_MAX} pairs of agent and job`)
  if (cost.length !== agents * jobs || use.length !== agents * jobs || capacity.length !== agents) {
    throw new RangeError('expected a cost and a use for each pair, and a capacity for each agent')
  }
  const badUse = use.findIndex((one) => one < 0)
  if (badUse >= 0)
    throw new RangeError(`expected uses from 0, got ${use[badUse]} for agent ${Math.floor(badUse / jobs)}`)
  const badCapacity = capacity.findIndex((one) => one < 0)
  if (badCapacity >= 0)
    throw new RangeError(`expected capacities from 0, got ${capacity[badCapacity]} for agent ${badCapacity}`)
  const most = new Int32Array(jobs)
  for (let agent = 0; agent < agents; agent++) {
    for (let job = 0, cell = agent * jobs; job < jobs; job++, cell++) {
      most[job] = Math.max(most[job] as number, use[cell] as number)
    }
  }
  const taken = most.reduce((sum, one) => sum + one, 0)
  if (taken > 2 ** 31 - 1) throw new RangeError('expected uses whose sum stays below 2^31: choose a larger unit')
}

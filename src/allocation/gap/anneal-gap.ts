import type { Chance } from '../../kit/chance'
import { cheapestAgents } from './cheapest-agents'
import type { GapProblem } from './gap-problem'
import { kthSmallest } from './kth-smallest'

/** A search in progress; `best` is the cheapest assignment within capacity seen so far. */
export type GapSearch = {
  readonly agentOf: Int32Array
  readonly used: Int32Array
  readonly best: { cost: number; agentOf: Int32Array | null }
}

/** Pairs of job and agent that a search may use, grouped by agent. */
export type Choices = {
  /** Job of each pair; pairs of agent i from `start[i]` to `start[i + 1]`. */
  readonly job: Int32Array
  readonly agent: Int32Array
  readonly start: Int32Array
  /** How much dearer than a job's cheapest agent a pair may be, capacity priced. */
  readonly reach: number
}

/** A search that starts with each job at its own cheapest agent, capacity priced. */
export function openSearch(problem: GapProblem, price: Float64Array): GapSearch {
  const { agents, jobs, use } = problem
  const agentOf = cheapestAgents(problem, price).at
  const used = new Int32Array(agents)
  for (let j = 0; j < jobs; j++) {
    const i = agentOf[j] as number
    used[i] = (used[i] as number) + (use[i * jobs + j] as number)
  }
  return { agentOf, used, best: { cost: Number.POSITIVE_INFINITY, agentOf: null } }
}

/**
 * The pairs that cost least beyond each job's cheapest, capacity priced: near the optimum hardly any other occurs.
 * @param perJob how many pairs a job on average
 */
export function listChoices(problem: GapProblem, price: Float64Array, perJob: number): Choices {
  const { agents, jobs, cost, use, capacity } = problem
  const { least } = cheapestAgents(problem, price)
  const beyond = new Float64Array(agents * jobs)
  for (let i = 0; i < agents; i++) {
    for (let j = 0, cell = i * jobs; j < jobs; j++, cell++) {
      const size = use[cell] as number
      const full = (cost[cell] as number) + (price[i] as number) * size
      beyond[cell] = size > (capacity[i] as number) ? Number.POSITIVE_INFINITY : full - (least[j] as number)
    }
  }
  const wanted = Math.min(beyond.length, Math.ceil(perJob * jobs))
  const reach = Math.min(kthSmallest(beyond.slice(), wanted - 1), Number.MAX_VALUE)
  const start = new Int32Array(agents + 1)
  const job: number[] = []
  const agent: number[] = []
  for (let i = 0; i < agents; i++) {
    for (let j = 0; j < jobs; j++) {
      if ((beyond[i * jobs + j] as number) > reach) continue
      job.push(j)
      agent.push(i)
    }
    start[i + 1] = job.length
  }
  return { job: Int32Array.from(job), agent: Int32Array.from(agent), start, reach }
}

/** What one run of annealing spends, and how hot it starts and ends, in units of cost. */
export type Cooling = { readonly steps: number; readonly hot: number; readonly cold: number }

/**
 * Simulated annealing over shifts of one job and swaps of two; going over capacity costs a price that rises while nothing fits and falls
 * while everything does, so that the search walks along the edge.
 */
export function anneal(
  problem: GapProblem,
  search: GapSearch,
  { job, agent, start }: Choices,
  chance: Chance,
  edge: { now: number },
  cooling: Cooling,
): void {
  const { jobs, cost, use, capacity, agents } = problem
  const { agentOf, used, best } = search
  let total = 0
  let over = 0
  for (let j = 0; j < jobs; j++) total += cost[(agentOf[j] as number) * jobs + j] as number
  for (let i = 0; i < agents; i++) over += Math.max(0, (used[i] as number) - (capacity[i] as number))
  const keep = () => {
    if (over > 0 || total >= best.cost) return
    best.cost = total
    best.agentOf = agentOf.slice()
  }
  keep()
  let outside = 0
  const factor = (cooling.cold / cooling.hot) ** (1 / cooling.steps)
  let heat = cooling.hot
  const overAt = (i: number, change: number): number => {
    const free = (capacity[i] as number) - (used[i] as number)
    return Math.max(0, change - free) - Math.max(0, -free)
  }
  for (let step = 1; step <= cooling.steps; step++) {
    heat *= factor
    const pair = Math.floor(chance.next() * job.length)
    const j = job[pair] as number
    const b = agent[pair] as number
    const a = agentOf[j] as number
    if (a !== b) {
      // Most single shifts near the edge do not fit: two in three tries bring a job of the other agent back.
      let k = -1
      if (chance.next() < 0.67) {
        const first = start[a] as number
        const count = (start[a + 1] as number) - first
        for (let tries = 0; tries < 8 && k < 0; tries++) {
          const other = job[first + Math.floor(chance.next() * count)] as number
          if (agentOf[other] === b) k = other
        }
      }
      let costBy = (cost[b * jobs + j] as number) - (cost[a * jobs + j] as number)
      let byA = -(use[a * jobs + j] as number)
      let byB = use[b * jobs + j] as number
      if (k >= 0) {
        costBy += (cost[a * jobs + k] as number) - (cost[b * jobs + k] as number)
        byA += use[a * jobs + k] as number
        byB -= use[b * jobs + k] as number
      }
      const overBy = overAt(a, byA) + overAt(b, byB)
      const by = costBy + edge.now * overBy
      if (by <= 0 || chance.next() < Math.exp(-by / heat)) {
        agentOf[j] = b
        if (k >= 0) agentOf[k] = a
        used[a] = (used[a] as number) + byA
        used[b] = (used[b] as number) + byB
        total += costBy
        over += overBy
        keep()
      }
    }
    if (over > 0) outside++
    if (step % 1024 === 0) {
      if (outside > 800) edge.now *= 1.1
      else if (outside < 400) edge.now = Math.max(1e-3, edge.now / 1.1)
      outside = 0
    }
  }
}

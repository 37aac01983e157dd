import type { Pairs, TransportProblem } from '../../src/allocation'
import { findPeer } from '../peer'

type Flow = {
  addArcsWithCapacityAndUnitCost(
    tails: Int32Array,
    heads: Int32Array,
    capacities: Int32Array,
    costs: Int32Array,
  ): unknown
  setNodeSupply(node: number, supply: number): void
  solve(): Promise<number>
  optimalCost(): number
}
type OrTools = { SimpleMinCostFlow: new () => Flow; terminateLoadedRuntimeThreads(): Promise<void> }

const OPTIMAL = 1

type Network = {
  readonly tails: Int32Array
  readonly heads: Int32Array
  readonly capacities: Int32Array
  readonly costs: Int32Array
  /** What each node gives; what it takes is negative. */
  readonly supply: Int32Array
}

/** The least cost of a flow by or-tools, and the milliseconds of its solve alone; undefined without the peer. */
async function leastCost(network: Network): Promise<{ cost: number; milliseconds: number } | undefined> {
  const peer = findPeer<OrTools>('or-tools-wasm/network-flow')
  if (peer === undefined) return undefined
  const flow = new peer.SimpleMinCostFlow()
  flow.addArcsWithCapacityAndUnitCost(network.tails, network.heads, network.capacities, network.costs)
  for (const [node, supply] of network.supply.entries()) if (supply !== 0) flow.setNodeSupply(node, supply)
  const started = performance.now()
  const status = await flow.solve()
  const milliseconds = performance.now() - started
  if (status !== OPTIMAL) throw new Error(`the flow ended with ${status}`)
  const cost = flow.optimalCost()
  await peer.terminateLoadedRuntimeThreads()
  return { cost, milliseconds }
}

/** The best worth of goods sent from sources to sinks, by or-tools. */
export async function sendByFlow(
  problem: TransportProblem,
): Promise<{ worth: number; milliseconds: number } | undefined> {
  const { supply, demand, weight, from, to, cost } = problem
  const [sources, sinks] = [supply.length, demand.length]
  const end = sources + sinks
  const arcs = from.length + sinks + sources
  const [tails, heads] = [new Int32Array(arcs), new Int32Array(arcs)]
  const [capacities, costs] = [new Int32Array(arcs), new Int32Array(arcs)]
  for (let a = 0; a < from.length; a++) {
    const [source, sink] = [from[a] ?? 0, to[a] ?? 0]
    tails[a] = source
    heads[a] = sources + sink
    capacities[a] = Math.min(supply[source] ?? 0, demand[sink] ?? 0)
    costs[a] = (cost[a] ?? 0) - (weight[sink] ?? 0)
  }
  // What a source keeps goes straight to the end.
  for (let node = 0; node < end; node++) {
    const a = from.length + node
    tails[a] = node
    heads[a] = end
    capacities[a] = (node < sources ? supply[node] : demand[node - sources]) ?? 0
  }
  const given = new Int32Array(end + 1)
  given.set(supply)
  given[end] = -supply.reduce((sum, one) => sum + one, 0)
  const sent = await leastCost({ tails, heads, capacities, costs, supply: given })
  return sent && { worth: -sent.cost, milliseconds: sent.milliseconds }
}

/** The best worth of one post a person by or-tools' flow of least cost, and the milliseconds of its solve alone; undefined without the peer. */
export async function solveByFlow(pairs: Pairs): Promise<{ worth: number; milliseconds: number } | undefined> {
  const { people, posts, personStart, post, worthOfPost, seats } = pairs
  const sink = people + posts
  const arcs = post.length + people + posts
  const [tails, heads] = [new Int32Array(arcs), new Int32Array(arcs)]
  const [capacities, costs] = [new Int32Array(arcs).fill(1), new Int32Array(arcs)]
  heads.set(post.map((j) => people + j))
  costs.set(worthOfPost.map((worth) => -worth))
  let at = post.length
  for (let i = 0; i < people; i++) {
    tails.fill(i, personStart[i], personStart[i + 1])
    tails[at] = i
    heads[at++] = sink
  }
  for (let j = 0; j < posts; j++) {
    tails[at] = people + j
    heads[at] = sink
    capacities[at++] = seats[j] ?? 0
  }
  const supply = new Int32Array(sink + 1).fill(1, 0, people)
  supply[sink] = -people
  const flow = await leastCost({ tails, heads, capacities, costs, supply })
  return flow && { worth: -flow.cost, milliseconds: flow.milliseconds }
}

import type { Pairs } from '../../src/allocation'
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

/** The best worth of one post a person by or-tools' flow of least cost, and the milliseconds of its solve alone; undefined without the peer. */
export async function solveByFlow(pairs: Pairs): Promise<{ worth: number; milliseconds: number } | undefined> {
  const peer = findPeer<OrTools>('or-tools-wasm/network-flow')
  if (peer === undefined) return undefined
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
  const flow = new peer.SimpleMinCostFlow()
  flow.addArcsWithCapacityAndUnitCost(tails, heads, capacities, costs)
  for (let i = 0; i < people; i++) flow.setNodeSupply(i, 1)
  flow.setNodeSupply(sink, -people)
  const started = performance.now()
  const status = await flow.solve()
  const milliseconds = performance.now() - started
  if (status !== OPTIMAL) throw new Error(`the flow ended with ${status}`)
  const worth = -flow.optimalCost()
  await peer.terminateLoadedRuntimeThreads()
  return { worth, milliseconds }
}

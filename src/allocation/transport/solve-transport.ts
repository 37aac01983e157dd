import type { Budget, Solved } from '../solved'
import { cut, hang, nextBelow, type SpanningTree, starTree } from './spanning-tree'
import { checkTransport, type TransportProblem } from './transport-problem'

/** Flow on each arc of the problem; length: arcs. */
export type Flows = Int32Array

type Simplex = {
  readonly tail: Int32Array
  readonly head: Int32Array
  readonly cost: Float64Array
  readonly flow: Int32Array
  /** Price of each node; along every arc of the tree the reduced cost is 0. */
  readonly price: Float64Array
  readonly tree: SpanningTree
  readonly problemArcs: number
}

/**
 * The best transport of what there is to where it is wanted, always exact: primal network simplex on a tree that starts with everything
 * unused and nothing delivered, entering arcs by block search, leaving arcs so that the tree stays strongly feasible and cannot cycle.
 * @param budget steps are pivots; when they run out the flow so far is feasible and the bound is that of the prices so far
 * @returns objective in units of weight × quantity; `bound` from above, equal to the objective at the optimum
 * @throws {RangeError} for a problem without meaning
 * @see Ahuja, Magnanti, Orlin (1993), Network Flows, chapter 11
 */
export function solveTransport(problem: TransportProblem, budget: Budget): Solved<Flows> {
  checkTransport(problem)
  const simplex = start(problem)
  const block = Math.max(64, Math.ceil(Math.sqrt(simplex.problemArcs)))
  let steps = 0
  let from = 0
  let optimal = false
  while (steps < budget.stepsMax && !(steps % 256 === 255 && budget.stop?.())) {
    const entering = priceArcs(simplex, from, block)
    if (entering < 0) {
      optimal = true
      break
    }
    from = entering + 1
    pivot(simplex, entering)
    steps++
  }
  const objective = worth(problem, simplex.flow)
  const bound = optimal ? objective : dualBound(problem, simplex.price)
  return {
    status: optimal || bound === objective ? 'optimal' : 'feasible',
    objective,
    bound,
    steps,
    solution: simplex.flow.slice(0, simplex.problemArcs),
  }
}

// Nodes: sources, sinks, then the outside, which takes what is left over and brings what is missing at no cost.
function start({ supply, demand, weight, from, to, cost }: TransportProblem): Simplex {
  const sources = supply.length
  const sinks = demand.length
  const outside = sources + sinks
  const arcs = from.length
  const tail = new Int32Array(arcs + outside)
  const head = new Int32Array(arcs + outside)
  const costs = new Float64Array(arcs + outside)
  const flow = new Int32Array(arcs + outside)
  for (let a = 0; a < arcs; a++) {
    const sink = to[a] as number
    tail[a] = from[a] as number
    head[a] = sources + sink
    // An empty arc from the outside to a sink that wants nothing would break the strongly feasible tree: such a sink is never reached.
    costs[a] = demand[sink] === 0 ? Number.POSITIVE_INFINITY : (cost[a] as number) - (weight[sink] as number)
  }
  for (let node = 0; node < outside; node++) {
    const isSource = node < sources
    tail[arcs + node] = isSource ? node : outside
    head[arcs + node] = isSource ? outside : node
    flow[arcs + node] = (isSource ? supply[node] : demand[node - sources]) as number
  }
  const tree = starTree(outside + 1, outside, (node) => arcs + node)
  return { tail, head, cost: costs, flow, price: new Float64Array(outside + 1), tree, problemArcs: arcs }
}

/** The arc worth most among the first block that holds one worth anything, from `from` on and around; -1 if none is. */
function priceArcs({ tail, head, cost, price }: Simplex, from: number, block: number): number {
  const arcs = cost.length
  let best = 0
  let found = -1
  let a = from < arcs ? from : 0
  for (let seen = 1; seen <= arcs; seen++) {
    const reduced = (cost[a] as number) - (price[tail[a] as number] as number) + (price[head[a] as number] as number)
    if (reduced < best) {
      best = reduced
      found = a
    }
    if (seen % block === 0 && found >= 0) return found
    if (++a === arcs) a = 0
  }
  return found
}

/** Sends as much as fits around the cycle that an arc closes, and lets the last arc that blocks leave the tree. */
function pivot(simplex: Simplex, entering: number): void {
  const { tail, head, cost, flow, price, tree } = simplex
  const { parent, arc } = tree
  const u = tail[entering] as number
  const v = head[entering] as number
  const apex = apexOf(tree, u, v)
  let amount = Number.POSITIVE_INFINITY
  let leaving = -1
  let onTailSide = true
  for (let node = u; node !== apex; node = parent[node] as number) {
    const a = arc[node] as number
    if (head[a] !== node && (flow[a] as number) < amount) {
      amount = flow[a] as number
      leaving = node
    }
  }
  for (let node = v; node !== apex; node = parent[node] as number) {
    const a = arc[node] as number
    if (tail[a] !== node && (flow[a] as number) <= amount) {
      amount = flow[a] as number
      leaving = node
      onTailSide = false
    }
  }
  if (amount > 0) {
    flow[entering] = (flow[entering] as number) + amount
    for (let node = u; node !== apex; node = parent[node] as number) add(flow, arc[node] as number, head, node, amount)
    for (let node = v; node !== apex; node = parent[node] as number) add(flow, arc[node] as number, tail, node, amount)
  }
  const reduced = (cost[entering] as number) - (price[u] as number) + (price[v] as number)
  const top = onTailSide ? u : v
  turnOver(tree, top, leaving, onTailSide ? v : u, entering)
  shift(tree, price, top, onTailSide ? reduced : -reduced)
}

function add(flow: Int32Array, a: number, end: Int32Array, node: number, amount: number): void {
  flow[a] = (flow[a] as number) + (end[a] === node ? amount : -amount)
}

function apexOf({ parent, depth }: SpanningTree, u: number, v: number): number {
  let [a, b] = [u, v]
  while (a !== b) {
    if ((depth[a] as number) >= (depth[b] as number)) a = parent[a] as number
    else b = parent[b] as number
  }
  return a
}

/** Cuts the branch below `last` off, makes `top` its uppermost node, and hangs it under `under` by `arc`. */
function turnOver(tree: SpanningTree, top: number, last: number, under: number, arc: number): void {
  let [node, newParent, newArc] = [top, under, arc]
  for (;;) {
    const [oldParent, oldArc] = [tree.parent[node] as number, tree.arc[node] as number]
    cut(tree, node)
    hang(tree, node, newParent, newArc)
    if (node === last) return
    ;[newParent, newArc, node] = [node, oldArc, oldParent]
  }
}

function shift(tree: SpanningTree, price: Float64Array, top: number, by: number): void {
  const { parent, depth } = tree
  for (let node = top; node >= 0; node = nextBelow(tree, node, top)) {
    price[node] = (price[node] as number) + by
    depth[node] = (depth[parent[node] as number] as number) + 1
  }
}

function worth({ to, weight, cost }: TransportProblem, flow: Int32Array): number {
  let sum = 0
  for (let a = 0; a < to.length; a++) {
    sum += ((weight[to[a] as number] as number) - (cost[a] as number)) * (flow[a] as number)
  }
  return sum
}

/** What no flow can exceed: each supply and each demand valued at the least prices that make no arc worth more than it costs. */
function dualBound({ supply, demand, weight, from, to, cost }: TransportProblem, price: Float64Array): number {
  const worthOfSupply = Float64Array.from(supply, (_, i) => Math.max(0, -(price[i] as number)))
  const worthOfDemand = new Float64Array(demand.length)
  for (let a = 0; a < from.length; a++) {
    const sink = to[a] as number
    const rest = (weight[sink] as number) - (cost[a] as number) - (worthOfSupply[from[a] as number] as number)
    if (rest > (worthOfDemand[sink] as number)) worthOfDemand[sink] = rest
  }
  let bound = 0
  for (let i = 0; i < supply.length; i++) bound += (supply[i] as number) * (worthOfSupply[i] as number)
  for (let j = 0; j < demand.length; j++) bound += (demand[j] as number) * (worthOfDemand[j] as number)
  return bound
}

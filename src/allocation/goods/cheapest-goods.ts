import type { Budget } from '../solved'
import { solveTransport } from '../transport/solve-transport'
import type { TransportProblem } from '../transport/transport-problem'
import type { FairShares } from './fair-shares'
import type { GoodsNet } from './goods-net'

/** A flow that gives every share what is fair. */
export type CheapestGoods = {
  readonly flow: Int32Array
  readonly cost: number
  /** No flow that gives these shares costs less; undefined where none is proved. */
  readonly bound: number | undefined
  readonly steps: number
}

const WORTH_MAX = 2 ** 30

/**
 * The least cost at which every share gets what is fair. What a share lacks is a source of its own, dearer for lines that are due sooner,
 * so that all lines are served in full and it is a transport problem.
 * @param budget steps are pivots; when they run out, the flow is the one given or a cheaper one
 */
export function cheapestGoods(net: GoodsNet, fair: FairShares, budget: Budget): CheapestGoods {
  const arcs = Int32Array.from(net.from.keys()).filter(fair.isOpen)
  const problem = withShortages(net, fair, arcs)
  const wanted = problem.demand.reduce((sum, one) => sum + one, 0)
  const start = { flow: fair.flow, cost: costOf(net, fair.flow) }
  let steps = 0
  const most = problem.cost.reduce((largest, one) => Math.max(largest, Math.abs(one)), 1)
  // A unit delivered has to be worth more than all that has to move for it; how much that is shows when nothing is left undelivered.
  for (
    let worth = 8 * most;
    worth <= WORTH_MAX && (worth + most) * (wanted + 1) <= Number.MAX_SAFE_INTEGER;
    worth *= 8
  ) {
    const solved = solveTransport(
      { ...problem, weight: problem.weight.fill(worth) },
      { ...budget, stepsMax: budget.stepsMax - steps },
    )
    steps += solved.steps
    if (solved.solution === null || solved.bound === null) break
    const delivered = solved.solution.reduce((sum, one) => sum + one, 0)
    if (delivered < wanted && solved.status === 'optimal') continue
    const bound = worth * wanted - solved.bound
    const cost = worth * wanted - solved.objective
    if (delivered < wanted || cost >= start.cost) return { ...start, bound, steps }
    const flow = new Int32Array(net.from.length)
    for (let i = 0; i < arcs.length; i++) flow[arcs[i]!] = solved.solution[i]!
    return { flow, cost, bound, steps }
  }
  return { ...start, bound: undefined, steps }
}

/** The open arcs of the net, then a source for what each share lacks and its arcs. */
function withShortages(net: GoodsNet, { given, canLack }: FairShares, arcs: Int32Array): TransportProblem {
  const lacks = given.map((one) => -one)
  for (let l = 0; l < net.wanted.length; l++) lacks[net.shareOf[l]!]! += net.wanted[l]!
  const short = Int32Array.from(net.wanted.keys()).filter((line) => lacks[net.shareOf[line]!]! > 0 && canLack(line))
  const sources = net.supply.length
  return {
    supply: join(net.supply, lacks),
    demand: net.wanted,
    weight: new Int32Array(net.wanted.length),
    from: join(
      arcs.map((a) => net.from[a]!),
      short.map((line) => sources + net.shareOf[line]!),
    ),
    to: join(
      arcs.map((a) => net.to[a]!),
      short,
    ),
    cost: join(
      arcs.map((a) => net.cost[a]!),
      short.map((line) => net.shortCost[line]!),
    ),
  }
}

function join(first: Int32Array, then: ArrayLike<number>): Int32Array {
  const both = new Int32Array(first.length + then.length)
  both.set(first)
  both.set(then, first.length)
  return both
}

function costOf(net: GoodsNet, flow: Int32Array): number {
  const lacks = Float64Array.from(net.wanted)
  let cost = 0
  for (let a = 0; a < flow.length; a++) {
    lacks[net.to[a]!]! -= flow[a]!
    cost += net.cost[a]! * flow[a]!
  }
  return lacks.reduce((sum, one, line) => sum + one * net.shortCost[line]!, cost)
}

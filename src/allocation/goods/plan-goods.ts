import { urgencies } from '../goals'
import { type Budget, checkBudget, type Solved } from '../solved'
import { travelMinutesFor } from '../travel'
import { cheapestGoods } from './cheapest-goods'
import { fairShares } from './fair-shares'
import { type GoodsArcs, goodsArcs, type Unreached } from './goods-arcs'
import { goodsNets, shareKey } from './goods-nets'
import {
  checkGoods,
  type GoodsPlan,
  type GoodsProblem,
  type GoodsProposal,
  type PlaceShare,
  type PlannedLine,
} from './goods-problem'
import type { GoodsReason } from './goods-reasons'
import { lostToMoreUrgent } from './took-from-others'

/**
 * Which goods go to which open lines. In this order: as many units as possible to the most urgent lines, then to the next; shares of places
 * as even as whole units allow, by the fraction of what each wants; then the least cost: travel, substitutes, and what expires first goes
 * first (`goods-costs.ts`). In whatever order sources and lines come, the plan is the same.
 * @param budget steps are pivots of the search for the least cost; shares are fair whenever it ends
 * @returns objective: the cost of all that is given, in hundredths of a minute of travel for one unit, with what it counts that a line due
 * sooner is short rather than one due later; `bound` for plans with these shares
 * @throws {RangeError} for amounts, places or times that are none
 */
export function planGoods(given: GoodsProblem, budget: Budget): Solved<GoodsPlan> {
  checkBudget(budget)
  checkGoods(given)
  const problem = { ...given, sources: byId(given.sources), lines: byId(given.lines) }
  const { arcs, unreached } = goodsArcs(problem)
  const flow = new Int32Array(arcs.from.length)
  const lost = new Uint8Array(problem.lines.length)
  let [objective, bound, steps]: [number, number | null, number] = [0, 0, 0]
  for (const part of goodsNets(problem.sources, problem.lines, arcs)) {
    const found = cheapestGoods(part.net, fairShares(part.net), { ...budget, stepsMax: budget.stepsMax - steps })
    objective += found.cost
    bound = bound === null || found.bound === undefined ? null : bound + found.bound
    steps += found.steps
    part.arcs.forEach((arc, a) => {
      flow[arc] = found.flow[a]!
    })
    const ofPart = lostToMoreUrgent(part.net, found.flow)
    part.lines.forEach((line, l) => {
      lost[line] = ofPart[l]!
    })
  }
  const lines = plannedLines(problem, arcs, flow, unreached, lost)
  const solution = { proposals: proposalsOf(problem, arcs, flow), lines, shares: sharesOf(problem, lines) }
  return { status: objective === bound ? 'optimal' : 'feasible', objective, bound, steps, solution }
}

const byId = <T extends { readonly id: string }>(list: readonly T[]): T[] =>
  list.toSorted((a, b) => (a.id < b.id ? -1 : 1))

function plannedLines(
  { lines }: GoodsProblem,
  { to }: GoodsArcs,
  flow: Int32Array,
  unreached: ReadonlyMap<number, Unreached>,
  lost: Uint8Array,
): PlannedLine[] {
  const given = new Float64Array(lines.length)
  for (let a = 0; a < flow.length; a++) given[to[a]!]! += flow[a]!
  return lines.map(({ id, amount }, l): PlannedLine => {
    const line = { lineId: id, wanted: amount, given: given[l]! }
    const missing = amount - given[l]!
    if (missing === 0) return line
    const why = unreached.get(l) ?? ({ code: lost[l] === 1 ? 'more-urgent' : 'shared' } as const)
    return { ...line, short: { missing, ...why } }
  })
}

function sharesOf({ lines }: GoodsProblem, planned: readonly PlannedLine[]): PlaceShare[] {
  const shares = new Map<string, PlaceShare>()
  for (const [l, line] of lines.entries()) {
    const { place, item, urgency } = line
    const key = shareKey(line)
    const { wanted, given } = shares.get(key) ?? { wanted: 0, given: 0 }
    const more = planned[l]!
    shares.set(key, { place, item, urgency, wanted: wanted + more.wanted, given: given + more.given })
  }
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return [...shares.values()].sort(
    (a, b) =>
      order(a.place, b.place) || order(a.item, b.item) || urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency),
  )
}

function proposalsOf({ sources, lines, now }: GoodsProblem, arcs: GoodsArcs, flow: Int32Array): GoodsProposal[] {
  const { from, to, meters } = arcs
  const left = Float64Array.from(sources, ({ amount }) => amount)
  for (let a = 0; a < flow.length; a++) left[from[a]!]! -= flow[a]!
  const proposals: GoodsProposal[] = []
  let first = 0
  for (let a = 0; a < flow.length; a++) {
    if (to[a] !== to[first]) first = a
    if (flow[a] === 0) continue
    const [source, line] = [sources[from[a]!]!, lines[to[a]!]!]
    const travelMinutes = travelMinutesFor(meters[a]!, 'car')
    const reason = (): GoodsReason => {
      if (source.item !== line.item) return { code: 'substitute', travelMinutes }
      const nearer: number[] = []
      for (let b = first; to[b] === to[a]; b++) {
        const isNearer = travelMinutesFor(meters[b]!, 'car') < travelMinutes
        if (isNearer && sources[from[b]!]!.item === line.item) nearer.push(from[b]!)
      }
      if (nearer.length === 0) return { code: 'nearest', travelMinutes }
      const { expiresAt } = source
      const isFirst =
        expiresAt !== undefined &&
        nearer.some((s) => left[s]! > 0 && (sources[s]!.expiresAt ?? Number.POSITIVE_INFINITY) > expiresAt)
      if (!isFirst) return { code: 'next-nearest', travelMinutes }
      return { code: 'expires-first', days: Math.max(0, Math.floor((expiresAt - now) / 1_440)) }
    }
    proposals.push({ sourceId: source.id, lineId: line.id, amount: flow[a]!, travelMinutes, reason: reason() })
  }
  return proposals
}

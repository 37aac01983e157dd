import type { GoodsNet } from './goods-net'
import { shareEvenly } from './share-evenly'
import { SharedFlow } from './shared-flow'

/** Shares among which what there is has still to be divided: a part of the flow that gets all of its sources. */
type Undivided = { readonly nodes: Int32Array; readonly shares: readonly number[]; readonly total: number }

/** What each share is given, and a flow that gives it. */
export type FairShares = {
  readonly given: Int32Array
  readonly flow: Int32Array
  /** Whether anything could go over an arc, and whether a line could be short, with these shares. */
  readonly isOpen: (arc: number) => boolean
  readonly canLack: (line: number) => boolean
}

/**
 * The fairest shares: as many units as possible for the most urgent, then for the next, and so on; among the shares of one urgency the
 * smallest fraction of what is wanted is as large as can be, then the next one, in whole units, whatever the way costs.
 *
 * What shares can be given at once form a polymatroid, so that the fairest division is found by halving: divide as if everybody could
 * have from everywhere, look where the flow cannot follow, and divide on both sides of that cut.
 * @see Fujishige (1980), Lexicographically optimal base of a polymatroid with respect to a weight vector
 * @see Groenevelt (1991), Two algorithms for maximizing a separable concave function over a polymatroid feasible region
 */
export function fairShares(net: GoodsNet): FairShares {
  const flow = new SharedFlow(net)
  let open: Int32Array = Int32Array.from(flow.part.keys())
  let parts = 0
  for (const rank of new Set(net.rankOf.toSorted())) {
    const shares = [...net.asked.keys()].filter((share) => net.rankOf[share] === rank)
    for (const share of shares) flow.room[share] = net.asked[share]!
    flow.fill(open)
    const [short, rest] = cutOff(flow, open, shares, ++parts)
    if (short === undefined) continue
    open = rest.nodes
    const toDivide: Undivided[] = [{ ...short, total: sumOf(flow.given, short.shares) }]
    for (let one = toDivide.pop(); one !== undefined; one = toDivide.pop()) {
      toDivide.push(...divide(flow, net.asked, one, ++parts))
    }
  }
  return {
    given: Int32Array.from(flow.given),
    flow: Int32Array.from(net.from, (_, arc) => flow.flowOf(arc)),
    // Across a cut that forbade something, every plan with these shares uses its one way to the full and nothing goes back.
    isOpen: (arc) => flow.part[net.from[arc]!] === flow.part[flow.nodeOfLine(net.to[arc]!)],
    canLack: (line) => flow.part[flow.nodeOfLine(line)] === flow.part[flow.nodeOfShare(net.shareOf[line]!)],
  }
}

/** Divides among all of a part; where that cannot be, both sides of the cut that forbids it are left to be divided. */
function divide(flow: SharedFlow, asked: Float64Array, { nodes, shares, total }: Undivided, part: number): Undivided[] {
  const frozen = Float64Array.from(shares, (share) => flow.frozenOf(share))
  const even = shareEvenly(
    total,
    Float64Array.from(shares, (share) => asked[share]!),
    frozen,
  )
  shares.forEach((share, i) => {
    flow.lower(share, even[i]!)
    flow.room[share] = even[i]! - flow.given[share]!
  })
  flow.fill(nodes)
  const [short, rest] = cutOff(flow, nodes, shares, part)
  if (short === undefined) return []
  const ofShort = sumOf(flow.given, short.shares)
  return [
    { ...short, total: ofShort },
    { ...rest, total: total - ofShort },
  ]
}

type Side = Omit<Undivided, 'total'>

/** Parts what cannot be filled, with all that could help to fill it, from the rest; the first is missing where all is filled. */
function cutOff(
  flow: SharedFlow,
  nodes: Int32Array,
  shares: readonly number[],
  part: number,
): [short: Side | undefined, rest: Side] {
  if (shares.every((share) => flow.room[share] === 0)) return [undefined, { nodes, shares }]
  const isShort = (node: number) => flow.level[node]! > 0
  const side = (short: boolean): Side => ({
    nodes: nodes.filter((node) => isShort(node) === short),
    shares: shares.filter((share) => isShort(flow.nodeOfShare(share)) === short),
  })
  const sides: [Side, Side] = [side(true), side(false)]
  for (const node of sides[0].nodes) flow.part[node] = part
  for (const share of shares) flow.room[share] = 0
  return sides
}

const sumOf = (values: Float64Array, shares: readonly number[]) =>
  shares.reduce((sum, share) => sum + values[share]!, 0)

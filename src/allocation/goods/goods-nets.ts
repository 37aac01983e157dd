import { urgencies } from '../goals'
import type { GoodsArcs } from './goods-arcs'
import { shortCost } from './goods-costs'
import type { GoodsNet } from './goods-net'
import type { GoodsLine, GoodsSource } from './goods-problem'

/** A net, and what its sources, lines, shares and arcs are called outside of it. */
export type NamedNet = {
  readonly net: GoodsNet
  readonly lines: readonly number[]
  readonly arcs: readonly number[]
}

const SHARE_MAX = 2 ** 31 - 1

/** Which share a line is part of: its place, item and urgency in one word. */
export const shareKey = ({ place, item, urgency }: GoodsLine): string =>
  JSON.stringify([place, item, urgencies.indexOf(urgency)])

/**
 * Cuts the problem where nothing can go: lines and sources are in one net if goods could be shifted between them.
 * @throws {RangeError} where one place wants more of one thing than can be counted
 */
export function goodsNets(sources: readonly GoodsSource[], lines: readonly GoodsLine[], arcs: GoodsArcs): NamedNet[] {
  const group = groupsOf(sources.length, lines, arcs)
  const arcsOf = new Map<number, number[]>()
  for (let a = 0; a < arcs.from.length; a++) {
    const of = group(arcs.from[a]!)
    const list = arcsOf.get(of)
    if (list === undefined) arcsOf.set(of, [a])
    else list.push(a)
  }
  const asked = askedOf(lines)
  return [...arcsOf.values()].map((own) => netOf(sources, lines, arcs, own, asked))
}

function askedOf(lines: readonly GoodsLine[]): ReadonlyMap<string, number> {
  const asked = new Map<string, number>()
  for (const line of lines) {
    const sum = (asked.get(shareKey(line)) ?? 0) + line.amount
    if (sum > SHARE_MAX) throw new RangeError(`expected at most ${SHARE_MAX} of ${line.item} for ${line.place}`)
    asked.set(shareKey(line), sum)
  }
  return asked
}

/** Smallest node of the group that a node is in. Nodes are sources, then lines; lines of one share belong together. */
function groupsOf(sources: number, lines: readonly GoodsLine[], { from, to }: GoodsArcs): (node: number) => number {
  const parent = Int32Array.from({ length: sources + lines.length }, (_, n) => n)
  const find = (node: number): number => {
    let at = node
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  const join = (a: number, b: number) => {
    const [low, high] = [find(a), find(b)].sort((x, y) => x - y) as [number, number]
    parent[high] = low
  }
  const firstOf = new Map<string, number>()
  for (let a = 0; a < from.length; a++) {
    const line = to[a]!
    join(from[a]!, sources + line)
    if (to[a - 1] === line) continue
    const key = shareKey(lines[line]!)
    const first = firstOf.get(key)
    if (first === undefined) firstOf.set(key, line)
    else join(sources + first, sources + line)
  }
  return find
}

function netOf(
  sources: readonly GoodsSource[],
  lines: readonly GoodsLine[],
  { from, to, cost }: GoodsArcs,
  arcs: readonly number[],
  asked: ReadonlyMap<string, number>,
): NamedNet {
  const [source, line, share] = [new Numbers<number>(), new Numbers<number>(), new Numbers<string>()]
  const net = {
    from: Int32Array.from(arcs, (a) => source.of(from[a]!)),
    to: Int32Array.from(arcs, (a) => line.of(to[a]!)),
    cost: Int32Array.from(arcs, (a) => cost[a]!),
  }
  const own = line.all.map((l) => lines[l]!)
  const shareOf = Int32Array.from(own, (one) => share.of(shareKey(one)))
  const rankOf = new Uint8Array(share.all.length)
  for (const [l, { urgency }] of own.entries()) rankOf[shareOf[l]!] = urgencies.indexOf(urgency)
  return {
    net: {
      ...net,
      supply: Int32Array.from(source.all, (s) => sources[s]!.amount),
      wanted: Int32Array.from(own, ({ amount }) => amount),
      shareOf,
      rankOf,
      asked: Float64Array.from(share.all, (key) => asked.get(key)!),
      shortCost: shortCosts(own, shareOf, share.all.length),
    },
    lines: line.all,
    arcs,
  }
}

/** Costs by the order of due times within each share. */
function shortCosts(lines: readonly GoodsLine[], shareOf: Int32Array, shares: number): Int32Array {
  const dues = Array.from({ length: shares }, () => new Set<number>())
  for (const [l, { due }] of lines.entries()) dues[shareOf[l]!]!.add(due)
  const rankOf = dues.map((some) => new Map([...some].sort((a, b) => b - a).map((due, rank) => [due, rank])))
  return Int32Array.from(lines, ({ due }, l) => shortCost(rankOf[shareOf[l]!]!.get(due)!))
}

/** Numbers from 0 for keys in the order in which they come. */
class Numbers<Key> {
  readonly all: Key[] = []
  readonly #numbers = new Map<Key, number>()

  of(key: Key): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.all.length)
    return this.all.push(key) - 1
  }
}

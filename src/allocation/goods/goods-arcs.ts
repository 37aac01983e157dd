import { distanceMeters, EARTH_RADIUS_METERS } from '../../kit/geo'
import { vectorOf } from '../ask/sphere'
import { arcCost } from './goods-costs'
import type { GoodsLine, GoodsProblem, GoodsSource } from './goods-problem'

/** What may go where, in order of line, then source. */
export type GoodsArcs = {
  readonly from: Int32Array
  readonly to: Int32Array
  readonly cost: Int32Array
  readonly meters: Float64Array
}

/** What a line without any arc could not get: what keeps it from all there is. */
export type Unreached =
  | { readonly code: 'nobody-has' | 'expires' }
  | { readonly code: 'too-far'; readonly nearestKilometers: number }

const ARCS_MAX = 20_000_000

/**
 * Every way goods can go: what is asked for or may replace it, still good when it is wanted, within reach.
 * @param problem with sources and lines in order of their ids
 * @returns the arcs; why there are none, by line
 * @throws {RangeError} where there are more than 20 million
 */
export function goodsArcs(problem: GoodsProblem): { arcs: GoodsArcs; unreached: ReadonlyMap<number, Unreached> } {
  const [from, to, cost, meters]: [number[], number[], number[], number[]] = [[], [], [], []]
  const unreached = new Map<number, Unreached>()
  const offered = new Offers(problem)
  for (const [l, line] of problem.lines.entries()) {
    if (line.amount === 0) continue
    const found = offered.within(line)
    for (const { source, extraMinutes, way } of found.near) {
      const { expiresAt = Number.POSITIVE_INFINITY } = problem.sources[source]!
      from.push(source)
      to.push(l)
      cost.push(arcCost(way, extraMinutes, expiresAt - goodUntil(problem, line)))
      meters.push(way)
    }
    if (found.near.length === 0) unreached.set(l, found.why())
    if (from.length > ARCS_MAX) {
      throw new RangeError(
        `expected at most ${ARCS_MAX} ways from a source to a line within reach: bring the reach down`,
      )
    }
  }
  return {
    arcs: {
      from: Int32Array.from(from),
      to: Int32Array.from(to),
      cost: Int32Array.from(cost),
      meters: Float64Array.from(meters),
    },
    unreached,
  }
}

/** When goods for a line have to be good still: at its due time, or now where that is past. */
const goodUntil = ({ now }: GoodsProblem, { due }: GoodsLine) => Math.max(now, due)

type Offer = { readonly source: number; readonly extraMinutes: number }
type NearOffer = Offer & { readonly way: number }

class Offers {
  readonly #problem: GoodsProblem
  readonly #byItem = new Map<string, Offer[]>()
  readonly #x: Float64Array
  readonly #y: Float64Array
  readonly #z: Float64Array
  readonly #chordSquareMax: number

  constructor(problem: GoodsProblem) {
    this.#problem = problem
    const { sources, substitutes, reachMeters } = problem
    const vectors = sources.map(({ point }) => vectorOf(point))
    this.#x = Float64Array.from(vectors, ({ x }) => x)
    this.#y = Float64Array.from(vectors, ({ y }) => y)
    this.#z = Float64Array.from(vectors, ({ z }) => z)
    // A metre more outweighs every rounding; the exact way is looked at after.
    this.#chordSquareMax = (2 * Math.sin(Math.min(Math.PI / 2, (reachMeters + 1) / 2 / EARTH_RADIUS_METERS))) ** 2
    const own = new Map<string, number[]>()
    for (const [s, { item, amount }] of sources.entries()) {
      if (amount === 0) continue
      const same = own.get(item)
      if (same === undefined) own.set(item, [s])
      else same.push(s)
    }
    const extra = new Map<string, Map<string, number>>()
    for (const { wanted, given, extraMinutes } of substitutes) {
      const those = extra.get(wanted) ?? new Map<string, number>()
      if (given !== wanted) those.set(given, Math.min(extraMinutes, those.get(given) ?? extraMinutes))
      extra.set(wanted, those)
    }
    for (const item of new Set(problem.lines.map((line) => line.item))) {
      const offers = [[item, 0] as const, ...(extra.get(item) ?? [])].flatMap(([given, extraMinutes]) =>
        (own.get(given) ?? []).map((source) => ({ source, extraMinutes })),
      )
      this.#byItem.set(
        item,
        offers.sort((a, b) => a.source - b.source),
      )
    }
  }

  within(line: GoodsLine): { near: readonly NearOffer[]; why: () => Unreached } {
    const { sources, reachMeters } = this.#problem
    const { x, y, z } = vectorOf(line.point)
    const until = goodUntil(this.#problem, line)
    const offers = this.#byItem.get(line.item) ?? []
    const isGood = ({ expiresAt = Number.POSITIVE_INFINITY }: GoodsSource) => expiresAt > until
    const near: NearOffer[] = []
    for (const { source, extraMinutes } of offers) {
      const chordSquare = (x - this.#x[source]!) ** 2 + (y - this.#y[source]!) ** 2 + (z - this.#z[source]!) ** 2
      if (chordSquare > this.#chordSquareMax || !isGood(sources[source]!)) continue
      const way = distanceMeters(sources[source]!.point, line.point)
      if (way <= reachMeters) near.push({ source, extraMinutes, way })
    }
    const why = (): Unreached => {
      if (offers.length === 0) return { code: 'nobody-has' }
      const good = offers.map(({ source }) => sources[source]!).filter(isGood)
      if (good.length === 0) return { code: 'expires' }
      const nearest = good.reduce(
        (least, { point }) => Math.min(least, distanceMeters(point, line.point)),
        Number.POSITIVE_INFINITY,
      )
      return { code: 'too-far', nearestKilometers: Math.ceil(nearest / 1000) }
    }
    return { near, why }
  }
}

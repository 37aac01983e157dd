import type { Point } from '../../kit/geo'
import type { Urgency } from '../goals'
import type { EpochMinutes } from '../problem'
import type { GoodsReason, GoodsShort } from './goods-reasons'

/** Goods that can be given: a lot in stock, or a pledge. Amounts are whole numbers of what the item is given out in: pieces, packs, litres. */
export type GoodsSource = {
  readonly id: string
  readonly point: Point
  readonly item: string
  /** From 0 to {@link AMOUNT_MAX}. */
  readonly amount: number
  /** From when on it is no longer good; absent: it keeps. */
  readonly expiresAt?: EpochMinutes
}

/** An open line of a request. */
export type GoodsLine = {
  readonly id: string
  readonly point: Point
  /** Where it is wanted, as far as shares go: a settlement or a region. Places are given equal shares of what each wants. */
  readonly place: string
  readonly item: string
  /** Still wanted, in the unit of the item: from 0 to {@link AMOUNT_MAX}. */
  readonly amount: number
  /** More urgent lines are served first, whatever it costs the others. */
  readonly urgency: Urgency
  /** By when; a lot that expires before does not count. */
  readonly due: EpochMinutes
}

/** What may be given in place of what, one for one. */
export type Substitute = {
  readonly wanted: string
  readonly given: string
  /** A unit of it counts as so many minutes of travel more, or fewer where below 0: whole, at most {@link SUBSTITUTE_MINUTES_MAX} either way. */
  readonly extraMinutes: number
}

/** Goods, and what is asked for. */
export type GoodsProblem = {
  readonly sources: readonly GoodsSource[]
  readonly lines: readonly GoodsLine[]
  readonly substitutes: readonly Substitute[]
  /** Nothing is brought farther than this in a straight line, metres. */
  readonly reachMeters: number
  readonly now: EpochMinutes
}

/** So much from a source to a line. */
export type GoodsProposal = {
  readonly sourceId: string
  readonly lineId: string
  /** Whole, from 1. */
  readonly amount: number
  /** By car, by the built-in estimate. */
  readonly travelMinutes: number
  readonly reason: GoodsReason
}

/** A line as planned. */
export type PlannedLine = {
  readonly lineId: string
  readonly wanted: number
  readonly given: number
  /** Absent where it is given all. */
  readonly short?: GoodsShort
}

/** What a place gets of an item for lines of one urgency. */
export type PlaceShare = {
  readonly place: string
  readonly item: string
  readonly urgency: Urgency
  readonly wanted: number
  readonly given: number
}

/** Who gives what to whom: proposals, nothing is promised by them. */
export type GoodsPlan = {
  /** In order of line, then source. */
  readonly proposals: readonly GoodsProposal[]
  /** In order of their ids. */
  readonly lines: readonly PlannedLine[]
  /** Of every place, item and urgency asked for; in that order. */
  readonly shares: readonly PlaceShare[]
}

/** Most of one lot or line. */
export const AMOUNT_MAX = 1_000_000_000
/** Most that a substitute can count as, in minutes of travel. */
export const SUBSTITUTE_MINUTES_MAX = 10_000

const WORLD_METERS = 20_100_000
const SOURCES_MAX = 500_000
const LINES_MAX = 1_000_000

/** @throws {RangeError} naming what is wrong, where, and what was expected */
export function checkGoods({ sources, lines, substitutes, reachMeters, now }: GoodsProblem): void {
  if (!(reachMeters >= 0 && reachMeters <= WORLD_METERS)) {
    throw new RangeError(`expected a reach from 0 to ${WORLD_METERS} metres, got ${reachMeters}`)
  }
  if (!Number.isInteger(now)) throw new RangeError(`expected whole minutes as now, got ${now}`)
  if (sources.length > SOURCES_MAX) throw new RangeError(`expected at most ${SOURCES_MAX} sources`)
  if (lines.length > LINES_MAX) throw new RangeError(`expected at most ${LINES_MAX} lines`)
  for (const [name, list] of [['source', sources] as const, ['line', lines] as const]) {
    const ids = new Set<string>()
    for (const { id, amount, point } of list) {
      if (ids.has(id)) throw new RangeError(`expected each ${name} once, got ${id} twice`)
      ids.add(id)
      if (!(Number.isInteger(amount) && amount >= 0 && amount <= AMOUNT_MAX)) {
        throw new RangeError(`expected a whole amount from 0 to ${AMOUNT_MAX}, got ${amount} at ${name} ${id}`)
      }
      if (!(Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180)) {
        throw new RangeError(`expected a place on the Earth at ${name} ${id}`)
      }
    }
  }
  for (const { id, expiresAt } of sources) {
    if (expiresAt !== undefined && !Number.isInteger(expiresAt)) {
      throw new RangeError(`expected whole minutes or nothing as expiry, got ${expiresAt} at source ${id}`)
    }
  }
  for (const { id, due } of lines) {
    if (!Number.isInteger(due)) throw new RangeError(`expected whole minutes as due, got ${due} at line ${id}`)
  }
  for (const { wanted, given, extraMinutes } of substitutes) {
    if (!(Number.isInteger(extraMinutes) && Math.abs(extraMinutes) <= SUBSTITUTE_MINUTES_MAX)) {
      throw new RangeError(
        `expected whole minutes up to ${SUBSTITUTE_MINUTES_MAX}, got ${extraMinutes} for ${given} in place of ${wanted}`,
      )
    }
  }
}

import type { Rule } from './rule'

/**
 * How a number is made: `count` and `minutes` are sums, `median-wait` the middle of waiting times, `share` one sum of others, `monthly-share`
 * a share that is measured once a month and recorded in thousandths: the last one counts.
 */
export type Measure = 'count' | 'minutes' | 'median-wait' | 'share' | 'monthly-share'

/** What one of a number is; named under `indicators.unit.<unit>`. */
export type Unit =
  | 'request'
  | 'answer'
  | 'result'
  | 'cause'
  | 'delivery'
  | 'person'
  | 'minute'
  | 'organization'
  | 'activity'
  | 'share'
  | 'money'

/** Over which time it is told: all there was, each calendar year by itself, or the 30 days before it was measured. */
export type Period = 'all-time' | 'calendar-year' | 'thirty-days'

/** What a number may be broken down by besides regions and months: fields of the public part of its entries, or of what stands inside them. */
export type Breakdown = 'organization' | 'site' | 'items' | 'kind' | 'door' | 'urgency' | 'settlement'

/** The breakdown whose field stands inside the entry and is in no download: told in sums alone. */
export const SEALED_BREAKDOWN: Breakdown = 'settlement'

/** Where a definition comes from: a law or a standard with the place in it, or our own. */
export type Source = 'own' | '42-VI' | '42-VI, ILO 19th ICLS' | 'ILO, 19th ICLS' | 'ILO Manual 2011'

/**
 * A number's definition, as data. Name, meaning, population and exclusions in three languages are messages
 * `indicators.<id>.name|means|population|leavesOut`. A number whose fact no field collects yet is `not-yet-measured`, never zero.
 */
export type Definition = {
  readonly id: string
  /** Where on the list of numbers it stands. */
  readonly group: 'help' | 'goods' | 'people' | 'reach' | 'time' | 'trust'
  readonly measure: Measure
  readonly unit: Unit
  readonly period: Period
  readonly state: 'measured' | 'not-yet-measured'
  /** Why it is not measured: fields nobody collects, as `indicators.missing.<code>`. */
  readonly missing: readonly string[]
  /** What entries it counts, adds up or leaves out; empty for shares, which are made of other numbers. */
  readonly rules: readonly Rule[]
  /** Kinds whose amount stands inside the entry and not in its public part: a download gives what came of each. */
  readonly sealedKinds: readonly string[]
  /** For a share: the number above the line and those whose sum stands below it. */
  readonly numerator?: string
  readonly denominator?: readonly string[]
  /** Concerns persons: cells and their complements below five are not shown. */
  readonly aboutPersons: boolean
  /** Numbers that it and others published would give away: where one of them stands for one to four people, its own cell is not shown. */
  readonly besides: readonly string[]
  /**
   * Part of another number, shown only where it and what is left of that other stand for five at least; which of the other's entries it
   * counts is not told, since a single one would say who said no.
   */
  readonly partOf?: string
  readonly breakdowns: readonly Breakdown[]
  readonly source: Source
  /** Raised when the meaning changes; entries carry the version they were counted under. */
  readonly version: number
}

/**
 * How few people a cell may stand for: none but whole numbers of things, of waits rows of five requests, five people, or five and five left
 * over.
 */
export const smallCellRule = ({
  aboutPersons,
  partOf,
  besides,
  measure,
  breakdowns,
}: Definition): 'none' | 'rows-of-five' | 'five' | 'five-both-sides' => {
  if (!aboutPersons) return measure === 'median-wait' && breakdowns.length > 0 ? 'rows-of-five' : 'none'
  return partOf === undefined && besides.length === 0 ? 'five' : 'five-both-sides'
}

/** Whether people are counted apart from what is added up: one person gives many minutes, and many answers. */
export const countsPeople = ({ measure, unit, aboutPersons }: Definition): boolean =>
  measure === 'minutes' || (unit === 'answer' && aboutPersons)

/** Whether a number opens to entries of its own: shares are made of other numbers, parts lead to what they are part of. */
export const isOpened = ({ state, numerator, partOf }: Definition): boolean =>
  state === 'measured' && numerator === undefined && partOf === undefined

/**
 * How a number is made: `count` and `minutes` are sums, `median-wait` the middle of waiting times, `share` one sum of another, `monthly-share`
 * a share that is measured once a month and recorded in thousandths: the last one counts.
 */
export type Measure = 'count' | 'minutes' | 'median-wait' | 'share' | 'monthly-share'

/**
 * A number's definition, as data. Name, meaning, population and exclusions are messages `indicators.<id>.name|means|counts|leavesOut`.
 * A number whose fact no field collects yet is `not-yet-measured`, never zero.
 */
export type Definition = {
  readonly id: string
  readonly measure: Measure
  readonly state: 'measured' | 'not-yet-measured'
  /** Concerns persons: cells and their complements below five are not shown. */
  readonly aboutPersons: boolean
  /** For a share: the numbers above and below the line. */
  readonly over?: readonly [top: string, bottom: string]
  /**
   * Part of another number, shown only where it and what is left of that other stand for five at least; which of the other's entries it
   * counts is not told, since a single one would say who said no.
   */
  readonly partOf?: string
  /** Law article, international standard, or own. */
  readonly source: string
  /** Raised when the meaning changes; entries carry the version they were counted under. */
  readonly version: number
  /** Where on the list of numbers it stands. */
  readonly group: 'help' | 'goods' | 'people' | 'time' | 'trust'
}

import type { Breakdown } from './definition'

/** What one entry means to one number. */
export type Count = {
  readonly indicator: string
  /** What it adds: 1, or minutes; less than 0 where an entry takes back what an earlier one said. */
  readonly amount: number
  /**
   * Counted once for each member; later entries of the same member are left out as `counted-before`. With an amount below 0 it is taken back
   * from a member who is counted, and no count at all of one who is not.
   */
  readonly member?: string | undefined
  /** Counted only where this member of another number was counted before; left out as `not-the-year-before` where not. */
  readonly after?: { readonly indicator: string; readonly member: string } | undefined
  /** Whose minutes these are: numbers that add up minutes hide cells with too few people behind them. */
  readonly person?: string | undefined
  /** What it is broken down by besides region and month. */
  readonly parts?: Parts | undefined
  /** Minutes waited, for medians. */
  readonly waitMinutes?: number | undefined
  /** Why it is looked at but not counted. */
  readonly excluded?: string
}

/** The row of each breakdown that an entry belongs to. */
export type Parts = Readonly<Partial<Record<Breakdown, string>>>

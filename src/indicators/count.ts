/** What one entry means to one number. */
export type Count = {
  readonly indicator: string
  /** What it adds: 1, or minutes; less than 0 where an entry takes back what an earlier one said. */
  readonly amount: number
  /** Counted once for each member; later entries of the same member are left out as `counted-before`. */
  readonly member?: string
  /** Whose minutes these are: numbers that add up minutes hide cells with too few people behind them. */
  readonly person?: string
  /** What it is broken down by besides region and month. */
  readonly parts?: undefined | { readonly organization?: string; readonly site?: string; readonly items?: string }
  /** Minutes waited, for medians. */
  readonly waitMinutes?: number
  /** Why it is looked at but not counted. */
  readonly excluded?: string
}

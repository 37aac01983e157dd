/**
 * Lines that may get from the same sources, and these; numbers are places in these arrays. Every line is part of one share: what a place
 * is given of an item for lines of one urgency.
 */
export type GoodsNet = {
  /** What each source has; length: sources. */
  readonly supply: Int32Array
  /** What each line wants, from 1; length: lines. */
  readonly wanted: Int32Array
  /** Share of each line. */
  readonly shareOf: Int32Array
  /** Cost of a unit that the line lacks. */
  readonly shortCost: Int32Array
  /** Urgency of each share, the most urgent 0; length: shares. */
  readonly rankOf: Uint8Array
  /** What each share is asked for, with lines that can get nothing from these sources. */
  readonly asked: Float64Array
  /** Source, line and cost of each arc. */
  readonly from: Int32Array
  readonly to: Int32Array
  readonly cost: Int32Array
}

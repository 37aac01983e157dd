/** Height of a strip in steps of 100 m, unless a region is so tall that strips would be nearly empty. */
const HEIGHT = 50
const STRIPS_MAX = 8192

/**
 * Points in strips from south to north, within a strip from west to east: everything within a circle is a few runs of neighbours.
 * `order` leads from the place in this order to the point's own number.
 */
export type Strips = {
  readonly height: number
  readonly order: Int32Array
  /** Strip `r` is `start[r]` up to `start[r + 1]`. */
  readonly start: Int32Array
  /** Eastward coordinate in this order. */
  readonly x: Int32Array
}

/**
 * @param side of the square the points lie in
 * @param x from 0 to below `side`, and so `y`
 */
export function stripsOf(side: number, x: Int32Array, y: Int32Array): Strips {
  const height = Math.max(HEIGHT, Math.ceil(side / STRIPS_MAX))
  const strips = Math.floor((side - 1) / height) + 1
  const start = new Int32Array(strips + 1)
  // One number a point: strip, then x, then its own number, which keeps below 2 ** 53.
  const keys = new Float64Array(x.length)
  for (let i = 0; i < x.length; i++) {
    const strip = Math.floor(y[i]! / height)
    start[strip + 1]!++
    keys[i] = (strip * side + x[i]!) * x.length + i
  }
  for (let r = 0; r < strips; r++) start[r + 1]! += start[r]!
  keys.sort()
  const order = new Int32Array(x.length)
  for (let i = 0; i < x.length; i++) order[i] = keys[i]! % x.length
  return { height, order, start, x: order.map((i) => x[i]!) }
}

/** First place in [from, to) with an x of at least this, or `to`. */
export function findPlace(strips: Strips, from: number, to: number, x: number): number {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >> 1
    if (strips.x[middle]! < x) low = middle + 1
    else high = middle
  }
  return low
}

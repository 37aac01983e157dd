import type { Compiled } from './compile'

/** Stops of each stop, itself first, then the nearest; rows of `width`, -1 where there are no more. */
export type Neighbours = { readonly width: number; readonly stop: Int32Array }

const WIDTH_MAX = 1000
const FINE = 2 ** 39

/** The nearest stops of each stop by distance, the nearer direction counting. */
export function neighboursOf({ stops, size, distance, distanceInto }: Compiled): Neighbours {
  const width = Math.min(stops, WIDTH_MAX)
  const stop = new Int32Array(stops * width).fill(-1)
  let longest = 0
  for (const one of distance) if (one < Infinity && one > longest) longest = one
  const scale = longest === 0 ? 0 : FINE / longest
  // Distance and stop in one number, so that the plain numeric sort can be used.
  const keys = new Float64Array(stops)
  for (let a = 0; a < stops; a++) {
    for (let b = 0; b < stops; b++) {
      const near = Math.min(distance[a * size + b] as number, distanceInto[a * size + b] as number)
      keys[b] = near === Infinity ? Infinity : Math.round(near * scale) * 8192 + b
    }
    keys[a] = -1
    keys.sort()
    stop[a * width] = a
    for (let i = 1; i < width && (keys[i] as number) < Infinity; i++) stop[a * width + i] = (keys[i] as number) % 8192
  }
  return { width, stop }
}

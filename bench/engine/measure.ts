import { ms } from '../numbers'

/** A budget that only the proof ends. */
export const unlimited = { seed: 1, stepsMax: Number.POSITIVE_INFINITY }

/** The quickest of some runs of the same work, in milliseconds, and its result. */
export function quickest<T>(rounds: number, work: () => T): [milliseconds: number, result: T] {
  let best: [number, T] | undefined
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    const result = work()
    const milliseconds = performance.now() - started
    if (best === undefined || milliseconds < best[0]) best = [milliseconds, result]
  }
  if (best === undefined) throw new RangeError('expected at least one round')
  return best
}

/** A fraction as shown. */
export const percent = (fraction: number | null): string =>
  fraction === null ? '' : `${(fraction * 100).toFixed(4)} %`

/** Microseconds as shown. */
export const us = (milliseconds: number): string =>
  milliseconds < 1 ? `${(milliseconds * 1000).toFixed(1)} µs` : ms(milliseconds)

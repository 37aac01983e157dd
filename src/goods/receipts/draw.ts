import { createHash } from 'node:crypto'

/** How many of those who have not answered are called, in a hundred; never fewer than one. */
export const RATE_PERCENT = 20

/** SHA-256 of a seed, as it is told before the seed itself. */
export const hashSeed = (seed: string): string => createHash('sha256').update(seed).digest('hex')

/**
 * Draws numbers from 1 to `from` as a lottery of this house does (decision 54): the place of a number is SHA-256 of `SEED:NUMBER` in hex,
 * the smallest first. `sha256sum` and `sort` repeat it.
 * @returns the numbers drawn, smallest number first
 */
export function drawNumbers(seed: string, from: number, ratePercent: number): number[] {
  const placed = Array.from({ length: from }, (_, i) => ({ number: i + 1, place: hashSeed(`${seed}:${i + 1}`) }))
  return placed
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .slice(0, Math.ceil((from * ratePercent) / 100))
    .map(({ number }) => number)
    .sort((a, b) => a - b)
}

import type { Break } from './rounds-problem'

/**
 * What taking breaks `from` to `to - 1` on one leg does to it. Leaving at t with a drive of d, the vehicle arrives at
 * max(t + d + minutes, over) if t is not after `latest`: a break fills waiting time or interrupts the drive.
 */
export type Pause = { readonly minutes: number; readonly over: number; readonly latest: number }

/** Pauses of a vehicle, (breaks + 1) x (breaks + 1), by breaks taken before and after the leg; and until when a round may end with so many taken. */
export type Pauses = {
  readonly breaks: number
  readonly of: readonly Pause[]
  readonly endBy: Float64Array
}

/** Sums up every run of breaks in a row. */
export function pausesOf(breaks: readonly Break[]): Pauses {
  const states = breaks.length + 1
  const of: Pause[] = []
  for (let before = 0; before < states; before++)
    for (let after = 0; after < states; after++) of.push(pauseOf(breaks.slice(before, after)))
  return { breaks: breaks.length, of, endBy: Float64Array.from([...breaks.map((one) => one.to), Infinity]) }
}

function pauseOf(taken: readonly Break[]): Pause {
  let minutes = 0
  let over = -Infinity
  let latest = Infinity
  for (const one of taken) {
    latest = over > one.to ? -Infinity : Math.min(latest, one.to - minutes)
    over = Math.max(over, one.from) + one.minutes
    minutes += one.minutes
  }
  return { minutes, over, latest }
}

/** When a leg ends that starts at `at` and drives for `drive`; `Infinity` where the break would begin too late. */
export const arriveAfter = ({ minutes, over, latest }: Pause, at: number, drive: number): number =>
  at > latest ? Infinity : Math.max(at + drive + minutes, over)

/** The latest start of a leg that must arrive by `by`; `-Infinity` where none is early enough. */
export const leaveBefore = ({ minutes, over, latest }: Pause, by: number, drive: number): number =>
  over > by ? -Infinity : Math.min(latest, by - drive - minutes)

import type { Compiled } from './compile'
import { opensAfter } from './opens'
import { arriveAfter, type Pause, type Pauses } from './pauses'
import type { RoundsState } from './rounds-state'

/** Earliest times of leaving a position, by breaks taken. */
export type LeaveTimes = Float64Array

/** Those of a position of a round as it stands. */
export function leaveTimesAt(s: RoundsState, pauses: Pauses, position: number): LeaveTimes {
  return Float64Array.from({ length: pauses.breaks + 1 }, (_, taken) => s.leave[taken * s.block + position] as number)
}

/** Drives on to a stop and works there. All `Infinity` where it cannot be reached in time. */
export function driveOn(p: Compiled, pauses: Pauses, from: LeaveTimes, drive: number, stop: number): LeaveTimes {
  const states = pauses.breaks + 1
  const handling = p.handling[stop] as number
  return from.map((_, after) => {
    let arrival = Infinity
    for (let before = 0; before <= after; before++)
      arrival = Math.min(
        arrival,
        arriveAfter(pauses.of[before * states + after] as Pause, from[before] as number, drive),
      )
    return opensAfter(p, stop, arrival) + handling
  })
}

/** Whether driving on to a position that stands already leaves the rest of its round possible. */
export function meetsRest(s: RoundsState, pauses: Pauses, from: LeaveTimes, drive: number, position: number): boolean {
  const states = pauses.breaks + 1
  for (let before = 0; before < states; before++)
    for (let after = before; after < states; after++) {
      const arrival = arriveAfter(pauses.of[before * states + after] as Pause, from[before] as number, drive)
      if (arrival < Infinity && arrival <= (s.late[after * s.block + position] as number)) return true
    }
  return false
}

/** Whether the stop can stand right after a position (its place in the arrays) of a round with breaks. */
export function fitsWithBreaks(s: RoundsState, pauses: Pauses, stop: number, at: number): boolean {
  const { p, node } = s
  const there = driveOn(
    p,
    pauses,
    leaveTimesAt(s, pauses, at),
    p.timeInto[stop * p.size + (node[at] as number)] as number,
    stop,
  )
  return meetsRest(s, pauses, there, p.time[stop * p.size + (node[at + 1] as number)] as number, at + 1)
}

import { fitsWithBreaks } from './fits-with-breaks'
import type { InsertionBest } from './insertion'
import { opensAfter } from './opens'
import type { RoundsState } from './rounds-state'

/** Rounding of sums of amounts must not refuse what fits exactly. */
export const SLACK = 1e-9

/** The two cheapest places of a visit in a round, by added distance, into `best`. */
export function findVisit(s: RoundsState, job: number, round: number, best: InsertionBest): void {
  const { p, node, leave, late, legDistance } = s
  best.clear()
  if (p.onlyDeliveries && !hasRoom(s, job, round)) return
  const stop = p.nodeOf[job] as number
  const row = stop * p.size
  const { time, timeInto, distance, distanceInto } = p
  const ready = p.ready[stop] as number
  const due = p.due[stop] as number
  const handling = p.handling[stop] as number
  const several = p.several[stop] === 1
  const pauses = p.pauses[round] ?? null
  const begin = round * s.stride
  const end = begin + (s.length[round] as number)
  const soonest = ready + handling
  for (let i = begin; i <= end; i++) {
    if (pauses === null) {
      const by = late[i + 1] as number
      if (by < soonest) continue
      const from = leave[i] as number
      if (from > due) break
      let at = from + (timeInto[row + (node[i] as number)] as number)
      if (several) at = opensAfter(p, stop, at)
      else if (at < ready) at = ready
      if (at > due || at + handling + (time[row + (node[i + 1] as number)] as number) > by) continue
    }
    const cost =
      (distanceInto[row + (node[i] as number)] as number) +
      (distance[row + (node[i + 1] as number)] as number) -
      (legDistance[i] as number)
    if (!(cost < best.cost2)) continue
    if (pauses !== null && !fitsWithBreaks(s, pauses, stop, i)) continue
    if (!p.onlyDeliveries && !hasRoomAt(s, job, round, i)) continue
    best.offer(cost, i - begin, -1)
  }
}

function hasRoom({ p, startLoad }: RoundsState, job: number, round: number): boolean {
  const { dimensions, deliver, capacity } = p
  for (let d = 0; d < dimensions; d++)
    if (
      (startLoad[round * dimensions + d] as number) + (deliver[job * dimensions + d] as number) >
      (capacity[round * dimensions + d] as number) + SLACK
    )
      return false
  return true
}

function hasRoomAt(s: RoundsState, job: number, round: number, at: number): boolean {
  const { dimensions, deliver, collect, capacity } = s.p
  for (let d = 0; d < dimensions; d++) {
    const most = (capacity[round * dimensions + d] as number) + SLACK
    if ((s.loadBefore[d * s.block + at] as number) + (deliver[job * dimensions + d] as number) > most) return false
    if ((s.loadAfter[d * s.block + at] as number) + (collect[job * dimensions + d] as number) > most) return false
  }
  return true
}

import { SLACK } from './find-visit'
import { driveOn, type LeaveTimes, leaveTimesAt, meetsRest } from './fits-with-breaks'
import type { InsertionBest } from './insertion'
import { opensAfter } from './opens'
import type { Pauses } from './pauses'
import type { RoundsState } from './rounds-state'

/** The two cheapest pairs of places for pick-up and drop in a round, by added distance, into `best`. */
export function findCarry(s: RoundsState, job: number, round: number, best: InsertionBest): void {
  best.clear()
  const pauses = s.p.pauses[round] ?? null
  if (pauses === null) findByTimes(s, job, round, best)
  else findByLabels(s, job, round, pauses, best)
}

function findByTimes(s: RoundsState, job: number, round: number, best: InsertionBest): void {
  const { p, node, leave, late, legTime, legDistance } = s
  const { time, timeInto, distance, distanceInto, ready, handling, several } = p
  const pick = p.nodeOf[job] as number
  const drop = pick + 1
  const pickRow = pick * p.size
  const dropRow = drop * p.size
  const pickReady = ready[pick] as number
  const pickDue = p.due[pick] as number
  const pickHandling = handling[pick] as number
  const dropReady = ready[drop] as number
  const dropDue = p.due[drop] as number
  const dropHandling = handling[drop] as number
  const pickToDrop = time[pickRow + drop] as number
  const pickToDropDistance = distance[pickRow + drop] as number
  const begin = round * s.stride
  const end = begin + (s.length[round] as number)
  const soonest = pickReady + pickHandling
  for (let i = begin; i <= end; i++) {
    if ((late[i + 1] as number) < soonest) continue
    if ((leave[i] as number) > pickDue) break
    if (!canCarry(s, job, round, i)) continue
    const before = node[i] as number
    const after = node[i + 1] as number
    let at = (leave[i] as number) + (timeInto[pickRow + before] as number)
    if (several[pick] === 1) at = opensAfter(p, pick, at)
    else if (at < pickReady) at = pickReady
    if (at > pickDue) continue
    at += pickHandling
    const intoPick = (distanceInto[pickRow + before] as number) - (legDistance[i] as number)
    const there = dropTime(s, drop, at + pickToDrop, dropReady)
    if (there <= dropDue && there + dropHandling + (time[dropRow + after] as number) <= (late[i + 1] as number)) {
      const cost = intoPick + pickToDropDistance + (distance[dropRow + after] as number)
      if (cost < best.cost2) best.offer(cost, i - begin, i - begin)
    }
    const pickCost = intoPick + (distance[pickRow + after] as number)
    if (!(pickCost < best.cost2)) continue
    at += time[pickRow + after] as number
    for (let k = i + 1; k <= end; k++) {
      if (at > (late[k] as number)) break
      if (!canCarry(s, job, round, k)) break
      const stop = node[k] as number
      if (several[stop] === 1) at = opensAfter(p, stop, at)
      else if (at < (ready[stop] as number)) at = ready[stop] as number
      at += handling[stop] as number
      if (at > dropDue) break
      const arrival = dropTime(s, drop, at + (timeInto[dropRow + stop] as number), dropReady)
      const next = node[k + 1] as number
      if (arrival <= dropDue && arrival + dropHandling + (time[dropRow + next] as number) <= (late[k + 1] as number)) {
        const cost =
          pickCost +
          (distanceInto[dropRow + stop] as number) +
          (distance[dropRow + next] as number) -
          (legDistance[k] as number)
        if (cost < best.cost2) best.offer(cost, i - begin, k - begin)
      }
      at += legTime[k] as number
    }
  }
}

const dropTime = ({ p }: RoundsState, drop: number, at: number, ready: number): number =>
  p.several[drop] === 1 ? opensAfter(p, drop, at) : at < ready ? ready : at

/** The same for a vehicle with breaks, with times by breaks taken. */
function findByLabels(s: RoundsState, job: number, round: number, pauses: Pauses, best: InsertionBest): void {
  const { p, node, legDistance } = s
  const pick = p.nodeOf[job] as number
  const drop = pick + 1
  const time = (from: number, to: number) => p.time[from * p.size + to] as number
  const distance = (from: number, to: number) => p.distance[from * p.size + to] as number
  const begin = round * s.stride
  const end = begin + (s.length[round] as number)
  const offerDrop = (from: LeaveTimes, last: number, k: number, i: number, cost: number): void => {
    if (!(cost < best.cost2)) return
    const next = node[k + 1] as number
    const there = driveOn(p, pauses, from, time(last, drop), drop)
    if (meetsRest(s, pauses, there, time(drop, next), k + 1)) best.offer(cost, i - begin, k - begin)
  }
  for (let i = begin; i <= end; i++) {
    if (!canCarry(s, job, round, i)) continue
    const before = node[i] as number
    const after = node[i + 1] as number
    let from = driveOn(p, pauses, leaveTimesAt(s, pauses, i), time(before, pick), pick)
    const intoPick = distance(before, pick) - (legDistance[i] as number)
    offerDrop(from, pick, i, i, intoPick + distance(pick, drop) + distance(drop, after))
    const pickCost = intoPick + distance(pick, after)
    let drive = time(pick, after)
    for (let k = i + 1; k <= end && meetsRest(s, pauses, from, drive, k) && canCarry(s, job, round, k); k++) {
      const stop = node[k] as number
      from = driveOn(p, pauses, from, drive, stop)
      drive = s.legTime[k] as number
      const next = node[k + 1] as number
      offerDrop(from, stop, k, i, pickCost + distance(stop, drop) + distance(drop, next) - (legDistance[k] as number))
    }
  }
}

/** Whether what is carried fits beside what is on board when leaving a position. */
function canCarry({ p, load, block }: RoundsState, job: number, round: number, at: number): boolean {
  const { dimensions, carried, capacity } = p
  for (let d = 0; d < dimensions; d++)
    if (
      (load[d * block + at] as number) + (carried[job * dimensions + d] as number) >
      (capacity[round * dimensions + d] as number) + SLACK
    )
      return false
  return true
}

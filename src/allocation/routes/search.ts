import type { Chance } from '../../kit/chance'
import type { Compiled } from './compile'
import { type InsertionCache, newInsertionCache } from './insertion-cache'
import { type JobOrders, jobOrdersOf } from './job-orders'
import { type Neighbours, neighboursOf } from './neighbours'
import { emptyRounds, type RoundsState, refresh } from './rounds-state'

/** A search under way: the rounds, who is absent from them, and how to take the last step back. */
export type Search = {
  readonly s: RoundsState
  readonly chance: Chance
  readonly cache: InsertionCache
  readonly neighbours: Neighbours
  readonly orders: JobOrders
  /** Jobs in no round: the first `absentCount` elements. */
  readonly absent: Int32Array
  absentCount: number
  /** Most that serving a job may cost now. */
  readonly bid: Float64Array
  /** Rounds changed in this step, as they were. */
  readonly changed: Int32Array
  changedCount: number
  readonly isChanged: Uint8Array
  readonly nodeBefore: Int32Array
  readonly lengthBefore: Int32Array
  readonly versionBefore: Float64Array
  readonly absentBefore: Int32Array
  absentCountBefore: number
}

/** Every job absent. */
export function newSearch(p: Compiled, chance: Chance): Search {
  const s = emptyRounds(p)
  return {
    s,
    chance,
    cache: newInsertionCache(p),
    neighbours: neighboursOf(p),
    orders: jobOrdersOf(p),
    absent: Int32Array.from({ length: p.jobs }, (_, job) => job),
    absentCount: p.jobs,
    bid: Float64Array.from(p.price),
    changed: new Int32Array(p.vehicles),
    changedCount: 0,
    isChanged: new Uint8Array(p.vehicles),
    nodeBefore: new Int32Array(s.block),
    lengthBefore: new Int32Array(p.vehicles),
    versionBefore: new Float64Array(p.vehicles),
    absentBefore: new Int32Array(p.jobs),
    absentCountBefore: 0,
  }
}

/** From here on changes can be taken back. */
export function beginStep(search: Search): void {
  for (let i = 0; i < search.changedCount; i++) search.isChanged[search.changed[i] as number] = 0
  search.changedCount = 0
  for (let i = 0; i < search.absentCount; i++) search.absentBefore[i] = search.absent[i] as number
  search.absentCountBefore = search.absentCount
}

/** Must be called before a round changes. */
export function willChange(search: Search, round: number): void {
  if (search.isChanged[round] === 1) return
  const { s } = search
  search.isChanged[round] = 1
  search.changed[search.changedCount] = round
  search.changedCount += 1
  const base = round * s.stride
  const length = s.length[round] as number
  search.lengthBefore[round] = length
  search.versionBefore[round] = s.version[round] as number
  for (let i = base; i <= base + length + 1; i++) search.nodeBefore[i] = s.node[i] as number
}

/** Takes everything since {@link beginStep} back. */
export function takeBack(search: Search): void {
  const { s } = search
  for (let c = 0; c < search.changedCount; c++) {
    const round = search.changed[c] as number
    const base = round * s.stride
    const length = search.lengthBefore[round] as number
    for (let i = base; i <= base + length + 1; i++) s.node[i] = search.nodeBefore[i] as number
    s.length[round] = length
    refresh(s, round)
    s.version[round] = search.versionBefore[round] as number
  }
  search.absentCount = search.absentCountBefore
  for (let i = 0; i < search.absentCount; i++) {
    const job = search.absentBefore[i] as number
    search.absent[i] = job
    s.roundOf[job] = -1
  }
}

/** Takes out of a round all stops whose jobs are marked absent. */
export function closeUp(s: RoundsState, round: number): void {
  const { node, roundOf, p } = s
  const base = round * s.stride
  const length = s.length[round] as number
  let kept = base + 1
  for (let i = base + 1; i <= base + length; i++) {
    const stop = node[i] as number
    if (roundOf[p.jobOf[stop] as number] === -1) continue
    node[kept] = stop
    kept += 1
  }
  node[kept] = node[base + length + 1] as number
  s.length[round] = kept - base - 1
  refresh(s, round)
}

/** Marks a job absent; the round must be closed up afterwards. */
export function markAbsent(search: Search, job: number): void {
  search.s.roundOf[job] = -1
  search.absent[search.absentCount] = job
  search.absentCount += 1
}

/** Cost of all rounds plus the price of what is left undone; jobs that must be done count in {@link mustAbsent}. */
export function costOf({ s, absent, absentCount }: Search): number {
  let cost = 0
  for (let i = 0; i < s.activeCount; i++) cost += s.charge[s.active[i] as number] as number
  for (let i = 0; i < absentCount; i++) {
    const price = s.p.price[absent[i] as number] as number
    if (price < Infinity) cost += price
  }
  return cost
}

/** Number of absent jobs that must be done. */
export function mustAbsent({ s, absent, absentCount }: Search): number {
  let count = 0
  for (let i = 0; i < absentCount; i++) if (s.p.price[absent[i] as number] === Infinity) count += 1
  return count
}

/** Number of rounds with a stop. */
export function usedRounds({ s }: Search): number {
  let used = 0
  for (let i = 0; i < s.activeCount; i++) if ((s.length[s.active[i] as number] as number) > 0) used += 1
  return used
}

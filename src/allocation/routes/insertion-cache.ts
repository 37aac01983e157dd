import type { Compiled } from './compile'
import { findCarry } from './find-carry'
import { findVisit } from './find-visit'
import { type InsertionBest, newInsertionBest } from './insertion'
import type { RoundsState } from './rounds-state'

/**
 * Remembers, per job and round, the two cheapest places found, for as long as the round stays as it was. In one step only
 * a few rounds change, and those of a step that was taken back are as they were: nearly all answers are remembered ones.
 */
export type InsertionCache = {
  readonly version: Float64Array
  readonly cost1: Float64Array
  readonly cost2: Float64Array
  readonly at1: Int16Array
  readonly drop1: Int16Array
  readonly at2: Int16Array
  readonly drop2: Int16Array
  readonly best: InsertionBest
}

/** Nothing remembered; elements are jobs x rounds. */
export function newInsertionCache({ jobs, vehicles }: Compiled): InsertionCache {
  const size = jobs * vehicles
  return {
    version: new Float64Array(size),
    cost1: new Float64Array(size),
    cost2: new Float64Array(size),
    at1: new Int16Array(size),
    drop1: new Int16Array(size),
    at2: new Int16Array(size),
    drop2: new Int16Array(size),
    best: newInsertionBest(),
  }
}

/** Element of the cache that holds the answer for the job and the round as it stands. */
export function lookUp(cache: InsertionCache, s: RoundsState, job: number, round: number): number {
  const at = job * s.p.vehicles + round
  if (cache.version[at] === s.version[round]) return at
  const { best } = cache
  if (s.p.isCarry[job] === 1) findCarry(s, job, round, best)
  else findVisit(s, job, round, best)
  cache.version[at] = s.version[round] as number
  cache.cost1[at] = best.cost1
  cache.cost2[at] = best.cost2
  cache.at1[at] = best.at1
  cache.drop1[at] = best.drop1
  cache.at2[at] = best.at2
  cache.drop2[at] = best.drop2
  return at
}

import { keepLayout, type Layout, useLayout } from './layout'
import { recreate } from './recreate'
import { ruin } from './ruin'
import { beginStep, costOf, type Search, takeBack } from './search'

const SEED_ABSENT_PROBABILITY = 0.3
const WARM = 0.1

/**
 * The search for a place for everyone who is wanted with the vehicles there are: a job that stays absent often counts more
 * and more, so that the hard ones are placed first and the easy ones wait outside.
 */
export type ServeWanted = {
  /** Jobs that must not be absent at the end. */
  readonly wanted: Uint8Array
  /** How often each was absent so far. */
  readonly absences: Float64Array
  /** Rounds as this search left them. */
  layout: Layout
}

/** One ruin and recreate; true when nobody wanted is absent any more. */
export function stepToServe(search: Search, goal: ServeWanted, scale: number): boolean {
  const { s, chance } = search
  const before = absencesNow(search, goal)
  if (before === 0) return true
  const costBefore = costOf(search)
  beginStep(search)
  ruin(search, seedOf(search, chance.next() < SEED_ABSENT_PROBABILITY))
  recreate(search)
  const after = absencesNow(search, goal)
  for (let i = 0; i < search.absentCount; i++) {
    const job = search.absent[i] as number
    if (goal.wanted[job] === 1) goal.absences[job] = (goal.absences[job] as number) + 1
  }
  if (after < before) return after === 0
  const same = after === before || search.absentCount < search.absentCountBefore
  if (!same || costOf(search) >= costBefore - WARM * scale * Math.log(1 - chance.next())) takeBack(search)
  return s.p.jobs === 0
}

function seedOf({ s, chance, absent, absentCount }: Search, fromAbsent: boolean): number {
  if (!fromAbsent || absentCount === 0) return Math.floor(chance.next() * s.p.stops)
  const job = absent[Math.floor(chance.next() * absentCount)] as number
  return (s.p.nodeOf[job] as number) + (chance.next() < 0.5 ? (s.p.isCarry[job] as number) : 0)
}

function absencesNow({ absent, absentCount }: Search, { wanted, absences }: ServeWanted): number {
  let sum = 0
  for (let i = 0; i < absentCount; i++) {
    const job = absent[i] as number
    if (wanted[job] === 1) sum += absences[job] as number
  }
  return sum
}

/** Wants everyone who must be served. */
export function wantMust(search: Search): ServeWanted {
  const { price, jobs } = search.s.p
  const wanted = Uint8Array.from(price, (one) => (one === Infinity ? 1 : 0))
  return { wanted, absences: new Float64Array(jobs).fill(1), layout: keepLayout(search) }
}

/**
 * Takes away the empty vehicles and the round whose jobs were easiest to place so far, and wants all who are served now.
 * @returns false where no round is left
 */
export function takeRoundAway(search: Search, { wanted, absences }: ServeWanted): boolean {
  const { s } = search
  const { jobOf, price } = s.p
  let least = Infinity
  let easiest = -1
  for (let i = 0; i < s.activeCount; i++) {
    const round = s.active[i] as number
    const length = s.length[round] as number
    if (length === 0) continue
    let sum = 0
    for (let k = 1; k <= length; k++) sum += absences[jobOf[s.node[round * s.stride + k] as number] as number] as number
    if (sum < least) {
      least = sum
      easiest = round
    }
  }
  if (easiest === -1) return false
  for (let job = 0; job < s.p.jobs; job++) wanted[job] = price[job] === Infinity || s.roundOf[job] !== -1 ? 1 : 0
  const left = keepLayout(search)
  const active: number[] = []
  const length: number[] = []
  const node: number[] = []
  let at = 0
  left.active.forEach((round, i) => {
    const count = left.length[i] as number
    if (count > 0 && round !== easiest) {
      active.push(round)
      length.push(count)
      node.push(...left.node.subarray(at, at + count))
    }
    at += count
  })
  useLayout(search, { active: Int32Array.from(active), length: Int32Array.from(length), node: Int32Array.from(node) })
  return active.length > 0
}

import { type ConstraintId, constraints } from './constraints'
import { daysSinceAsked, rankKey, steadyVisits } from './goals'
import type { EpochMinutes, Person, Post, TravelEstimate } from './problem'
import type { Exclusion, Reason } from './reasons'
import { estimateTravel } from './travel'

/** How to rank. */
export type RankOptions = {
  /** How many candidates to return; default 20. `Infinity` returns all. */
  readonly k?: number
  /** The moment of asking: how long ago someone was asked is counted from it. */
  readonly now: EpochMinutes
  readonly travel?: TravelEstimate
}

/** A person who may take the post. */
export type Candidate = {
  readonly personId: string
  /** Index in the people given. */
  readonly index: number
  /** 0 for remote work. */
  readonly travelMinutes: number
  /** Strongest first, never empty. */
  readonly reasons: readonly Reason[]
}

/** Outcome of ranking all people for one post. */
export type Ranking = {
  /** Best first, at most `k`. */
  readonly candidates: readonly Candidate[]
  /** How many people may take the post, beyond `k` too. */
  readonly eligible: number
  /** How many are kept out by each rule, each person counted once under the first that fails. */
  readonly excluded: ReadonlyMap<ConstraintId, number>
  /** Why the person at this index is kept out, or undefined for one who may take the post. */
  readonly exclusionOf: (index: number) => Exclusion | undefined
}

/** Every rule that keeps this person from this post, in the order of {@link constraints}; empty for one who may take it. */
export const listExclusions = (person: Person, post: Post, travel: TravelEstimate = estimateTravel): Exclusion[] =>
  constraints
    .map(({ id, shortfall }) => ({ rule: id, shortfall: shortfall(person, post, travel) }))
    .filter((exclusion) => exclusion.shortfall > 0)

function firstExclusion(person: Person, post: Post, travel: TravelEstimate): Exclusion | undefined {
  for (const { id, shortfall } of constraints) {
    const missing = shortfall(person, post, travel)
    if (missing > 0) return { rule: id, shortfall: missing }
  }
  return undefined
}

type Scored = { readonly index: number; readonly id: string; readonly key: number; readonly travelMinutes: number }

const worse = (a: Scored, b: Scored): boolean => a.key > b.key || (a.key === b.key && a.id > b.id)

/** Keeps the best k of what is offered: a heap with the worst on top. */
function bestOf(k: number) {
  const heap: Scored[] = []
  const at = (i: number) => heap[i] as Scored
  const swap = (i: number, j: number) => {
    const kept = at(i)
    heap[i] = at(j)
    heap[j] = kept
  }
  const sink = () => {
    for (let i = 0; ; ) {
      const left = 2 * i + 1
      const right = left + 1
      let top = i
      if (left < heap.length && worse(at(left), at(top))) top = left
      if (right < heap.length && worse(at(right), at(top))) top = right
      if (top === i) return
      swap(i, top)
      i = top
    }
  }
  const rise = () => {
    for (let i = heap.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1
      if (!worse(at(i), at(parent))) return
      swap(i, parent)
      i = parent
    }
  }
  return {
    offer(scored: Scored) {
      if (heap.length < k) {
        heap.push(scored)
        rise()
      } else if (k > 0 && worse(at(0), scored)) {
        heap[0] = scored
        sink()
      }
    },
    sorted: (): Scored[] => heap.sort((a, b) => (worse(a, b) ? 1 : worse(b, a) ? -1 : 0)),
  }
}

function reasonsFor(person: Person, post: Post, travelMinutes: number, now: EpochMinutes): Reason[] {
  const visits = steadyVisits(person, post)
  const days = daysSinceAsked(person, now)
  const reasons: Reason[] = []
  if (visits > 0) reasons.push({ code: 'steady', visits })
  reasons.push(post.point === undefined ? { code: 'remote' } : { code: 'near', travelMinutes })
  if (days === undefined) reasons.push({ code: 'never-asked' })
  else if (days >= 7) reasons.push({ code: 'not-asked-for', days })
  if (person.recentMinutes < 8 * 60) reasons.push({ code: 'little-load', hours: Math.floor(person.recentMinutes / 60) })
  if (person.preferredKinds.includes(post.kind)) reasons.push({ code: 'likes-kind' })
  return reasons
}

/**
 * Everyone who may take the post, best first by the goals of {@link rankKey}, ties by id. Exact: a full scan over all constraints, the same
 * answer for the same input in whatever order people come.
 */
export function rankCandidates(post: Post, people: readonly Person[], options: RankOptions): Ranking {
  const { k = 20, now, travel = estimateTravel } = options
  const excluded = new Map<ConstraintId, number>()
  const best = bestOf(Math.max(0, k))
  let eligible = 0
  people.forEach((person, index) => {
    const exclusion = firstExclusion(person, post, travel)
    if (exclusion !== undefined) {
      excluded.set(exclusion.rule, (excluded.get(exclusion.rule) ?? 0) + 1)
      return
    }
    eligible++
    const travelMinutes = post.point === undefined ? 0 : travel(person.point, post.point, person.transport)
    best.offer({ index, id: person.id, key: rankKey(person, post, travelMinutes, now), travelMinutes })
  })
  const candidates = best.sorted().flatMap(({ index, id, travelMinutes }) => {
    const person = people[index]
    return person === undefined
      ? []
      : [{ personId: id, index, travelMinutes, reasons: reasonsFor(person, post, travelMinutes, now) }]
  })
  return {
    candidates,
    eligible,
    excluded,
    exclusionOf: (index) => {
      const person = people[index]
      return person === undefined ? undefined : firstExclusion(person, post, travel)
    },
  }
}

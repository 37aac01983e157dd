import { type Constraint, type ConstraintId, constraints, freeTimeConstraints, profileConstraints } from './constraints'
import { daysSinceAsked, rankKey, steadyVisits } from './goals'
import type { EpochMinutes, Person, Post, Profile, TravelEstimate } from './problem'
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

function firstOf<P>(
  rules: readonly Constraint<P>[],
  person: P,
  post: Post,
  travel: TravelEstimate,
): Exclusion | undefined {
  for (const { id, shortfall } of rules) {
    const missing = shortfall(person, post, travel)
    if (missing > 0) return { rule: id, shortfall: missing }
  }
  return undefined
}

/** The first rule that keeps this person from this post, in the order of {@link constraints}; undefined for one who may take it. */
export const firstExclusion = (person: Person, post: Post, travel: TravelEstimate): Exclusion | undefined =>
  firstOf(constraints, person, post, travel)

/** The first rule that keeps somebody out before anything of their time is read; undefined where their time decides. */
export const profileExclusion = (profile: Profile, post: Post): Exclusion | undefined =>
  firstOf(profileConstraints, profile, post, estimateTravel)

/** What keeps somebody out who is not free at the time of the post, whatever they have taken on already. */
export const freeTimeExclusion = (person: Pick<Person, 'availability'>, post: Post): Exclusion | undefined =>
  firstOf(freeTimeConstraints, person, post, estimateTravel)

type Scored = {
  readonly index: number
  readonly id: string
  readonly key: number
  readonly travelMinutes: number
  readonly person: Person
}

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

/** Why this person is proposed for this post, strongest first, never empty. */
export function reasonsFor(person: Person, post: Post, travelMinutes: number, now: EpochMinutes): Reason[] {
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

/** A ranking under way, for whoever gives way to other work between people. */
export type OpenRanking = {
  /** Looks at one person; says what keeps them out, if anything does. */
  readonly look: (person: Person, index: number) => Exclusion | undefined
  /** The candidates so far, best first, at most `k`, and how many of all looked at may take the post. */
  readonly close: () => Pick<Ranking, 'candidates' | 'eligible'>
}

/** Ranks people one by one, for the same answer as {@link rankCandidates}. */
export function openRanking(post: Post, options: RankOptions): OpenRanking {
  const { k = 20, now, travel = estimateTravel } = options
  const best = bestOf(Math.max(0, k))
  let eligible = 0
  return {
    look: (person, index) => {
      const exclusion = firstExclusion(person, post, travel)
      if (exclusion !== undefined) return exclusion
      eligible++
      const travelMinutes = post.point === undefined ? 0 : travel(person.point, post.point, person.transport)
      best.offer({ index, id: person.id, key: rankKey(person, post, travelMinutes, now), travelMinutes, person })
      return undefined
    },
    close: () => ({
      candidates: best.sorted().map(({ index, id, travelMinutes, person }) => ({
        personId: id,
        index,
        travelMinutes,
        reasons: reasonsFor(person, post, travelMinutes, now),
      })),
      eligible,
    }),
  }
}

/**
 * Everyone who may take the post, best first by the goals of {@link rankKey}, ties by id. Exact: a full scan over all constraints, the same
 * answer for the same input in whatever order people come.
 */
export function rankCandidates(post: Post, people: readonly Person[], options: RankOptions): Ranking {
  const excluded = new Map<ConstraintId, number>()
  const ranking = openRanking(post, options)
  for (const [index, person] of people.entries()) {
    const exclusion = ranking.look(person, index)
    if (exclusion !== undefined) excluded.set(exclusion.rule, (excluded.get(exclusion.rule) ?? 0) + 1)
  }
  return {
    ...ranking.close(),
    excluded,
    exclusionOf: (index) => {
      const person = people[index]
      return person === undefined ? undefined : firstOf(constraints, person, post, options.travel ?? estimateTravel)
    },
  }
}

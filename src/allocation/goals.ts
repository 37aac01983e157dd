import type { EpochMinutes, Person, Post } from './problem'

/**
 * Soft goals of ranking, in order: each decides only among those whom all before it leave equal. Travel and load are compared in bands,
 * because five minutes or half an hour more should not outweigh never having been asked.
 */
export const goalBands = { travelMinutes: 15, loadMinutes: 240, askedMinutes: 1440 } as const

const TRAVEL_BANDS = 256
const VISITS = 32
const LOAD_BANDS = 256
const ASKED_DAYS = 256
const TRAVEL_MINUTES = 4096

const clamp = (value: number, size: number): number => Math.max(0, Math.min(size - 1, Math.floor(value)))

/** Full days since the person was last asked, or undefined if never. */
export const daysSinceAsked = (person: Person, now: EpochMinutes): number | undefined =>
  person.lastAskedAt === undefined
    ? undefined
    : Math.max(0, Math.floor((now - person.lastAskedAt) / goalBands.askedMinutes))

/** Visits the person made to whom the post accompanies; 0 for any other post. */
export const steadyVisits = (person: Person, post: Post): number =>
  post.accompanies === undefined ? 0 : (person.visitsTo.get(post.accompanies) ?? 0)

/**
 * Rank of an eligible person at a post, smaller is better: travel band, steady company (accompaniment only), recent load, time since last
 * asked, preferred kind, exact travel. A whole number below 2^53, so comparing it is exact.
 */
export function rankKey(person: Person, post: Post, travelMinutes: number, now: EpochMinutes): number {
  const days = daysSinceAsked(person, now)
  let key = clamp(travelMinutes / goalBands.travelMinutes, TRAVEL_BANDS)
  const then = (value: number, size: number) => {
    key = key * size + clamp(value, size)
  }
  then(VISITS - 1 - clamp(steadyVisits(person, post), VISITS), VISITS)
  then(person.recentMinutes / goalBands.loadMinutes, LOAD_BANDS)
  then(days === undefined ? 0 : ASKED_DAYS - 1 - clamp(days, ASKED_DAYS - 1), ASKED_DAYS)
  then(person.preferredKinds.includes(post.kind) ? 0 : 1, 2)
  then(travelMinutes, TRAVEL_MINUTES)
  return key
}

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

/** Full days from an ask until now; 0 for one to come. */
export const fullDaysSince = (asked: EpochMinutes, now: EpochMinutes): number =>
  Math.max(0, Math.floor((now - asked) / goalBands.askedMinutes))

/** Full days since the person was last asked, or undefined if never. */
export const daysSinceAsked = (person: Person, now: EpochMinutes): number | undefined =>
  person.lastAskedAt === undefined ? undefined : fullDaysSince(person.lastAskedAt, now)

/** Visits the person made to whom the post accompanies; 0 for any other post. */
export const steadyVisits = (person: Person, post: Post): number =>
  post.accompanies === undefined ? 0 : (person.visitsTo.get(post.accompanies) ?? 0)

/** What the goals look at of one person at one post. */
export type GoalFacts = {
  readonly travelMinutes: number
  /** Visits made to whom the post accompanies; 0 for any other post. */
  readonly visits: number
  /** Minutes worked in the last 28 days. */
  readonly recentMinutes: number
  /** Full days since they were last asked; -1: never. */
  readonly daysSinceAsked: number
  readonly likesKind: boolean
}

/**
 * The goals as one number, smaller is better: travel band, steady company (accompaniment only), recent load, time since last asked,
 * preferred kind, exact travel. A whole number below 2^53, so comparing it is exact.
 */
export function goalKey({ travelMinutes, visits, recentMinutes, daysSinceAsked, likesKind }: GoalFacts): number {
  let key = clamp(travelMinutes / goalBands.travelMinutes, TRAVEL_BANDS)
  key = key * VISITS + VISITS - 1 - clamp(visits, VISITS)
  key = key * LOAD_BANDS + loadBand(recentMinutes)
  key = key * ASKED_DAYS + (daysSinceAsked < 0 ? 0 : ASKED_DAYS - 1 - clamp(daysSinceAsked, ASKED_DAYS - 1))
  key = key * 2 + (likesKind ? 0 : 1)
  return key * TRAVEL_MINUTES + clamp(travelMinutes, TRAVEL_MINUTES)
}

/** Band of recent load, 0 to 255: all that the goals see of it. */
export const loadBand = (recentMinutes: number): number => clamp(recentMinutes / goalBands.loadMinutes, LOAD_BANDS)

/** The longest travel that a key this good can come with, in minutes; `Infinity` from the last band on. */
export function travelMinutesUpTo(key: number): number {
  const band = Math.floor(key / (VISITS * LOAD_BANDS * ASKED_DAYS * 2 * TRAVEL_MINUTES))
  return band >= TRAVEL_BANDS - 1 ? Number.POSITIVE_INFINITY : (band + 1) * goalBands.travelMinutes - 1
}

/** Rank of an eligible person at a post by {@link goalKey}. */
export const rankKey = (person: Person, post: Post, travelMinutes: number, now: EpochMinutes): number =>
  goalKey({
    travelMinutes,
    visits: steadyVisits(person, post),
    recentMinutes: person.recentMinutes,
    daysSinceAsked: daysSinceAsked(person, now) ?? -1,
    likesKind: person.preferredKinds.includes(post.kind),
  })

/** How pressing a post is: it keeps somebody alive, is owed within the day, or can wait. */
export const urgencies = ['alive', 'today', 'later'] as const
/** One of {@link urgencies}. */
export type Urgency = (typeof urgencies)[number]

/** Worth of one filled seat in a plan of many posts: more than every other goal of one person together. */
export const SEAT = 2 ** 20
/** Worth of leaving somebody where an earlier plan had them: more than how well they fit, less than a seat. */
export const KEPT = 2 ** 19
const FIT = { travel: 32, visits: 8, load: 16, asked: 16, preference: 2 } as const
// A seat of the crew without which the work cannot begin counts twice, but never above what is more pressing.
const seatsOf = { alive: 16, today: 4, later: 1 } as const satisfies Record<Urgency, number>
const MINIMUM_CREW = 2

/** Worth of a seat, whoever takes it: by urgency, and within it the minimum crew before the rest. */
export const seatWorth = (urgency: Urgency, minimumCrew: boolean): number =>
  SEAT * seatsOf[urgency] * (minimumCrew ? MINIMUM_CREW : 1)

/**
 * How well an eligible person fits a post, greater is better: the goals of {@link rankKey} in the same order but in coarser steps, so that
 * sums over many people stay exact. A whole number from 0, at most an eighth of {@link SEAT}.
 * @param travelBand minutes of travel that count as equal; the longer, the less travel counts
 */
export function fitness(
  person: Person,
  post: Post,
  travelMinutes: number,
  now: EpochMinutes,
  travelBand: number = goalBands.travelMinutes,
): number {
  const days = daysSinceAsked(person, now)
  let sum = FIT.travel - 1 - clamp(travelMinutes / travelBand, FIT.travel)
  const then = (value: number, size: number) => {
    sum = sum * size + clamp(value, size)
  }
  then(steadyVisits(person, post), FIT.visits)
  then(FIT.load - 1 - clamp(person.recentMinutes / goalBands.loadMinutes, FIT.load), FIT.load)
  then(days === undefined ? FIT.asked - 1 : days / 2, FIT.asked)
  then(person.preferredKinds.includes(post.kind) ? 1 : 0, FIT.preference)
  return sum
}

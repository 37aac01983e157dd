import { distanceMeters } from '../kit/geo'
import type { Occupied, Person, Post, Profile, TravelEstimate } from './problem'

const DAY = 1440

/** Calendar day of a moment at an offset, counted from 1970-01-01. */
const dayOf = (minute: number, offsetMinutes: number): number => Math.floor((minute + offsetMinutes) / DAY)

// 1970-01-01 was a Thursday: three days after a Monday.
const weekOf = (day: number): number => Math.floor((day + 3) / 7)

const overlapMinutes = (aStart: number, aEnd: number, bStart: number, bEnd: number): number =>
  Math.max(0, Math.min(aEnd, bEnd) - Math.max(aStart, bStart))

/** 1 if the person has paused. */
export const paused = (person: Profile): number => (person.paused ? 1 : 0)

/** 1 if the person is suspended. */
export const suspended = (person: Profile): number => (person.suspended ? 1 : 0)

/** 1 if the law refuses this person this work. */
export const forbiddenByLaw = (person: Profile, post: Post): number =>
  (person.lawForbids & post.legalMask) === 0 ? 0 : 1

/** Competences of the post that the person does not hold at the level for the whole of it. */
export function competencesMissing(person: Profile, post: Post): number {
  let missing = 0
  for (const { competence, level } of post.required) {
    let found = false
    for (const held of person.competences) {
      if (held.competence === competence && held.level >= level && held.from <= post.start && held.to >= post.end) {
        found = true
        break
      }
    }
    if (!found) missing++
  }
  return missing
}

/** Languages of the post that the person does not speak. */
export function languagesMissing(person: Profile, post: Post): number {
  let missing = 0
  for (const language of post.languages) if (!person.languages.includes(language)) missing++
  return missing
}

/** Metres beyond the distance the person is ready to go; 0 for remote work. */
export function metersBeyondReach(person: Profile, post: Post): number {
  if (post.point === undefined) return 0
  // A degree of latitude is 111.2 km everywhere: most people are ruled out without any trigonometry.
  const atLeast = Math.abs(person.point.latitude - post.point.latitude) * 111_000
  const meters = atLeast > person.reachMeters ? atLeast : distanceMeters(person.point, post.point)
  return Math.max(0, Math.ceil(meters - person.reachMeters))
}

/** Minutes of the post the person did not say they are free. */
export function minutesUnavailable(person: Pick<Person, 'availability'>, post: Post): number {
  const { availability } = person
  let low = 0
  let high = availability.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if ((availability[2 * middle + 1] ?? 0) <= post.start) low = middle + 1
    else high = middle
  }
  let free = 0
  for (let i = low; 2 * i < availability.length && (availability[2 * i] ?? 0) < post.end; i++) {
    free += overlapMinutes(availability[2 * i] ?? 0, availability[2 * i + 1] ?? 0, post.start, post.end)
  }
  return post.end - post.start - free
}

/** Minutes of the post already given to something else. */
export function minutesOccupied(person: Person, post: Post): number {
  let taken = 0
  for (const one of person.occupied) taken += overlapMinutes(one.start, one.end, post.start, post.end)
  return taken
}

/** Demands of the post the person cannot meet. */
export function demandsUnmet(person: Person, post: Post): number {
  let unmet = 0
  for (const demand of post.demands) if (person.cannot.includes(demand)) unmet++
  return unmet
}

/** People at the post this person is not to meet. */
export function peopleToAvoid(person: Person, post: Post): number {
  let met = 0
  for (const id of post.present) if (person.notWith.includes(id)) met++
  return met
}

/** Minutes missing to get from the place before, or to the place after; the worse of all. */
export function travelShortfallMinutes(person: Person, post: Post, travel: TravelEstimate): number {
  if (post.point === undefined || person.travelAccepted.includes(post.id)) return 0
  let shortfall = 0
  for (const { start, end, point } of person.occupied) {
    if (point === undefined) continue
    const gap = end <= post.start ? post.start - end : start - post.end
    const before = end <= post.start
    if (gap < 0 || gap >= 2 * DAY) continue
    const needed = before ? travel(point, post.point, person.transport) : travel(post.point, point, person.transport)
    shortfall = Math.max(shortfall, needed - gap)
  }
  return shortfall
}

/**
 * Minutes of rest missing. Works that begin on one local day make up a working day; between two such days lie at least the minutes of
 * rest, and a working day is no longer than a day less the rest.
 */
export function restShortfallMinutes(person: Person, post: Post): number {
  const rest = person.limits.restMinutesMin
  if (rest <= 0) return 0
  const day = dayOf(post.start, post.offsetMinutes)
  let first = post.start
  let last = post.end
  let before = Number.NEGATIVE_INFINITY
  let after = Number.POSITIVE_INFINITY
  for (const one of person.occupied) {
    if (!one.work) continue
    const other = dayOf(one.start, post.offsetMinutes)
    if (other === day) {
      first = Math.min(first, one.start)
      last = Math.max(last, one.end)
    } else if (other < day) before = Math.max(before, one.end)
    else after = Math.min(after, one.start)
  }
  return Math.max(0, before + rest - first, last + rest - after, last - first - (DAY - rest))
}

/** Minutes beyond the person's hours a week, in the worse of the weeks the post touches. */
export function weekMinutesBeyond(person: Person, post: Post): number {
  const max = person.limits.weekMinutesMax
  if (max === Number.POSITIVE_INFINITY) return 0
  const lastWeek = weekOf(dayOf(post.end - 1, post.offsetMinutes))
  let beyond = 0
  for (let week = weekOf(dayOf(post.start, post.offsetMinutes)); week <= lastWeek; week++) {
    const start = (7 * week - 3) * DAY - post.offsetMinutes
    const end = start + 7 * DAY
    let minutes = overlapMinutes(post.start, post.end, start, end)
    for (const one of person.occupied) if (one.work) minutes += overlapMinutes(one.start, one.end, start, end)
    beyond = Math.max(beyond, minutes - max)
  }
  return beyond
}

const daysOf = (
  { start, end }: Pick<Occupied, 'start' | 'end'>,
  offset: number,
): readonly [first: number, last: number] => [dayOf(start, offset), dayOf(end - 1, offset)]

/** Days beyond the days in a row the person is ready to work. */
export function daysInARowBeyond(person: Person, post: Post): number {
  const max = person.limits.daysInARowMax
  if (max === Number.POSITIVE_INFINITY) return 0
  let [first, last] = daysOf(post, post.offsetMinutes)
  let days = last - first + 1
  for (const one of person.occupied) {
    if (!one.work) continue
    const [from, to] = daysOf(one, post.offsetMinutes)
    days += to - from + 1
  }
  // Too few days altogether to be too many in a row, as for most people.
  if (days <= max) return 0
  const worked = new Set<number>()
  for (const one of person.occupied) {
    if (!one.work) continue
    const [from, to] = daysOf(one, post.offsetMinutes)
    for (let day = from; day <= to; day++) worked.add(day)
  }
  while (worked.has(first - 1)) first--
  while (worked.has(last + 1)) last++
  return Math.max(0, last - first + 1 - max)
}

/** Id of a hard constraint. */
export type ConstraintId =
  | 'paused'
  | 'suspended'
  | 'law'
  | 'competence'
  | 'languages'
  | 'reach'
  | 'availability'
  | 'occupancy'
  | 'health'
  | 'not-with'
  | 'travel'
  | 'rest'
  | 'week-hours'
  | 'days-in-a-row'

/** A hard constraint on what `P` tells: `shortfall` is 0 where it holds, else how much is missing in the unit its docstring names. */
export type Constraint<P = Person> = {
  readonly id: ConstraintId
  /**
   * Who may read the reason; the others read "not available". 'self': it comes from a private fact of the person. 'nobody': it may come
   * from a private fact of somebody else, who would be given away even to the person.
   */
  readonly shownTo: 'all' | 'self' | 'nobody'
  readonly shortfall: (person: P, post: Post, travel: TravelEstimate) => number
}

/** Constraints that stand first and read nothing of a person's time. */
export const profileConstraints: readonly Constraint<Profile>[] = [
  { id: 'competence', shownTo: 'all', shortfall: competencesMissing },
  { id: 'law', shownTo: 'all', shortfall: forbiddenByLaw },
  { id: 'languages', shownTo: 'all', shortfall: languagesMissing },
  { id: 'reach', shownTo: 'all', shortfall: metersBeyondReach },
  { id: 'paused', shownTo: 'self', shortfall: paused },
  { id: 'suspended', shownTo: 'self', shortfall: suspended },
]

/** Constraints that come next and read nothing but when a person is free. */
export const freeTimeConstraints: readonly Constraint<Pick<Person, 'availability'>>[] = [
  { id: 'availability', shownTo: 'self', shortfall: minutesUnavailable },
]

/**
 * Every hard constraint, once. The order is that of the answer: the first that fails is the reason given. Cheap ones stand first, and those
 * that need less read of a person before those that need more.
 */
export const constraints: readonly Constraint[] = [
  ...profileConstraints,
  ...freeTimeConstraints,
  { id: 'occupancy', shownTo: 'self', shortfall: minutesOccupied },
  { id: 'health', shownTo: 'self', shortfall: demandsUnmet },
  { id: 'not-with', shownTo: 'nobody', shortfall: peopleToAvoid },
  { id: 'travel', shownTo: 'self', shortfall: travelShortfallMinutes },
  { id: 'rest', shownTo: 'self', shortfall: restShortfallMinutes },
  { id: 'week-hours', shownTo: 'self', shortfall: weekMinutesBeyond },
  { id: 'days-in-a-row', shownTo: 'self', shortfall: daysInARowBeyond },
]

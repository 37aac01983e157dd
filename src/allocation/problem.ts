import type { Point } from '../kit/geo'

/** How someone usually gets about. */
export type Transport = 'foot' | 'bicycle' | 'public' | 'car'

/** Minutes since 1970-01-01T00:00Z, whole. Intervals are half-open. Fits a signed 32-bit integer until the year 6053. */
export type EpochMinutes = number

/** Level of a competence: 1 basic, 2 independent, 3 professional. */
export type Level = 1 | 2 | 3

/** A competence someone holds from `from` until `to` (`-Infinity`, `Infinity` where open). What it includes is spelled out by the caller. */
export type HeldCompetence = {
  readonly competence: string
  readonly level: Level
  readonly from: EpochMinutes
  readonly to: EpochMinutes
}

/** Time already given away, over all organizations. Without a point nothing is known of the place, and no travel is counted. */
export type Occupied = {
  readonly start: EpochMinutes
  readonly end: EpochMinutes
  readonly point?: Point
  /** Work counts for rest, hours and days in a row; a person's own busy time only blocks. */
  readonly work: boolean
}

/** Limits people set for themselves; `Infinity` and 0 where they set none. */
export type Limits = {
  /** Minutes of work in a week from Monday to Sunday. */
  readonly weekMinutesMax: number
  /** Minutes between the work of one day and that of another. */
  readonly restMinutesMin: number
  readonly daysInARowMax: number
}

/** A volunteer as the engine sees one: no name, no contact, no words. */
export type Person = {
  readonly id: string
  readonly point: Point
  readonly transport: Transport
  /** Straight-line distance they are ready to go, metres. */
  readonly reachMeters: number
  readonly paused: boolean
  readonly suspended: boolean
  /** Bits of work the law refuses this person; refused where it shares a bit with the post's `legalMask` (bit 0: any work). */
  readonly lawForbids: number
  readonly competences: readonly HeldCompetence[]
  /** BCP 47 codes they can work in. */
  readonly languages: readonly string[]
  /** Pairs [start, end) of epoch minutes: sorted, not touching. */
  readonly availability: Int32Array
  /** Sorted by start, not overlapping. */
  readonly occupied: readonly Occupied[]
  readonly limits: Limits
  /** Bodily demands they cannot meet ("lifting", "stairs"). A private fact. */
  readonly cannot: readonly string[]
  /** People this person is not to meet at work, either way round; from {@link notWithOf}. A private fact. */
  readonly notWith: readonly string[]
  readonly preferredKinds: readonly string[]
  /** Minutes worked in the last 28 days. */
  readonly recentMinutes: number
  /** When they were last asked for anything; absent: never. */
  readonly lastAskedAt?: EpochMinutes
  /** Visits made to each person accompanied, by that person's id. */
  readonly visitsTo: ReadonlyMap<string, number>
  /** Posts whose travel time they themselves said is fine. */
  readonly travelAccepted: readonly string[]
}

/** What is known of a person before their time is read: all that the first rules look at. */
export type Profile = Omit<Person, 'availability' | 'occupied' | 'recentMinutes'>

/** A competence a post asks for. */
export type Required = { readonly competence: string; readonly level: Level }

/** A kind of place in one activity, as the engine sees it. */
export type Post = {
  readonly id: string
  /** Absent for remote work: neither reach nor travel is looked at. */
  readonly point?: Point
  readonly start: EpochMinutes
  readonly end: EpochMinutes
  /** Minutes east of UTC at the place and time of the post; days and weeks are counted by it. */
  readonly offsetMinutes: number
  readonly required: readonly Required[]
  /** All of these are needed. */
  readonly languages: readonly string[]
  /** Bits of the legal circumstances, bit 0 always set. */
  readonly legalMask: number
  readonly demands: readonly string[]
  readonly kind: string
  /** Ids of people who will be there: crew so far and those helped. */
  readonly present: readonly string[]
  /** Id of the person accompanied, where the post is accompaniment: steady company then ranks above fair load. */
  readonly accompanies?: string
}

/** Travel time in minutes from one point to another; must be at least 0 and never NaN. */
export type TravelEstimate = (from: Point, to: Point, transport: Transport) => number

/** For each person of `pairs` everyone they are not to meet: a pair holds both ways whoever said it. */
export function notWithOf(pairs: Iterable<readonly [string, string]>): Map<string, string[]> {
  const others = new Map<string, string[]>()
  for (const [a, b] of pairs) {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      others.set(one, [...(others.get(one) ?? []), other])
  }
  return others
}

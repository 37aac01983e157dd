import type { Point } from '../kit/geo'

/**
 * A volunteer in the form of the allocation problem: no name, no contact, no words. Times are epoch minutes, half-open; what a competence
 * includes is spelled out. Fields mean what they mean there.
 */
export type CandidatePerson = {
  readonly id: string
  readonly point: Point
  readonly transport: 'foot' | 'bicycle' | 'public' | 'car'
  readonly reachMeters: number
  readonly paused: boolean
  readonly suspended: boolean
  readonly lawForbids: number
  readonly competences: readonly {
    readonly competence: string
    readonly level: 1 | 2 | 3
    readonly from: number
    readonly to: number
  }[]
  readonly languages: readonly string[]
  readonly availability: Int32Array
  readonly occupied: readonly {
    readonly start: number
    readonly end: number
    readonly point?: Point
    readonly work: boolean
  }[]
  readonly limits: {
    readonly weekMinutesMax: number
    readonly restMinutesMin: number
    readonly daysInARowMax: number
  }
  readonly cannot: readonly string[]
  readonly notWith: readonly string[]
  readonly preferredKinds: readonly string[]
  readonly recentMinutes: number
  readonly lastAskedAt?: number
  readonly visitsTo: ReadonlyMap<string, number>
  readonly travelAccepted: readonly string[]
  /** Beyond the problem: their home zone and quiet hours (`HH:MM`), for pacing the asking. */
  readonly zone: string
  readonly quietFrom: string
  readonly quietUntil: string
  readonly emergencyCalls: boolean
}

/** A volunteer before their time is read. */
export type CandidateProfile = Omit<CandidatePerson, 'availability' | 'occupied' | 'recentMinutes'>

/** Time somebody has given away already, and how much they worked in the last 28 days. */
export type GivenTime = Pick<CandidatePerson, 'occupied' | 'recentMinutes'>

/** Half-open span of time that is looked at. */
export type Span = { readonly from: Temporal.Instant; readonly to: Temporal.Instant }

/**
 * Whom to load: everyone of a region, or everyone whose home lies around a point (but those of a region), or these people. At most `limit`
 * (2,000 by default, 20,000 at most). With `giving` only what gives one of these competences is told of what people hold.
 */
export type CandidateQuery = Span & {
  readonly limit?: number
  readonly giving?: readonly string[]
} & (
    | { readonly regionId: string }
    | { readonly near: Point; readonly radiusMeters: number; readonly exceptRegionId?: string }
    | { readonly ids: readonly string[] }
  )

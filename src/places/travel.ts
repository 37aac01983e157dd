import type { Brand } from '../kit/brand'
import { distanceMeters, type Point } from '../kit/geo'

/** Whole minutes of travel. */
export type Minutes = Brand<number, 'Minutes'>

/** How a person gets about. `none`: they go nowhere on their own, so only what is next door is reached. */
export const transports = ['walk', 'bicycle', 'public', 'car', 'none'] as const
/** One of {@link transports}. */
export type Transport = (typeof transports)[number]

/**
 * Estimate of door-to-door travel, whole minutes rounded up; `Infinity` where the way is not to be expected of anyone.
 * Deterministic and cheap (the allocation engine asks it a million times); replaceable by one that knows roads.
 */
export type TravelEstimate = (from: Point, to: Point, transport: Transport) => Minutes

type Leg = { readonly metersMax: number; readonly kilometersPerHour: number }
type Manner = {
  /** Road length over straight line. */
  readonly detour: number
  /** Minutes before and after moving: waiting, parking, the way to the stop. */
  readonly overheadMinutes: number
  /** Speed by road distance: each leg up to `metersMax`, then the next; beyond the last leg nobody travels that way. */
  readonly legs: readonly Leg[]
}

/**
 * Detours: 1.3 is usual for dense street nets, 1.4 for sparse ones. Speeds stay below what the road signs allow, so that
 * people are rather early than late: 25 km/h through a town by car, 50 around it, 70 across the steppe.
 * @see Ballou, Rahardja, Sakai (2002), Selected country circuity factors for road travel distance estimation
 */
const MANNERS: Readonly<Record<Transport, Manner>> = {
  walk: { detour: 1.3, overheadMinutes: 0, legs: [{ metersMax: 15_000, kilometersPerHour: 4.5 }] },
  bicycle: { detour: 1.3, overheadMinutes: 3, legs: [{ metersMax: 40_000, kilometersPerHour: 13 }] },
  public: {
    detour: 1.4,
    overheadMinutes: 12,
    legs: [
      { metersMax: 15_000, kilometersPerHour: 16 },
      { metersMax: 60_000, kilometersPerHour: 35 },
      { metersMax: 600_000, kilometersPerHour: 50 },
    ],
  },
  car: {
    detour: 1.35,
    overheadMinutes: 5,
    legs: [
      { metersMax: 8_000, kilometersPerHour: 25 },
      { metersMax: 40_000, kilometersPerHour: 50 },
      { metersMax: 2_000_000, kilometersPerHour: 70 },
    ],
  },
  none: { detour: 1.3, overheadMinutes: 0, legs: [{ metersMax: 500, kilometersPerHour: 3 }] },
}

/** The estimate used until a routing service is set: great-circle distance × detour, through speeds that grow with distance. */
export const estimateTravel: TravelEstimate = (from, to, transport) => {
  const manner = MANNERS[transport]
  const straight = distanceMeters(from, to)
  if (straight === 0) return 0 as Minutes
  let left = straight * manner.detour
  let start = 0
  let minutes = manner.overheadMinutes
  for (const { metersMax, kilometersPerHour } of manner.legs) {
    const meters = Math.min(left, metersMax - start)
    minutes += (meters * 60) / (kilometersPerHour * 1000)
    left -= meters
    start = metersMax
    if (left <= 0) return Math.ceil(minutes) as Minutes
  }
  return Number.POSITIVE_INFINITY as Minutes
}

import { distanceMeters } from '../kit/geo'
import type { Transport, TravelEstimate } from './problem'

// Roads are about 1.3 times the straight line. Metres a minute door to door in towns, and minutes lost before setting off.
const DETOUR = 1.3
const pace: Readonly<Record<Transport, { readonly metersPerMinute: number; readonly overheadMinutes: number }>> = {
  foot: { metersPerMinute: 75, overheadMinutes: 0 },
  bicycle: { metersPerMinute: 220, overheadMinutes: 2 },
  public: { metersPerMinute: 300, overheadMinutes: 12 },
  car: { metersPerMinute: 600, overheadMinutes: 5 },
}

/** Shorter ways are no way at all. */
const SAME_PLACE_METERS = 50

/** Minutes for a straight line of this length; see {@link estimateTravel}. */
export function travelMinutesFor(meters: number, transport: Transport): number {
  if (meters < SAME_PLACE_METERS) return 0
  const { metersPerMinute, overheadMinutes } = pace[transport]
  return Math.ceil((meters * DETOUR) / metersPerMinute + overheadMinutes)
}

/** No straight line that is made within so many minutes is longer: metres, rounded up. */
export const metersWithin = (minutes: number, transport: Transport): number =>
  Math.ceil(
    Math.max(
      SAME_PLACE_METERS,
      ((minutes - pace[transport].overheadMinutes) * pace[transport].metersPerMinute) / DETOUR,
    ),
  )

/** Travel estimate used where no better one is given: straight line, detour and a pace per means of transport. Same place: 0. */
export const estimateTravel: TravelEstimate = (from, to, transport) =>
  travelMinutesFor(distanceMeters(from, to), transport)

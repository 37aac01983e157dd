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

/** Travel estimate used where no better one is given: straight line, detour and a pace per means of transport. Same place: 0. */
export const estimateTravel: TravelEstimate = (from, to, transport) => {
  const meters = distanceMeters(from, to)
  if (meters < 50) return 0
  const { metersPerMinute, overheadMinutes } = pace[transport]
  return Math.ceil((meters * DETOUR) / metersPerMinute + overheadMinutes)
}

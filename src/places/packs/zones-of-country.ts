import tzLookup from 'tz-lookup'
import { distanceMeters, type Point } from '../../kit/geo'

/** Zone of a point, IANA name: from the map of zones, so within some kilometres of a border it may be the neighbour's. */
export const zoneOfPoint = (point: Point): string => tzLookup(point.latitude, point.longitude)

/**
 * Zones of places that are known to be in a country, in their order. The map of zones is coarse: what it gives a neighbouring country
 * along a border takes that of the nearest place whose zone is the country's own.
 * @param code ISO 3166-1 alpha-2
 * @see Unicode CLDR for the zones of each country, through `Intl.Locale`
 */
export function zonesInCountry(code: string, points: readonly Point[]): string[] {
  const own = new Intl.Locale(`und-${code}`).getTimeZones() ?? []
  const isOwn = new Map<string, boolean>()
  const looked = points.map(zoneOfPoint)
  for (const zone of new Set(looked)) isOwn.set(zone, own.length === 0 || own.some((other) => isSame(zone, other)))
  const sure = points.flatMap((point, i) => (isOwn.get(looked[i] ?? '') ? [{ point, zone: looked[i] ?? '' }] : []))
  return points.map((point, i) => {
    const zone = looked[i] ?? ''
    if (isOwn.get(zone)) return zone
    return sure.length > 0 ? nearest(point, sure) : (own[0] ?? zone)
  })
}

// CLDR keeps some names that IANA has renamed (Asia/Calcutta), which the runtime knows to be the same clock.
const isSame = (one: string, other: string): boolean =>
  new Temporal.ZonedDateTime(0n, one).equals(new Temporal.ZonedDateTime(0n, other))

const nearest = (point: Point, sure: readonly { readonly point: Point; readonly zone: string }[]): string =>
  sure.reduce((best, next) => (distanceMeters(point, next.point) < distanceMeters(point, best.point) ? next : best))
    .zone

import { err, ok, type Result } from './result'

/** A position on WGS 84, degrees: latitude −90…90 (north positive), longitude −180…180 (east positive). */
export type Point = { readonly latitude: number; readonly longitude: number }

/** Edges in degrees; `west > east` where the box crosses the 180th meridian. */
export type BoundingBox = {
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

/** Mean radius of the Earth (IUGG), metres. */
export const EARTH_RADIUS_METERS = 6_371_008.8

const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Great-circle distance in metres (haversine on a sphere: within 0.56 % of the ellipsoid). */
export function distanceMeters(from: Point, to: Point): number {
  const halfLatitude = Math.sin(radians(to.latitude - from.latitude) / 2)
  const halfLongitude = Math.sin(radians(to.longitude - from.longitude) / 2)
  const cosines = Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude))
  const square = halfLatitude * halfLatitude + cosines * halfLongitude * halfLongitude
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(square)))
}

/** Smallest box of latitude and longitude that holds every point within `radiusMeters` of `center`. */
export function boxAround(center: Point, radiusMeters: number): BoundingBox {
  const angle = radiusMeters / EARTH_RADIUS_METERS
  const degrees = (angle * 180) / Math.PI
  const south = Math.max(-90, center.latitude - degrees)
  const north = Math.min(90, center.latitude + degrees)
  if (south === -90 || north === 90) return { south, north, west: -180, east: 180 }
  const reach = Math.asin(Math.min(1, Math.sin(angle) / Math.cos(radians(center.latitude))))
  const span = (reach * 180) / Math.PI
  return { south, north, west: wrap(center.longitude - span), east: wrap(center.longitude + span) }
}

/** Smallest box around points that do not cross the 180th meridian; undefined for none. */
export function boxOf(points: Iterable<Point>): BoundingBox | undefined {
  let box: { south: number; west: number; north: number; east: number } | undefined
  for (const { latitude, longitude } of points) {
    box ??= { south: latitude, north: latitude, west: longitude, east: longitude }
    box.south = Math.min(box.south, latitude)
    box.north = Math.max(box.north, latitude)
    box.west = Math.min(box.west, longitude)
    box.east = Math.max(box.east, longitude)
  }
  return box
}

/** Whether the box holds the point, edges included. */
export function boxHolds(box: BoundingBox, point: Point): boolean {
  if (point.latitude < box.south || point.latitude > box.north) return false
  const { west, east } = box
  return west <= east
    ? point.longitude >= west && point.longitude <= east
    : point.longitude >= west || point.longitude <= east
}

const wrap = (longitude: number) => ((((longitude + 180) % 360) + 360) % 360) - 180

/** Position rounded to about 1.1 km (two decimals): near enough to plan, too coarse to find a door. */
export const coarsePoint = (point: Point): Point => ({
  latitude: Math.round(point.latitude * 100) / 100,
  longitude: Math.round(point.longitude * 100) / 100,
})

/** Why text is not a position. */
export type PointError = { readonly kind: 'point-invalid'; readonly part: 'latitude' | 'longitude' }

/** Two numbers typed or sent by someone; a decimal comma is understood. */
export function parsePoint(latitude: string, longitude: string): Result<Point, PointError> {
  const lat = parseDegrees(latitude, 90)
  if (lat === undefined) return err({ kind: 'point-invalid', part: 'latitude' })
  const lon = parseDegrees(longitude, 180)
  if (lon === undefined) return err({ kind: 'point-invalid', part: 'longitude' })
  return ok({ latitude: lat, longitude: lon })
}

function parseDegrees(text: string, max: number): number | undefined {
  const plain = text.trim().replace(',', '.').replace('−', '-')
  if (!/^[+-]?\d{1,3}(\.\d{1,15})?$/.test(plain)) return undefined
  const degrees = Number(plain)
  return Math.abs(degrees) <= max ? degrees : undefined
}

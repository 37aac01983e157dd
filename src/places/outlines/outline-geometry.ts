import type { MultiPolygon, Position } from 'geojson'
import { type BoundingBox, boxOf, type Point } from '../../kit/geo'

/** A ring: closed, at least four positions, longitude before latitude. */
export type Ring = readonly Position[]

/** What is wrong with a geometry, in the words of a report. */
export type GeometryFault = { readonly expected: string; readonly got: string }

const RINGS_MAX = 20_000

/**
 * Reads an untrusted GeoJSON geometry as a multipolygon on WGS 84. Heights are dropped, rings wound as d3-geo reads them
 * on the sphere (outer clockwise, holes the other way), whichever way the file has them.
 */
export function parseGeometry(geometry: unknown): MultiPolygon | GeometryFault {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown }
  if (type !== 'Polygon' && type !== 'MultiPolygon') {
    return { expected: 'a Polygon or MultiPolygon', got: typeof type === 'string' ? type.slice(0, 40) : 'none' }
  }
  const polygons: unknown = type === 'Polygon' ? [coordinates] : coordinates
  const read: Position[][][] = []
  let rings = 0
  for (const polygon of Array.isArray(polygons) ? polygons : []) {
    const own: Position[][] = []
    for (const ring of Array.isArray(polygon) ? polygon : []) {
      const positions = parseRing(ring)
      if ('expected' in positions) return positions
      own.push(wound(positions, own.length === 0))
      rings += 1
    }
    if (own.length > 0) read.push(own)
  }
  if (rings === 0) return { expected: 'at least one ring of positions', got: 'none' }
  if (rings > RINGS_MAX) return { expected: `at most ${RINGS_MAX} rings`, got: String(rings) }
  return { type: 'MultiPolygon', coordinates: read }
}

function parseRing(ring: unknown): Position[] | GeometryFault {
  const positions: Position[] = []
  for (const position of Array.isArray(ring) ? ring : []) {
    const [longitude, latitude] = (Array.isArray(position) ? position : []) as unknown[]
    if (!isDegrees(longitude, 180) || !isDegrees(latitude, 90)) {
      return {
        expected: 'positions as [longitude, latitude] in degrees of WGS 84',
        got: JSON.stringify(position)?.slice(0, 60) ?? 'nothing',
      }
    }
    positions.push([longitude, latitude])
  }
  const [first, last] = [positions[0], positions.at(-1)]
  if (positions.length < 4 || first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
    return {
      expected: 'closed rings of four positions or more',
      got: `a ring of ${positions.length}, open or too short`,
    }
  }
  return positions
}

const isDegrees = (value: unknown, max: number): value is number =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= max

/** The ring the way round that is asked for. */
export function wound<T extends Position>(ring: readonly T[], clockwise: boolean): T[] {
  return signedArea(ring) < 0 === clockwise ? [...ring] : [...ring].reverse()
}

/** Positive for a counter-clockwise ring; square degrees. */
function signedArea(ring: readonly Position[]): number {
  let sum = 0
  for (const [i, [x = 0, y = 0]] of ring.entries()) {
    const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [x, y]
    sum += x * nextY - nextX * y
  }
  return sum / 2
}

/** How many positions a geometry has. */
export const positionsIn = ({ coordinates }: MultiPolygon): number =>
  coordinates.reduce((sum, polygon) => sum + polygon.reduce((own, ring) => own + ring.length, 0), 0)

/** The box around a geometry. */
export const boxAroundGeometry = ({ coordinates }: MultiPolygon): BoundingBox | undefined =>
  boxOf(coordinates.flat(2).map(([longitude = 0, latitude = 0]): Point => ({ latitude, longitude })))

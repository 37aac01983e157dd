import type { Position as GeoPosition } from 'geojson'
import type { Point } from '../kit/geo'
import { boxHolds, boxOf } from '../kit/geo'
import type { RegionShape, RegionShapes } from './packs/region-shape'

/**
 * Id of the region whose shape holds a point: a guess to offer a person, right but near the edges (shapes are drawn
 * from settlements). Cities inside a region are looked at first.
 */
export function regionOfPoint(shapes: RegionShapes, point: Point): string | undefined {
  const cities = shapes.features.filter((shape) => shape.properties.kind === 'city')
  const rest = shapes.features.filter((shape) => shape.properties.kind !== 'city')
  return [...cities, ...rest].find((shape) => shapeHolds(shape, point))?.properties.code
}

function shapeHolds(shape: RegionShape, point: Point): boolean {
  return shape.geometry.coordinates.some((polygon) => {
    const [outer, ...holes] = polygon
    return outer !== undefined && ringHolds(outer, point) && !holes.some((hole) => ringHolds(hole, point))
  })
}

const asPoint = ([longitude = 0, latitude = 0]: GeoPosition): Point => ({ latitude, longitude })

/** Even-odd rule; a ring that crosses the 180th meridian is not expected. */
function ringHolds(ring: readonly GeoPosition[], point: Point): boolean {
  const box = boxOf(ring.map(asPoint))
  if (box === undefined || !boxHolds(box, point)) return false
  let inside = false
  for (const [i, [x = 0, y = 0]] of ring.entries()) {
    const [previousX = 0, previousY = 0] = ring[(i + ring.length - 1) % ring.length] ?? [x, y]
    const crosses = y > point.latitude !== previousY > point.latitude
    if (crosses && point.longitude < ((previousX - x) * (point.latitude - y)) / (previousY - y) + x) inside = !inside
  }
  return inside
}

import type { Point } from '../kit/geo'
import { boxHolds, boxOf } from '../kit/geo'
import type { CountryPack } from './packs/country-pack'
import { KZ_SHAPES } from './packs/kz-shapes.generated'
import type { Position, RegionShape, RegionShapes } from './packs/region-shape'

/**
 * Shapes of the regions of a country for maps, undefined where the pack has none: show dots then. Not legal boundaries;
 * the credit text is `places.credit`.
 */
export const regionShapes = (pack: Pick<CountryPack, 'code'>): RegionShapes | undefined =>
  pack.code === 'KZ' ? KZ_SHAPES : undefined

/**
 * Id of the region whose shape holds a point: a guess to offer a person, right but near the edges (shapes are drawn
 * from settlements). Cities inside a region are looked at first.
 */
export function regionOfPoint(shapes: RegionShapes, point: Point): string | undefined {
  const cities = shapes.features.filter((shape) => shape.properties.kind === 'city')
  const rest = shapes.features.filter((shape) => shape.properties.kind !== 'city')
  return [...cities, ...rest].find((shape) => shapeHolds(shape, point))?.id
}

function shapeHolds(shape: RegionShape, point: Point): boolean {
  return shape.geometry.coordinates.some((polygon) => {
    const [outer, ...holes] = polygon
    return outer !== undefined && ringHolds(outer, point) && !holes.some((hole) => ringHolds(hole, point))
  })
}

const asPoint = ([longitude, latitude]: Position): Point => ({ latitude, longitude })

/** Even-odd rule; a ring that crosses the 180th meridian is not expected. */
function ringHolds(ring: readonly Position[], point: Point): boolean {
  const box = boxOf(ring.map(asPoint))
  if (box === undefined || !boxHolds(box, point)) return false
  let inside = false
  for (const [i, [x, y]] of ring.entries()) {
    const [previousX, previousY] = ring[(i + ring.length - 1) % ring.length] ?? [x, y]
    const crosses = y > point.latitude !== previousY > point.latitude
    if (crosses && point.longitude < ((previousX - x) * (point.latitude - y)) / (previousY - y) + x) inside = !inside
  }
  return inside
}

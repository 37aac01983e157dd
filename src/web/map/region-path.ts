import type { GeoProjection } from 'd3-geo'
import type { MultiPolygon, Polygon, Position } from 'geojson'

const grid = 2
const pointsMin = 3

/**
 * A region as a short path: points snapped to a grid of two pixels, so that neighbours keep their common border and a
 * country takes few bytes; relative moves after the first point. Rings that vanish on the grid are left out, except the
 * largest, which is kept as a small square.
 */
export const regionPath = (geometry: Polygon | MultiPolygon, projection: GeoProjection): string => {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const path = polygons.flatMap((rings) => rings.map((ring) => ringPath(ring, projection))).join('')
  if (path !== '') return path
  const point = polygons[0]?.[0]?.[0]
  const at = point ? projection([point[0] ?? 0, point[1] ?? 0]) : null
  return at ? `M${Math.round(at[0]) - 3} ${Math.round(at[1]) - 3}h6v6h-6z` : ''
}

const snap = (value: number): number => Math.round(value / grid) * grid

const ringPath = (ring: readonly Position[], projection: GeoProjection): string => {
  const points: (readonly [number, number])[] = []
  for (const position of ring) {
    const at = projection([position[0] ?? 0, position[1] ?? 0])
    if (!at) continue
    const next = [snap(at[0]), snap(at[1])] as const
    const last = points.at(-1)
    if (last && last[0] === next[0] && last[1] === next[1]) continue
    const before = points.at(-2)
    if (last && before && onOneLine(before, last, next)) points.pop()
    points.push(next)
  }
  const first = points[0]
  const end = points.at(-1)
  if (first && end && points.length > 1 && first[0] === end[0] && first[1] === end[1]) points.pop()
  if (!first || points.length < pointsMin) return ''
  let [x, y] = first
  let path = `M${x} ${y}l`
  for (const [nextX, nextY] of points.slice(1)) {
    const moved = `${nextX - x} ${nextY - y}`
    path += path.endsWith('l') || moved.startsWith('-') ? moved : ` ${moved}`
    x = nextX
    y = nextY
  }
  return `${path.replaceAll(' -', '-')}z`
}

const onOneLine = (a: readonly [number, number], b: readonly [number, number], c: readonly [number, number]): boolean =>
  (b[0] - a[0]) * (c[1] - b[1]) === (b[1] - a[1]) * (c[0] - b[0]) &&
  (b[0] - a[0]) * (c[0] - b[0]) >= 0 &&
  (b[1] - a[1]) * (c[1] - b[1]) >= 0

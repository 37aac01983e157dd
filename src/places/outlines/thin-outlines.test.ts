import type { Position } from 'geojson'
import { expect, test } from 'vitest'
import { positionsIn } from './outline-geometry'
import { thinOutlines } from './thin-outlines'

// Two regions on both sides of one winding border.
const border = Array.from(
  { length: 400 },
  (_, i): Position => [50 + Math.sin(i) / 20 + Math.sin(i / 40) / 2, 40 + i / 100],
)
const west = {
  id: 'W',
  geometry: { type: 'MultiPolygon' as const, coordinates: [[[...border, [45, 44], [45, 40], [50, 40]]]] },
}
const back = [...border].reverse()
const east = {
  id: 'E',
  geometry: { type: 'MultiPolygon' as const, coordinates: [[[...back, [55, 40], [55, 44], back[0] ?? [0, 0]]]] },
}

test('few positions stay as they are', () => {
  expect(thinOutlines([west, east], 10_000)).toEqual([west, east])
})

test('many are thinned to about so many, and neighbours keep their common border', () => {
  const thin = thinOutlines([west, east], 100)
  const count = thin.reduce((sum, { geometry }) => sum + positionsIn(geometry), 0)
  expect(count).toBeGreaterThan(40)
  expect(count).toBeLessThan(140)
  const inner = (at: number) =>
    (thin[at]?.geometry.coordinates[0]?.[0] ?? [])
      .filter(([x = 0]) => x > 46 && x < 54)
      .map((position) => position.join())
  expect(new Set(inner(0))).toEqual(new Set(inner(1)))
})

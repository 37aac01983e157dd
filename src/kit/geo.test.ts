import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boxAround, boxHolds, boxOf, coarsePoint, distanceMeters, type Point, parsePoint } from './geo'
import { cellCenter, cellOf, cellsWithin, isCell } from './geo-cells'

const almaty: Point = { latitude: 43.25667, longitude: 76.92861 }
const astana: Point = { latitude: 51.1801, longitude: 71.44598 }

const aPoint = fc.record({
  latitude: fc.double({ min: -89, max: 89, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
})

test('Almaty to Astana is 972 km as the crow flies', () => {
  expect(distanceMeters(almaty, astana)).toBeGreaterThan(960_000)
  expect(distanceMeters(almaty, astana)).toBeLessThan(980_000)
  expect(distanceMeters(almaty, almaty)).toBe(0)
})

test('half the way round the Earth is the longest distance', () => {
  expect(distanceMeters({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(20_015_115, -1)
})

test('a box around a point holds everything near it, also across the 180th meridian', () => {
  fc.assert(
    fc.property(aPoint, aPoint, fc.integer({ min: 1, max: 5_000_000 }), (center, other, radius) => {
      if (distanceMeters(center, other) <= radius) expect(boxHolds(boxAround(center, radius + 1), other)).toBe(true)
    }),
  )
  const fiji = { latitude: -17, longitude: 179.99 }
  expect(boxHolds(boxAround(fiji, 10_000), { latitude: -17, longitude: -179.98 })).toBe(true)
})

test('a box of points is their outer edge', () => {
  expect(boxOf([almaty, astana])).toEqual({ south: 43.25667, north: 51.1801, west: 71.44598, east: 76.92861 })
  expect(boxOf([])).toBeUndefined()
})

test('a coarse position moves a point by at most 0.8 km', () => {
  fc.assert(fc.property(aPoint, (point) => distanceMeters(point, coarsePoint(point)) < 800))
})

test('a position is parsed from what people paste, and refused outside the Earth', () => {
  expect(parsePoint(' 43,2567', '76.9286 ')).toEqual({ ok: true, value: { latitude: 43.2567, longitude: 76.9286 } })
  expect(parsePoint('91', '0')).toEqual({ ok: false, error: { kind: 'point-invalid', part: 'latitude' } })
  for (const bad of ['', 'NaN', '1e9', '0x10', '181', '43 с. ш.', '1'.repeat(400)]) {
    expect(parsePoint('0', bad)).toEqual({ ok: false, error: { kind: 'point-invalid', part: 'longitude' } })
  }
})

test('cells within a radius leave nobody out', () => {
  const land = fc.record({
    latitude: fc.double({ min: 40, max: 56, noNaN: true }),
    longitude: fc.double({ min: 46, max: 88, noNaN: true }),
  })
  const step = fc.double({ min: -0.3, max: 0.3, noNaN: true })
  fc.assert(
    fc.property(land, step, step, fc.integer({ min: 0, max: 20_000 }), (center, north, east, radius) => {
      const other = { latitude: center.latitude + north, longitude: center.longitude + east }
      if (distanceMeters(center, other) <= radius) expect(cellsWithin(center, radius)).toContain(cellOf(other))
    }),
    { numRuns: 500 },
  )
  expect(cellsWithin(almaty, 500_000)).toBeUndefined()
})

test('a cell is near its point, and only our resolution is a cell', () => {
  expect(distanceMeters(cellCenter(cellOf(almaty)), almaty)).toBeLessThan(2_500)
  expect(isCell(cellOf(almaty))).toBe(true)
  expect(isCell('8928308280fffff')).toBe(false)
  expect(isCell("'; drop table")).toBe(false)
})

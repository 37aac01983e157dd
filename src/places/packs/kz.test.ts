import { expect, test } from 'vitest'
import { boxHolds, distanceMeters } from '../../kit/geo'
import { ancestorsOf, levelOf } from '../kato'
import { regionOfPoint } from '../region-of-point'
import { KZ } from './kz'
import { KZ_SHAPES } from './kz-shapes.generated'

const localities = await KZ.loadLocalities()

test('20 regions, 228 districts, and the seat of each region is where it is drawn', () => {
  expect(KZ.regions).toHaveLength(20)
  expect(KZ.districts).toHaveLength(228)
  for (const region of KZ.regions) {
    expect(region.id).toBe(`KZ-${region.kato?.slice(0, 2)}`)
    expect(levelOf(region.kato ?? '')).toBe('region')
    expect(regionOfPoint(KZ_SHAPES, region.point), region.id).toBe(region.id)
  }
})

test('every clock in the country stands at UTC+5', () => {
  for (const region of KZ.regions) {
    expect(Temporal.Instant.from('2026-08-01T00:00Z').toZonedDateTimeISO(region.zone).offset).toBe('+05:00')
  }
  expect(new Set(KZ.regions.map((region) => region.zone)).size).toBe(7)
})

test('every district and settlement hangs on a unit that exists', () => {
  const regions = new Set(KZ.regions.map((region) => region.id))
  const districts = new Set(KZ.districts.map((district) => district.kato))
  for (const district of KZ.districts) expect(regions).toContain(district.regionId)
  for (const { regionId, districtKato, kato, names } of localities) {
    expect(regions).toContain(regionId)
    if (districtKato !== undefined) expect(districts).toContain(districtKato)
    if (kato !== undefined)
      expect(
        ancestorsOf(kato).includes(districtKato ?? `${kato.slice(0, 2)}0000000`) || levelOf(kato) === 'region',
      ).toBe(true)
    expect(Object.values(names).every((name) => name !== '')).toBe(true)
  }
  const codes = localities.flatMap(({ kato }) => (kato === undefined ? [] : [kato]))
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes.length / localities.length).toBeGreaterThan(0.9)
})

test('settlements stand where GeoNames has them, not two of one name in one place', () => {
  for (const [index, { point, names }] of localities.entries()) {
    expect(boxHolds({ south: 40.5, north: 55.5, west: 46.4, east: 87.4 }, point), names.ru).toBe(true)
    const twin = localities
      .slice(index + 1)
      .find((other) => other.names.kk === names.kk && distanceMeters(other.point, point) < 8_000)
    expect(twin, names.ru).toBeUndefined()
  }
})

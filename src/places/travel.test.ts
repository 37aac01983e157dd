import fc from 'fast-check'
import { expect, test } from 'vitest'
import { estimateTravel, transports } from './travel'

const taraz = { latitude: 42.89799, longitude: 71.37334 }
const north = (meters: number) => ({ ...taraz, latitude: taraz.latitude + meters / 111_195 })

test('a kilometre takes a walker 18 minutes, a driver 9', () => {
  expect(estimateTravel(taraz, north(1000), 'walk')).toBe(18)
  expect(estimateTravel(taraz, north(1000), 'car')).toBe(9)
})

test('a neighbouring town by car, a region away by bus', () => {
  expect(estimateTravel(taraz, north(60_000), 'car')).toBeGreaterThan(70)
  expect(estimateTravel(taraz, north(60_000), 'car')).toBeLessThan(110)
  expect(estimateTravel(taraz, north(300_000), 'public')).toBeGreaterThan(420)
})

test('nobody is expected to walk 20 km, or to leave home without a way to', () => {
  expect(estimateTravel(taraz, north(20_000), 'walk')).toBe(Number.POSITIVE_INFINITY)
  expect(estimateTravel(taraz, north(2_000), 'none')).toBe(Number.POSITIVE_INFINITY)
  expect(estimateTravel(taraz, taraz, 'none')).toBe(0)
})

test('farther never takes less time', () => {
  const meters = fc.integer({ min: 0, max: 1_000_000 })
  fc.assert(
    fc.property(fc.constantFrom(...transports), meters, meters, (transport, a, b) => {
      const [near, far] = a < b ? [a, b] : [b, a]
      expect(estimateTravel(taraz, north(near), transport)).toBeLessThanOrEqual(
        estimateTravel(taraz, north(far), transport),
      )
    }),
  )
})

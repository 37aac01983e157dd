import type { Point } from '../../kit/geo'

/** @throws {RangeError} unless `value` is whole, not negative and below `end` */
export function wholeBelow(end: number, value: number, name: string): number {
  if (!Number.isInteger(value) || value < 0 || value >= end)
    throw new RangeError(`expected ${name} from 0 to ${end - 1}, got ${value}`)
  return value
}

/** @throws {RangeError} unless `bits` are a mask of the first `count` bits */
export function bitsOf(count: number, bits: number, name: string): number {
  if (bits !== bits >> 0 && bits !== bits >>> 0) throw new RangeError(`expected ${name} as a mask of bits, got ${bits}`)
  if (count < 32 && bits >>> count !== 0) throw new RangeError(`expected ${count} ${name}, got more`)
  return bits
}

/** @throws {RangeError} unless the point lies on Earth */
export function onEarth(point: Point): Point {
  const { latitude, longitude } = point
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180))
    throw new RangeError(`expected a point on Earth, got ${latitude} ${longitude}`)
  return point
}

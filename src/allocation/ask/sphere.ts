import { EARTH_RADIUS_METERS, type Point } from '../../kit/geo'

/** Steps of a degree in which places are kept. */
export const stepsPerDegree = 10_000_000

/** A point on the sphere of radius 1 with the Earth's middle at 0: there, neither poles nor the 180th meridian are a border. */
export type Vector = { readonly x: number; readonly y: number; readonly z: number }

export function vectorOf({ latitude, longitude }: Point): Vector {
  const [lat, lon] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180]
  return { x: Math.cos(lat) * Math.cos(lon), y: Math.cos(lat) * Math.sin(lon), z: Math.sin(lat) }
}

/**
 * The least way over the ground, in metres, between two points with this square of the straight line through the ball. A chord is no
 * longer than its arc; a metre less outweighs every rounding.
 */
export const metersAtLeast = (chordSquare: number): number => Math.sqrt(chordSquare) * EARTH_RADIUS_METERS - 1

const HALF_RADIANS = Math.PI / 360

/**
 * The least way over the ground from a point, in metres, reckoned without trigonometry: for near places within a thousandth of the way,
 * never more than the way. An arc is no shorter than its chord, `sin x` no less than `x - x³/6`, and a cosine falls by no more than the angle grows.
 */
export function metersAtLeastFrom({ latitude, longitude }: Point): (latitude: number, longitude: number) => number {
  const cosine = Math.cos((latitude * Math.PI) / 180)
  return (toLatitude, toLongitude) => {
    const north = Math.abs(toLatitude - latitude) * HALF_RADIANS
    const turn = Math.abs(toLongitude - longitude)
    const east = (turn > 180 ? 360 - turn : turn) * HALF_RADIANS
    const sinNorth = north - (north * north * north) / 6
    const sinEast = east - (east * east * east) / 6
    const cosines = cosine * Math.max(0, cosine - 2 * north)
    return 2 * EARTH_RADIUS_METERS * Math.sqrt(sinNorth * sinNorth + cosines * sinEast * sinEast) - 1
  }
}

import { loadBand } from '../goals'
import type { Transport } from '../problem'
import { never, packTraits } from './ask-groups'
import { type AskPerson, reachMetersMax } from './ask-problem'
import { onEarth, wholeBelow } from './expect'
import { stepsPerDegree, type Vector, vectorOf } from './sphere'

/** Means of transport in the order of their numbers. */
export const transports: readonly Transport[] = ['foot', 'bicycle', 'public', 'car']

/** What is written of somebody beside their rows. */
export type AskFacts = {
  /** In steps of 1e-7 degrees. */
  readonly latitude: number
  readonly longitude: number
  readonly traits: number
  /** Minute of the last ask. */
  readonly asked: number
  readonly reachMeters: number
  readonly home: Vector
}

/** @throws {RangeError} for a place or measure that cannot be, such as NaN */
export function factsOf({ point, transport, reachMeters, recentMinutes, lastAskedAt }: AskPerson): AskFacts {
  onEarth(point)
  wholeBelow(reachMetersMax + 1, reachMeters, 'a reach in metres')
  if (lastAskedAt !== undefined) wholeBelow(2 ** 31, lastAskedAt, 'the minute of an ask')
  if (!(recentMinutes >= 0)) throw new RangeError(`expected recent minutes, got ${recentMinutes}`)
  const means = wholeBelow(transports.length, transports.indexOf(transport), 'a means of transport')
  const [latitude, longitude] = [
    Math.round(point.latitude * stepsPerDegree),
    Math.round(point.longitude * stepsPerDegree),
  ]
  return {
    latitude,
    longitude,
    traits: packTraits(reachMeters, means, loadBand(recentMinutes)),
    asked: lastAskedAt ?? never,
    reachMeters,
    home: homeOf(latitude, longitude),
  }
}

/** Where somebody lives whose place is kept in these steps. */
export const homeOf = (latitude: number, longitude: number): Vector =>
  vectorOf({ latitude: latitude / stepsPerDegree, longitude: longitude / stepsPerDegree })

import { differing, twoDefinitions } from './definitions/two-definitions'
import { EVERYTHING } from './figure'
import { fewerSide } from './people-behind'
import type { Known, PublishedNumber } from './published'
import { isTooFew } from './small-cells'

/** One figure under both definitions; null where it may not be said. */
export type Pair = {
  readonly national: number | null
  readonly ilo: number | null
  readonly difference: number | null
}

/** Hours as published, and their difference where all it is made of is published. */
export function compareHours(numbers: ReadonlyMap<string, PublishedNumber>): Pair {
  const hoursOf = (id: string) => numbers.get(id)?.value ?? null
  const parts = differing.map(hoursOf)
  return {
    national: hoursOf(twoDefinitions.national),
    ilo: hoursOf(twoDefinitions.ilo),
    difference: parts.reduce<number | null>((sum, part) => (sum === null || part === null ? null : sum + part), 0),
  }
}

/** People behind those hours. Whoever the one definition counts and the other does not are five at least, or nobody. */
export function comparePeople({ people }: Pick<Known, 'people'>): Pair {
  const [national, ilo] = [twoDefinitions.national, twoDefinitions.ilo].map(
    (id) => people.get(id)?.get(EVERYTHING) ?? 0,
  )
  const isSaid = (count: number) => !isTooFew(count)
  if (national === undefined || ilo === undefined || !isSaid(national))
    return { national: null, ilo: null, difference: null }
  if (!isSaid(ilo) || !isSaid(fewerSide(ilo, national)) || ilo > national)
    return { national, ilo: null, difference: null }
  return { national, ilo, difference: national - ilo }
}

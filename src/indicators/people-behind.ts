import type { Definition } from './definition'
import { type Cell, cellOf, type Figure, nameOf } from './figure'

/** People behind the cells of numbers that add up minutes: by number, then by cell. */
export type People = ReadonlyMap<string, ReadonlyMap<string, number>>

/**
 * How many a part of a whole stands for, or what is left of it, whichever is fewer: both have to be enough for it to be shown. Nothing, and
 * everything, leave no other side.
 */
export const fewerSide = (part: number, whole: number): number =>
  part === 0 || part >= whole ? part : Math.min(part, whole - part)

/** How many people a cell of a number stands for, or one of those it would give away: the fewest that are anybody. */
export function peopleBehind(
  definition: Definition,
  known: { readonly figures: ReadonlyMap<string, Figure>; readonly people: People },
  cell: Cell,
): number {
  const own = (id: string): number => {
    const behind = known.people.get(id)
    if (behind !== undefined) return behind.get(nameOf(cell)) ?? 0
    return cellOf(known.figures.get(id), cell).entries
  }
  const values = (id: string): number => cellOf(known.figures.get(id), cell).value
  const split = partAndWhole(definition)
  if (split !== undefined) return fewerSide(values(split[0]), values(split[1]))
  const stood = [...(definition.denominator === undefined ? [definition.id] : []), ...definition.besides].map(own)
  return stood.reduce((fewest, people) => (people === 0 || (fewest > 0 && fewest <= people) ? fewest : people), 0)
}

/** The numbers whose part and whole a definition tells of: a part of another number, or the share of such a part; undefined for others. */
export function partAndWhole({
  id,
  partOf,
  numerator,
  denominator,
  aboutPersons,
  besides,
}: Definition): readonly [part: string, whole: string] | undefined {
  if (partOf !== undefined) return [id, partOf]
  const [whole] = denominator ?? []
  return aboutPersons && besides.length === 0 && numerator !== undefined && whole !== undefined
    ? [numerator, whole]
    : undefined
}

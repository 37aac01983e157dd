import type { Definition } from './definition'
import { type Cell, cellOf, type Figure, nameOf } from './figure'
import type { Counter } from './small-cells'

/** People behind the cells of numbers that add up minutes: by number, then by cell. */
export type People = ReadonlyMap<string, ReadonlyMap<string, number>>

/**
 * How many a part of a whole stands for, or what is left of it, whichever is fewer: both have to be enough for it to be shown. Nothing, and
 * everything, leave no other side.
 */
export const fewerSide = (part: number, whole: number): number =>
  part === 0 || part >= whole ? part : Math.min(part, whole - part)

type Counted = { readonly figures: ReadonlyMap<string, Figure>; readonly people: People }

/**
 * Everybody that a cell of a number could tell of, as counts of people for any cell: its own, and those of the numbers it and others published
 * would give away; of a part of a whole the smaller side. A cell may be shown where each of these stands for nobody or for enough.
 */
export function countersOf(definition: Definition, known: Counted): readonly Counter<Cell>[] {
  const split = partAndWhole(definition)
  if (split !== undefined) {
    const [part, whole] = split.map((id) => known.figures.get(id))
    return [{ of: (cell) => fewerSide(cellOf(part, cell).value, cellOf(whole, cell).value), shared: false }]
  }
  const own = definition.denominator === undefined ? [definition.id] : []
  return [...own, ...definition.besides].map((id) => {
    const [behind, figure] = [known.people.get(id), known.figures.get(id)]
    return behind === undefined
      ? { of: (cell) => cellOf(figure, cell).entries, shared: false }
      : { of: (cell) => behind.get(nameOf(cell)) ?? 0, shared: true }
  })
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

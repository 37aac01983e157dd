import type { Definition } from './definition'
import type { Figure } from './queries'
import { shownCells } from './small-cells'

/** What a number may be broken down by besides regions and months. */
export const dimensions = ['region', 'organization', 'site', 'items'] as const
/** One of {@link dimensions}. */
export type Dimension = (typeof dimensions)[number]

/** Sums by number, then dimension, then key. */
export type Parts = ReadonlyMap<string, ReadonlyMap<Exclude<Dimension, 'region'>, ReadonlyMap<string, number>>>

/** A row of a breakdown: the part or share, null where it may not be shown, and the whole it is of. */
export type PublishedPart = {
  readonly dimension: Dimension
  readonly key: string
  readonly value: number | null
  readonly of: number
}

/**
 * How many a part of a whole stands for, or what is left of it, whichever is fewer: both have to be enough for it to be shown. Nothing, and
 * everything, leave no other side.
 */
export const fewerSide = (part: number, whole: number): number =>
  part === 0 || part >= whole ? part : Math.min(part, whole - part)

/** The numbers whose part and whole a definition breaks down; undefined for others. */
export function partAndWhole(definition: Definition): readonly [part: string, whole: string] | undefined {
  if (definition.partOf !== undefined) return [definition.id, definition.partOf]
  return definition.aboutPersons ? definition.over : undefined
}

/** The tables by region, organization, site and group of items of a number that is part of another, or the share of such a part. */
export function publishParts(
  definition: Definition,
  figures: ReadonlyMap<string, Figure>,
  parts: Parts,
): readonly PublishedPart[] {
  const names = partAndWhole(definition)
  if (names === undefined) return []
  const [part, whole] = names
  const sums = (id: string, dimension: Dimension): ReadonlyMap<string, number> =>
    (dimension === 'region' ? figures.get(id)?.byRegion : parts.get(id)?.get(dimension)) ?? new Map()
  return dimensions.flatMap((dimension) => {
    const [top, bottom] = [sums(part, dimension), sums(whole, dimension)]
    const cells = [...bottom]
      .filter(([, of]) => of > 0)
      .map(([key, of]) => {
        const value = top.get(key) ?? 0
        return { key, value, of, people: fewerSide(value, of) }
      })
      .sort((a, b) => b.of - a.of || (a.key < b.key ? -1 : 1))
    const shown = shownCells(definition, cells)
    return cells.map(({ key, of }): PublishedPart => {
      const value = shown.get(key) ?? null
      return { dimension, key, of, value: value === null || definition.measure !== 'share' ? value : value / of }
    })
  })
}

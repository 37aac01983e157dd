import type { Breakdown, Definition } from './definition'
import { type Figure, partCell } from './figure'
import { fewerSide, type People, partAndWhole } from './people-behind'
import { shownCells } from './small-cells'

/** What a table of a number goes by, besides months. */
export type Dimension = 'region' | Breakdown

/** All of {@link Dimension}, in the order of the page. */
export const dimensions = [
  'region',
  'organization',
  'site',
  'items',
  'kind',
  'urgency',
  'door',
] as const satisfies readonly Dimension[]

/** Sums by number, then breakdown, then key; under `left-out` how many entries were left out, by reason. */
export type Parts = ReadonlyMap<string, ReadonlyMap<Breakdown | 'left-out', ReadonlyMap<string, number>>>

/** A row of a breakdown: the part or share, null where it may not be shown, and the whole it is of where the number is part of another. */
export type PublishedPart = {
  readonly dimension: Dimension
  readonly key: string
  readonly value: number | null
  readonly of: number | null
}

type Known = { readonly figures: ReadonlyMap<string, Figure>; readonly parts: Parts; readonly people: People }

/** The tables of a number by what its definition says, beside regions and months. */
export const publishParts = (definition: Definition, known: Known): readonly PublishedPart[] =>
  partAndWhole(definition) === undefined ? breakDown(definition, known) : compareParts(definition, known)

// Parts of a sum; of minutes the people behind each row decide.
function breakDown(definition: Definition, { parts, people }: Known): readonly PublishedPart[] {
  const behind = people.get(definition.id)
  return definition.breakdowns.flatMap((dimension) => {
    const rows = [...(parts.get(definition.id)?.get(dimension) ?? [])].map(([key, value]) => ({ key, value }))
    const shown = shownCells(
      rows,
      definition.aboutPersons ? [{ of: (key) => behind?.get(partCell([dimension, key])) ?? 0, shared: true }] : [],
    )
    return rows
      .sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1))
      .map(({ key }): PublishedPart => ({ dimension, key, value: shown.get(key) ?? null, of: null }))
  })
}

// A part beside the whole it is of, or the share it is: both it and the rest have to stand for enough.
function compareParts(definition: Definition, { figures, parts }: Known): readonly PublishedPart[] {
  const [part, whole] = partAndWhole(definition) ?? ['', '']
  const sums = (id: string, dimension: Dimension): ReadonlyMap<string, number> =>
    (dimension === 'region' ? byRegion(figures.get(id)) : parts.get(id)?.get(dimension)) ?? new Map()
  return (['region', ...definition.breakdowns] as const).flatMap((dimension) => {
    const [top, bottom] = [sums(part, dimension), sums(whole, dimension)]
    const cells = [...bottom]
      .filter(([, of]) => of > 0)
      .map(([key, of]) => ({ key, value: top.get(key) ?? 0, of }))
      .sort((a, b) => b.of - a.of || (a.key < b.key ? -1 : 1))
    const shown = shownCells(cells, [
      { of: (key) => fewerSide(top.get(key) ?? 0, bottom.get(key) ?? 0), shared: false },
    ])
    return cells.map(({ key, of }): PublishedPart => {
      const value = shown.get(key) ?? null
      return { dimension, key, of, value: value === null || definition.measure !== 'share' ? value : value / of }
    })
  })
}

const byRegion = (figure: Figure | undefined): ReadonlyMap<string, number> =>
  new Map([...(figure?.regions ?? [])].map(([key, { value }]) => [key, value]))

import { type Breakdown, type Definition, SEALED_BREAKDOWN } from './definition'
import { type Figure, partCell, type Waited } from './figure'
import { fewerSide, type People, partAndWhole } from './people-behind'
import { shownCells } from './small-cells'
import { CELL_MIN } from './suppress'

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
  'settlement',
] as const satisfies readonly Dimension[]

/** A row of a breakdown as counted: a sum, and how long its entries waited. */
export type PartCell = { readonly value: number } & Waited

/** Rows by number, then breakdown, then key; under `left-out` how many entries were left out, by reason. */
export type Parts = ReadonlyMap<string, ReadonlyMap<Breakdown | 'left-out', ReadonlyMap<string, PartCell>>>

/**
 * A row of a breakdown: the part, share or middle wait, null where it may not be shown; what nine of ten waits do not exceed; and the whole
 * it is of where the number is part of another.
 */
export type PublishedPart = {
  readonly dimension: Dimension
  readonly key: string
  readonly value: number | null
  readonly ninth: number | null
  readonly of: number | null
}

type Known = { readonly figures: ReadonlyMap<string, Figure>; readonly parts: Parts; readonly people: People }

/** The tables of a number by what its definition says, beside regions and months. */
export const publishParts = (definition: Definition, known: Known): readonly PublishedPart[] =>
  definition.measure === 'median-wait'
    ? breakWaits(definition, known)
    : partAndWhole(definition) === undefined
      ? breakDown(definition, known)
      : compareParts(definition, known)

// Waits of a row, longest first: the middle of fewer than five says nothing of those who wait. Of what stands inside entries nothing may be
// worked out from the rest either.
function breakWaits({ id, breakdowns }: Definition, { parts }: Known): readonly PublishedPart[] {
  return breakdowns.flatMap((dimension) => {
    const rows = [...(parts.get(id)?.get(dimension) ?? [])].map(([key, value]) => ({ key, value }))
    const counts = sumsOf(parts.get(id)?.get(dimension))
    const told = shownCells(rows, [{ of: (key) => counts.get(key) ?? 0, shared: false }])
    const isShown = (key: string) =>
      dimension === SEALED_BREAKDOWN ? (told.get(key) ?? null) !== null : (counts.get(key) ?? 0) >= CELL_MIN
    // Hidden rows stand last, by name: their place would tell how long they are.
    const lengthOf = ({ key, value }: (typeof rows)[number]) => (isShown(key) ? (value.median ?? 0) : -1)
    return rows
      .sort((a, b) => lengthOf(b) - lengthOf(a) || (a.key < b.key ? -1 : 1))
      .map(({ key, value: { median, ninth } }): PublishedPart => {
        const shown = isShown(key)
        return { dimension, key, value: shown ? median : null, ninth: shown ? ninth : null, of: null }
      })
  })
}

// Parts of a sum; of minutes the people behind each row decide.
function breakDown(definition: Definition, { parts, people }: Known): readonly PublishedPart[] {
  const behind = people.get(definition.id)
  return definition.breakdowns.flatMap((dimension) => {
    const rows = [...(parts.get(definition.id)?.get(dimension) ?? [])].map(([key, { value }]) => ({ key, value }))
    const shown = shownCells(
      rows,
      definition.aboutPersons ? [{ of: (key) => behind?.get(partCell([dimension, key])) ?? 0, shared: true }] : [],
    )
    return rows
      .sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1))
      .map(({ key }): PublishedPart => ({ dimension, key, value: shown.get(key) ?? null, ninth: null, of: null }))
  })
}

// A part beside the whole it is of, or the share it is: both it and the rest have to stand for enough.
function compareParts(definition: Definition, { figures, parts }: Known): readonly PublishedPart[] {
  const [part, whole] = partAndWhole(definition) ?? ['', '']
  const sums = (id: string, dimension: Dimension): ReadonlyMap<string, number> =>
    dimension === 'region' ? byRegion(figures.get(id)) : sumsOf(parts.get(id)?.get(dimension))
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
      return {
        dimension,
        key,
        of,
        ninth: null,
        value: value === null || definition.measure !== 'share' ? value : value / of,
      }
    })
  })
}

/** The sums of rows, without how long anybody waited. */
export const sumsOf = (rows: ReadonlyMap<string, PartCell> | undefined): ReadonlyMap<string, number> =>
  new Map([...(rows ?? [])].map(([key, { value }]) => [key, value]))

const byRegion = (figure: Figure | undefined): ReadonlyMap<string, number> =>
  new Map([...(figure?.regions ?? [])].map(([key, { value }]) => [key, value]))

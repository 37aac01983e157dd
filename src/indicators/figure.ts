/** Waiting times of a cell, in minutes: what half of them, and what nine of ten, do not exceed. */
export type Waited = { readonly median: number | null; readonly ninth: number | null }

/** What a number adds up to in one cell: entries counted, and of waiting times how long they were. */
export type FigureCell = { readonly value: number; readonly entries: number } & Waited

/** A number as counted, before anything of it is hidden. Months by their first day, in order. */
export type Figure = {
  readonly whole: FigureCell
  readonly regions: ReadonlyMap<string, FigureCell>
  readonly months: ReadonlyMap<string, FigureCell>
}

/** Which part of a number is looked at: all of it, one region, or one month. */
export type Cell = { readonly kind: 'all' } | { readonly kind: 'region' | 'month'; readonly key: string }

/** Name of the cell that is all of a number. */
export const EVERYTHING = 'all'

/** Name of a cell in the tables; regions and months go by their own id. */
export const nameOf = (cell: Cell): string => (cell.kind === 'all' ? EVERYTHING : cell.key)

/** Name of the cell of a row of a breakdown. */
export const partCell = ([dimension, key]: readonly [dimension: string, key: string]): string => `${dimension} ${key}`

const nothing: FigureCell = { value: 0, entries: 0, median: null, ninth: null }

/** What a figure says of a cell. */
export function cellOf(figure: Figure | undefined, cell: Cell): FigureCell {
  if (figure === undefined) return nothing
  if (cell.kind === 'all') return figure.whole
  return figure[cell.kind === 'region' ? 'regions' : 'months'].get(cell.key) ?? nothing
}

/** A figure from its cells as they are kept. */
export function figureFrom(cells: readonly (FigureCell & { readonly cell: string })[]): Figure {
  const [months, regions] = [new Map<string, FigureCell>(), new Map<string, FigureCell>()]
  let whole = nothing
  for (const { cell, ...known } of cells.toSorted((a, b) => (a.cell < b.cell ? -1 : 1))) {
    if (cell === EVERYTHING) whole = known
    else (/^\d{4}-\d{2}-\d{2}$/.test(cell) ? months : regions).set(cell, known)
  }
  return { whole, regions, months }
}

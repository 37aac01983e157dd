import type { Definition, Measure } from './definition'
import { findDefinition } from './definitions'
import { type Cell, cellOf, type FigureCell } from './figure'
import type { Known } from './published'

/** What a number is as a whole, in one region or in one month: null where nothing is known of it there. */
export function cellValue(definition: Definition, { figures }: Pick<Known, 'figures'>, cell: Cell): number | null {
  const { id, measure, state, period, numerator, denominator = [] } = definition
  if (state === 'not-yet-measured') return null
  const found = cellOf(figures.get(id), cell)
  switch (measure) {
    case 'count':
    case 'minutes':
    case 'median-wait':
      return cellValueOf(measure, found)
    case 'monthly-share':
      return lastShare(cell.kind === 'all' ? [...(figures.get(id)?.months.values() ?? [])].at(-1) : found)
    case 'share': {
      const sumOf = (ids: readonly string[]) => ids.reduce((sum, one) => sum + cellOf(figures.get(one), cell).value, 0)
      const bottom = sumOf(denominator)
      // Who came back can be told once a second year has begun to be counted; nobody yet is not none.
      const isBegun = period !== 'calendar-year' || figures.has(numerator ?? '')
      return numerator === undefined || bottom === 0 || !isBegun ? null : sumOf([numerator]) / bottom
    }
  }
}

/** What a cell of a sum or a median says. */
export const cellValueOf = (measure: Measure | undefined, { value, median }: FigureCell): number | null =>
  measure === 'median-wait' ? median : value

// Recorded in thousandths; a month measured twice counts as their mean.
const lastShare = (cell: FigureCell | undefined): number | null =>
  cell === undefined || cell.entries === 0 ? null : cell.value / cell.entries / 1000

/**
 * Regions and months that are rows of a number. A share is told by month only where both its sides are read off the same entries: what was
 * met in May is no part of what was raised in May.
 */
export function cellKeys(definition: Definition, known: Known, regionIds: readonly string[]) {
  const { id, measure, denominator, besides } = definition
  const own = (denominator ?? [id]).flatMap((one) => known.figures.get(one) ?? [])
  if (own.length === 0) return { regions: [], months: [] }
  // Rows of numbers that hide the same cells are the same: a cell is hidden among all that it could be worked out from.
  const figures = [...own, ...besides.flatMap((one) => known.figures.get(one) ?? [])]
  const months = [...new Set(figures.flatMap(({ months }) => [...months.keys()]))].sort()
  // Rows of other countries count in the total: left out, they could be worked out from it.
  const regions = [...new Set([...regionIds, ...figures.flatMap(({ regions }) => [...regions.keys()])])]
  return {
    regions: measure === 'monthly-share' ? [] : regions,
    months: measure === 'share' && !isOfSameEntries(definition) ? [] : months,
  }
}

function isOfSameEntries({ numerator, denominator = [] }: Definition): boolean {
  const kindsOf = (id: string) => {
    const found = findDefinition(id)
    return [...(found?.rules ?? []).map(({ kind }) => kind), ...(found?.sealedKinds ?? [])]
  }
  const below = new Set(denominator.flatMap(kindsOf))
  return numerator !== undefined && kindsOf(numerator).every((kind) => below.has(kind))
}

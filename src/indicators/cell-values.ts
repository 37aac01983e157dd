import type { Definition } from './definition'
import { findDefinition } from './definitions'
import { type Cell, cellOf } from './people-behind'
import type { Known } from './published'
import { shareOfMonth } from './queries'

/** What a number is in one region or month: null where nothing is known of it there. */
export function cellValue({ id, measure, numerator, denominator = [] }: Definition, known: Known, cell: Cell) {
  const figure = known.figures.get(id)
  switch (measure) {
    case 'count':
    case 'minutes':
      return cellOf(figure, cell).value
    case 'median-wait':
      return (cell.kind === 'all' ? undefined : known.medians.get(id)?.get(cell.key)) ?? null
    case 'monthly-share':
      return shareOfMonth(cellOf(figure, cell))
    case 'share': {
      const sumOf = (ids: readonly string[]) =>
        ids.reduce((sum, one) => sum + cellOf(known.figures.get(one), cell).value, 0)
      const bottom = sumOf(denominator)
      return numerator === undefined || bottom === 0 ? null : sumOf([numerator]) / bottom
    }
  }
}

/**
 * Regions and months that are rows of a number. A share is told by month only where both its sides are read off the same entries: what was
 * met in May is no part of what was raised in May.
 */
export function cellKeys(definition: Definition, known: Known, regionIds: readonly string[]) {
  const { id, measure, denominator } = definition
  const figures = (denominator ?? [id]).flatMap((one) => known.figures.get(one) ?? [])
  if (figures.length === 0) return { regions: [], months: [] }
  const months = [...new Set(figures.flatMap(({ byMonth }) => byMonth.map(({ month }) => month)))].sort()
  // Rows of other countries count in the total: left out, they could be worked out from it.
  const regions = [...new Set([...regionIds, ...figures.flatMap(({ byRegion }) => [...byRegion.keys()])])]
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

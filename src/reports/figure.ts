import { cellPath, type PublishedNumber, sayFigure, sayMissing } from '../indicators'
import type { View } from '../web'
import type { ReportFigure } from './report'

/** A published number, or its cell of one region or month, as a figure of a report. */
export function figureOf(
  v: View,
  number: PublishedNumber,
  cell?: { readonly kind: 'region' | 'month'; readonly key: string },
): ReportFigure {
  const { definition, asOf } = number
  const value =
    cell === undefined
      ? number.value
      : ((cell.kind === 'region' ? number.regions : number.months).get(cell.key) ?? nothing(number, cell.kind))
  const hidden = number.tooFew || (cell !== undefined && isHidden(number, cell))
  return {
    id: definition.id,
    label: v.t(`indicators.${definition.id}.name`),
    value,
    said: value === null ? sayMissing(v, { definition, tooFew: hidden }) : sayFigure(v, definition, value),
    asOf,
    proof: cellPath(
      definition.id,
      cell === undefined ? {} : cell.kind === 'region' ? { regionId: cell.key } : { month: cell.key },
    ),
  }
}

const cellsOf = (number: PublishedNumber, kind: 'region' | 'month') =>
  kind === 'region' ? number.regions : number.months

// A sum of which no entry fell into this region or month is zero there; a median or share of nothing is nothing.
const nothing = (number: PublishedNumber, kind: 'region' | 'month'): number | null => {
  const { measure, state } = number.definition
  const isSum = measure === 'count' || measure === 'minutes'
  return isSum &&
    state === 'measured' &&
    !number.tooFew &&
    [...cellsOf(number, kind).values()].every((one) => one !== null)
    ? 0
    : null
}

const isHidden = (
  number: PublishedNumber,
  { kind, key }: { readonly kind: 'region' | 'month'; readonly key: string },
) => number.definition.aboutPersons && cellsOf(number, kind).get(key) === null

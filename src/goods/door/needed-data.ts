import { writeCsv } from '../../kit/write-csv'
import { findItem } from '../../needs'
import type { Needed } from './decide-needed'

/** What a region asks for, as a file: one row for each thing, with a second header row of HXL tags. Health-related things are one row without a quantity. */
export const neededAsCsv = (regionId: string, needed: Needed, asOf: Temporal.Instant): string =>
  writeCsv([
    ['region', 'item', 'name_en', 'unit', 'open', 'lines', 'as_of'],
    ['#adm1+code', '#item+code', '#item+name+en', '#item+unit', '#inneed+num', '#meta+lines', '#date+updated'],
    ...neededAsData(regionId, needed, asOf).items.map(({ item, unit, open, lines }) => [
      regionId,
      item,
      item === 'health' ? 'Health-related things' : (findItem(item)?.names.en ?? item),
      unit,
      open,
      lines,
      asOf.toString({ smallestUnit: 'second' }),
    ]),
  ])

/** The same as data; for a file and for the interface. */
export const neededAsData = (placeId: string, needed: Needed, asOf: Temporal.Instant) => {
  const rows = (of: Needed['here'], grain: 'place' | 'region') =>
    of.map(({ itemId, unit, open, lines }) => ({
      item: itemId,
      unit: unit as string | null,
      open: open as number | null,
      lines,
      grain,
    }))
  const health =
    needed.healthLines === 0
      ? []
      : [{ item: 'health', unit: null, open: null, lines: needed.healthLines, grain: 'region' as const }]
  return {
    place: placeId,
    asOf: asOf.toString({ smallestUnit: 'second' }),
    items: [...rows(needed.here, 'place'), ...rows(needed.inRegion, 'region'), ...health],
    enough: [...needed.enough],
    unasked: [...needed.unasked],
  }
}

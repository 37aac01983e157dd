import type { Req } from '../platform'
import type { Definition } from './definition'
import type { PublishedNumber } from './published'
import type { EntriesOf } from './queries'
import { isCrossed, type RegionMonths } from './region-months'

/** A cell of a number that a reader opens: a region, a month by its first day, or both. */
export type AskedCell = EntriesOf

/** Untrusted `region` and `month` of an address as a cell; undefined where neither is asked for, `none` where there is no such cell. */
export function askedCell(
  r: Req,
  definition: Definition,
  regionIds: ReadonlySet<string>,
): AskedCell | 'none' | undefined {
  const [regionId, monthText] = [r.query('region') || undefined, r.query('month') || undefined]
  if (regionId === undefined && monthText === undefined) return undefined
  if (regionId !== undefined && !regionIds.has(regionId)) return 'none'
  if (monthText !== undefined && !/^20\d\d-(0[1-9]|1[0-2])$/.test(monthText)) return 'none'
  // Of persons region and month together are published nowhere.
  if (regionId !== undefined && monthText !== undefined && !isCrossed(definition)) return 'none'
  return { regionId, month: monthText === undefined ? undefined : `${monthText}-01` }
}

/** Address of the page that opens a cell of a number to its entries. */
export function cellPath(id: string, { regionId, month }: AskedCell): string {
  const query = new URLSearchParams({
    ...(regionId === undefined ? {} : { region: regionId }),
    ...(month === undefined ? {} : { month: month.slice(0, 7) }),
  })
  return query.size === 0 ? `/numbers/${id}` : `/numbers/${id}?${query}`
}

/** What a number says of a cell; null where it may not be said, or nothing is known. */
export function cellSaid(
  number: PublishedNumber,
  { regionId, month }: AskedCell,
  crossed: RegionMonths,
): number | null {
  const { definition, regions, months } = number
  const isSum = definition.measure === 'count' || definition.measure === 'minutes'
  const nothing = isSum && !number.tooFew ? 0 : null
  if (regionId !== undefined && month !== undefined)
    return crossed.get(definition.id)?.get(regionId)?.get(month) ?? nothing
  const cells = regionId === undefined ? months : regions
  const key = regionId ?? month ?? ''
  // A sum of which no entry fell here is zero, unless something is hidden and this could be it.
  if (!cells.has(key)) return [...cells.values()].includes(null) ? null : nothing
  return cells.get(key) ?? null
}

/**
 * Whether a cell opens to its entries: of persons a region's alone, and only where its cell is said; by month their entries would stand
 * in a table of regions and months.
 */
export const opensCell = ({ definition }: PublishedNumber, { month }: AskedCell, said: number | null): boolean =>
  !definition.aboutPersons || (month === undefined && said !== null)

import { sql } from 'kysely'
import type { Db } from '../platform'
import { cellValueOf } from './cell-values'
import type { Definition } from './definition'
import { definitions } from './definitions'
import { minutesOfStep } from './wait-steps'

/**
 * Whether a number is told by region and month together: only where it is about no person, so that each of its entries says its region and
 * day to everyone anyway. Of persons that table would be one of cells of one (decision 39).
 */
export const isCrossed = ({ state, aboutPersons, measure, sealedKinds }: Definition): boolean =>
  state === 'measured' &&
  !aboutPersons &&
  sealedKinds.length === 0 &&
  (measure === 'count' || measure === 'median-wait')

const crossed = new Set(definitions.filter(isCrossed).map(({ id }) => id))

/** Whether the number of this id is told by region and month together. */
export const isCrossedId = (id: string): boolean => crossed.has(id)

/** Values of numbers in regions by first day of the month: by number, region, month. A month without an entry has no value here. */
export type RegionMonths = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, number | null>>>

/** Numbers of regions month by month, from a month on. Served by the primary key: as many rows as are shown. */
export async function readRegionMonths(
  db: Db,
  wanted: readonly Definition[],
  regionIds: readonly string[],
  from: Temporal.PlainDate,
): Promise<RegionMonths> {
  const asked = wanted.filter(isCrossed)
  // Bounded by: the regions, numbers and months asked for.
  const { rows } = await sql<{
    indicator: string
    region_id: string
    month: string
    value: number
    entries: number
    median_step: number | null
  }>`
    SELECT indicator, region_id, month::text AS month, value, entries, median_step FROM indicator_region_months
    WHERE region_id = ANY(${[...regionIds]}) AND indicator = ANY(${asked.map(({ id }) => id)}) AND month >= ${from.toString()}
    ORDER BY indicator, region_id, month LIMIT 20000`.execute(db)
  const byNumber = new Map<string, Map<string, Map<string, number | null>>>()
  for (const { indicator, region_id, month, value, entries, median_step: step } of rows) {
    const byRegion = byNumber.get(indicator) ?? new Map<string, Map<string, number | null>>()
    const byMonth = byRegion.get(region_id) ?? new Map<string, number | null>()
    const median = step === null ? null : minutesOfStep(step)
    byMonth.set(
      month,
      cellValueOf(asked.find(({ id }) => id === indicator)?.measure, { value, entries, median, ninth: null }),
    )
    byNumber.set(indicator, byRegion.set(region_id, byMonth))
  }
  return byNumber
}

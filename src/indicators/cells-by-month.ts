import type { Db } from '../platform'
import { findDefinition } from './definitions'

/** What a number was in one region in one month. */
export type MonthCell = {
  readonly indicator: string
  readonly regionId: string
  /** First of the month, ISO. */
  readonly month: string
  readonly value: number
}

/**
 * Sums by region and month of numbers that concern no persons, oldest first; others are left out, since no table crosses their regions
 * with their months. Bounded by numbers × regions × months; served by the primary key.
 * @param from first of a month, ISO; `until` excluded
 */
export async function readMonthCells(
  db: Db,
  ids: readonly string[],
  { from, until, regionId }: { from: string; until: string; regionId?: string },
): Promise<readonly MonthCell[]> {
  const told = ids.filter((id) => {
    const definition = findDefinition(id)
    return definition !== undefined && !definition.aboutPersons && definition.partOf === undefined
  })
  if (told.length === 0) return []
  const rows = await db
    .selectFrom('indicator_cells')
    .select(['indicator', 'region_id', 'month', 'value'])
    .where('indicator', 'in', told)
    .where('month', '>=', from)
    .where('month', '<', until)
    .$if(regionId !== undefined, (query) => query.where('region_id', '=', regionId ?? ''))
    .orderBy('month')
    .limit(20_000)
    .execute()
  return rows.map(({ indicator, region_id, month, value }) => ({ indicator, regionId: region_id, month, value }))
}

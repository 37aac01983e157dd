import type { Db } from '../../platform'

/** An incident still going on. */
export type OpenIncident = {
  readonly id: string
  readonly name: string
  readonly hazard: string
  readonly drill: boolean
}

/** The latest incident of a region that has not ended; undefined in quiet times. Served by incidents_region_idx. */
export const findOpenIncident = (db: Db, regionId: string): Promise<OpenIncident | undefined> =>
  db
    .selectFrom('incidents')
    .select(['id', 'name', 'hazard', 'drill'])
    .where('region_id', '=', regionId)
    .where('closed_at', 'is', null)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** An incident in a list, going on or ended. */
export type ListedIncident = OpenIncident & {
  readonly region_id: string
  readonly started_at: Temporal.Instant
  readonly closed_at: Temporal.Instant | null
}

/** Incidents of some regions, the latest first; at most 50. Served by incidents_region_idx. */
export async function listIncidents(db: Db, regionIds: readonly string[]): Promise<ListedIncident[]> {
  if (regionIds.length === 0) return []
  return db
    .selectFrom('incidents')
    .select(['id', 'region_id', 'name', 'hazard', 'drill', 'started_at', 'closed_at'])
    .where('region_id', 'in', regionIds)
    .orderBy('started_at', 'desc')
    .limit(50)
    .execute()
}

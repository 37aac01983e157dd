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

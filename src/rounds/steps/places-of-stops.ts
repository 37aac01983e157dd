import { readWhereToFetch } from '../../goods'
import type { Point } from '../../kit/geo'
import { readWhereToBring } from '../../needs'
import type { Tx } from '../../platform'
import type { StopRow } from './lock-round'

/** Where each stop is, for reckoning ways, by the stop's id. Nobody sees it. */
export async function placesOfStops(tx: Tx, stops: readonly StopRow[]): Promise<ReadonlyMap<string, Point>> {
  const ids = (of: (stop: StopRow) => string | null) => [...new Set(stops.flatMap((stop) => of(stop) ?? []))]
  const siteIds = ids(({ site_id }) => site_id)
  const sites =
    siteIds.length === 0
      ? []
      : await tx.db
          .selectFrom('sites')
          .select(['id', 'latitude', 'longitude'])
          .where('id', 'in', siteIds)
          .limit(500)
          .execute()
  const known = new Map<string, Point>(sites.map(({ id, latitude, longitude }) => [id, { latitude, longitude }]))
  const add = (id: string, point: Point | undefined) => void (point !== undefined && known.set(id, point))
  for (const { needId, point } of await readWhereToBring(
    tx,
    ids(({ need_id }) => need_id),
  ))
    add(needId, point)
  for (const { pledgeId, point } of await readWhereToFetch(
    tx,
    ids(({ pledge_id }) => pledge_id),
  ))
    add(pledgeId, point)
  const places = new Map<string, Point>()
  for (const stop of stops) {
    const point = known.get(stop.site_id ?? stop.need_id ?? stop.pledge_id ?? '')
    if (point !== undefined) places.set(stop.id, point)
  }
  return places
}

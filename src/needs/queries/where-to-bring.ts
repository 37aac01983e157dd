import type { Point } from '../../kit/geo'
import type { Tx } from '../../platform'

/** Where a need is and in what language one speaks there: for reckoning ways, never for a page. */
export type WhereToBring = {
  readonly needId: string
  /** The exact place where it is known, else the middle of the settlement. */
  readonly point: Point | undefined
  readonly lang: string | null
}

/**
 * Where these needs are, for a machine that plans ways: nobody sees it, so no look is recorded. Whoever shows an address reads it by
 * `lookAtNeedContact`. Bounded by the ids given, at most 500.
 */
export async function readWhereToBring(tx: Tx, needIds: readonly string[]): Promise<WhereToBring[]> {
  if (needIds.length === 0) return []
  const rows = await tx.db
    .selectFrom('needs as n')
    .leftJoin('need_contacts as c', 'c.need_id', 'n.id')
    .leftJoin('localities as l', 'l.id', 'n.locality_id')
    .select(['n.id', 'c.lang', 'c.latitude', 'c.longitude', 'l.latitude as localLatitude'])
    .select('l.longitude as localLongitude')
    .where('n.id', 'in', [...needIds])
    .limit(500)
    .execute()
  return rows.map((row) => {
    const latitude = row.latitude ?? row.localLatitude
    const longitude = row.longitude ?? row.localLongitude
    return {
      needId: row.id,
      point: latitude === null || longitude === null ? undefined : { latitude, longitude },
      lang: row.lang,
    }
  })
}

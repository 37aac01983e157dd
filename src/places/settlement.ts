import { sql } from 'kysely'
import type { Db } from '../platform'

/** What kind of place people live in, as far as it is known. */
export const settlements = ['town', 'village', 'unknown'] as const
/** One of {@link settlements}. */
export type Settlement = (typeof settlements)[number]

// Fewest inhabitants of a town of district significance (law 2572-XII of 08.12.1993, article 3).
const TOWN_INHABITANTS = 10_000

/**
 * Whether a place is a town or a village: cities of republican significance are towns; else the register's own word decides, and where a
 * place is not in it the number of inhabitants. Places nobody counted are small.
 */
export async function settlementOf(
  db: Db,
  place: { readonly regionId: string; readonly localityId: string | null },
): Promise<Settlement> {
  const { rows } = await sql<{ is_city: boolean; known: boolean; is_town: boolean | null }>`
    SELECT r.kind = 'city' AS is_city, l.id IS NOT NULL AS known,
      CASE WHEN l.official_ru ~* '^(г\\.|город )' THEN true WHEN l.official_ru IS NOT NULL THEN false
        ELSE l.population >= ${TOWN_INHABITANTS} END AS is_town
    FROM regions r LEFT JOIN localities l ON l.id = ${place.localityId} WHERE r.id = ${place.regionId} LIMIT 1`.execute(
    db,
  )
  const [found] = rows
  if (found?.is_city === true) return 'town'
  return found?.known !== true ? 'unknown' : found.is_town === true ? 'town' : 'village'
}

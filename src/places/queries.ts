import { sql } from 'kysely'
import { editDistance } from '../kit/edit-distance'
import { boxAround, distanceMeters, type Point } from '../kit/geo'
import { isId } from '../kit/ids'
import type { Db } from '../platform'
import { foldName } from './fold-name'
import type { District, Locality, Region } from './place'
import { namesOf, regionOf } from './tables'

const LIST_MAX = 500

/** Whether untrusted text has the form of a region's id; anything else never reaches SQL. */
const isRegionId = (text: string): boolean => /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(text)

/** Countries that are set up, by code. */
export const listCountries = (db: Db): Promise<{ code: string; name_kk: string; name_ru: string; name_en: string }[]> =>
  db.selectFrom('countries').select(['code', 'name_kk', 'name_ru', 'name_en']).orderBy('code').limit(LIST_MAX).execute()

/** Regions of a country (or of all that are set up), regions before cities, each by id; at most 500. */
export async function listRegions(db: Db, countryCode?: string): Promise<Region[]> {
  let query = db.selectFrom('regions').selectAll().orderBy('kind', 'desc').orderBy('id').limit(LIST_MAX)
  if (countryCode !== undefined) query = query.where('country_code', '=', countryCode)
  return (await query.execute()).map(regionOf)
}

/** A region by its id (`KZ-35`), untrusted. */
export async function findRegion(db: Db, id: string): Promise<Region | undefined> {
  if (!isRegionId(id)) return undefined
  const row = await db.selectFrom('regions').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : regionOf(row)
}

/** Districts of a region by Kazakh name; at most 500. Served by districts_region_idx. */
export async function listDistricts(db: Db, regionId: string): Promise<District[]> {
  if (!isRegionId(regionId)) return []
  const rows = await db
    .selectFrom('districts')
    .select(['id', 'region_id', 'kato', 'name_kk', 'name_ru', 'name_en'])
    .where('region_id', '=', regionId)
    .orderBy('name_kk')
    .limit(LIST_MAX)
    .execute()
  return rows.map((row) => ({ id: row.id, regionId: row.region_id, kato: row.kato ?? undefined, names: namesOf(row) }))
}

const localities = (db: Db) =>
  db
    .selectFrom('localities as l')
    .innerJoin('regions as r', 'r.id', 'l.region_id')
    .leftJoin('districts as d', 'd.id', 'l.district_id')
    .leftJoin('sub_districts as s', 's.id', 'l.sub_district_id')
    .select([
      'l.id',
      'l.kato',
      'l.name_kk',
      'l.name_ru',
      'l.name_en',
      'l.zone',
      'l.latitude',
      'l.longitude',
      'l.region_id',
      'l.population',
    ])
    .select(['r.name_kk as region_kk', 'r.name_ru as region_ru', 'r.name_en as region_en'])
    .select(['l.district_id', 'd.name_kk as district_kk', 'd.name_ru as district_ru', 'd.name_en as district_en'])
    .select(['l.sub_district_id', 's.name_kk as sub_kk', 's.name_ru as sub_ru', 's.name_en as sub_en'])

type LocalityRow = Awaited<ReturnType<ReturnType<typeof localities>['execute']>>[number]

function unit(id: string | null, kk: string | null, ru: string | null, en: string | null) {
  return id === null || kk === null || ru === null || en === null ? undefined : { id, names: { kk, ru, en } }
}

const localityOf = (row: LocalityRow): Locality => ({
  id: row.id,
  kato: row.kato ?? undefined,
  names: namesOf(row),
  region: { id: row.region_id, names: { kk: row.region_kk, ru: row.region_ru, en: row.region_en } },
  district: unit(row.district_id, row.district_kk, row.district_ru, row.district_en),
  subDistrict: unit(row.sub_district_id, row.sub_kk, row.sub_ru, row.sub_en),
  zone: row.zone,
  point:
    row.latitude === null || row.longitude === null ? undefined : { latitude: row.latitude, longitude: row.longitude },
})

/** A settlement by id, untrusted. */
export async function findLocality(db: Db, id: string): Promise<Locality | undefined> {
  if (!isId(id)) return undefined
  const row = await localities(db).where('l.id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : localityOf(row)
}

/** A settlement by its KATO code, untrusted. */
export async function findLocalityByKato(db: Db, kato: string): Promise<Locality | undefined> {
  if (!/^\d{9}$/.test(kato)) return undefined
  const row = await localities(db).where('l.kato', '=', kato).executeTakeFirst()
  return row === undefined ? undefined : localityOf(row)
}

/** Settlements by ids, in no order; unknown ids are left out; at most 500. For lists that show many places at once. */
export async function listLocalities(db: Db, ids: readonly string[]): Promise<Locality[]> {
  const asked = [...new Set(ids.filter(isId))].slice(0, LIST_MAX)
  if (asked.length === 0) return []
  return (await localities(db).where('l.id', 'in', asked).limit(LIST_MAX).execute()).map(localityOf)
}

/** How many candidates one search shows; more are found by adding the district after a comma. */
export const CANDIDATES_MAX = 20

/**
 * Settlements that a typed name may mean, best first: whole names, then beginnings, then parts, each by size; where there is
 * none, similar names. A district or region after a comma narrows («Жамбыл, Қордай»); nine digits are a KATO code. A person picks: a
 * name alone decides nothing. Served by localities_search_idx.
 * @param text as typed, untrusted
 * @param options.regionId only settlements of this region, untrusted
 */
export async function searchPlaces(
  db: Db,
  text: string,
  options: { readonly regionId?: string | undefined } = {},
): Promise<Locality[]> {
  const { regionId } = options
  const typed = text.slice(0, 120)
  if (/^\s*\d{9}\s*$/.test(typed)) {
    const found = await findLocalityByKato(db, typed.trim())
    return found === undefined ? [] : [found]
  }
  const [name = '', ...rest] = typed.split(',').map(foldName)
  if (name.length < 2 || (regionId !== undefined && !isRegionId(regionId))) return []
  const within = rest.filter((part) => part !== '')
  const limit = within.length === 0 ? CANDIDATES_MAX : LIST_MAX
  let found = await listByName(db, name, regionId, limit)
  if (found.length === 0) found = await listBySimilarName(db, name, regionId)
  const narrowed = found.filter((place) => within.every((unit) => unitNames(place).some((held) => held.includes(unit))))
  return narrowed.slice(0, CANDIDATES_MAX)
}

async function listByName(db: Db, name: string, regionId: string | undefined, limit: number): Promise<Locality[]> {
  let query = localities(db)
    .where('l.search', 'like', `%${name}%`)
    .orderBy(sql`l.search LIKE ${`%|${name}|%`}`, 'desc')
    .orderBy(sql`l.search LIKE ${`%|${name}%`}`, 'desc')
    .orderBy('l.population', 'desc')
    .orderBy(sql`length(l.search)`)
    .orderBy('l.id')
    .limit(limit)
  if (regionId !== undefined) query = query.where('l.region_id', '=', regionId)
  return (await query.execute()).map(localityOf)
}

/** Below the usual 0.6, one wrong letter in a name of eight is forgiven. Looked at only where nothing else is found. */
const SIMILARITY_MIN = '0.4'
const SIMILAR_MAX = 200

/** Names that share enough letters in threes, those with the fewest slips first. */
async function listBySimilarName(db: Db, name: string, regionId: string | undefined): Promise<Locality[]> {
  const rows = await db.transaction().execute(async (tx) => {
    // The planner takes this comparison for a cheap one and would read the whole table.
    await sql`SELECT set_config('pg_trgm.word_similarity_threshold', ${SIMILARITY_MIN}, true), set_config('enable_seqscan', 'off', true)`.execute(
      tx,
    )
    let query = localities(tx)
      .where(sql<boolean>`l.search %> ${name}`)
      .orderBy(sql`word_similarity(${name}, l.search)`, 'desc')
      .orderBy('l.id')
      .limit(SIMILAR_MAX)
    if (regionId !== undefined) query = query.where('l.region_id', '=', regionId)
    return query.execute()
  })
  const slips = (place: Locality) =>
    Math.min(...Object.values(place.names).map((held) => editDistance(name, foldName(held))))
  return rows
    .map((row) => ({ place: localityOf(row), population: row.population }))
    .map(({ place, population }) => ({ place, population, slips: slips(place) }))
    .sort((a, b) => a.slips - b.slips || b.population - a.population)
    .map(({ place }) => place)
}

const unitNames = ({ subDistrict, district, region }: Locality): string[] =>
  [subDistrict, district, region].flatMap((above) =>
    above === undefined ? [] : Object.values(above.names).map(foldName),
  )

/** A settlement and how far it is from the point asked, great circle in metres. */
export type NearLocality = { readonly locality: Locality; readonly distanceMeters: number }

/** Farther than this nothing is near. */
const NEAR_METERS_MAX = 500_000

/** The settlement with a known position nearest to a point, within 500 km. Served by localities_position_idx. */
export async function nearestLocality(db: Db, point: Point): Promise<NearLocality | undefined> {
  for (const radius of [20_000, 100_000, NEAR_METERS_MAX]) {
    const [nearest] = await listLocalitiesNear(db, point, radius, 1)
    if (nearest !== undefined) return nearest
  }
  return undefined
}

/** Settlements with a known position within a distance of a point, nearest first. `limit` at most 500. */
export async function listLocalitiesNear(
  db: Db,
  point: Point,
  radiusMeters: number,
  limit = 50,
): Promise<NearLocality[]> {
  const box = boxAround(point, Math.min(radiusMeters, NEAR_METERS_MAX))
  const narrowing = Math.cos((point.latitude * Math.PI) / 180)
  // A flat distance orders well enough inside the box; the true one decides what is returned.
  const flat = sql`power(l.latitude - ${point.latitude}, 2) + power((l.longitude - ${point.longitude}) * ${narrowing}, 2)`
  const rows = await localities(db)
    .where('l.latitude', '>=', box.south)
    .where('l.latitude', '<=', box.north)
    .where((eb) => {
      const west = eb('l.longitude', '>=', box.west)
      const east = eb('l.longitude', '<=', box.east)
      return box.west <= box.east ? eb.and([west, east]) : eb.or([west, east])
    })
    .orderBy(flat)
    .limit(Math.min(limit + 10, LIST_MAX))
    .execute()
  return rows
    .map(localityOf)
    .flatMap((locality) =>
      locality.point === undefined ? [] : [{ locality, distanceMeters: distanceMeters(point, locality.point) }],
    )
    .filter((near) => near.distanceMeters <= radiusMeters)
    .sort((a, b) => a.distanceMeters - b.distanceMeters)
    .slice(0, limit)
}

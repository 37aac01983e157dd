import { sql } from 'kysely'
import type { Point } from '../../kit/geo'
import type { Db } from '../../platform'
import { KZ_SHAPES } from '../packs/kz-shapes.generated'
import type { RegionShapes } from '../packs/region-shape'
import type { Region } from '../place'
import { regionOfPoint } from '../region-of-point'
import { regionOf } from '../tables'

/**
 * What a country is drawn from. `credits` are those of imported outlines; `drawn` says that some of it was drawn by
 * ourselves from settlements, whose credit is a text of the messages. Not legal boundaries.
 */
export type CountryMap = {
  readonly shapes: RegionShapes
  readonly credits: readonly string[]
  readonly drawn: boolean
}

/** The regions of the country this installation is for, and what they are drawn from: dots where that is nothing. */
export type HomeCountry = { readonly regions: readonly Region[]; readonly map: CountryMap | undefined }

const ownShapes: Readonly<Record<string, RegionShapes>> = { KZ: KZ_SHAPES }
const ownMaps = new Map(
  Object.entries(ownShapes).map(([code, shapes]): [string, CountryMap] => [code, { shapes, credits: [], drawn: true }]),
)

// By what they hold, so that an import by another process is seen by the next page, and a map is drawn once only.
const known = new Map<string, CountryMap>()
const KNOWN_MAX = 20

/** Regions of the home country, regions before cities, with their map: one query, two after an import of outlines. */
export async function readHomeCountry(db: Db): Promise<HomeCountry> {
  // Bounded by: the regions of one country.
  const rows = await db
    .selectFrom('regions as r')
    .innerJoin('countries as c', 'c.code', 'r.country_code')
    .leftJoin('drawn_outlines as o', 'o.country_code', 'c.code')
    .selectAll('r')
    .select('o.digest')
    .where('c.is_home', '=', true)
    .orderBy('r.kind', 'desc')
    .orderBy('r.id')
    .execute()
  const [first] = rows
  const map = first === undefined ? undefined : await mapOf(db, first.country_code, first.digest)
  return { regions: rows.map(regionOf), map }
}

/** What a country is drawn from; undefined where no outlines are known. `code` is ISO 3166-1 alpha-2. */
export async function findCountryMap(db: Db, code: string): Promise<CountryMap | undefined> {
  const row = await db.selectFrom('drawn_outlines').select('digest').where('country_code', '=', code).executeTakeFirst()
  return mapOf(db, code, row?.digest ?? null)
}

async function mapOf(db: Db, code: string, digest: string | null): Promise<CountryMap | undefined> {
  if (digest === null) return ownMaps.get(code)
  const held = known.get(digest)
  if (held !== undefined) return held
  const row = await db
    .selectFrom('drawn_outlines')
    .select(['digest', 'shapes', 'credits'])
    .where('country_code', '=', code)
    .executeTakeFirst()
  if (row === undefined) return ownMaps.get(code)
  const imported = row.shapes as unknown as RegionShapes
  const named = new Set(imported.features.map((shape) => shape.properties.code))
  const rest = (ownShapes[code]?.features ?? []).filter((shape) => !named.has(shape.properties.code))
  const map: CountryMap = {
    shapes: { type: 'FeatureCollection', features: [...imported.features, ...rest] },
    credits: row.credits,
    drawn: rest.length > 0,
  }
  const [oldest] = known.keys()
  if (known.size >= KNOWN_MAX && oldest !== undefined) known.delete(oldest)
  known.set(row.digest, map)
  return map
}

/**
 * Id of the region a point is in: by imported outlines, cities before the regions around them; where none holds the
 * point, by the shapes drawn from settlements, near whose edges it is a guess.
 */
export async function findRegionOfPoint(db: Db, { latitude, longitude }: Point): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT r.id FROM outline_rings o JOIN regions r ON r.id = o.region_id
    WHERE o.ring && polygon(box(point(${longitude}, ${latitude}), point(${longitude}, ${latitude})))
      AND o.ring @> point(${longitude}, ${latitude})
    GROUP BY r.id, r.kind HAVING count(*) % 2 = 1
    ORDER BY r.kind = 'city' DESC, r.id LIMIT 1`.execute(db)
  const [row] = rows
  if (row !== undefined) return row.id
  const guess = regionOfPoint(KZ_SHAPES, { latitude, longitude })
  return guess === undefined || (await hasOutline(db, guess)) ? undefined : guess
}

/** A region whose outline is known does not hold what lies outside of it. */
const hasOutline = async (db: Db, regionId: string): Promise<boolean> =>
  (await db.selectFrom('region_outlines').select('region_id').where('region_id', '=', regionId).executeTakeFirst()) !==
  undefined

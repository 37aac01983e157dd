import type { Follower } from '../journal'
import type { Db } from '../platform'
import { placesImported, placesLoaded } from './entries'
import { buildGazetteer, type Gazetteer, nameKey } from './gazetteer'
import { KZ_OLD_NAMES } from './packs/kz-old-names'

/** More than any country pack or register holds here: some ten megabytes. */
const PLACES_MAX = 60_000

let kept = new WeakMap<Db, Promise<Gazetteer>>()

/** The names of all settlements, read when first asked for and kept until an import: reading one text takes no query. */
export function gazetteerOf(db: Db): Promise<Gazetteer> {
  const held = kept.get(db)
  if (held !== undefined) return held
  const gazetteer = load(db)
  kept.set(db, gazetteer)
  gazetteer.catch(() => kept.delete(db))
  return gazetteer
}

/** Forgets the names in each process when the journal says that there are others. */
export const gazetteerFollower: Follower = {
  name: 'gazetteer',
  durable: false,
  handle: async (entries) => {
    if (entries.some(({ kind }) => kind === placesLoaded.kind || kind === placesImported.kind)) kept = new WeakMap()
  },
}

async function load(db: Db): Promise<Gazetteer> {
  const rows = await db
    .selectFrom('localities as l')
    .innerJoin('regions as r', 'r.id', 'l.region_id')
    .leftJoin('districts as d', 'd.id', 'l.district_id')
    .leftJoin('sub_districts as s', 's.id', 'l.sub_district_id')
    .select(['l.id', 'l.kato', 'l.name_kk', 'l.name_ru', 'l.name_en', 'l.population'])
    .select(['r.name_kk as r_kk', 'r.name_ru as r_ru', 'd.name_kk as d_kk', 'd.name_ru as d_ru'])
    .select(['s.name_kk as s_kk', 's.name_ru as s_ru'])
    .orderBy('l.id')
    .limit(PLACES_MAX)
    .execute()
  // A region is above thousands: its name is folded once.
  const folded = new Map<string, string>()
  const keyOf = (name: string): string => {
    const key = folded.get(name) ?? nameKey(name)
    folded.set(name, key)
    return key
  }
  return buildGazetteer(
    rows.map((row) => ({
      id: row.id,
      kato: row.kato,
      names: [row.name_kk, row.name_ru, row.name_en],
      above: [row.r_kk, row.r_ru, row.d_kk, row.d_ru, row.s_kk, row.s_ru].flatMap((name) =>
        name === null ? [] : [keyOf(name)],
      ),
      population: row.population,
    })),
    KZ_OLD_NAMES,
  )
}

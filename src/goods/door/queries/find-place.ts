import { sql } from 'kysely'
import { isId } from '../../../kit/ids'
import { findLocality, findRegion, type Named, type Point } from '../../../places'
import type { Db } from '../../../platform'

/** A region, a district or a settlement, named by its id in addresses of pages. */
export type Place = {
  readonly kind: 'region' | 'district' | 'locality'
  readonly id: string
  readonly regionId: string
  readonly districtId: string | null
  readonly names: Named
  readonly regionNames: Named
  /** The place above it; undefined for a region. */
  readonly within: { readonly id: string; readonly names: Named } | undefined
  readonly point: Point
  readonly zone: string
}

/** The place with this id, untrusted. A settlement without a position stands at the middle of its region. */
export async function findPlace(db: Db, id: string): Promise<Place | undefined> {
  if (isId(id)) return (await placeOfLocality(db, id)) ?? (await placeOfDistrict(db, id))
  const region = await findRegion(db, id)
  if (region === undefined) return undefined
  const { names, point, zone } = region
  return {
    kind: 'region',
    id,
    regionId: id,
    districtId: null,
    names,
    regionNames: names,
    within: undefined,
    point,
    zone,
  }
}

async function placeOfLocality(db: Db, id: string): Promise<Place | undefined> {
  const locality = await findLocality(db, id)
  if (locality === undefined) return undefined
  const { region, district, zone } = locality
  return {
    kind: 'locality',
    id,
    regionId: region.id,
    districtId: district?.id ?? null,
    names: locality,
    regionNames: region,
    within: district ?? region,
    point: locality.point ?? (await pointOfRegion(db, region.id)),
    zone,
  }
}

async function placeOfDistrict(db: Db, id: string): Promise<Place | undefined> {
  const row = await db.selectFrom('districts').selectAll().where('id', '=', id).executeTakeFirst()
  const region = row === undefined ? undefined : await findRegion(db, row.region_id)
  if (row === undefined || region === undefined) return undefined
  return {
    kind: 'district',
    id,
    regionId: region.id,
    districtId: id,
    names: row,
    regionNames: region,
    within: { id: region.id, names: region },
    point: (await middleOfDistrict(db, id)) ?? region.point,
    zone: region.zone,
  }
}

async function pointOfRegion(db: Db, id: string): Promise<Point> {
  const region = await findRegion(db, id)
  return region?.point ?? { latitude: 0, longitude: 0 }
}

async function middleOfDistrict(db: Db, id: string): Promise<Point | undefined> {
  const middle = await db
    .selectFrom('localities')
    .select([sql<number | null>`avg(latitude)`.as('latitude'), sql<number | null>`avg(longitude)`.as('longitude')])
    .where('district_id', '=', id)
    .executeTakeFirst()
  return middle?.latitude == null || middle.longitude == null
    ? undefined
    : { latitude: middle.latitude, longitude: middle.longitude }
}

import { distanceMeters, type Point } from '../../kit/geo'
import { err, ok, type Result } from '../../kit/result'
import type { RowReport } from '../../kit/table-file'
import { shorten } from '../../kit/table-file-shape'
import { findRegion, listRegions, loadCountryPack, packOf, resolvePlace } from '../../places'
import type { Ctx } from '../../platform'
import type { Mapping } from './mapping'

/** Where a row is. `regionId` is empty in a dry run for a country whose places are not loaded yet. */
export type RowPlace = {
  readonly regionId: string
  readonly districtId: string | null
  readonly localityId: string | null
  readonly zone: string
  readonly point: Point | undefined
}

type Located = { readonly line: number; readonly point: Point | undefined; readonly kato: string }

/** Decides the place of a row: by its position or code, else the mapping's region; never by a name. */
export type Placer = (row: Located) => Promise<RowPlace | RowReport>

const COUNTRY_METERS_MAX = 150_000

/**
 * Prepares to decide places. With `apply` a country of the mapping is loaded where it is missing; without it nothing is written, and
 * positions are compared with the country's settlements as they would be loaded.
 * The error is a sentence for the person at the terminal.
 */
export async function preparePlaces(ctx: Ctx, mapping: Mapping, apply: boolean): Promise<Result<Placer, string>> {
  const { country } = mapping
  const loaded = await listRegions(ctx.db, country)
  if (loaded.length > 0) return ok((row) => placeInDatabase(ctx, mapping, row))
  if (country === undefined) {
    return err('Expected a country: none is set up here, and the mapping names none ("country": "KZ").')
  }
  const pack = await packOf(country)
  if (pack === undefined) return err(`Expected a country code such as KZ in the mapping, got ${country}.`)
  if (apply) {
    await loadCountryPack(ctx, country)
    return ok((row) => placeInDatabase(ctx, mapping, row))
  }
  const settlements = (await pack.loadLocalities()).flatMap(({ point }) => (point === undefined ? [] : [point]))
  return ok(async (row) => {
    const { point } = row
    const isNear = (other: Point) => point !== undefined && distanceMeters(point, other) <= COUNTRY_METERS_MAX
    if (point === undefined ? mapping.region === undefined : !settlements.some(isNear)) return nowhere(row)
    return { regionId: '', districtId: null, localityId: null, zone: pack.zone, point }
  })
}

async function placeInDatabase(ctx: Ctx, mapping: Mapping, row: Located): Promise<RowPlace | RowReport> {
  const { point, kato } = row
  if (point === undefined && kato === '') {
    const region = mapping.region === undefined ? undefined : await findRegion(ctx.db, mapping.region)
    if (region === undefined) return nowhere(row)
    return {
      regionId: region.id,
      districtId: null,
      localityId: null,
      zone: mapping.zone ?? region.zone,
      point: region.point,
    }
  }
  const place = await resolvePlace(ctx.db, kato === '' ? { point } : { kato, point })
  if (!place.ok) return nowhere(row)
  const { regionId, districtId, localityId, zone } = place.value
  return { regionId, districtId: districtId ?? null, localityId: localityId ?? null, zone, point: place.value.point }
}

const nowhere = ({ line, point, kato }: Located): RowReport => ({
  line,
  column: kato === '' ? 'latitude' : 'kato',
  expected: 'a position or a code of the register within the countries set up here',
  got: shorten(kato) || (point === undefined ? 'nothing' : `${point.latitude}, ${point.longitude}`),
})

import { err, ok, type Result } from '../../kit/result'
import { type Ctx, type Db, inCommand, type Tx } from '../../platform'
import { placesLoaded } from '../entries'
import type { CountryPack, PackLocality } from '../packs/country-pack'
import { packOf } from '../packs/pack-of'
import { placeId } from '../place-id'
import { districtRow, localityRow, regionRow } from '../tables'

/** What loading added; zeros where everything was there already. */
export type LoadedPack = {
  readonly country: string
  readonly regions: number
  readonly districts: number
  readonly localities: number
}

/** No pack can be made for this code. */
export type LoadPackError = { readonly kind: 'country-unknown'; readonly code: string }

const BATCH_ROWS = 2000

type Units = { readonly regions: number; readonly districts: number; readonly isHomeNew: boolean }

/**
 * Puts a country with its regions, districts and settlements into the database. What is there stays as it is (an import
 * of the register may have corrected it), so loading again adds only what is missing. Large countries commit in batches.
 * @param code ISO 3166-1 alpha-2, untrusted
 * @param options.home this is the country the installation is for; without it, the first one loaded is
 */
export async function loadCountryPack(
  ctx: Ctx,
  code: string,
  options: { readonly home?: boolean } = {},
): Promise<Result<LoadedPack, LoadPackError>> {
  const pack = await packOf(code)
  if (pack === undefined) return err({ kind: 'country-unknown', code })
  const localities = await pack.loadLocalities()
  const total = { country: pack.code, regions: 0, districts: 0, localities: 0 }
  for (let start = 0; start === 0 || start < localities.length; start += BATCH_ROWS) {
    const batch = localities.slice(start, start + BATCH_ROWS)
    const outcome = await inCommand<LoadedPack, never>(ctx, `places.load.${start}`, async (tx) => {
      const { isHomeNew, ...units } =
        start === 0
          ? await insertUnits(tx, pack, options.home === true)
          : { regions: 0, districts: 0, isHomeNew: false }
      const loaded = { country: pack.code, ...units, localities: await insertLocalities(tx, pack, batch) }
      if (isHomeNew || units.regions + units.districts + loaded.localities > 0) {
        tx.append(
          placesLoaded.entry({
            subjectId: placeId(pack.code, 'country'),
            regionId: pack.code,
            body: loaded,
            public: {},
          }),
        )
      }
      return ok(loaded)
    })
    if (!outcome.ok) return outcome
    total.regions += outcome.value.regions
    total.districts += outcome.value.districts
    total.localities += outcome.value.localities
  }
  return ok(total)
}

const added = (results: readonly { readonly numInsertedOrUpdatedRows?: bigint | undefined }[]): number =>
  results.reduce((sum, result) => sum + Number(result.numInsertedOrUpdatedRows ?? 0n), 0)

async function insertUnits({ db }: Tx, pack: CountryPack, home: boolean): Promise<Units> {
  const { kk, ru, en } = pack.names
  const country = { code: pack.code, name_kk: kk, name_ru: ru, name_en: en }
  await db
    .insertInto('countries')
    .values(country)
    .onConflict((clash) => clash.doNothing())
    .execute()
  const isHomeNew = await makeHome(db, pack.code, home)
  const regionRows = pack.regions.map((region) => regionRow(pack, region))
  const regions = await db
    .insertInto('regions')
    .values(regionRows)
    .onConflict((clash) => clash.doNothing())
    .execute()
  if (pack.districts.length === 0) return { regions: added(regions), districts: 0, isHomeNew }
  const districtRows = pack.districts.map((district) => districtRow(pack, district))
  const districts = await db
    .insertInto('districts')
    .values(districtRows)
    .onConflict((clash) => clash.doNothing())
    .execute()
  return { regions: added(regions), districts: added(districts), isHomeNew }
}

/** @returns whether the home country changed by it */
async function makeHome(db: Db, code: string, asked: boolean): Promise<boolean> {
  const home = await db.selectFrom('countries').select('code').where('is_home', '=', true).executeTakeFirst()
  if (home?.code === code || (home !== undefined && !asked)) return false
  await db.updateTable('countries').set({ is_home: false }).where('is_home', '=', true).execute()
  await db.updateTable('countries').set({ is_home: true }).where('code', '=', code).execute()
  return true
}

async function insertLocalities({ db }: Tx, pack: CountryPack, localities: readonly PackLocality[]): Promise<number> {
  if (localities.length === 0) return 0
  // An import may have brought a district before its pack did: what stands in the table decides its id.
  const codes = [
    ...new Set(localities.flatMap(({ districtKato }) => (districtKato === undefined ? [] : [districtKato]))),
  ]
  // Bounded by: the districts of one pack.
  const held =
    codes.length === 0
      ? []
      : await db.selectFrom('districts').select(['id', 'kato']).where('kato', 'in', codes).execute()
  const districtIds = new Map(held.map((row) => [row.kato ?? '', row.id]))
  const rows = localities.map((locality) => localityRow(pack, locality, districtIds))
  return added(
    await db
      .insertInto('localities')
      .values(rows)
      .onConflict((clash) => clash.doNothing())
      .execute(),
  )
}

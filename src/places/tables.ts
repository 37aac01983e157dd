import type { Selectable } from 'kysely'
import type { DB } from '../platform'
import { foldName } from './fold-name'
import type { KatoPlace } from './kato'
import { latinFromKazakh } from './latin-from-kazakh'
import type { CountryPack, PackDistrict, PackLocality, PackRegion, PlaceNames } from './packs/country-pack'
import type { Region } from './place'
import { placeId } from './place-id'

type NameColumns = { name_kk: string; name_ru: string; name_en: string }

export const namesOf = (row: NameColumns): PlaceNames => ({ kk: row.name_kk, ru: row.name_ru, en: row.name_en })

const nameColumns = ({ kk, ru, en }: PlaceNames): NameColumns => ({ name_kk: kk, name_ru: ru, name_en: en })

/** Folded names between bars, so that a query can tell a whole name, a beginning and a middle apart. */
export const searchText = ({ kk, ru, en }: PlaceNames): string =>
  `|${[...new Set([kk, ru, en].map(foldName))].filter((name) => name !== '').join('|')}|`

export const regionOf = (row: Selectable<DB['regions']>): Region => ({
  id: row.id,
  countryCode: row.country_code,
  kato: row.kato ?? undefined,
  kind: row.kind === 'city' ? 'city' : 'region',
  names: namesOf(row),
  zone: row.zone,
  point: { latitude: row.latitude, longitude: row.longitude },
})

export const regionRow = (pack: CountryPack, region: PackRegion) => ({
  id: region.id,
  country_code: pack.code,
  kato: region.kato ?? null,
  kind: region.kind,
  ...nameColumns(region.names),
  zone: region.zone,
  latitude: region.point.latitude,
  longitude: region.point.longitude,
})

export const districtRow = (pack: CountryPack, district: PackDistrict) => ({
  id: placeId(pack.code, district.kato),
  region_id: district.regionId,
  kato: district.kato,
  ...nameColumns(district.names),
  official_kk: district.official.kk,
  official_ru: district.official.ru,
})

/** A settlement without a code of the register is known by its name and where it stands. */
const localityKey = ({ kato, names, point }: PackLocality) => kato ?? `${names.en} ${point.latitude} ${point.longitude}`

export const localityRow = (pack: CountryPack, locality: PackLocality, districtIds: ReadonlyMap<string, string>) => ({
  id: placeId(pack.code, localityKey(locality)),
  region_id: locality.regionId,
  district_id: districtIds.get(locality.districtKato ?? '') ?? null,
  kato: locality.kato ?? null,
  ...nameColumns(locality.names),
  search: searchText(locality.names),
  zone: locality.zone,
  latitude: locality.point.latitude,
  longitude: locality.point.longitude,
  population: locality.population,
})

/** Columns that every unit of the register has, whichever table it stands in. English only where nothing better is held. */
export const registerColumns = (place: KatoPlace, heldEnglish: string | undefined) => ({
  kato: place.kato,
  ...nameColumns({ ...place.names, en: heldEnglish ?? latinFromKazakh(place.names.kk) }),
  official_kk: place.official.kk,
  official_ru: place.official.ru,
})

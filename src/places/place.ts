import type { Point } from '../kit/geo'
import type { PlaceNames } from './packs/country-pack'

/** A first-level unit as the database holds it. `id` is ISO 3166-2 (`KZ-35`) and leads lists and published numbers. */
export type Region = {
  readonly id: string
  readonly countryCode: string
  readonly kato: string | undefined
  readonly kind: 'region' | 'city'
  readonly names: PlaceNames
  readonly zone: string
  readonly point: Point
}

/** A second-level unit. */
export type District = {
  readonly id: string
  readonly regionId: string
  readonly kato: string | undefined
  readonly names: PlaceNames
}

/** A settlement, with all that tells it from others of its name. `point` is missing where nobody published one. */
export type Locality = {
  readonly id: string
  readonly kato: string | undefined
  readonly names: PlaceNames
  readonly region: { readonly id: string; readonly names: PlaceNames }
  readonly district: { readonly id: string; readonly names: PlaceNames } | undefined
  /** Rural district. */
  readonly subDistrict: { readonly id: string; readonly names: PlaceNames } | undefined
  readonly zone: string
  readonly point: Point | undefined
}

/** Anything that has a name: names alone, a place that carries them, or a row of a places table. */
export type Named =
  | PlaceNames
  | { readonly names: PlaceNames }
  | { readonly name_kk: string; readonly name_ru: string; readonly name_en: string }

/** The name in a language of the product. */
export function placeName(named: Named, lang: keyof PlaceNames): string {
  if ('names' in named) return named.names[lang]
  return 'name_kk' in named ? named[`name_${lang}`] : named[lang]
}

/** Where a settlement is, for telling it from others: rural district, district, region, in the order a letter has them. */
export function placeContext(locality: Locality, lang: keyof PlaceNames): string[] {
  const units = [locality.subDistrict?.names[lang], locality.district?.names[lang], locality.region.names[lang]]
  const own = locality.names[lang]
  return units.filter(
    (unit, index): unit is string => unit !== undefined && unit !== own && units.indexOf(unit) === index,
  )
}

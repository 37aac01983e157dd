import type { Point } from '../../kit/geo'

/** A name in the three languages of the product; where a language has none, the nearest one a reader can use. */
export type PlaceNames = { readonly kk: string; readonly ru: string; readonly en: string }

/**
 * A first-level unit. `id` is ISO 3166-2 where the pack knows it, else the country code with the GeoNames admin1 code
 * (`LK-36`), or the country code alone for what no unit holds.
 */
export type PackRegion = {
  readonly id: string
  /** Nine digits of the official register, where the country has one. */
  readonly kato?: string
  readonly geonamesAdmin1: string
  readonly kind: 'region' | 'city'
  /** IANA zone. */
  readonly zone: string
  readonly names: PlaceNames
  /** Its administrative centre or largest settlement: where a dot or a label stands. */
  readonly point: Point
}

/** A second-level unit, by its code in the official register. `official` keeps the register's abbreviations. */
export type PackDistrict = {
  readonly kato: string
  readonly regionId: string
  readonly names: PlaceNames
  readonly official: { readonly kk: string; readonly ru: string }
}

/** A settlement with a position. `kato` is its code in the official register, where one entry of it corresponds. */
export type PackLocality = {
  readonly kato: string | undefined
  readonly regionId: string
  readonly districtKato: string | undefined
  readonly names: PlaceNames
  readonly point: Point
  readonly zone: string
  /** Inhabitants as GeoNames has them: for order in lists only; 0 is unknown. */
  readonly population: number
}

/** How long what is kept about a person may stay, in days. Each country sets its own. */
export type Retention = {
  /** Contact, exact place, vulnerability and words of a need, after the receipt or the end of a dispute. */
  readonly needsDestroyAfterDays: number
  /** An imported volunteer who has not answered the invitation. */
  readonly invitationsEraseAfterDays: number
  /** A printed sheet is to be destroyed so many days after the activity ends. */
  readonly sheetsDestroyAfterDays: number
  /** Idempotency keys with their answers. */
  readonly idempotencyKeepDays: number
}

/**
 * Everything that differs from country to country and is not a legal rule (those stand in `standards/`). Another country
 * is another pack, never another `if`.
 */
export type CountryPack = {
  /** ISO 3166-1 alpha-2, upper case; also the default country of phone numbers typed without a prefix. */
  readonly code: string
  readonly names: PlaceNames
  /** ISO 4217; undefined where the pack does not know it. */
  readonly currency: string | undefined
  /** The number shown at every door that takes a need. */
  readonly emergencyNumber: string
  /** Zone of pages that are about no place, IANA name. */
  readonly zone: string
  readonly retention: Retention
  readonly regions: readonly PackRegion[]
  readonly districts: readonly PackDistrict[]
  /** Read when a country is set up; may take half a second and some memory outside Kazakhstan. */
  readonly loadLocalities: () => Promise<readonly PackLocality[]>
}

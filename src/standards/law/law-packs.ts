import { genericLaw } from './generic'
import { kzLaw } from './kz'
import type { LawPack } from './law-pack'

/** Packs by country; the generic one serves every country that has none. */
export const lawPacks: readonly LawPack[] = [kzLaw, genericLaw]

/** The pack for an ISO 3166-1 alpha-2 country code. */
export const getLawPack = (country: string): LawPack =>
  lawPacks.find((pack) => pack.countries.includes(country.toUpperCase())) ?? genericLaw

import type { CountryPack } from './country-pack'
import { loadGenericPack } from './generic'
import { KZ } from './kz'

const written: Readonly<Record<string, CountryPack>> = { KZ }
const generic = new Map<string, Promise<CountryPack | undefined>>()

/** Codes of the countries that have a pack of their own; any other code is answered by the generic one. */
export const WRITTEN_PACKS: readonly string[] = Object.keys(written)

/** The pack written for a country, or undefined: synchronous, for what must not wait. `code` is ISO 3166-1 alpha-2. */
export const findWrittenPack = (code: string): CountryPack | undefined => written[code]

/**
 * The pack of a country: its own, else the generic one made from GeoNames (half a second the first time, then kept).
 * @param code ISO 3166-1 alpha-2 in any case, untrusted
 * @returns undefined for text that is no country with settlements
 */
export async function packOf(code: string): Promise<CountryPack | undefined> {
  const upper = code.toUpperCase()
  const own = written[upper]
  if (own !== undefined) return own
  if (!/^[A-Z]{2}$/.test(upper)) return undefined
  const known = generic.get(upper) ?? loadGenericPack(upper)
  generic.set(upper, known)
  return known
}

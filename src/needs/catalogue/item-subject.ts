import { createHash } from 'node:crypto'
import { listRegions, readHomeCountry } from '../../places'
import type { Db } from '../../platform'

/** The id under which entries speak of an item, whose own id is a word: the same everywhere (RFC 9562 version 8). */
export function subjectOfItem(itemId: string): string {
  const bytes = createHash('sha256').update(`item ${itemId}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Where entries about the catalogue stand: in the country this installation is for, else in one it knows; `ZZ` (CLDR: unknown) before the set-up. */
export const placeOfCatalogue = async (db: Db): Promise<string> =>
  ((await readHomeCountry(db)).regions[0] ?? (await listRegions(db))[0])?.countryCode ?? 'ZZ'

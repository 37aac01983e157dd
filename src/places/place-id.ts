import { createHash } from 'node:crypto'

/**
 * Id of a district, rural district or settlement, made from what it is: the same place has the same id in every
 * installation, and loading it twice changes nothing. It has the form of a random id (version 4) and, like one, tells
 * nothing of a moment.
 * @param key KATO code, else name and position
 */
export function placeId(countryCode: string, key: string): string {
  const bytes = createHash('sha256').update(`asar place ${countryCode} ${key}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

import { gunzipSync, gzipSync } from 'node:zlib'
import { CREDENTIALS_V2 } from './contexts'

/** Entries of one list: so many that the one looked up tells of nobody (W3C Bitstring Status List 1.0, section 6.1). */
export const LIST_ENTRIES = 131_072

/** The list with these bits set, as it stands in its credential: multibase of the compressed bits, the first bit leftmost. */
export function encodeList(revoked: readonly number[]): string {
  const bits = Buffer.alloc(LIST_ENTRIES / 8)
  for (const index of revoked) bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7))
  return `u${gzipSync(bits).toString('base64url')}`
}

/** Whether the bit of an entry is set; undefined where the text is no such list. */
export function readListEntry(encoded: string, index: number): boolean | undefined {
  if (!encoded.startsWith('u') || !Number.isInteger(index) || index < 0) return undefined
  try {
    const bits = gunzipSync(Buffer.from(encoded.slice(1), 'base64url'), { maxOutputLength: LIST_ENTRIES })
    const byte = bits[index >> 3]
    return byte === undefined ? undefined : (byte & (0x80 >> (index & 7))) !== 0
  } catch {
    return undefined
  }
}

/** A list as a credential, not yet signed. */
export const statusListCredential = (
  address: string,
  issuer: string,
  validFrom: string,
  revoked: readonly number[],
) => ({
  '@context': [CREDENTIALS_V2],
  id: address,
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer,
  validFrom,
  credentialSubject: {
    id: `${address}#list`,
    type: 'BitstringStatusList',
    statusPurpose: 'revocation',
    encodedList: encodeList(revoked),
  },
})

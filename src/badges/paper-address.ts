import { createHash, timingSafeEqual } from 'node:crypto'
import { isId } from '../kit/ids'
import type { Db } from '../platform'
import { type Badge, findBadge } from './badge-rows'

const ID_BYTES = 16
const HASH_BYTES = 16

const hashOf = (document: string): Buffer => createHash('sha256').update(document).digest().subarray(0, HASH_BYTES)

/**
 * What stands in the address printed on a certificate: the badge's number and 128 bits of the hash of the signed credential. Only whoever has
 * the paper or the file knows it, nothing is written when a certificate is printed, and it says which credential was printed.
 */
export const paperSecret = ({ id, document }: Pick<Badge, 'id' | 'document'>): string =>
  Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), hashOf(document)]).toString('base64url')

/** Path on which a printed certificate is checked. */
export const paperPath = (badge: Pick<Badge, 'id' | 'document'>): string => `/credentials/paper/${paperSecret(badge)}`

/** The badge of a printed certificate; undefined where there is none, or none any more. */
export async function findByPaper(db: Db, secret: string): Promise<Badge | undefined> {
  const bytes = /^[\w-]{43}$/.test(secret) ? Buffer.from(secret, 'base64url') : Buffer.alloc(0)
  if (bytes.length !== ID_BYTES + HASH_BYTES) return undefined
  const id = bytes.toString('hex', 0, ID_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const badge = isId(id) ? await findBadge(db, id) : undefined
  return badge !== undefined && timingSafeEqual(hashOf(badge.document), bytes.subarray(ID_BYTES)) ? badge : undefined
}

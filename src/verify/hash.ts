import { RECORD_BYTES_MAX } from './record'

/** SHA-256, at once or later: the browser's own answers later. */
export type Hash = (data: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array>

/** SHA-256 at once, for whole copies. */
export type SyncHash = (data: Uint8Array<ArrayBuffer>) => Uint8Array

/** SHA-256 of the platform, in browsers and in Node alike. */
export const webHash: Hash = async (data) => new Uint8Array(await crypto.subtle.digest('SHA-256', data))

/** Bytes of a hash. */
export const HASH_BYTES = 32

/** What is hashed for a leaf (RFC 6962, 2.1). */
export function leafInput(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const input = new Uint8Array(data.length + 1)
  input.set(data, 1)
  return input
}

/** Hashes leaves one after another in one piece of memory. */
export function leafHasher(hash: SyncHash): (data: Uint8Array) => Uint8Array {
  const input = new Uint8Array(1 + RECORD_BYTES_MAX)
  return (data) => {
    input.set(data, 1)
    return hash(input.subarray(0, data.length + 1))
  }
}

/** What is hashed for a node over two hashes (RFC 6962, 2.1). */
export function nodeInput(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const input = new Uint8Array(1 + 2 * HASH_BYTES)
  input[0] = 1
  input.set(left, 1)
  input.set(right, 1 + HASH_BYTES)
  return input
}

import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { base58 } from '@scure/base'

// Ed25519 in DER: all but the 32 bytes of the key are the same in each (RFC 8410).
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')
// What stands before the 32 bytes in a Multikey (W3C Controlled Identifiers 1.0, section 2.2.2).
const PUBLIC_HEAD = Buffer.from([0xed, 0x01])
const SECRET_HEAD = Buffer.from([0x80, 0x26])
const KEY_BYTES = 32

const write = (head: Buffer, key: Uint8Array): string => `z${base58.encode(Buffer.concat([head, key]))}`

function read(head: Buffer, text: string): Buffer | undefined {
  if (!/^z[1-9A-HJ-NP-Za-km-z]{40,60}$/.test(text)) return undefined
  const bytes = Buffer.from(base58.decode(text.slice(1)))
  return bytes.length === head.length + KEY_BYTES && bytes.subarray(0, head.length).equals(head)
    ? bytes.subarray(head.length)
    : undefined
}

/** Bytes as base58 in multibase. */
export const toMultibase = (bytes: Uint8Array): string => `z${base58.encode(bytes)}`

/** Bytes of at most 100 characters of multibase, or undefined. */
export const fromMultibase = (text: string): Uint8Array | undefined =>
  /^z[1-9A-HJ-NP-Za-km-z]{1,100}$/.test(text) ? base58.decode(text.slice(1)) : undefined

/** A signing key: what everyone may know of it, and what it signs with. */
export type Keypair = { readonly publicKey: string; readonly privateKey: KeyObject }

/** A secret Multikey as a key to sign with; undefined where the text is none. */
export function parseSecretKey(text: string): Keypair | undefined {
  const seed = read(SECRET_HEAD, text)
  if (seed === undefined) return undefined
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return { privateKey, publicKey: write(PUBLIC_HEAD, spki.subarray(SPKI_HEAD.length)) }
}

/** The secret Multikey over 32 random bytes. */
export const writeSecretKey = (seed: Uint8Array): string => write(SECRET_HEAD, seed)

/** A public Multikey (`z6Mk…`) as a key to verify with; undefined where the text is none. */
export function parsePublicKey(text: string): KeyObject | undefined {
  const key = read(PUBLIC_HEAD, text)
  return key === undefined
    ? undefined
    : createPublicKey({ key: Buffer.concat([SPKI_HEAD, key]), format: 'der', type: 'spki' })
}

import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  ED25519,
  joinBytes,
  keyId,
  parseBase64,
  toBase64,
  utf8,
  type VerifierKey,
  writeSignature,
  writeVerifierKey,
} from '../../verify'
import { replaceFile } from './replace-file'
import { sha256 } from './sha256'

/** A key of the log with its private part. */
export type SigningKey = { readonly verifier: VerifierKey; readonly line: string; sign(text: string): string }

/** Private keys of the log in a data folder, one line each, the newest last. Never in the database, never in a log. */
export const keyFile = (dataFolder: string): string => join(dataFolder, 'log.key')

// Ed25519 keys as PKCS #8 (RFC 8410): all but the 32 bytes of the seed are the same in each.
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI_HEAD_BYTES = 12
const HEAD = 'PRIVATE+KEY+'

async function keyOf(name: string, seed: Uint8Array): Promise<SigningKey> {
  const privateKey = createPrivateKey({ key: Buffer.from(joinBytes(PKCS8_HEAD, seed)), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  const publicKey = joinBytes(spki.subarray(SPKI_HEAD_BYTES))
  const verifier = { name, type: ED25519, publicKey, id: await keyId(sha256, name, ED25519, publicKey) }
  return { verifier, line: writeVerifierKey(verifier), sign: (text) => signatureLine(privateKey, verifier, text) }
}

const signatureLine = (key: KeyObject, { name, id }: VerifierKey, text: string): string =>
  writeSignature({ name, id, signature: joinBytes(sign(null, utf8(text), key)) })

/** Keys of a data folder, the newest last; none where there is no file. @throws {Error} if others may read it, or it is damaged */
export async function readSigningKeys(dataFolder: string): Promise<SigningKey[]> {
  const file = keyFile(dataFolder)
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined
    throw cause
  })
  if (text === undefined) return []
  const mode = (await stat(file)).mode & 0o777
  if ((mode & 0o077) !== 0)
    throw new Error(`expected ${file} to be readable by its owner alone (mode 0600), got mode 0${mode.toString(8)}`)
  return Promise.all(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => parseKey(file, line)),
  )
}

async function parseKey(file: string, line: string): Promise<SigningKey> {
  const [, name = '', encoded = ''] = /^PRIVATE\+KEY\+([^+\s]+)\+[0-9a-f]{8}\+(\S+)$/.exec(line) ?? []
  const bytes = parseBase64(encoded)
  if (bytes?.length !== 33 || bytes[0] !== ED25519)
    throw new Error(`expected keys of the log in ${file}: it is damaged`)
  return keyOf(name, bytes.subarray(1))
}

/** Makes one more key and puts it into the file of the data folder, flushed to disk before anybody signs with it. */
export async function addSigningKey(dataFolder: string, name: string): Promise<SigningKey> {
  const seed = randomBytes(32)
  const key = await keyOf(name, seed)
  const line = `${HEAD}${name}+${key.verifier.id}+${toBase64(joinBytes(Uint8Array.of(ED25519), seed))}`
  await mkdir(dataFolder, { recursive: true })
  const known = await readFile(keyFile(dataFolder), 'utf8').catch(() => '')
  await replaceFile(keyFile(dataFolder), `${known}${line}\n`)
  return key
}

/** Leaves the newest key alone in the file. @returns how many were taken away */
export async function keepNewestKey(dataFolder: string): Promise<number> {
  const lines = (await readFile(keyFile(dataFolder), 'utf8')).split('\n').filter((line) => line !== '')
  await replaceFile(keyFile(dataFolder), `${lines.at(-1)}\n`)
  return lines.length - 1
}

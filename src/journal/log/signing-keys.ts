import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  COSIGNATURE,
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
export type SigningKey = {
  readonly verifier: VerifierKey
  readonly line: string
  sign(text: string): string
  /** A witness's signature of a moment, in seconds since 1970. */
  cosign(text: string, seconds: number): string
}

/** Private keys of the log in a data folder, one line each, the newest last. Never in the database, never in a log. */
export const keyFile = (dataFolder: string): string => join(dataFolder, 'log.key')

// Ed25519 keys as PKCS #8 (RFC 8410): all but the 32 bytes of the seed are the same in each.
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI_HEAD_BYTES = 12
const HEAD = 'PRIVATE+KEY+'

async function keyOf(name: string, seed: Uint8Array, type = ED25519): Promise<SigningKey> {
  const privateKey = createPrivateKey({ key: Buffer.from(joinBytes(PKCS8_HEAD, seed)), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  const publicKey = joinBytes(spki.subarray(SPKI_HEAD_BYTES))
  const id = await keyId(sha256, name, type, publicKey)
  const signature = (text: string): Uint8Array<ArrayBuffer> => joinBytes(sign(null, utf8(text), privateKey))
  return {
    verifier: { name, type, publicKey, id },
    line: writeVerifierKey({ name, type, publicKey, id }),
    sign: (text) => writeSignature({ name, id, signature: signature(text) }),
    cosign: (text, seconds) =>
      writeSignature({
        name,
        id,
        signature: joinBytes(stampOf(seconds), signature(`cosignature/v1\ntime ${seconds}\n${text}`)),
      }),
  }
}

function stampOf(seconds: number): Uint8Array<ArrayBuffer> {
  const stamp = new Uint8Array(8)
  new DataView(stamp.buffer).setBigUint64(0, BigInt(seconds))
  return stamp
}

/** Keys of a data folder, the newest last; none where there is no file. @throws {Error} if others may read it, or it is damaged */
export const readSigningKeys = (dataFolder: string): Promise<SigningKey[]> => readKeys(keyFile(dataFolder))

async function readKeys(file: string): Promise<SigningKey[]> {
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

const witnessFile = (dataFolder: string): string => join(dataFolder, 'witness.key')

/** The key this house cosigns other logs with; undefined where it is a witness of none, or the key lies elsewhere. */
export const findWitnessKey = async (dataFolder: string): Promise<SigningKey | undefined> =>
  (await readKeys(witnessFile(dataFolder)))[0]

/** The same, made where there is none. */
export const makeWitnessKey = async (dataFolder: string, name: string): Promise<SigningKey> =>
  (await findWitnessKey(dataFolder)) ?? addKey(witnessFile(dataFolder), name, COSIGNATURE)

async function parseKey(file: string, line: string): Promise<SigningKey> {
  const [, name = '', encoded = ''] = /^PRIVATE\+KEY\+([^+\s]+)\+[0-9a-f]{8}\+(\S+)$/.exec(line) ?? []
  const bytes = parseBase64(encoded)
  const type = bytes?.[0]
  if (bytes?.length !== 33 || (type !== ED25519 && type !== COSIGNATURE))
    throw new Error(`expected keys of the log in ${file}: it is damaged`)
  return keyOf(name, bytes.subarray(1), type)
}

/** Makes one more key and puts it into the file of the data folder, flushed to disk before anybody signs with it. */
export const addSigningKey = (dataFolder: string, name: string): Promise<SigningKey> =>
  addKey(keyFile(dataFolder), name, ED25519)

async function addKey(file: string, name: string, type: number): Promise<SigningKey> {
  const seed = randomBytes(32)
  const key = await keyOf(name, seed, type)
  const line = `${HEAD}${name}+${key.verifier.id}+${toBase64(joinBytes(Uint8Array.of(type), seed))}`
  await mkdir(dirname(file), { recursive: true })
  const known = await readFile(file, 'utf8').catch(() => '')
  await replaceFile(file, `${known}${line}\n`)
  return key
}

/** Leaves the newest key alone in the file. @returns how many were taken away */
export async function keepNewestKey(dataFolder: string): Promise<number> {
  const lines = (await readFile(keyFile(dataFolder), 'utf8')).split('\n').filter((line) => line !== '')
  await replaceFile(keyFile(dataFolder), `${lines.at(-1)}\n`)
  return lines.length - 1
}

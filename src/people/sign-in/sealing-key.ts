import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A key that never stands in the database: what it seals cannot be read from a copy of the tables. `id` tells keys apart. */
export type SealingKey = { readonly id: string; readonly bytes: Buffer }

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const keys = new Map<string, Promise<SealingKey>>()

/** Where the key of a data folder lies. */
export const sealingKeyFile = (dataFolder: string): string => join(dataFolder, 'sealing.key')

/** The key of this machine, from `sealing.key` in the data folder (mode 0600, made at first use). */
export function sealingKey(dataFolder: string): Promise<SealingKey> {
  const known = keys.get(dataFolder) ?? readOrMake(dataFolder)
  keys.set(dataFolder, known)
  known.catch(() => keys.delete(dataFolder))
  return known
}

async function readOrMake(dataFolder: string): Promise<SealingKey> {
  await mkdir(dataFolder, { recursive: true })
  const file = sealingKeyFile(dataFolder)
  try {
    await writeFile(file, randomBytes(KEY_BYTES), { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
  }
  const bytes = await readFile(file)
  if (bytes.length !== KEY_BYTES)
    throw new Error(`expected ${KEY_BYTES} bytes in ${file}, got ${bytes.length}: remove it`)
  return { id: createHash('sha256').update('asar sealing key').update(bytes).digest('base64url').slice(0, 16), bytes }
}

/** Encrypts with AES-256-GCM; `about` must be given again to open (the row's own id). */
export function seal(key: SealingKey, about: string, content: string | Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(Buffer.from(about))
  const body = Buffer.concat([cipher.update(Buffer.from(content)), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** Opens what {@link seal} closed. @throws {Error} when the key, the row or the bytes are others */
export function openSealed(key: SealingKey, about: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, sealed.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(about))
    .setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
}

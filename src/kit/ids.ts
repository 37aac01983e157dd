import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash, randomBytes, randomUUID } from 'node:crypto'

const repeatable = new AsyncLocalStorage<() => number>()

/**
 * Runs something whose ids come from `next` instead of chance, so that a simulation repeats itself. Secrets stay random; what runs outside
 * at the same time is not touched.
 * @param next a number in [0, 1) at each call
 */
export const withRepeatableIds = <T>(next: () => number, run: () => Promise<T>): Promise<T> => repeatable.run(next, run)

/** Runs something with ids from chance again, also inside {@link withRepeatableIds}. */
export const withRandomIds = <T>(run: () => Promise<T>): Promise<T> => repeatable.exit(run)

function sixteenBytes(): Buffer {
  const next = repeatable.getStore()
  if (next === undefined) return randomBytes(16)
  const bytes = Buffer.alloc(16)
  for (let at = 0; at < 16; at += 4) bytes.writeUInt32BE(Math.floor(next() * 0x1_0000_0000), at)
  return bytes
}

/** Time-ordered id (RFC 9562 version 7): index pages fill in order. For rows whose moment is no secret. */
export function newId(epochMilliseconds: number = Date.now()): string {
  const bytes = sixteenBytes()
  bytes.writeUIntBE(epochMilliseconds, 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return written(bytes)
}

function written(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Random id (version 4): for everything that is published, so that it tells nothing of its moment. */
export function newPublicId(): string {
  if (repeatable.getStore() === undefined) return randomUUID()
  const bytes = sixteenBytes()
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return written(bytes)
}

/** Secret for a link or key: 192 random bits, base64url. Stored only as {@link hashSecret}. */
export const newSecret = (): string => randomBytes(24).toString('base64url')

/** What is stored of a secret: SHA-256, 32 bytes. Secrets have ≥ 128 random bits, so no stretching is needed. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether untrusted text has the form of an id; anything else never reaches SQL. */
export const isId = (text: string | undefined): text is string => text !== undefined && UUID.test(text)

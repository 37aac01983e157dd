import { createHash, randomBytes, randomUUID } from 'node:crypto'

/** Time-ordered id (RFC 9562 version 7): index pages fill in order. For rows whose moment is no secret. */
export function newId(epochMilliseconds: number = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(epochMilliseconds, 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Random id (version 4): for everything that is published, so that it tells nothing of its moment. */
export const newPublicId = (): string => randomUUID()

/** Secret for a link or key: 192 random bits, base64url. Stored only as {@link hashSecret}. */
export const newSecret = (): string => randomBytes(24).toString('base64url')

/** What is stored of a secret: SHA-256, 32 bytes. Secrets have ≥ 128 random bits, so no stretching is needed. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether untrusted text has the form of an id; anything else never reaches SQL. */
export const isId = (text: string | undefined): text is string => text !== undefined && UUID.test(text)

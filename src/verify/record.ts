import canonicalize from 'canonicalize'
import { parseUtf8, utf8 } from './bytes'

/** Version of the form in which entries are sealed. */
export const RECORD_VERSION = 1
/** A sealed entry is at most as long as a bundle can say. */
export const RECORD_BYTES_MAX = 65_535

/** An entry as it is sealed: what anyone may see of it, and commitments to the rest. */
export type SealedRecord = {
  readonly v: typeof RECORD_VERSION
  readonly position: number
  /** Day, in UTC, on which it happened. */
  readonly at: string
  readonly kind: string
  readonly public: Readonly<Record<string, unknown>>
  readonly commitments: Readonly<Record<string, string>>
}

const KEYS = 'at,commitments,kind,position,public,v'

/** The bytes that are sealed: canonical JSON (RFC 8785). */
export const writeRecord = (record: SealedRecord): Uint8Array<ArrayBuffer> => utf8(canonicalize(record) ?? '')

/** A sealed entry from its bytes, or undefined where they are not one in the one way of writing it. */
export function parseRecord(bytes: Uint8Array): SealedRecord | undefined {
  const text = parseUtf8(bytes)
  if (text === undefined) return undefined
  try {
    const record = JSON.parse(text)
    if (typeof record !== 'object' || record === null || Object.keys(record).join() !== KEYS) return undefined
    const isWellFormed =
      record.v === RECORD_VERSION &&
      Number.isSafeInteger(record.position) &&
      /^\d{4}-\d\d-\d\d$/.test(record.at) &&
      typeof record.kind === 'string' &&
      isObject(record.public) &&
      isObject(record.commitments)
    return isWellFormed && isCanonical(record, text) ? record : undefined
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

// JavaScript writes numbers and strings as RFC 8785 asks; what is left is the order of keys, as they were read.
const isCanonical = (value: unknown, text: string): boolean => hasSortedKeys(value) && JSON.stringify(value) === text

function hasSortedKeys(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(hasSortedKeys)
  let before: string | undefined
  for (const key in value) {
    if (before !== undefined && key < before) return false
    before = key
    if (!hasSortedKeys((value as Record<string, unknown>)[key])) return false
  }
  return true
}

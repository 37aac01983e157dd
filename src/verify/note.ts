import { joinBytes, parseBase64, parseUtf8, sameBytes, toBase64, toHex, utf8 } from './bytes'
import { type Hash, webHash } from './hash'

/** Kinds of signature of C2SP signed-note that Asar makes and checks: Ed25519 over the text, and a witness's timestamped cosignature. */
export const ED25519 = 1
export const COSIGNATURE = 4

/** A key that signatures are checked with; `id` is its short name beside `name`. */
export type VerifierKey = {
  readonly name: string
  readonly id: string
  readonly type: number
  readonly publicKey: Uint8Array<ArrayBuffer>
}

/** One signature line of a note; `signature` as it stands after the key id. */
export type NoteSignature = { readonly name: string; readonly id: string; readonly signature: Uint8Array<ArrayBuffer> }

/** A note: the signed text with its last line break, and who signed. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] }

const isName = (name: string): boolean => name !== '' && !/[\s+]/u.test(name)

/** Id of a key: the first four bytes of SHA-256 over name, line break, type and public key, as hexadecimal. */
export async function keyId(hash: Hash, name: string, type: number, publicKey: Uint8Array): Promise<string> {
  const digest = await hash(joinBytes(utf8(`${name}\n`), Uint8Array.of(type), publicKey))
  return toHex(digest.subarray(0, 4))
}

/** A key as its one line: `name+id+base64(type, public key)`. */
export const writeVerifierKey = (key: VerifierKey): string =>
  `${key.name}+${key.id}+${toBase64(joinBytes(Uint8Array.of(key.type), key.publicKey))}`

/** The key of a line, with or without its break, or undefined: its id must fit name, type and public key. */
export async function parseVerifierKey(line: string): Promise<VerifierKey | undefined> {
  const [, name = '', id = '', encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+([^\s]+)\n?$/.exec(line) ?? []
  const bytes = parseBase64(encoded)
  const type = bytes?.[0]
  if (bytes === undefined || bytes.length !== 33 || (type !== ED25519 && type !== COSIGNATURE)) return undefined
  const publicKey = bytes.slice(1)
  return isName(name) && (await keyId(webHash, name, type, publicKey)) === id
    ? { name, id, type, publicKey }
    : undefined
}

/** A signature line of a note. */
export const writeSignature = ({ name, id, signature }: NoteSignature): string =>
  `— ${name} ${toBase64(joinBytes(idBytes(id), signature))}\n`

const idBytes = (id: string): Uint8Array => Uint8Array.from(id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

const SIGNATURES_MAX = 64

/** A note from its bytes, or undefined where they are not exactly one (C2SP signed-note). Nothing is believed yet. */
export function parseNote(bytes: Uint8Array): Note | undefined {
  const whole = parseUtf8(bytes)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the format forbids them
  if (whole === undefined || /[\x00-\x09\x0b-\x1f]/.test(whole)) return undefined
  const end = whole.lastIndexOf('\n\n')
  const lines = whole.slice(end + 2)
  if (end < 1 || !lines.endsWith('\n')) return undefined
  const signatures = lines.slice(0, -1).split('\n').map(parseSignature)
  if (signatures.length > SIGNATURES_MAX || !signatures.every((one) => one !== undefined)) return undefined
  return { text: whole.slice(0, end + 1), signatures }
}

function parseSignature(line: string): NoteSignature | undefined {
  const [, name = '', encoded = ''] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? []
  const bytes = parseBase64(encoded)
  if (!isName(name) || bytes === undefined || bytes.length < 5) return undefined
  return { name, id: toHex(bytes.subarray(0, 4)), signature: bytes.slice(4) }
}

/** Whether a key signed this note. One wrong signature under its name and id refuses the note, whatever else it carries. */
export async function isSignedBy(note: Note, key: VerifierKey): Promise<boolean> {
  const own = note.signatures.filter(({ name, id }) => name === key.name && id === key.id)
  if (own.length === 0) return false
  const publicKey = await crypto.subtle.importKey('raw', key.publicKey, { name: 'Ed25519' }, false, ['verify'])
  for (const { signature } of own) {
    const signed = key.type === COSIGNATURE ? cosigned(signature, note.text) : { signature, message: utf8(note.text) }
    if (signed === undefined || signed.signature.length !== 64) return false
    if (!(await crypto.subtle.verify({ name: 'Ed25519' }, publicKey, signed.signature, signed.message))) return false
  }
  return true
}

/** What a witness signs at a moment, in seconds since 1970 (C2SP tlog-cosignature). */
export const cosignedMessage = (seconds: number | bigint, text: string): Uint8Array<ArrayBuffer> =>
  utf8(`cosignature/v1\ntime ${seconds}\n${text}`)

function cosigned(stamped: Uint8Array<ArrayBuffer>, text: string) {
  if (stamped.length !== 72) return undefined
  const seconds = new DataView(stamped.buffer, stamped.byteOffset).getBigUint64(0)
  return { signature: stamped.slice(8), message: cosignedMessage(seconds, text) }
}

/** Whether two keys are one. */
export const sameKey = (a: VerifierKey, b: VerifierKey): boolean =>
  a.name === b.name && a.type === b.type && sameBytes(a.publicKey, b.publicKey)

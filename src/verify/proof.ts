import { parseBase64, parseCount, parseUtf8, toBase64, utf8 } from './bytes'
import { type Checkpoint, parseCheckpoint } from './checkpoint'
import { HASH_BYTES } from './hash'

const HEAD = 'c2sp.org/tlog-proof@v1'
const HASHES_MAX = 63

/** A receipt that is checked without asking anybody (C2SP tlog-proof): the entry itself, its place, the path, the checkpoint. */
export type Proof = {
  readonly index: number
  /** The sealed entry's own bytes, carried as the extra data of the format. */
  readonly entry: Uint8Array<ArrayBuffer> | undefined
  readonly path: readonly Uint8Array[]
  readonly checkpoint: Checkpoint
}

/** The text of a receipt; `note` is the checkpoint as it was published. */
export function writeProof(proof: Omit<Proof, 'checkpoint'> & { readonly note: string }): string {
  const extra = proof.entry === undefined ? [] : [`extra ${toBase64(proof.entry)}`]
  return [HEAD, ...extra, `index ${proof.index}`, ...proof.path.map(toBase64), '', proof.note].join('\n')
}

/** A receipt from its bytes, or undefined where they are not exactly one. Nothing in it is believed yet. */
export function parseProof(bytes: Uint8Array): Proof | undefined {
  const text = parseUtf8(bytes)
  const end = text?.indexOf('\n\n') ?? -1
  if (text === undefined || end === -1) return undefined
  const [head, ...lines] = text.slice(0, end).split('\n')
  const extra = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : undefined
  const entry = extra === undefined ? undefined : parseBase64(extra)
  const index = parseCount(/^index (\d+)$/.exec(lines.shift() ?? '')?.[1] ?? '')
  const path = lines.map(parseBase64)
  const checkpoint = parseCheckpoint(utf8(text.slice(end + 2)))
  if (head !== HEAD || index === undefined || checkpoint === undefined || path.length > HASHES_MAX) return undefined
  if (extra !== undefined && entry === undefined) return undefined
  if (!path.every((hash) => hash?.length === HASH_BYTES)) return undefined
  return { index, entry, path: path.filter((hash) => hash !== undefined), checkpoint }
}

import { parseBase64, parseCount, toBase64 } from './bytes'
import { HASH_BYTES } from './hash'
import { type Note, parseNote } from './note'
import type { TreeHead } from './tree'

/** What a log states of itself at one size (C2SP tlog-checkpoint), and the note that carries it. */
export type Checkpoint = TreeHead & { readonly origin: string; readonly note: Note }

/** The text of a checkpoint, to be signed. */
export const checkpointText = (origin: string, { size, root }: TreeHead): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`

/** A checkpoint from its bytes, or undefined where they are not exactly one. Its signatures are not checked here. */
export function parseCheckpoint(bytes: Uint8Array): Checkpoint | undefined {
  const note = parseNote(bytes)
  if (note === undefined) return undefined
  const [origin = '', sizeText = '', rootText = '', ...rest] = note.text.slice(0, -1).split('\n')
  const size = parseCount(sizeText)
  const root = parseBase64(rootText)
  if (origin === '' || size === undefined || root?.length !== HASH_BYTES || rest.includes('')) return undefined
  return { origin, size, root, note }
}

import type { Db } from '../../platform/database/open'
import { writeProof } from '../../verify'
import { findCheckpoint, findLeaf, proverOf } from './read-log'

/** A receipt of the entry at a position under the newest checkpoint, or undefined where none stands on it yet (C2SP tlog-proof). */
export async function proveEntry(db: Db, position: number): Promise<string | undefined> {
  const checkpoint = await findCheckpoint(db)
  if (checkpoint === undefined || position < 1 || position > checkpoint.size) return undefined
  const index = position - 1
  const [leaf, path] = await Promise.all([findLeaf(db, index), proverOf(db, checkpoint.size).inclusion(index)])
  return leaf && writeProof({ index, entry: new Uint8Array(leaf.data), path, note: checkpoint.note })
}

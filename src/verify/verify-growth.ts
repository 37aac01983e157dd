import type { Checkpoint } from './checkpoint'
import type { Findings } from './finding'
import { HASH_BYTES, type Hash } from './hash'
import { prover } from './prove'
import { readTileFile, type Source } from './source'
import { tilePath } from './tile-path'
import { verifyConsistency } from './tree'

/** Checks that the log of the newer checkpoint begins with everything the older one states, unchanged. */
export async function verifyGrowth(
  hash: Hash,
  source: Source,
  older: Checkpoint,
  newer: Checkpoint,
  findings: Findings,
): Promise<void> {
  const where = `from ${older.size} to ${newer.size} entries`
  if (older.size > newer.size) {
    findings.add(
      'growth',
      where,
      `a log of at least ${older.size} entries`,
      `one of ${newer.size}: entries were taken back`,
    )
    return
  }
  let missing: string | undefined
  const proofs = prover(hash, newer.size, async (level, index, width) => {
    const tile = await readTileFile(source, { level, index, width })
    if (tile?.length === width * HASH_BYTES) return tile
    missing = tilePath({ level, index, width })
    return new Uint8Array(width * HASH_BYTES)
  })
  const proof = older.size === newer.size ? [] : await proofs.consistency(older.size)
  if (missing !== undefined)
    findings.add('tile', missing, 'hashes as long as the log asks for', 'nothing, or fewer or more')
  else if (!(await verifyConsistency(hash, older, newer, proof)))
    findings.add(
      'growth',
      where,
      'the same entries at the beginning of both',
      'others: the log was rewritten, or two people were shown two logs',
    )
}

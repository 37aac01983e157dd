import { parseBundle } from './bundle'
import { toHex } from './bytes'
import type { Findings } from './finding'
import { HASH_BYTES, type Hash, leafInput } from './hash'
import type { VerifierKey } from './note'
import type { Proof } from './proof'
import { prover } from './prove'
import { type Head, holds } from './read-head'
import { parseRecord, type SealedRecord } from './record'
import { readTileFile, type Source } from './source'
import { TILE_WIDTH, tilePath, widthIn } from './tile-path'
import { verifyInclusion } from './tree'

/** Entries of a log that were found to be sealed as they are, with the bytes they were sealed as. */
export type VerifiedEntry = { readonly record: SealedRecord; readonly bytes: Uint8Array }

/**
 * Checks entries `first` to `last` (positions, from 1) against a checkpoint: each is what its tile says, stands at its place, and its tile leads
 * to the signed root. One path through a tile binds all of it.
 */
export async function verifyEntries(
  hash: Hash,
  source: Source,
  { checkpoint }: Head,
  { first, last }: { readonly first: number; readonly last: number },
  findings: Findings,
): Promise<VerifiedEntry[]> {
  const { size, root } = checkpoint
  if (last > size) {
    findings.add(
      'missing',
      `entry ${last}`,
      `a log of at least ${last} entries`,
      `a checkpoint over ${size}: it may be sealed in a later one`,
    )
    return []
  }
  const proofs = prover(hash, size, async (level, index, width) => {
    const tile = await readTileFile(source, { level, index, width })
    if (tile?.length !== width * HASH_BYTES) throw new MissingTile(tilePath({ level, index, width }))
    return tile
  })
  const verified: VerifiedEntry[] = []
  for (let index = first - 1; index < last; ) {
    const bundleIndex = Math.floor(index / TILE_WIDTH)
    const start = bundleIndex * TILE_WIDTH
    const width = widthIn(0, bundleIndex, size)
    const tile = { level: 'entries', index: bundleIndex, width } as const
    const file = await readTileFile(source, tile)
    const bundle = file && (parseBundle(file, width) ?? parseBundle(file, TILE_WIDTH))
    if (bundle === undefined)
      findings.add(
        'bundle',
        tilePath(tile),
        `${width} entries, each after its length`,
        file === undefined ? 'nothing' : 'other bytes',
      )
    const end = Math.min(last, start + width)
    try {
      const leafHash = await proofs.leafHash(index)
      if (!(await verifyInclusion(hash, { index, size, root, leafHash, proof: await proofs.inclusion(index) })))
        findings.add(
          'root',
          `entry ${index + 1}`,
          `a path to the root of checkpoint ${size}`,
          'tiles that lead to another root',
        )
      for (; index < end; index++) {
        const bytes = bundle?.[index - start]
        const record = bytes && (await checkEntry(hash, bytes, index, await proofs.leafHash(index), findings))
        if (bytes !== undefined && record !== undefined) verified.push({ record, bytes })
      }
    } catch (cause) {
      if (!(cause instanceof MissingTile)) throw cause
      findings.add('tile', cause.message, 'hashes as long as the log asks for', 'nothing, or fewer or more')
      return verified
    }
  }
  return verified
}

class MissingTile extends Error {}

async function checkEntry(
  hash: Hash,
  bytes: Uint8Array,
  index: number,
  leafHash: Uint8Array,
  findings: Findings,
): Promise<SealedRecord | undefined> {
  const where = `entry ${index + 1}`
  const seen = toHex(await hash(leafInput(bytes)))
  if (seen !== toHex(leafHash)) {
    findings.add('entry', where, `bytes whose hash is ${toHex(leafHash)}`, `bytes whose hash is ${seen}`)
    return undefined
  }
  const record = parseRecord(bytes)
  if (record === undefined) findings.add('entry', where, 'a sealed entry in canonical JSON', 'something else')
  else if (record.position !== index + 1)
    findings.add('order', where, `the entry of position ${index + 1}`, `that of position ${record.position}`)
  else return record
  return undefined
}

/** Checks a receipt by itself: its entry leads to a root that the key signed. */
export async function verifyProof(
  hash: Hash,
  { index, entry, path, checkpoint }: Proof,
  key: VerifierKey,
  findings: Findings,
): Promise<VerifiedEntry | undefined> {
  const where = `entry ${index + 1}`
  if (!(await holds(checkpoint, key, 'the checkpoint of the receipt', findings))) return undefined
  if (entry === undefined) {
    findings.add('missing', where, 'the entry itself in the receipt', 'none')
    return undefined
  }
  const leafHash = await hash(leafInput(entry))
  const { size, root } = checkpoint
  if (!(await verifyInclusion(hash, { index, size, root, leafHash, proof: path }))) {
    findings.add('entry', where, `an entry and a path that lead to the root of checkpoint ${size}`, 'another root')
    return undefined
  }
  const record = await checkEntry(hash, entry, index, leafHash, findings)
  return record && { record, bytes: entry }
}

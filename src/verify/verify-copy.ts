import { parseBundle } from './bundle'
import { sameBytes, toHex } from './bytes'
import type { Findings } from './finding'
import { growingTree } from './growing-tree'
import { HASH_BYTES, leafHasher, type SyncHash } from './hash'
import type { Head } from './read-head'
import { parseRecord, type SealedRecord } from './record'
import { readTileFile, type Source } from './source'
import { TILE_WIDTH, type Tile, tilePath, widthIn } from './tile-path'

/** A hash that the entries give and a tile of the copy does not hold. */
type Mismatch = { readonly tile: Tile; readonly at: number; readonly given: string; readonly held: string }

const MISMATCHES_MAX = 1000

/** What is done with each entry that is well formed, in order. */
export type SeeEntry = (record: SealedRecord, bytes: Uint8Array) => void

/**
 * Checks everything a log holds up to a checkpoint, in one pass and little memory: each entry, its place, each tile of each level, the root.
 */
export async function verifyCopy(
  hash: SyncHash,
  source: Source,
  { checkpoint }: Head,
  findings: Findings,
  see: SeeEntry = () => {},
): Promise<void> {
  const { size, root } = checkpoint
  const mismatches: Mismatch[] = []
  const hashLeaf = leafHasher(hash)
  const tree = growingTree(hash, async (tile, given) => {
    const held = await readTileFile(source, tile)
    if (held?.length !== given.length)
      findings.add(
        'tile',
        tilePath(tile),
        `${given.length} bytes`,
        held === undefined ? 'nothing' : `${held.length} bytes`,
      )
    else if (!sameBytes(held, given)) mismatches.push(...differences(tile, given, held))
    mismatches.splice(MISMATCHES_MAX)
  })
  for (let index = 0; widthIn(0, index, size) > 0; index++)
    for (const leafHash of await readLeaves(
      hashLeaf,
      source,
      { level: 0, index, width: widthIn(0, index, size) },
      findings,
      see,
    )) {
      const filled = tree.add(leafHash)
      if (filled !== undefined) await filled
    }
  await tree.finish()
  const given = await tree.root()
  const isRight = sameBytes(given, root)
  nameMismatches(isRight, mismatches, findings)
  if (!isRight)
    findings.add(
      'root',
      `checkpoint ${size}`,
      `entries that give the root ${toHex(root)}`,
      `entries that give ${toHex(given)}`,
    )
}

// Hashes of the entries of a bundle; where it cannot be parted, those of its tile, so that all that comes after is still looked at.
async function readLeaves(
  hashLeaf: (data: Uint8Array) => Uint8Array,
  source: Source,
  tile: Tile,
  findings: Findings,
  see: SeeEntry,
): Promise<Uint8Array[]> {
  const path = { ...tile, level: 'entries' } as const
  const file = await readTileFile(source, path)
  const bundle = file && (parseBundle(file, tile.width) ?? parseBundle(file, TILE_WIDTH)?.slice(0, tile.width))
  if (bundle !== undefined)
    return bundle.map((bytes, at) => {
      checkRecord(bytes, tile.index * TILE_WIDTH + at, findings, see)
      return hashLeaf(bytes)
    })
  findings.add(
    'bundle',
    tilePath(path),
    `${tile.width} entries, each after its length`,
    file === undefined ? 'nothing' : 'other bytes',
  )
  const held = (await readTileFile(source, tile)) ?? new Uint8Array()
  return Array.from({ length: tile.width }, (_, at) => hashAt(held, at))
}

function hashAt(hashes: Uint8Array, at: number): Uint8Array {
  const one = new Uint8Array(HASH_BYTES)
  one.set(hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES))
  return one
}

function differences(tile: Tile, given: Uint8Array, held: Uint8Array): Mismatch[] {
  return Array.from({ length: tile.width }, (_, at) => ({
    tile,
    at,
    given: toHex(hashAt(given, at)),
    held: toHex(hashAt(held, at)),
  })).filter((one) => one.given !== one.held)
}

// The root decides who is right: if the entries give it, the tile was changed; else the entries under the tile were.
function nameMismatches(entriesAreRight: boolean, mismatches: readonly Mismatch[], findings: Findings): void {
  for (const { tile, at, given, held } of mismatches) {
    if (entriesAreRight) findings.add('tile', `${tilePath(tile)}, hash ${at}`, given, held)
    else if (tile.level === 0)
      findings.add(
        'entry',
        `entry ${tile.index * TILE_WIDTH + at + 1}`,
        `bytes whose hash is ${held}`,
        `bytes whose hash is ${given}`,
      )
  }
}

function checkRecord(bytes: Uint8Array, index: number, findings: Findings, see: SeeEntry): void {
  const record = parseRecord(bytes)
  const where = `entry ${index + 1}`
  if (record === undefined) findings.add('entry', where, 'a sealed entry in canonical JSON', 'something else')
  else if (record.position !== index + 1)
    findings.add('order', where, `the entry of position ${index + 1}`, `that of position ${record.position}`)
  else see(record, bytes)
}

import { HASH_BYTES, type Hash, nodeInput } from './hash'
import { TILE_WIDTH, widthIn } from './tile-path'
import { splitOf } from './tree'

/** Reads the hashes of a tile; `width` is what the tree of the asked size holds of it. */
export type ReadTile = (level: number, index: number, width: number) => Promise<Uint8Array> | Uint8Array

// Subtrees of 1, 256, 65,536 … leaves stand in tiles; all others are hashed together from these.
function levelOf(count: number): number | undefined {
  let level = 0
  while (TILE_WIDTH ** level < count) level += 1
  return TILE_WIDTH ** level === count ? level : undefined
}

/** Proofs over a tree of `size` leaves, from its tiles; each tile is read once. */
export function prover(hash: Hash, size: number, readTile: ReadTile) {
  const tiles = new Map<string, Promise<Uint8Array>>()
  const tileOf = (level: number, index: number): Promise<Uint8Array> => {
    const known = tiles.get(`${level} ${index}`)
    if (known !== undefined) return known
    const read = Promise.resolve(readTile(level, index, widthIn(level, index, size)))
    tiles.set(`${level} ${index}`, read)
    return read
  }

  // Hash over the leaves from `start` to `end`, as the tree parts them.
  const hashOf = async (start: number, end: number): Promise<Uint8Array> => {
    const count = end - start
    const level = levelOf(count)
    if (level !== undefined) {
      const at = start / count
      const tile = await tileOf(level, Math.floor(at / TILE_WIDTH))
      const from = (at % TILE_WIDTH) * HASH_BYTES
      const found = tile.slice(from, from + HASH_BYTES)
      if (found.length !== HASH_BYTES) throw new Error(`tile ${level}/${Math.floor(at / TILE_WIDTH)} is too short`)
      return found
    }
    const half = splitOf(count)
    const [left, right] = await Promise.all([hashOf(start, start + half), hashOf(start + half, end)])
    return hash(nodeInput(left, right))
  }

  const pathOf = async (index: number, start: number, end: number): Promise<Uint8Array[]> => {
    if (end - start === 1) return []
    const middle = start + splitOf(end - start)
    return index < middle
      ? [...(await pathOf(index, start, middle)), await hashOf(middle, end)]
      : [...(await pathOf(index, middle, end)), await hashOf(start, middle)]
  }

  // RFC 6962, 2.1.2: `isWhole` while the older tree is a whole part of the newer, whose hash the reader knows.
  const growthOf = async (older: number, start: number, end: number, isWhole: boolean): Promise<Uint8Array[]> => {
    if (start + older === end) return isWhole ? [] : [await hashOf(start, end)]
    const half = splitOf(end - start)
    const middle = start + half
    return older <= half
      ? [...(await growthOf(older, start, middle, isWhole)), await hashOf(middle, end)]
      : [...(await growthOf(older - half, middle, end, false)), await hashOf(start, middle)]
  }

  return {
    root: (): Promise<Uint8Array> => (size === 0 ? Promise.resolve(hash(new Uint8Array(0))) : hashOf(0, size)),
    /** Inclusion proof of the leaf at `index` (RFC 6962, 2.1.1). */
    inclusion: (index: number): Promise<Uint8Array[]> => pathOf(index, 0, size),
    /** Consistency proof from the tree of `older` leaves (RFC 6962, 2.1.2). */
    consistency: (older: number): Promise<Uint8Array[]> =>
      older === 0 ? Promise.resolve([]) : growthOf(older, 0, size, true),
    /** Hash of one leaf as its tile holds it. */
    leafHash: (index: number): Promise<Uint8Array> => hashOf(index, index + 1),
  }
}

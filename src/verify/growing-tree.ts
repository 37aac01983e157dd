import { HASH_BYTES, type SyncHash } from './hash'
import { prover } from './prove'
import { TILE_WIDTH, type Tile } from './tile-path'
import { rootOfHashes } from './tree'

/**
 * A tree to which leaves are added in order, in the memory of one tile a level.
 * @param onTile is handed each tile of hashes once it is full, and by `finish` those that are not
 */
export function growingTree(hash: SyncHash, onTile: (tile: Tile, hashes: Uint8Array) => Promise<void>) {
  const edges: { readonly hashes: Uint8Array; count: number; tile: number }[] = []
  let size = 0
  const edgeAt = (level: number) => {
    const edge = edges[level] ?? { hashes: new Uint8Array(TILE_WIDTH * HASH_BYTES), count: 0, tile: 0 }
    edges[level] = edge
    return edge
  }
  const put = (level: number, added: Uint8Array): Promise<void> | undefined => {
    const edge = edgeAt(level)
    edge.hashes.set(added, edge.count * HASH_BYTES)
    edge.count += 1
    return edge.count < TILE_WIDTH ? undefined : close(level)
  }
  const close = async (level: number): Promise<void> => {
    const edge = edgeAt(level)
    await onTile({ level, index: edge.tile, width: TILE_WIDTH }, edge.hashes)
    edge.count = 0
    edge.tile += 1
    await put(level + 1, rootOfHashes(hash, edge.hashes))
  }
  return {
    /** Adds the hash of a leaf; a promise where that filled a tile, to be waited for before the next. */
    add: (leafHash: Uint8Array): Promise<void> | undefined => {
      size += 1
      return put(0, leafHash)
    },
    /** The root over all leaves so far. */
    root: (): Promise<Uint8Array> =>
      prover(hash, size, (level, _, width) => edgeAt(level).hashes.subarray(0, width * HASH_BYTES)).root(),
    finish: async (): Promise<void> => {
      for (const [level, { count, tile, hashes }] of edges.entries())
        if (count > 0) await onTile({ level, index: tile, width: count }, hashes.subarray(0, count * HASH_BYTES))
    },
  }
}

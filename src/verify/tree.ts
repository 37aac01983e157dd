import { sameBytes } from './bytes'
import { HASH_BYTES, type Hash, nodeInput, type SyncHash } from './hash'

/** Largest power of two below `count`, which is at least 2: where a tree of that many leaves is parted (RFC 6962, 2.1). */
export function splitOf(count: number): number {
  let half = 1
  while (half * 2 < count) half *= 2
  return half
}

/** Whether a count is a power of two: such a tree is whole. */
export const isPowerOfTwo = (count: number): boolean => count === 1 || (count > 1 && splitOf(count) * 2 === count)

/** Root over hashes that lie one after another, whatever their number but none. Serves tiles and their parts. */
export function rootOfHashes(hash: SyncHash, hashes: Uint8Array): Uint8Array {
  // Level by level in one piece of memory; what has no neighbour goes up as it is, which is how the tree is parted.
  const level = hashes.slice()
  const node = new Uint8Array(1 + 2 * HASH_BYTES)
  node[0] = 1
  for (let count = hashes.length / HASH_BYTES; count > 1; count = Math.ceil(count / 2))
    for (let at = 0; at < count; at += 2) {
      const start = at * HASH_BYTES
      node.set(level.subarray(start, start + 2 * HASH_BYTES), 1)
      const over = at + 1 < count ? hash(node) : level.subarray(start, start + HASH_BYTES)
      level.set(over, start / 2)
    }
  return level.subarray(0, HASH_BYTES)
}

/** The root of a log without entries. */
export const emptyRoot = (hash: SyncHash): Uint8Array => hash(new Uint8Array(0))

/**
 * Whether a leaf stands at this place of the tree with this root.
 * @param proof hashes from the leaf's neighbour up to the root's child
 * @see RFC 9162, 2.1.3.2
 */
export async function verifyInclusion(
  hash: Hash,
  {
    index,
    size,
    root,
    leafHash,
    proof,
  }: {
    readonly index: number
    readonly size: number
    readonly root: Uint8Array
    readonly leafHash: Uint8Array
    readonly proof: readonly Uint8Array[]
  },
): Promise<boolean> {
  if (index < 0 || index >= size) return false
  let [first, last] = [index, size - 1]
  let seen = leafHash
  for (const beside of proof) {
    if (last === 0) return false
    if (first % 2 === 1 || first === last) {
      seen = await hash(nodeInput(beside, seen))
      while (first % 2 === 0 && first !== 0) [first, last] = [first / 2, Math.floor(last / 2)]
    } else seen = await hash(nodeInput(seen, beside))
    ;[first, last] = [Math.floor(first / 2), Math.floor(last / 2)]
  }
  return last === 0 && sameBytes(seen, root)
}

/** Size and root of a tree, as a checkpoint states them. */
export type TreeHead = { readonly size: number; readonly root: Uint8Array }

/**
 * Whether the newer tree begins with all of the older one, unchanged.
 * @see RFC 9162, 2.1.4.2
 */
export async function verifyConsistency(
  hash: Hash,
  older: TreeHead,
  newer: TreeHead,
  proof: readonly Uint8Array[],
): Promise<boolean> {
  if (older.size > newer.size) return false
  if (older.size === newer.size) return proof.length === 0 && sameBytes(older.root, newer.root)
  // Every tree begins with the empty one, whose root is known.
  if (older.size === 0) return proof.length === 0 && sameBytes(older.root, await hash(new Uint8Array(0)))
  const [start, ...rest] = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof
  if (start === undefined) return false
  let [first, last] = [older.size - 1, newer.size - 1]
  while (first % 2 === 1) [first, last] = [Math.floor(first / 2), Math.floor(last / 2)]
  let [seenOlder, seenNewer] = [start, start]
  for (const beside of rest) {
    if (last === 0) return false
    if (first % 2 === 1 || first === last) {
      seenOlder = await hash(nodeInput(beside, seenOlder))
      seenNewer = await hash(nodeInput(beside, seenNewer))
      while (first % 2 === 0 && first !== 0) [first, last] = [first / 2, Math.floor(last / 2)]
    } else seenNewer = await hash(nodeInput(seenNewer, beside))
    ;[first, last] = [Math.floor(first / 2), Math.floor(last / 2)]
  }
  return last === 0 && sameBytes(seenOlder, older.root) && sameBytes(seenNewer, newer.root)
}

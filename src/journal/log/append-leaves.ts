import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../platform/database/open'
import { HASH_BYTES, joinBytes, leafInput, rootOfHashes, TILE_WIDTH } from '../../verify'
import { listJournalRows } from './journal-rows'
import { readHashes } from './read-log'
import { sealRow } from './seal-row'
import { sha256 } from './sha256'

const SALT_BYTES = 16

/** Seals the entries at positions after `after`, at most `limit`, and the tiles that they fill. Belongs into the follower's transaction. */
export async function appendLeaves(db: Db, after: number, limit: number): Promise<void> {
  const leaves = (await listJournalRows(db, after, limit)).map((row) => {
    const salt = randomBytes(SALT_BYTES)
    const data = sealRow(row, salt)
    return { index: row.position - 1, salt, data: Buffer.from(data), hash: Buffer.from(sha256(leafInput(data))) }
  })
  await sql`/* one plan */ INSERT INTO log_leaves (index, salt, data, hash)
    SELECT * FROM unnest(${leaves.map((leaf) => leaf.index)}::bigint[], ${leaves.map((leaf) => leaf.salt)}::bytea[],
      ${leaves.map((leaf) => leaf.data)}::bytea[], ${leaves.map((leaf) => leaf.hash)}::bytea[])`.execute(db)
  await addNodes(db, 0, after, joinBytes(...leaves.map((leaf) => leaf.hash)))
}

// Hashes new at `level` from `first` on may fill tiles, whose roots stand one level up and may fill tiles there.
async function addNodes(db: Db, level: number, first: number, hashes: Uint8Array): Promise<void> {
  const start = first - (first % TILE_WIDTH)
  const end = first + hashes.length / HASH_BYTES
  if (end - start < TILE_WIDTH) return
  const tiles = joinBytes(await readHashes(db, level, start, first), hashes)
  const roots: Uint8Array[] = []
  const tileBytes = TILE_WIDTH * HASH_BYTES
  for (let at = 0; at + tileBytes <= tiles.length; at += tileBytes)
    roots.push(rootOfHashes(sha256, tiles.subarray(at, at + tileBytes)))
  const above = start / TILE_WIDTH
  await sql`/* one plan */ INSERT INTO log_nodes (level, index, hash)
    SELECT ${level + 1}::smallint, ${above}::bigint + n - 1, hash
    FROM unnest(${roots.map((root) => Buffer.from(root))}::bytea[]) WITH ORDINALITY AS filled (hash, n)`.execute(db)
  await addNodes(db, level + 1, above, joinBytes(...roots))
}

import { sql } from 'kysely'
import type { Db } from '../../platform/database/open'
import { joinBytes, prover, TILE_WIDTH, type Tile, writeBundle } from '../../verify'
import { sha256 } from './sha256'

/** A checkpoint as it was signed. */
export type SignedCheckpoint = {
  readonly size: number
  readonly root: Buffer
  readonly note: string
  readonly at: Temporal.Instant
}

/** The newest checkpoint, or undefined where the log has not begun. */
export const findCheckpoint = (db: Db): Promise<SignedCheckpoint | undefined> =>
  db
    .selectFrom('log_checkpoints')
    .select(['size', 'root', 'note', 'at'])
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The newest checkpoint as it is served: with the cosignatures of witnesses that are there so far. */
export async function findCosigned(db: Db): Promise<string | undefined> {
  const checkpoint = await findCheckpoint(db)
  if (checkpoint === undefined) return undefined
  const lines = await db
    .selectFrom('log_cosignatures')
    .select('line')
    .where('size', '=', checkpoint.size)
    .orderBy('verifier_key')
    .limit(16)
    .execute()
  return checkpoint.note + lines.map(({ line }) => line).join('')
}

/** The log's name and the key that signs now, or undefined where the log has not begun. */
export const findLogKey = (db: Db): Promise<{ origin: string; verifier_key: string } | undefined> =>
  db.selectFrom('log_keys').select(['origin', 'verifier_key']).orderBy('id', 'desc').limit(1).executeTakeFirst()

/** Every key the log under this name has had, the newest last; at most 1000. */
export async function listLogKeys(db: Db, origin: string): Promise<string[]> {
  const keys = await db
    .selectFrom('log_keys')
    .select('verifier_key')
    .where('origin', '=', origin)
    .orderBy('id')
    .limit(1000)
    .execute()
  return keys.map((key) => key.verifier_key)
}

/** Entries sealed so far, whether or not a checkpoint stands on them yet. */
export async function countLeaves(db: Db): Promise<number> {
  const last = await db.selectFrom('log_leaves').select('index').orderBy('index', 'desc').limit(1).executeTakeFirst()
  return last === undefined ? 0 : last.index + 1
}

/** Hashes of a level from `start` up to `end`, one after another. */
export async function readHashes(db: Db, level: number, start: number, end: number): Promise<Uint8Array> {
  if (start >= end) return new Uint8Array(0)
  const { rows } =
    level === 0
      ? await sql<{ hash: Buffer }>`
          /* one plan */ SELECT hash FROM log_leaves WHERE index >= ${start} AND index < ${end} ORDER BY index LIMIT ${TILE_WIDTH}`.execute(
          db,
        )
      : await sql<{ hash: Buffer }>`
          /* one plan */ SELECT hash FROM log_nodes WHERE level = ${level} AND index >= ${start} AND index < ${end} ORDER BY index LIMIT ${TILE_WIDTH}`.execute(
          db,
        )
  return joinBytes(...rows.map((row) => row.hash))
}

/** Bytes of a tile of hashes or a bundle of entries. The caller has seen to it that the log holds it. */
export async function readTile(db: Db, { level, index, width }: Tile): Promise<Uint8Array<ArrayBuffer>> {
  const start = index * TILE_WIDTH
  if (level !== 'entries') return joinBytes(await readHashes(db, level, start, start + width))
  const { rows } = await sql<{ data: Buffer }>`
    /* one plan */ SELECT data FROM log_leaves WHERE index >= ${start} AND index < ${start + width} ORDER BY index LIMIT ${TILE_WIDTH}`.execute(
    db,
  )
  return writeBundle(rows.map((row) => row.data))
}

/** The bytes that entries after a position, up to another, were sealed as, in order; at most a thousand. */
export async function listSealed(db: Db, after: number, until: number): Promise<Buffer[]> {
  const { rows } = await sql<{ data: Buffer }>`
    /* one plan */ SELECT data FROM log_leaves WHERE index >= ${after} AND index < ${until} ORDER BY index LIMIT 1000`.execute(
    db,
  )
  return rows.map((row) => row.data)
}

/** The bytes one entry was sealed as, by its index. */
export const findLeaf = (db: Db, index: number): Promise<{ data: Buffer } | undefined> =>
  db.selectFrom('log_leaves').select('data').where('index', '=', index).limit(1).executeTakeFirst()

/** Proofs over the first `size` entries of the log. */
export const proverOf = (db: Db, size: number) =>
  prover(sha256, size, (level, index, width) => readHashes(db, level, index * TILE_WIDTH, index * TILE_WIDTH + width))

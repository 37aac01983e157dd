import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Db } from '../../platform/database/open'
import { parseCheckpoint, TILE_WIDTH, tilePath, tilesOf, utf8 } from '../../verify'
import { findCheckpoint, findLogKey, readTile } from './read-log'
import { replaceFile } from './replace-file'

/**
 * Writes the log as files that any web server can serve under `/log`: key, tiles, entries, and the checkpoint last. Full tiles that are there
 * already stay untouched, so that a second call writes only what came since.
 * @returns entries and files written, or undefined where the log has not begun
 */
export async function exportLog(db: Db, folder: string): Promise<{ entries: number; written: number } | undefined> {
  const [newest, key] = [await findCheckpoint(db), await findLogKey(db)]
  const size = newest && parseCheckpoint(utf8(newest.note))?.size
  if (newest === undefined || key === undefined || size === undefined) return undefined
  await mkdir(folder, { recursive: true })
  const there = new Set(await readdir(folder, { recursive: true }))
  let written = 0
  for (const tile of tilesOf(size)) {
    const path = tilePath(tile)
    if (tile.width === TILE_WIDTH && there.has(path)) continue
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), await readTile(db, tile))
    written += 1
  }
  await writeFile(join(folder, 'key'), `${key.verifier_key}\n`)
  await replaceFile(join(folder, 'checkpoint'), newest.note, 0o644)
  return { entries: size, written: written + 2 }
}

import { HASH_BYTES } from './hash'
import { TILE_WIDTH, type Tile, tilePath } from './tile-path'

/** Where a log is read from: an address, a folder, memory. Paths are those below the log, such as `checkpoint`. */
export type Source = { readonly name: string; read(path: string): Promise<Uint8Array | undefined> }

/** A log at an address, such as `https://asar.example.kz/log`. */
export const webSource = (address: string): Source => {
  const base = address.replace(/\/+$/, '')
  return {
    name: base,
    read: async (path) => {
      const response = await fetch(`${base}/${path}`)
      if (response.status === 404) return undefined
      if (!response.ok) throw new Error(`expected ${base}/${path} to answer, got status ${response.status}`)
      return new Uint8Array(await response.arrayBuffer())
    },
  }
}

/** The bytes of a tile; where a partial one is gone, the beginning of the full one that took its place. */
export async function readTileFile(source: Source, tile: Tile): Promise<Uint8Array | undefined> {
  const found = await source.read(tilePath(tile))
  if (found !== undefined || tile.width === TILE_WIDTH) return found
  const full = await source.read(tilePath({ ...tile, width: TILE_WIDTH }))
  return full === undefined || tile.level === 'entries' ? full : full.subarray(0, tile.width * HASH_BYTES)
}

import { parseCount } from './bytes'

/** Hashes or entries in a full tile. */
export const TILE_WIDTH = 256

/** A tile of a log, as C2SP tlog-tiles numbers them: of hashes by level, or a bundle of entries. `width` below 256 is a partial tile. */
export type Tile = { readonly level: number | 'entries'; readonly index: number; readonly width: number }

/** Address of a tile below its log: `tile/<L>/<N>[.p/<W>]`, the index in groups of three digits. */
export function tilePath({ level, index, width }: Tile): string {
  const groups: string[] = []
  let rest = index
  do {
    groups.unshift(String(rest % 1000).padStart(3, '0'))
    rest = Math.floor(rest / 1000)
  } while (rest > 0)
  const name = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
  return `tile/${level}/${name}${width < TILE_WIDTH ? `.p/${width}` : ''}`
}

/** The tile behind an address below its log; undefined unless it is written in the one right way. */
export function parseTilePath(path: string): Tile | undefined {
  const [, levelText = '', name = '', widthText] =
    /^tile\/(\d{1,2}|entries)\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? []
  const level = levelText === 'entries' ? ('entries' as const) : parseCount(levelText)
  const index = Number(name.replaceAll(/[x/]/g, ''))
  const width = widthText === undefined ? TILE_WIDTH : parseCount(widthText)
  if (level === undefined || width === undefined || !Number.isSafeInteger(index)) return undefined
  const tile: Tile = { level, index, width }
  return tilePath(tile) === path && width > 0 && (level === 'entries' || level <= 63) ? tile : undefined
}

/** Hashes that stand at a level of a tree of this size. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level)

/** How wide a tile is in a tree of this size; 0 where it does not exist. */
export const widthIn = (level: number, index: number, size: number): number =>
  Math.max(0, Math.min(TILE_WIDTH, hashesAt(level, size) - index * TILE_WIDTH))

/** Every tile of a tree of this size, bundles of entries included. */
export function* tilesOf(size: number): Generator<Tile> {
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    for (let index = 0; widthIn(level, index, size) > 0; index++) {
      const width = widthIn(level, index, size)
      if (level === 0) yield { level: 'entries', index, width }
      yield { level, index, width }
    }
  }
}

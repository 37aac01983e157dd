import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { download, NotHere } from '../../platform/http/respond'
import { get, type Req, type Route } from '../../platform/http/routes'
import { parseCount, parseTilePath, TILE_WIDTH } from '../../verify'
import { codingFor } from '../../web'
import { proveEntry } from './prove-entry'
import { findCheckpoint, findCosigned, findLogKey, readTile } from './read-log'

const zipped = promisify(gzip)

const TEXT = 'text/plain; charset=utf-8'
const YEAR = 'public, max-age=31536000, immutable'
// The bytes never change, but the tile is of use until the next one is full.
const PARTIAL = 'public, max-age=86400'

async function checkpoint(r: Req): Promise<Response> {
  const newest = await findCosigned(r.ctx.db)
  if (newest === undefined) throw new NotHere()
  return r.c.body(newest, 200, { 'content-type': TEXT, 'cache-control': 'no-store' })
}

async function key(r: Req): Promise<Response> {
  const current = await findLogKey(r.ctx.db)
  if (current === undefined) throw new NotHere()
  return r.c.body(`${current.verifier_key}\n`, 200, { 'content-type': TEXT, 'cache-control': 'public, max-age=300' })
}

/** A tile of hashes or a bundle of entries, where the newest checkpoint stands on all of it. */
async function tile(r: Req): Promise<Response> {
  const asked = parseTilePath(`tile/${r.param('tile')}`)
  if (asked === undefined) throw new NotHere()
  const level = asked.level === 'entries' ? 0 : asked.level
  const end = (asked.index * TILE_WIDTH + asked.width) * TILE_WIDTH ** level
  if (end > ((await findCheckpoint(r.ctx.db))?.size ?? 0)) throw new NotHere()
  const bytes = await readTile(r.ctx.db, asked)
  const headers = {
    'content-type': 'application/octet-stream',
    'cache-control': asked.width === TILE_WIDTH ? YEAR : PARTIAL,
  }
  if (asked.level !== 'entries') return r.c.body(bytes, 200, headers)
  // Hashes do not shrink, entries do.
  if (codingFor(r.c.req.header('accept-encoding')) === undefined)
    return r.c.body(bytes, 200, { ...headers, vary: 'accept-encoding' })
  const small = new Uint8Array(await zipped(bytes))
  return r.c.body(small, 200, { ...headers, vary: 'accept-encoding', 'content-encoding': 'gzip' })
}

/** The receipt of an entry, to be kept: it is checked without us. */
async function proof(r: Req): Promise<Response> {
  const position = parseCount(r.param('position'))
  const text = position === undefined ? undefined : await proveEntry(r.ctx.db, position)
  if (text === undefined) throw new NotHere()
  return download(r, text, `asar-entry-${position}.tlog-proof`, TEXT)
}

// Enough for whoever copies the whole log, file by file.
const files = { hits: 6000, seconds: 60 }

/** The log as C2SP tlog-tiles serves it: everything a stranger needs to check it. */
export const fileRoutes: readonly Route[] = [
  get('/log/checkpoint', checkpoint, { may: 'anyone', limit: files }),
  get('/log/key', key, { may: 'anyone', limit: files }),
  get('/log/entries/:position/proof', proof, { may: 'anyone', limit: files }),
  get('/log/tile/:tile{.+}', tile, { may: 'anyone', limit: files }),
]

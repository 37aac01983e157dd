import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { MiddlewareHandler } from 'hono'

type Kept = {
  readonly type: string
  readonly cacheControl: string
  readonly etag: string
  readonly bodies: {
    readonly identity: Uint8Array<ArrayBuffer>
    br?: Uint8Array<ArrayBuffer>
    gzip?: Uint8Array<ArrayBuffer>
  }
}

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  pbf: 'application/x-protobuf',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
}

const bytes = (file: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(file))

const keep = (folder: string): ReadonlyMap<string, Kept> => {
  const kept = new Map<string, Kept>()
  for (const entry of existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : []) {
    const type = types[entry.name.split('.').at(-1) ?? '']
    const file = path.join(entry.parentPath, entry.name)
    const address = `/${path.relative(folder, file).split(path.sep).join('/')}`
    if (!entry.isFile() || !type || address.startsWith('/.')) continue
    const identity = bytes(file)
    const bodies: Kept['bodies'] = { identity }
    if (existsSync(`${file}.br`)) bodies.br = bytes(`${file}.br`)
    if (existsSync(`${file}.gz`)) bodies.gzip = bytes(`${file}.gz`)
    kept.set(address, {
      type,
      bodies,
      etag: createHash('sha256').update(identity).digest('base64url').slice(0, 20),
      cacheControl: address.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
    })
  }
  return kept
}

/** The coding a browser is served: brotli before gzip, none where neither is accepted (or refused with q=0). */
export const codingFor = (acceptEncoding: string | undefined): 'br' | 'gzip' | undefined => {
  const accepted = new Set<string>()
  for (const part of (acceptEncoding ?? '').slice(0, 200).split(',')) {
    const [name = '', weight = ''] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/)
    if (!/^q=0(\.0*)?$/.test(weight)) accepted.add(name)
  }
  return accepted.has('br') ? 'br' : accepted.has('gzip') || accepted.has('*') ? 'gzip' : undefined
}

/**
 * Serves the browser build from memory: hashed files for ever, the others for five minutes; brotli or gzip as built.
 * Each coding has an entity tag of its own. Addresses it does not know pass on. `folder` is read once, at start.
 */
export const staticFiles = (folder: string): MiddlewareHandler => {
  const files = keep(folder)
  return async (c, next) => {
    const file = c.req.method === 'GET' || c.req.method === 'HEAD' ? files.get(c.req.path) : undefined
    if (!file) return next()
    const wanted = codingFor(c.req.header('accept-encoding'))
    const coding = wanted && file.bodies[wanted] ? wanted : undefined
    const etag = `"${file.etag}${coding ? `-${coding}` : ''}"`
    const headers: Record<string, string> = {
      'content-type': file.type,
      'cache-control': file.cacheControl,
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
      etag,
    }
    const known = c.req
      .header('if-none-match')
      ?.split(/\s*,\s*/)
      .map((tag) => tag.replace(/^W\//, ''))
    if (known?.some((tag) => tag === etag || tag === '*')) return c.body(null, 304, headers)
    if (coding) headers['content-encoding'] = coding
    const body = (coding && file.bodies[coding]) || file.bodies.identity
    headers['content-length'] = String(body.byteLength)
    return c.req.method === 'HEAD' ? c.body(null, 200, headers) : c.body(body, 200, headers)
  }
}

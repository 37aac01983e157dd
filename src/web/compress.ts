import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import { codingFor } from './static'

const bytesMin = 1024
const compressible =
  /^(text\/(?!event-stream)|application\/(json|[\w.+-]*\+json|xml|[\w.+-]*\+xml|javascript)|image\/svg)/

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

const shrink = (coding: 'br' | 'gzip', body: Uint8Array): Promise<Uint8Array> =>
  coding === 'br'
    ? brotli(body, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 4,
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
        },
      })
    : gzipped(body, { level: 6 })

/**
 * Sends pages and JSON above 1 KB as brotli (quality 4) or gzip. Event streams, answers already coded, partial content
 * and `no-transform` pass untouched.
 */
export const compress = (): MiddlewareHandler => async (c, next) => {
  await next()
  const { res } = c
  const type = res.headers.get('content-type') ?? ''
  if (!compressible.test(type)) return
  // On the headers themselves: through the context the whole answer would be made anew as a stream.
  res.headers.set('vary', varyWith(res.headers.get('vary')))
  const coding = codingFor(c.req.header('accept-encoding'))
  if (
    !coding ||
    c.req.method === 'HEAD' ||
    !res.body ||
    res.status === 206 ||
    res.headers.has('content-encoding') ||
    res.headers.get('cache-control')?.includes('no-transform')
  ) {
    return
  }
  const length = Number(res.headers.get('content-length') ?? Number.POSITIVE_INFINITY)
  if (length < bytesMin) return
  const body = new Uint8Array(await c.res.arrayBuffer())
  const headers = new Headers(c.res.headers)
  const small = body.byteLength < bytesMin
  const sent = small ? body : new Uint8Array(await shrink(coding, body))
  if (!small) {
    headers.set('content-encoding', coding)
    headers.set('content-length', String(sent.byteLength))
    const etag = headers.get('etag')
    if (etag && !etag.startsWith('W/')) headers.set('etag', `W/${etag}`)
  }
  c.res = undefined
  c.res = new Response(sent, { status: res.status, headers })
}

const varyWith = (vary: string | null): string =>
  !vary ? 'accept-encoding' : /accept-encoding|\*/i.test(vary) ? vary : `${vary}, accept-encoding`

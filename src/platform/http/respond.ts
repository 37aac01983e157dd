import { setCookie } from 'hono/cookie'
import type { Child } from 'hono/jsx'
import { readerSecurityPolicy } from '../../web/content-security-policy'
import type { Req } from './routes'

/** A page of HTML. */
export const page = (
  r: Req,
  body: Child,
  status: 200 | 400 | 403 | 404 | 409 | 410 | 422 | 429 = 200,
): Response | Promise<Response> => {
  const html = String(body)
  // As bytes at once: a string would be encoded twice, to learn its length and to send it.
  return r.c.body(Buffer.from(html), status, { 'content-type': 'text/html; charset=UTF-8' })
}

/** After a change: go and look at this page. `said` is a message key shown there once as done. */
export function seeOther(r: Req, path: string, said?: string): Response {
  if (said !== undefined) setCookie(r.c, 'asar_said', said, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 30 })
  return r.c.redirect(path, 303)
}

/** Lets a telephone keep a copy of this page until then, to be opened with no network; read by the service worker. */
export function keepUntil(r: Req, until: Temporal.Instant): void {
  r.c.header('x-asar-keep-until', until.toString())
}

/** Lets this page read codes in a photograph, by WebAssembly of our own files. */
export const allowCodeReader = (r: Req): void => r.c.header('content-security-policy', readerSecurityPolicy)

/** A file to keep, such as a CSV or PDF. */
export const download = (r: Req, body: string | Uint8Array<ArrayBuffer>, name: string, type: string): Response =>
  r.c.body(body, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'private, no-store',
  })

/** Thrown by a handler where the page does not exist, or must not be known to exist, for this visitor. */
export class NotHere extends Error {
  constructor(readonly status: 404 | 403 | 410 = 404) {
    super(`not here: ${status}`)
  }
}

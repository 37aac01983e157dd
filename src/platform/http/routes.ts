import type { Context } from 'hono'
import type { View } from '../../web/view'
import type { Ctx, Door } from '../context'
import type { Permission } from '../permissions'
import type { RateLimit } from '../rate-limit'

/** What a handler gets. `form` holds the untrusted fields of a POST, first value of each name; `all` gives every value. */
export type Req = {
  readonly c: Context
  readonly ctx: Ctx
  readonly v: View
  readonly param: (name: string) => string
  readonly query: (name: string) => string | undefined
  readonly form: Readonly<Record<string, string>>
  readonly all: (name: string) => readonly string[]
  readonly file: (name: string) => File | undefined
}

/** Who may come in: a permission, or one of the doors that need none. */
export type May = Permission | 'anyone' | 'signed-in' | 'secret-link' | 'set-up' | 'demo'

/** A line of a room's URL table, which is also its security review. */
export type Route = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly may: May
  /** Kinds of entries its commands may write; a GET writes none. */
  readonly records: readonly string[]
  /** Limit by session or address; every POST that anyone may send has one. */
  readonly limit?: RateLimit
  /** A file may come with the form: its body may be large. */
  readonly upload?: boolean
  /** The body is no form of a page: the handler reads it by itself. */
  readonly ownBody?: boolean
  /** Through which door it is, where that is not the page or a key. */
  readonly door?: Door
  /** Purpose of the secret link in `:secret`, for `secret-link` routes. */
  readonly purpose?: string
  readonly handler: (r: Req) => Response | Promise<Response>
}

type Options = Omit<Route, 'method' | 'path' | 'handler' | 'records'> & { readonly records?: readonly string[] }

/** A page or fragment that changes nothing. */
export const get = (path: string, handler: Route['handler'], options: Omit<Options, 'records'>): Route => ({
  method: 'GET',
  path,
  handler,
  records: [],
  ...options,
})

/** A change, answered by a redirect to a page. `records: []` for changes that make no statement about the world (sign-in). */
export const post = (
  path: string,
  handler: Route['handler'],
  options: Options & { readonly records: readonly string[] },
): Route => ({
  method: 'POST',
  path,
  handler,
  ...options,
})

import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { newSecret } from '../../kit/ids'
import { openSession, type Req, SESSION_COOKIE, type Tx } from '../../platform'
import { parseBackPath } from '../../web'
import type { Contact } from '../contact'
import { findProof, takeProof } from './codes'

const CODE_COOKIE = 'asar_code'
const CODE_COOKIE_SECONDS = 3600
const SESSION_SECONDS = 90 * 86_400

const options = (maxAge: number) => ({ path: '/', httpOnly: true, sameSite: 'Lax', maxAge }) as const

/** Secret by which a browser is bound to the codes it asked for. */
export const browserSecret = (r: Req): string | undefined => getCookie(r.c, CODE_COOKIE)

/** The same, made when this browser has none. */
export function ensureBrowserSecret(r: Req): string {
  const secret = browserSecret(r) ?? newSecret()
  setCookie(r.c, CODE_COOKIE, secret, options(CODE_COOKIE_SECONDS))
  return secret
}

/** Forgets the binding: its code has served. */
export const forgetBrowser = (r: Req): void => {
  deleteCookie(r.c, CODE_COOKIE, { path: '/' })
}

/**
 * The contact this visitor has just proved by a one-time code and that belongs to no account yet, as on the way to joining.
 * Undefined for a browser that has proved nothing in the last half hour.
 */
export async function findProvenContact(r: Req): Promise<Contact | undefined> {
  const secret = browserSecret(r)
  return secret === undefined ? undefined : findProof(r.ctx.db, secret, r.ctx.clock.now())
}

/** Opens a session of a person in this browser: the caller has made sure that it is theirs. */
export async function enter(r: Req, personId: string): Promise<void> {
  const secret = await openSession(r.ctx.db, personId, deviceOf(r.c.req.header('user-agent')), r.ctx.clock.now())
  setCookie(r.c, SESSION_COOKIE, secret, options(SESSION_SECONDS))
  forgetBrowser(r)
}

/** Ends the binding of this browser to any session. */
export const forgetSession = (r: Req): void => {
  deleteCookie(r.c, SESSION_COOKIE, { path: '/' })
}

/** Where to go after signing in: a path of our own from the untrusted `next`, else the person's home page. */
export const nextPath = (next: string | undefined): string => {
  const path = parseBackPath(next)
  return path === '/' || path.startsWith('/sign-in') ? '/me' : path
}

/** Where an untrusted `next` leads, kept for the next page: empty when nowhere in particular. */
export const keptNext = (next: string | undefined): string => {
  const path = nextPath(next)
  return path === '/me' ? '' : `?next=${encodeURIComponent(path)}`
}

const browsers = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['YaBrowser', 'Yandex'],
  ['SamsungBrowser', 'Samsung'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const

/** A device in two words, enough for its owner to know it again: "Chrome, Android". Nothing finer is kept. */
export function deviceOf(userAgent = ''): string {
  const browser = browsers.find(([mark]) => userAgent.includes(mark))?.[1]
  const system = systems.find(([mark]) => userAgent.includes(mark))?.[1]
  return [browser, system].filter((word) => word !== undefined).join(', ')
}

/** Takes the contact this visitor has proved, so that the proof serves once. A step of the command that makes their account. */
export async function takeProvenContact(tx: Tx, r: Req): Promise<Contact | undefined> {
  const secret = browserSecret(r)
  return secret === undefined ? undefined : takeProof(tx.db, secret, tx.now)
}

import { randomUUID } from 'node:crypto'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { type App, openApp } from '../src/app'
import { type Entry, listEntriesAfter } from '../src/journal'
import { unwrap } from '../src/kit/result'
import {
  type Config,
  type Ctx,
  type Db,
  fixedClock,
  type Log,
  openSession,
  parseConfig,
  silentLog,
} from '../src/platform'

/** A small world over a database of its own: the whole house, a clock that stands still, and people to act as. */
export type World = {
  readonly db: Db
  readonly app: App
  readonly http: Hono
  readonly clock: ReturnType<typeof fixedClock>
  readonly system: Ctx
  /** Connection settings of this world's database for a role. */
  connection(user: 'postgres' | 'asar_owner' | 'asar_app'): {
    host: string
    port: number
    user: string
    database: string
  }
  /** A browser: keeps cookies, follows nothing by itself. `personId` is signed in. */
  browser(personId?: string): Promise<Browser>
  /** Everything that happened, in order. */
  entries(): Promise<Entry[]>
}

/** A visitor's browser without script. */
export type Browser = {
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** Posts a form as the page would: same site, fields, fresh idempotency key unless `_key` is given. */
  post(
    path: string,
    fields?: Record<string, string | readonly string[] | File>,
    headers?: Record<string, string>,
  ): Promise<Response>
  readonly cookies: Map<string, string>
}

/** The moment at which test worlds begin: Sunday 22 November 2026, 15:00 in Almaty. */
export const START = '2026-11-22T10:00:00Z'

/** Opens a world on a fresh copy of the migrated template and closes it after the file's tests. */
export async function testWorld(
  options: { config?: Partial<Config>; background?: boolean; seals?: boolean; log?: Log; asksSetUp?: boolean } = {},
): Promise<World> {
  const { host, port, template } = inject('postgres')
  const database = `w_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ host, port, user: 'postgres', database: 'postgres' })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${database} TEMPLATE ${template} OWNER asar_owner`)
  await admin.end()
  // Of each user of the machine their own: what is sealed in it may be read by its owner alone.
  const dataFolder = join(tmpdir(), `asar-worlds-${userInfo().uid}`)
  const config = { ...unwrap(parseConfig({ PORT: '8080' }, [])), dataFolder, ...options.config }
  const clock = fixedClock(START)
  const connection: World['connection'] = (user) => ({ host, port, user, database })
  const app = await openApp({
    config,
    connection: connection('asar_app'),
    log: options.log ?? silentLog,
    clock,
    publicFolder: 'dist/public',
    background: options.background ?? false,
    seals: options.seals ?? false,
    asksSetUp: options.asksSetUp ?? false,
  })
  const world: World = {
    db: app.system.db,
    app,
    http: app.http,
    clock,
    system: app.system,
    connection,
    browser: async (personId) => {
      const cookies = new Map<string, string>()
      if (personId !== undefined)
        cookies.set('asar_session', await openSession(app.system.db, personId, 'test', clock.now()))
      return browserOf(app.http, config.url, cookies)
    },
    entries: async () => {
      await app.journal.caughtUp()
      return listEntriesAfter(app.system.db, 0, 10_000)
    },
  }
  afterAll(async () => {
    await app.stop()
    const cleaner = new pg.Client({ host, port, user: 'postgres', database: 'postgres' })
    await cleaner.connect()
    await cleaner.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    await cleaner.end()
  })
  return world
}

function browserOf(http: Hono, url: string, cookies: Map<string, string>): Browser {
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    if (!headers.has('accept-language')) headers.set('accept-language', 'en')
    const response = await http.request(`${url}${path}`, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, decodeURIComponent(value))
    }
    return response
  }
  return {
    cookies,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields = {}, headers = {}) => {
      const all = Object.entries<string | readonly string[] | File>({ _key: randomUUID(), ...fields })
      const body = all.some(([, value]) => value instanceof File) ? new FormData() : new URLSearchParams()
      for (const [name, value] of all) {
        if (value instanceof File) (body as FormData).append(name, value)
        else for (const one of typeof value === 'string' ? [value] : value) body.append(name, one)
      }
      return send(path, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin', ...headers } })
    },
  }
}

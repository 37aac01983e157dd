import { createHash } from 'node:crypto'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { deleteCookie, getCookie } from 'hono/cookie'
import { isId } from '../../kit/ids'
import {
  compress,
  contentSecurityPolicy,
  type DemoPerson,
  ErrorPage,
  type ErrorStatus,
  langFrom,
  makeView,
  staticFiles,
  themeFrom,
  type View,
  webRoutes,
} from '../../web'
import { RepeatRefused } from '../command'
import { type Actor, type Ctx, type Door, may } from '../context'
import { databaseError, isUnavailable } from '../database/errors'
import { type Metrics, openMetrics, type PoolFigures } from '../metrics'
import { hitLimit } from '../rate-limit'
import { findSecretLink } from '../sessions/secret-links'
import { findSession, type Session } from '../sessions/sessions'
import type { ApiOperation } from './api'
import { apiPageRoutes } from './api-page-routes'
import { mountApi } from './api-server'
import { addressPrefix, clientAddress } from './client-address'
import { emptyForm, type Form, plainInput, readForm, requestHash } from './form'
import { mountMetrics } from './metrics-route'
import { NotHere } from './respond'
import type { Req, Route } from './routes'

/** What the server needs beside its routes. `base` is a request's context before anyone is known. */
export type ServerParts = {
  readonly base: Omit<Ctx, 'actor' | 'door' | 'lang'>
  readonly routes: readonly Route[]
  readonly operations: readonly ApiOperation[]
  readonly demoPersons: (lang: View['lang']) => Promise<readonly DemoPerson[]>
  /** Where everyone is sent while the house is not set up; undefined once it is. */
  readonly setUpPath: () => Promise<string | undefined>
  /** Folder of the browser build. */
  readonly publicFolder: string
  readonly metrics?: Metrics
  /** Connections whose use `/metrics` shows. */
  readonly pool?: PoolFigures
}

/** Name of the cookie that holds the session's secret. */
export const SESSION_COOKIE = 'asar_session'
const FORM_MAX_BYTES = 1024 * 1024
const UPLOAD_MAX_BYTES = 9 * 1024 * 1024

const securityHeaders = (secure: boolean): Record<string, string> => ({
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=()',
  ...(secure ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  'cache-control': 'private, no-cache',
})

type Known = { session: Session | undefined; actor: Actor }

/** The whole HTTP service: pages, API, assets; every answer carries the security headers. */
export function buildServer(parts: ServerParts): Hono {
  const { base } = parts
  const app = new Hono()
  const isSecure = base.config.url.startsWith('https:')
  const headers = Object.entries(securityHeaders(isSecure))
  app.use(async (c, next) => {
    // Before the handler, which then makes the answer once, and may say something stricter.
    for (const [name, value] of headers) c.header(name, value)
    await next()
    if (c.res === RESPONSE_ALREADY_SENT) return
    if (isSecure) secureCookies(c.res.headers)
    if (c.res.headers.has('content-security-policy')) return
    for (const [name, value] of headers) if (!c.res.headers.has(name)) c.header(name, value)
  })
  mountMetrics(app, base, parts.metrics ?? openMetrics(), parts.pool)
  app.use(compress())
  app.use(staticFiles(parts.publicFolder))
  app.route(
    '/',
    webRoutes(async (c) => {
      const session = await sessionOf(c)
      return viewOf(c, langOf(c, session), session)
    }),
  )
  mountApi(app, base, parts.operations)
  const tooLarge = (c: Context) => problem(c, 413)
  const limits = {
    page: bodyLimit({ maxSize: FORM_MAX_BYTES, onError: tooLarge }),
    upload: bodyLimit({ maxSize: UPLOAD_MAX_BYTES, onError: tooLarge }),
  }
  const ownPages = apiPageRoutes(parts.operations, async (request, r) => app.fetch(request, r.c.env))
  for (const route of [...ownPages, ...parts.routes]) {
    const limit = route.upload === true ? limits.upload : limits.page
    // Only a change has a body; to ask a GET for one would make a whole Request of it.
    if (route.method === 'GET') app.get(route.path, (c) => serve(c, route))
    else app.on(route.method, [route.path], limit, (c) => serve(c, route))
  }
  app.notFound((c) => problem(c, 404))
  app.onError((cause, c) => fail(cause, c).catch((another) => fail(another, c)))
  return app

  async function serve(c: Context, route: Route): Promise<Response> {
    if (route.may !== 'set-up' && !['/healthz', '/readyz'].includes(route.path)) {
      const setUpPath = await parts.setUpPath()
      if (setUpPath !== undefined) return c.redirect(setUpPath, 302)
    }
    const now = base.clock.now()
    const known = await whoIs(c, route, now)
    if (known === undefined) return problem(c, 410)
    if (route.method === 'POST' && !sameSite(c, route)) return problem(c, 403)
    const form = route.method === 'POST' && route.ownBody !== true ? await readForm(c) : emptyForm
    if (form === undefined) return problem(c, 422)
    const lang = langOf(c, known.session)
    const ctx: Ctx = {
      ...base,
      actor: known.actor,
      door: route.door ?? doorOf(known.actor),
      lang,
      mayRecord: route.records,
      idempotency: idempotencyOf(c, known.actor, form),
    }
    if (route.may === 'demo' && !base.config.demo) return problem(c, 404)
    const isPermission = !['anyone', 'signed-in', 'secret-link', 'set-up', 'demo'].includes(route.may)
    if ((isPermission || route.may === 'signed-in') && known.actor.kind !== 'person') {
      return route.method === 'GET'
        ? c.redirect(`/sign-in?next=${encodeURIComponent(pathOf(c))}`, 303)
        : problem(c, 403)
    }
    if (isPermission && !may(ctx, route.may as Parameters<typeof may>[1])) return problem(c, 403, known.session)
    if (route.limit !== undefined) {
      const who = known.session?.sessionId ?? addressPrefix(clientAddress(c, base.config.proxies))
      const waitSeconds = await hitLimit(
        base.db,
        `${route.method} ${route.path} ${createHash('sha256').update(who).digest('base64url')}`,
        route.limit,
        now,
      )
      if (waitSeconds > 0) {
        c.header('retry-after', String(waitSeconds))
        return problem(c, 429, known.session, waitSeconds)
      }
    }
    const v = await viewOf(c, lang, known.session)
    const r: Req = {
      c,
      ctx,
      v,
      param: (name) => plainInput(c.req.param(name) ?? ''),
      query: (name) => {
        const text = c.req.query(name)
        return text === undefined ? undefined : plainInput(text)
      },
      form: Object.fromEntries([...form.fields].map(([name, values]) => [name, values[0] ?? ''])),
      all: (name) => form.fields.get(name) ?? [],
      file: (name) => form.files.get(name),
    }
    return route.handler(r)
  }

  async function whoIs(c: Context, route: Route, now: Temporal.Instant): Promise<Known | undefined> {
    const session = await sessionOf(c)
    if (opensBySecret(route)) {
      c.header('referrer-policy', 'no-referrer')
      c.header('cache-control', 'private, no-store')
    }
    if (route.may === 'secret-link') {
      // Calendar programs want an ending; a secret has no dot of its own.
      const secret = (c.req.param('secret') ?? '').replace(/\.ics$/, '')
      const link = await findSecretLink(base.db, route.purpose ?? '', secret, now)
      if (link === undefined) return undefined
      return {
        session,
        actor: {
          kind: 'link',
          linkId: link.id,
          purpose: link.purpose,
          subjectId: link.subjectId,
          personId: link.personId,
        },
      }
    }
    if (session === undefined) return { session, actor: { kind: 'visitor' } }
    return {
      session,
      actor: {
        kind: 'person',
        personId: session.personId,
        name: session.name,
        sessionId: session.sessionId,
        grants: session.grants,
      },
    }
  }

  async function viewOf(c: Context, lang: View['lang'], session: Session | undefined): Promise<View> {
    const said = getCookie(c, 'asar_said')
    if (said !== undefined && c.req.method === 'GET') deleteCookie(c, 'asar_said', { path: '/' })
    return makeView({
      lang,
      path: pathOf(c),
      url: base.config.url,
      now: base.clock.now(),
      zone: session?.zone ?? 'Asia/Almaty',
      viewer:
        session === undefined
          ? null
          : {
              personId: session.personId,
              name: session.name,
              roles: [...new Set(session.grants.map((grant) => grant.role))],
            },
      demo: base.config.demo,
      demoPersons: base.config.demo ? await parts.demoPersons(lang) : [],
      theme: themeFrom(getCookie(c, 'theme')),
      simple: (getCookie(c, 'simple') ?? (session?.simple ? 'on' : 'off')) === 'on',
      said: said !== undefined && /^[a-z]+(\.[A-Za-z0-9-]+)+$/.test(said) ? said : null,
    })
  }

  // The visitor's own choice, then their account's, then the browser's, then the installation's.
  function langOf(c: Context, session: Session | undefined): View['lang'] {
    return langFrom(c.req.header('accept-language') ?? base.config.locale, getCookie(c, 'lang') ?? session?.lang)
  }

  async function problem(c: Context, status: ErrorStatus, known?: Session, waitSeconds = 0): Promise<Response> {
    // A failure asks the database for nothing: it may be what failed.
    const session = status >= 500 ? undefined : (known ?? (await sessionOf(c)))
    const v =
      status >= 500
        ? makeView({
            lang: langOf(c, undefined),
            path: pathOf(c),
            url: base.config.url,
            now: base.clock.now(),
            zone: 'Asia/Almaty',
          })
        : await viewOf(c, langOf(c, session), session)
    return c.html(ErrorPage({ v, status, waitSeconds }) as unknown as string, status)
  }

  async function sessionOf(c: Context): Promise<Session | undefined> {
    const cookie = getCookie(c, SESSION_COOKIE)
    return cookie === undefined ? undefined : findSession(base.db, cookie, base.clock.now())
  }

  async function fail(cause: Error, c: Context): Promise<Response> {
    if (cause instanceof NotHere) return problem(c, cause.status)
    if (cause instanceof RepeatRefused) return problem(c, cause.repeat.kind === 'in-flight' ? 409 : 422)
    if (isUnavailable(cause)) {
      base.log('http.unavailable', { path: c.req.routePath, code: databaseError(cause)?.code })
      c.header('retry-after', '5')
      return problem(c, 503)
    }
    // Messages of the database can quote values, so only its codes and our own frames are kept.
    const refused = databaseError(cause)
    base.log('http.failed', {
      path: c.req.routePath,
      name: cause.name,
      code: refused?.code,
      constraint: refused?.constraint,
      message:
        refused === undefined
          ? cause.message.slice(0, 300)
          : refused.code?.startsWith('42')
            ? refused.message
            : undefined,
      stack: cause.stack?.split('\n').slice(1, 8).join(' | '),
    })
    return problem(c, 500)
  }

  function idempotencyOf(c: Context, actor: Actor, form: Form): Ctx['idempotency'] {
    const key = form.fields.get('_key')?.[0]
    if (!isId(key)) return undefined
    const scope = actor.kind === 'person' ? actor.sessionId : actor.kind === 'link' ? actor.linkId : 'visitor'
    return { scope, key, requestHash: requestHash(c.req.path, form) }
  }

  // Every browser of today says where a form comes from; a POST that cannot say it is not from our pages.
  function sameSite(c: Context, route: Route): boolean {
    const site = c.req.header('sec-fetch-site')
    if (site !== undefined) return site === 'same-origin' || site === 'none'
    const origin = c.req.header('origin')
    // From a page without a referrer, older browsers say `null`. Whoever forges such a form had to know the secret.
    if (origin === 'null' && (route.may === 'secret-link' || route.may === 'set-up')) return true
    return origin === undefined
      ? c.req.header('cookie') === undefined
      : origin === base.config.url || origin === new URL(c.req.url).origin
  }
}

// The address of such a page is itself a secret, whoever may open it.
const opensBySecret = (route: Route): boolean => route.path.includes('/:secret')

// Here for all of them at once, so that no page can set one that also travels in the clear.
function secureCookies(headers: Headers): void {
  const cookies = headers.getSetCookie()
  if (cookies.length === 0) return
  headers.delete('set-cookie')
  for (const cookie of cookies) headers.append('set-cookie', `${cookie}; Secure`)
}

const doorOf = (actor: Actor): Door => (actor.kind === 'key' ? 'api' : 'web')

function pathOf(c: Context): string {
  const { url, path } = c.req
  const query = url.indexOf('?')
  if (query === -1) return path
  const fragment = url.indexOf('#', query)
  return path + url.slice(query, fragment === -1 ? undefined : fragment)
}

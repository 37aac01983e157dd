import { createHash } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { RepeatRefused } from '../command'
import { type Actor, type Ctx, may } from '../context'
import { isUnavailable } from '../database/errors'
import { findKey } from '../keys/keys'
import { hitLimit } from '../rate-limit'
import type { ApiOperation, Problem } from './api'
import { addressPrefix, clientAddress } from './client-address'
import { plainInput } from './form'
import { buildOpenApi } from './openapi'

/** Version of the API: grows with what it offers; `/api/v1` stays as long as callers need not change. */
const VERSION = '1.0.0'
const BODY_MAX_BYTES = 1024 * 1024
const perKey = { hits: 6000, seconds: 60 }
const perAddress = { hits: 300, seconds: 60 }

/** Mounts every operation below `/api/v1`: bearer keys, scopes, idempotency keys, problem details. */
export function mountApi(
  app: Hono,
  base: Omit<Ctx, 'actor' | 'door' | 'lang'>,
  operations: readonly ApiOperation[],
): void {
  const limit = bodyLimit({
    maxSize: BODY_MAX_BYTES,
    onError: (c) =>
      problem(c, { status: 413, kind: 'too-large', detail: `The body has more than ${BODY_MAX_BYTES} bytes.` }),
  })
  for (const operation of operations)
    app.on(operation.method, [`/api/v1${operation.path}`], limit, (c) => serve(c, operation))
  let description: string | undefined
  app.get('/api/v1/openapi.json', (c) => {
    description ??= JSON.stringify(buildOpenApi(operations, base.config.url, VERSION))
    return c.body(description, 200, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
    })
  })
  app.all('/api/v1/*', (c) =>
    problem(c, { status: 404, kind: 'not-found', detail: 'No such operation; see /api/v1/openapi.json.' }),
  )

  async function serve(c: Context, operation: ApiOperation): Promise<Response> {
    try {
      return await answer(c, operation)
    } catch (cause) {
      if (cause instanceof RepeatRefused) {
        return cause.repeat.kind === 'in-flight'
          ? problem(c, {
              status: 409,
              kind: 'in-flight',
              detail: 'The first request with this Idempotency-Key is still running; ask again in a moment.',
            })
          : problem(c, {
              status: 422,
              kind: 'key-reused',
              detail: 'This Idempotency-Key was used for another request; use a fresh key.',
            })
      }
      if (!isUnavailable(cause)) throw cause
      c.header('retry-after', '5')
      return problem(c, {
        status: 503,
        kind: 'unavailable',
        detail: 'The service cannot serve just now; try again in a few seconds with the same Idempotency-Key.',
      })
    }
  }

  async function answer(c: Context, operation: ApiOperation): Promise<Response> {
    const now = base.clock.now()
    const bearer = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1]
    const actor: Actor | undefined = bearer === undefined ? { kind: 'visitor' } : await findKey(base.db, bearer, now)
    if (actor === undefined)
      return problem(c, {
        status: 401,
        kind: 'unknown-key',
        detail: 'The bearer key is unknown or revoked; make one with `asar key create`.',
      })
    const who =
      actor.kind === 'key'
        ? actor.keyId
        : createHash('sha256')
            .update(addressPrefix(clientAddress(c, base.config.proxies)))
            .digest('base64url')
    const waitSeconds = await hitLimit(base.db, `api ${who}`, actor.kind === 'key' ? perKey : perAddress, now)
    if (waitSeconds > 0) {
      c.header('retry-after', String(waitSeconds))
      return problem(c, { status: 429, kind: 'too-many', detail: `Too many requests; wait ${waitSeconds} seconds.` })
    }
    const ctx: Ctx = { ...base, actor, door: 'api', lang: 'en', mayRecord: operation.records }
    if (operation.may !== 'anyone') {
      if (actor.kind === 'visitor')
        return problem(c, { status: 401, kind: 'key-required', detail: 'This operation needs a bearer key.' })
      if (!may(ctx, operation.may))
        return problem(c, { status: 403, kind: 'scope-missing', detail: `The key lacks the scope ${operation.may}.` })
    }
    const query = operation.query.safeParse(plain(c.req.query()))
    if (!query.success) return problem(c, invalid('query', query.error.issues))
    const text = operation.method === 'POST' ? await c.req.text() : ''
    let idempotency: Ctx['idempotency']
    if (operation.method === 'POST') {
      const key = c.req.header('idempotency-key')
      if (key === undefined || key.length < 8 || key.length > 200) {
        return problem(c, {
          status: 400,
          kind: 'idempotency-key-required',
          detail: 'Every POST needs an Idempotency-Key header of 8 to 200 characters, the same for a repeat.',
        })
      }
      idempotency = {
        scope: `api ${who}`,
        key,
        requestHash: createHash('sha256').update(`${c.req.path}\0${text}`).digest(),
      }
    }
    let body: unknown
    if (operation.body !== undefined) {
      const parsed = operation.body.safeParse(parseJson(text))
      if (!parsed.success) return problem(c, invalid('body', parsed.error.issues))
      body = parsed.data
    }
    const result = await operation.run(
      { ...ctx, idempotency },
      { params: plain(c.req.param() as Record<string, string>), query: query.data as never, body: body as never },
    )
    if (!result.ok) return problem(c, result.error)
    c.header('cache-control', 'private, no-store')
    return c.json(operation.response.parse(result.value) as object, operation.status)
  }
}

const plain = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, text]) => [name, plainInput(text)]))

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_, value) => (typeof value === 'string' ? plainInput(value) : value))
  } catch {
    return undefined
  }
}

const invalid = (part: string, issues: readonly { path: PropertyKey[]; message: string }[]): Problem => ({
  status: 422,
  kind: 'invalid',
  detail: `The ${part} is not of the described form.`,
  more: { errors: issues.slice(0, 50).map((issue) => ({ field: issue.path.join('.'), expected: issue.message })) },
})

/** Answers with problem details (RFC 9457). */
export function problem(c: Context, { status, kind, detail, more }: Problem): Response {
  return c.body(
    JSON.stringify({ type: `/api/v1/problems/${kind}`, title: kind.replaceAll('-', ' '), status, detail, ...more }),
    status,
    {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
    },
  )
}

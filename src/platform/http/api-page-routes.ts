import { randomUUID } from 'node:crypto'
import type { ApiOperation } from './api'
import { ApiPage, OperationPage, type TriedAnswer } from './api-page'
import { pathParameters } from './openapi'
import { NotHere, page } from './respond'
import { get, post, type Req, type Route } from './routes'

const ANSWER_MAX = 20_000

/** Hands a request to the service itself, as if it had come by the same connection. */
export type Dispatch = (request: Request, r: Req) => Promise<Response>

/** The API's own pages: every operation with its description, tried by a form. */
export function apiPageRoutes(operations: readonly ApiOperation[], dispatch: Dispatch): readonly Route[] {
  const byId = new Map(operations.map((operation) => [operation.id, operation]))
  const find = (r: Req): ApiOperation => {
    const operation = byId.get(r.param('id'))
    if (operation === undefined) throw new NotHere()
    return operation
  }
  return [
    get('/api', (r) => page(r, ApiPage({ v: r.v, operations })), { may: 'anyone' }),
    get(
      '/api/operations/:id',
      (r) => page(r, OperationPage({ v: r.v, operation: find(r), typed: {}, errors: {}, answer: undefined })),
      { may: 'anyone' },
    ),
    post(
      '/api/operations/:id',
      async (r) => {
        const operation = find(r)
        const errors = missing(r, operation)
        const answer = Object.keys(errors).length === 0 ? await tryIt(r, operation, dispatch) : undefined
        return page(
          r,
          OperationPage({ v: r.v, operation, typed: r.form, errors, answer }),
          answer === undefined ? 422 : 200,
        )
      },
      // The entries of the tried operation are declared by the operation, which runs under its own rules.
      { may: 'anyone', records: [], limit: { hits: 60, seconds: 600 } },
    ),
  ]
}

function missing(r: Req, operation: ApiOperation): Record<string, string> {
  const errors: Record<string, string> = {}
  if (operation.may !== 'anyone' && (r.form.key ?? '') === '') errors.key = r.v.t('api.error.key')
  for (const name of pathParameters(operation.path))
    if ((r.form[`path-${name}`] ?? '') === '') errors[`path-${name}`] = r.v.t('api.error.path', { name })
  if (operation.body !== undefined && !isJson(r.form.body ?? '')) errors.body = r.v.t('api.error.body')
  return errors
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

async function tryIt(r: Req, operation: ApiOperation, dispatch: Dispatch): Promise<TriedAnswer> {
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(r.form[`path-${name}`] ?? ''))
  const query = new URLSearchParams(
    Object.keys(operation.query.shape).flatMap((name) => {
      const value = r.form[`query-${name}`] ?? ''
      return value === '' ? [] : [[name, value]]
    }),
  )
  const address = `/api/v1${path}${query.size === 0 ? '' : `?${query}`}`
  const headers = new Headers({ accept: 'application/json' })
  if (operation.may !== 'anyone') headers.set('authorization', `Bearer ${(r.form.key ?? '').trim()}`)
  if (operation.method === 'POST') {
    headers.set('content-type', 'application/json')
    headers.set('idempotency-key', r.form._key ?? randomUUID())
  }
  const body = operation.method === 'POST' ? { body: r.form.body ?? '' } : {}
  const response = await dispatch(
    new Request(new URL(address, r.c.req.url), { method: operation.method, headers, ...body }),
    r,
  )
  const text = await response.text()
  return {
    request: `${operation.method} ${address}`,
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: (isJson(text) ? JSON.stringify(JSON.parse(text), null, 2) : text).slice(0, ANSWER_MAX),
  }
}

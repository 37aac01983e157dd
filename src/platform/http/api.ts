import type { z } from 'zod'
import type { Result } from '../../kit/result'
import type { Ctx } from '../context'
import type { May } from './routes'

/** A failure an API caller is told of, as problem details (RFC 9457). `kind` ends the type URI. */
export type Problem = {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 503
  readonly kind: string
  readonly detail: string
  readonly more?: Record<string, unknown>
}

/** One operation of `/api/v1`, described once for the router, the description and the tests. */
export type ApiOperation = {
  readonly method: 'GET' | 'POST'
  /** Below `/api/v1`, with `:name` for parameters. */
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly tag: string
  /** A permission that is also the key's scope, or `anyone` for public reads. */
  readonly may: Extract<May, 'anyone'> | Exclude<May, 'signed-in' | 'secret-link' | 'set-up' | 'demo' | 'anyone'>
  readonly records: readonly string[]
  /** Routes of pages whose work it does, as `POST /needs/:id/refuse`; a test holds that the loop leaves none out. */
  readonly pages: readonly string[]
  readonly query: z.ZodObject
  readonly body: z.ZodType | undefined
  readonly response: z.ZodType
  readonly status: 200 | 201
  /** A request that a test sends, with ids of what it has put there in place of these, and that must do what it asks. */
  readonly example: {
    readonly params?: Record<string, string>
    readonly query?: Record<string, string>
    readonly body?: unknown
  }
  run(ctx: Ctx, input: { params: Record<string, string>; query: never; body: never }): Promise<Result<unknown, Problem>>
}

/** Declares an operation with its types joined: `run` gets what the schemas parsed, and must return what `response` describes. */
export function apiOperation<Q extends z.ZodObject, R extends z.ZodType, B extends z.ZodType = z.ZodUndefined>(
  operation: Omit<ApiOperation, 'query' | 'body' | 'response' | 'run' | 'status' | 'records' | 'pages'> & {
    query: Q
    body?: B
    response: R
    status?: 200 | 201
    records?: readonly string[]
    pages?: readonly string[]
    run(
      ctx: Ctx,
      input: { params: Record<string, string>; query: z.output<Q>; body: z.output<B> },
    ): Promise<Result<z.input<R>, Problem>>
  },
): ApiOperation {
  return { records: [], pages: [], status: 200, body: undefined, ...operation } as ApiOperation
}

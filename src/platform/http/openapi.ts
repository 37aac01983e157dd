import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import type { ApiOperation } from './api'

/** Failures any operation can answer with, by status. */
const failures: Readonly<Record<string, string>> = {
  '400': 'The request lacks something it needs, such as the Idempotency-Key of a POST.',
  '401': 'The bearer key is missing, unknown or revoked.',
  '403': 'The key lacks the scope, or the scope does not reach this subject.',
  '404': 'There is no such subject for this caller.',
  '409': 'The state of the subject does not allow it, or the first request with this Idempotency-Key still runs.',
  '422': 'Query or body are not of the described form, or the Idempotency-Key was used for another request.',
  '429': 'Too many requests; Retry-After says how long to wait.',
  '503': 'The service cannot serve just now; repeat with the same Idempotency-Key.',
}

const problem = z
  .object({
    type: z.string().meta({ description: 'Path that names the kind of problem.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What was expected, what came, what to do.' }),
    errors: z
      .array(z.object({ field: z.string(), expected: z.string() }))
      .optional()
      .meta({ description: 'Field by field, where the form was wrong.' }),
  })
  .loose()
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457).' })

const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problem } },
})

/** `/needs/:id` as OpenAPI writes it: `/needs/{id}`. */
export const templatePath = (path: string): string => path.replace(/:(\w+)/g, '{$1}')

/** Names of the parameters in a path. */
export const pathParameters = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)

/**
 * The description of the API (OpenAPI 3.1), made from the same schemas that check requests.
 * @param url public address of this installation
 */
export function buildOpenApi(operations: readonly ApiOperation[], url: string, version: string) {
  const paths: ZodOpenApiPathsObject = {}
  for (const operation of operations) {
    const path = `/api/v1${templatePath(operation.path)}`
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) }
  }
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Asar API',
        version,
        summary: 'Public infrastructure for volunteering: from a request for help to a total anyone can check.',
        description: [
          'Everything the pages do for needs, activities, volunteers, asks, answers, attendance, contributions and numbers.',
          'Keys are sent as `Authorization: Bearer …`; each operation names its scope in `x-asar-scope`. Public reads need no key.',
          'Every POST carries an `Idempotency-Key`; a repeat with the same key and body returns the first answer, for 60 days.',
          "What is a person's own word is passed on under the consent that `helpPerson` gives: to this key alone, for an hour, and the person is told. Where a step is a person's, such as deciding or referring, the key names who took it, and that person must be allowed to.",
          'Lists are paged by `cursor`. Failures are problem details (RFC 9457). This is not an emergency service: call 112.',
        ].join('\n\n'),
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url }],
      tags: [...new Set(operations.map((operation) => operation.tag))].sort().map((name) => ({ name })),
      paths,
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description: 'A key made with `asar key create` or by an administrator.',
          },
        },
      },
    },
    { reused: 'inline' },
  )
}

function describe(operation: ApiOperation): ZodOpenApiOperationObject {
  const { example, body } = operation
  const isPost = operation.method === 'POST'
  return {
    operationId: operation.id,
    summary: operation.summary,
    tags: [operation.tag],
    security: operation.may === 'anyone' ? [] : [{ key: [] }],
    ...(operation.may === 'anyone' ? {} : { 'x-asar-scope': operation.may }),
    ...(operation.records.length === 0 ? {} : { 'x-asar-records': [...operation.records] }),
    requestParams: {
      path: z.object(
        Object.fromEntries(
          pathParameters(operation.path).map((name) => [
            name,
            z.string().meta(example.params?.[name] === undefined ? {} : { example: example.params[name] }),
          ]),
        ),
      ),
      query: operation.query,
      ...(isPost
        ? {
            header: z.object({
              'Idempotency-Key': z.string().min(8).max(200).meta({
                description: 'Fresh for each request, the same for its repeat.',
                example: '5f0c8a52-8f2b-4a64',
              }),
            }),
          }
        : {}),
    },
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: body,
                ...(example.body === undefined ? {} : { example: example.body }),
              },
            },
          },
        }),
    responses: {
      [String(operation.status)]: {
        description: operation.status === 201 ? 'Made.' : 'Done.',
        content: { 'application/json': { schema: operation.response } },
      },
      ...Object.fromEntries(
        Object.entries(failures)
          .filter(([status]) => isPost || !['400', '409'].includes(status))
          .filter(([status]) => operation.may !== 'anyone' || status !== '403')
          .map(([status, description]) => [status, problemAnswer(description)]),
      ),
    },
  }
}

import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { rooms } from '../../app'
import { isId } from '../../kit/ids'
import { unwrap } from '../../kit/result'
import { startHelp } from '../../people'
import { createKey, revokeKey } from '../keys/keys'
import { permissions } from '../permissions'
import type { ApiOperation } from './api'

const operations = rooms.flatMap((room) => room.operations ?? [])
const base = 'http://127.0.0.1:8080'
let world: World
let d: District
let secret: string
let consent: string

beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  const key = unwrap(await createKey(world.system, { name: 'test', scopes: Object.keys(permissions) }))
  secret = key.secret
  const scopes = Object.keys(permissions)
  const actor = { kind: 'key', keyId: key.id, organizationId: null, regionId: null, scopes } as const
  consent = unwrap(
    await startHelp({ ...world.system, actor, door: 'api' }, { personId: d.lina, way: 'call' }),
  ).consentId
})

test('the description is valid OpenAPI 3.1 and names every operation once', async () => {
  const response = await world.http.request(`${base}/api/v1/openapi.json`)
  expect(response.status).toBe(200)
  const document = (await response.json()) as {
    openapi: string
    paths: Record<string, Record<string, { operationId: string }>>
  }
  const result = await new Validator().validate(structuredClone(document))
  expect(result.errors ?? []).toEqual([])
  expect(document.openapi).toMatch(/^3\.1\./)
  const ids = Object.values(document.paths).flatMap((path) => Object.values(path).map((one) => one.operationId))
  expect(ids.sort()).toEqual(operations.map((operation) => operation.id).sort())
  expect(new Set(ids).size).toBe(ids.length)
})

test.each(operations.map((operation) => [operation.id, operation] as const))(
  'the example of %s is of the described form',
  (_, operation) => {
    expect(operation.query.safeParse(operation.example.query ?? {}).error).toBeUndefined()
    if (operation.body !== undefined) expect(operation.body.safeParse(operation.example.body).error).toBeUndefined()
    expect(operation.id).toMatch(/^[a-z][A-Za-z0-9]*$/)
  },
)

const known = (): Record<string, string> =>
  Object.fromEntries(Object.entries(d).map(([name, value]) => [name, String(value)]))

const fill = (operation: ApiOperation): string =>
  operation.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = operation.example.params?.[name] ?? name
    return isId(value) || known()[value] === undefined ? value : (known()[value] ?? value)
  })

// Ids of the examples stand for somebody: here for people and places of the district.
const meant = (): Readonly<Record<string, string>> => ({
  organization: d.organizationId,
  locality: d.localityId,
  volunteer: d.lina,
  consent,
  takenBy: d.operator,
  referredBy: d.operator,
  answeredBy: d.authority,
  reviewedBy: d.authority,
  coordinator: d.dana,
  confirmedBy: d.dana,
  decidedBy: d.dana,
  calledBy: d.dana,
  raisedBy: d.dana,
})
const withReal = (body: unknown): string =>
  JSON.stringify(body, (name, value) => (isId(value) ? (meant()[name] ?? value) : value))

test.each(operations.map((operation) => [operation.id, operation] as const))(
  '%s answers its example',
  async (_, operation) => {
    const query = new URLSearchParams(JSON.parse(withReal(operation.example.query ?? {})))
    const response = await world.http.request(
      `${base}/api/v1${fill(operation)}${query.size === 0 ? '' : `?${query}`}`,
      {
        method: operation.method,
        headers: {
          authorization: `Bearer ${secret}`,
          'content-type': 'application/json',
          ...(operation.method === 'POST' ? { 'idempotency-key': `example-${operation.id}` } : {}),
        },
        ...(operation.body === undefined ? {} : { body: withReal(operation.example.body) }),
      },
    )
    const body = (await response.json()) as { type?: string; detail?: string }
    expect(response.status, JSON.stringify(body)).toBeLessThan(500)
    expect([400, 401, 403], JSON.stringify(body)).not.toContain(response.status)
    expect(body.type ?? '', JSON.stringify(body)).not.toBe('/api/v1/problems/invalid')
    if (response.status < 300) expect(operation.response.safeParse(body).error).toBeUndefined()
  },
)

test('every POST needs an idempotency key; a revoked key opens nothing', async () => {
  const posting = operations.find((operation) => operation.method === 'POST')
  const closed = operations.find((operation) => operation.may !== 'anyone')
  const { id, secret: short } = unwrap(
    await createKey(world.system, { name: 'short', scopes: Object.keys(permissions) }),
  )
  const send = (operation: ApiOperation, key: string) =>
    world.http.request(`${base}/api/v1${fill(operation)}`, {
      method: operation.method,
      headers: { authorization: `Bearer ${key}` },
    })
  if (posting !== undefined) expect((await send(posting, short)).status).toBe(400)
  await revokeKey(world.system, id)
  if (closed !== undefined) expect((await send(closed, short)).status).toBe(401)
  expect((await world.entries()).filter((entry) => entry.kind.startsWith('key.')).map((entry) => entry.kind)).toEqual([
    'key.made',
    'key.made',
    'key.revoked',
  ])
})

test('a key is made only by whoever holds what it opens', async () => {
  const dana = {
    ...world.system,
    actor: {
      kind: 'person' as const,
      personId: d.dana,
      name: 'Dana',
      sessionId: d.dana,
      grants: [
        { role: 'organization-admin' as const, organizationId: d.organizationId, regionId: null },
        { role: 'coordinator' as const, organizationId: d.organizationId, regionId: null },
      ],
    },
  }
  const make = (scopes: string[], organizationId: string | null) =>
    createKey(dana, { name: 'hers', scopes, organizationId })
  expect((await make(['activities:manage'], d.organizationId)).ok).toBe(true)
  expect(await make(['activities:manage'], null)).toMatchObject({ error: { kind: 'forbidden' } })
  expect(await make(['people:suspend'], d.organizationId)).toMatchObject({ error: { kind: 'forbidden' } })
  expect(await make(['anything'], d.organizationId)).toMatchObject({ error: { kind: 'scope-unknown' } })
})

test('the pages of the API list every operation and try one without script', async () => {
  const visitor = await world.browser()
  const html = await (await visitor.get('/api')).text()
  for (const operation of operations) expect(html).toContain(`/api/operations/${operation.id}`)
  const open = operations.find(
    (operation) => operation.method === 'GET' && operation.may === 'anyone' && !operation.path.includes(':'),
  )
  if (open === undefined) return
  const tried = await visitor.post(
    `/api/operations/${open.id}`,
    Object.fromEntries(Object.entries(open.example.query ?? {}).map(([name, value]) => [`query-${name}`, value])),
  )
  expect(tried.status).toBe(200)
  expect(await tried.text()).toContain('application/json')
})

test('figures are for this machine and for keys with their scope', async () => {
  expect((await world.http.request(`${base}/metrics`)).status).toBe(401)
  const { secret: reader } = unwrap(await createKey(world.system, { name: 'prometheus', scopes: ['metrics:read'] }))
  const response = await world.http.request(`${base}/metrics`, { headers: { authorization: `Bearer ${reader}` } })
  expect(response.status).toBe(200)
  const text = await response.text()
  expect(text).toMatch(/asar_http_request_seconds_count\{method="GET",route="\/metrics",status="401"\} 1/)
  expect(text).toMatch(/^asar_journal_pending \d+$/m)
  expect(text).toMatch(/^asar_pool_connections\{state="all"\} \d+$/m)
  expect(text).not.toMatch(/[0-9a-f]{8}-/)
})

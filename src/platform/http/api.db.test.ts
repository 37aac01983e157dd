import { Validator } from '@seriousme/openapi-schema-validator'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiCaller, openCaller } from '../../../test/api-caller'
import { type Names, openStage } from '../../../test/api-stage'
import { type District, seedDistrict } from '../../../test/district'
import { openGateways } from '../../../test/gateways'
import { testWorld, type World } from '../../../test/world'
import { rooms } from '../../app'
import { isId } from '../../kit/ids'
import { unwrap } from '../../kit/result'
import { createKey, revokeKey } from '../keys/keys'
import { permissions } from '../permissions'
import type { ApiOperation } from './api'

const operations = rooms.flatMap((room) => room.operations ?? [])
const base = 'http://127.0.0.1:8080'
let world: World
let d: District
let caller: ApiCaller
let stage: ReturnType<typeof openStage>
let gateways: Awaited<ReturnType<typeof openGateways>>

beforeAll(async () => {
  gateways = await openGateways()
  world = await testWorld({ background: true, config: { smtpUrl: gateways.smtpUrl } })
  d = await seedDistrict(world)
  caller = await openCaller(world, { scopes: Object.keys(permissions) })
  stage = openStage(world, d, caller)
})
afterAll(() => gateways.close())

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

// Ids of an example stand for somebody or something: for who and what the stage has put there, else for the district.
const always = (): Names => ({
  organization: d.organizationId,
  organizationId: d.organizationId,
  locality: d.localityId,
  volunteer: d.lina,
  volunteerId: d.lina,
  takenBy: d.operator,
  referredBy: d.operator,
  answeredBy: d.authority,
  reviewedBy: d.authority,
  coordinator: d.dana,
  confirmedBy: d.dana,
  decidedBy: d.dana,
  calledBy: d.dana,
  raisedBy: d.dana,
  writtenBy: d.dana,
  // Names of examples resolve nowhere; this address is reached by none.
  url: 'https://93.184.215.14/asar',
})

const withNames = (example: unknown, names: Names): string =>
  JSON.stringify(example, (name, value) => (isId(value) || name === 'url' ? (names[name] ?? value) : value))

test.each(operations.map((operation) => [operation.id, operation] as const))(
  '%s does what its example asks, and once only',
  async (id, operation) => {
    const names = { ...always(), id: d.arman, ...(await stage[id]?.()) }
    const path = operation.path.replace(/:(\w+)/g, (_, name: keyof typeof names) => {
      const given = operation.example.params?.[name] ?? ''
      // Some ids are words of their own, such as that of a number.
      return String(name === 'id' && !isId(given) && stage[id] === undefined ? given : (names[name] ?? given))
    })
    const query = new URLSearchParams(JSON.parse(withNames(operation.example.query ?? {}, names)))
    const address = `${path}${query.size === 0 ? '' : `?${query}`}`
    const body: unknown = JSON.parse(withNames(operation.example.body ?? {}, names))
    const repeat = `example-${id}`
    const answer = operation.method === 'GET' ? await caller.get(address) : await caller.post(address, body, repeat)
    expect(answer.status, JSON.stringify(answer.body)).toBe(operation.status)
    expect(operation.response.safeParse(answer.body).error).toBeUndefined()
    if (operation.method === 'GET') return
    const ofKeys = async () => (await world.entries()).filter((entry) => entry.actorKind === 'key').length
    const before = await ofKeys()
    expect(await caller.post(address, body, repeat)).toEqual(answer)
    // One character more is another request.
    const other = await caller.post(address, `${JSON.stringify(body)} `, repeat)
    expect(other).toMatchObject({ status: 422, body: { title: 'key reused' } })
    expect(await ofKeys()).toBe(before)
  },
)

test('a repeat of what still runs is told so, and gets the first answer afterwards', async () => {
  const { id } = (await stage.triageNeed?.()) ?? {}
  const judge = () => caller.post(`/needs/${id}/triage`, { urgency: 'immediate', severity: 'severe' }, 'same-request')
  // Within a transaction the list of who waits stands still: another connection looks.
  const [holder, watch] = [new pg.Client(world.connection('postgres')), new pg.Client(world.connection('postgres'))]
  await Promise.all([holder.connect(), watch.connect()])
  await holder.query('BEGIN')
  await holder.query('SELECT FROM needs WHERE id = $1 FOR NO KEY UPDATE', [id])
  const first = judge()
  const waits = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'transactionid' AND query LIKE '%"needs"%'`
  await expect.poll(async () => (await watch.query(waits)).rowCount, { timeout: 3500, interval: 20 }).toBe(1)
  expect(await judge()).toMatchObject({ status: 409, body: { title: 'in flight' } })
  await holder.query('ROLLBACK')
  await Promise.all([holder.end(), watch.end()])
  expect(await first).toEqual({ status: 200, body: { id } })
  expect(await judge()).toEqual({ status: 200, body: { id } })
})

test('every POST needs an idempotency key; a revoked key opens nothing', async () => {
  const posting = operations.find((operation) => operation.method === 'POST')
  const closed = operations.find((operation) => operation.may !== 'anyone')
  const { id, secret: short } = unwrap(
    await createKey(world.system, { name: 'short', scopes: Object.keys(permissions) }),
  )
  const send = (operation: ApiOperation, key: string) =>
    world.http.request(`${base}/api/v1${operation.path}`, {
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

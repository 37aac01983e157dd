import { expect, test } from 'vitest'
import { rooms } from '../../src/app'
import { declaredKinds } from '../../src/journal'
import { unwrap } from '../../src/kit/result'
import { createKey, permissions, roles } from '../../src/platform'
import { openCaller } from '../api-caller'
import { seedDistrict } from '../district'
import { testWorld } from '../world'

const routes = rooms.flatMap((room) => room.routes.map((route) => ({ room: room.name, ...route })))
const operations = rooms.flatMap((room) =>
  (room.operations ?? []).map((operation) => ({ room: room.name, ...operation })),
)
const world = await testWorld()
const district = await seedDistrict(world)
const full = unwrap(await createKey(world.system, { name: 'all', scopes: Object.keys(permissions) })).secret
const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
const sampleOf = (path: string) =>
  path.replace(/:(\w+)(\{[^}]*\})?/g, (_, name: string) => (name === 'secret' ? 'x'.repeat(32) : id))
const named = (list: { method: string; path: string }[]) => list.map((route) => `${route.method} ${route.path}`)

test('no address is declared twice', () => {
  const all = named(routes)
  expect(all.filter((name, i) => all.indexOf(name) !== i)).toEqual([])
})

test('every route records only kinds of entry that exist', () => {
  const known = declaredKinds()
  const unknown = [...routes, ...operations].flatMap((route) =>
    route.records.filter((kind) => !known.has(kind)).map((kind) => `${route.method} ${route.path}: ${kind}`),
  )
  expect(unknown).toEqual([])
})

test('whoever may post without an account is limited', () => {
  expect(
    named(
      routes.filter(
        (route) =>
          route.method === 'POST' &&
          ['anyone', 'secret-link', 'set-up'].includes(route.may) &&
          route.limit === undefined,
      ),
    ),
  ).toEqual([])
})

test('every secret link names its purpose', () => {
  expect(
    named(
      routes.filter(
        (route) => route.may === 'secret-link' && (route.purpose === undefined || !route.path.includes(':secret')),
      ),
    ),
  ).toEqual([])
})

const closed = routes.filter((route) => route.may === 'signed-in' || route.may in permissions)

test.each(closed.map((route) => [`${route.method} ${route.path}`, route] as const))(
  'a visitor may not: %s',
  async (_, route) => {
    const visitor = await world.browser()
    const before = (await world.entries()).length
    const response =
      route.method === 'GET' ? await visitor.get(sampleOf(route.path)) : await visitor.post(sampleOf(route.path))
    if (route.method === 'GET') {
      expect(response.status).toBe(303)
      expect(response.headers.get('location')).toMatch(/^\/sign-in\?next=/)
    } else expect(response.status).toBe(403)
    expect(await world.entries()).toHaveLength(before)
  },
)

const held = closed.filter((route) => route.may !== 'signed-in')

test.each(held.map((route) => [`${route.method} ${route.path}`, route] as const))(
  'a person without the role may not: %s',
  async (_, route) => {
    const lina = await world.browser(district.lina)
    const response =
      route.method === 'GET' ? await lina.get(sampleOf(route.path)) : await lina.post(sampleOf(route.path))
    expect(response.status).toBe(403)
  },
)

test.each(
  operations
    .filter((operation) => operation.may !== 'anyone')
    .map((operation) => [`${operation.method} ${operation.path}`, operation] as const),
)('a caller without a key may not: %s', async (_, operation) => {
  const response = await world.http.request(`http://127.0.0.1:8080/api/v1${sampleOf(operation.path)}`, {
    method: operation.method,
    headers: { 'idempotency-key': 'may-not-test' },
  })
  expect(response.status).toBe(401)
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
})

const bare = await openCaller(world, { scopes: [] })

test.each(
  operations
    .filter((operation) => operation.may !== 'anyone')
    .map((operation) => [`${operation.method} ${operation.path}`, operation] as const),
)('a key without the scope may not: %s', async (_, operation) => {
  const { example, method } = operation
  const query = new URLSearchParams(example.query ?? {})
  const address = `${sampleOf(operation.path)}${query.size === 0 ? '' : `?${query}`}`
  const answer = method === 'GET' ? await bare.get(address) : await bare.post(address, example.body)
  expect(answer).toMatchObject({ status: 403, body: { title: 'scope missing' } })
})

test.each(
  operations
    .filter((operation) => operation.method === 'POST')
    .map((operation) => [`${operation.method} ${operation.path}`, operation] as const),
)('without an idempotency key nothing is done: %s', async (_, operation) => {
  const before = (await world.entries()).length
  const response = await world.http.request(`http://127.0.0.1:8080/api/v1${sampleOf(operation.path)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${full}`, 'content-type': 'application/json' },
    body: JSON.stringify(operation.example.body ?? {}),
  })
  expect(response.status).toBe(400)
  expect(await world.entries()).toHaveLength(before)
})

test('every permission names roles that exist', () => {
  expect(
    Object.values(permissions)
      .flat()
      .filter((role) => !roles.includes(role)),
  ).toEqual([])
})

test('a form from another site is refused', async () => {
  const lina = await world.browser(district.lina)
  const posts = closed.filter((route) => route.method === 'POST').slice(0, 20)
  for (const route of posts) {
    const response = await lina.post(sampleOf(route.path), {}, { 'sec-fetch-site': 'cross-site' })
    expect(response.status, route.path).toBe(403)
  }
})

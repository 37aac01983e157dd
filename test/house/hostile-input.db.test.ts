import { beforeAll, expect, test } from 'vitest'
import { rooms } from '../../src/app'
import { prepareDemo } from '../../src/house'
import { findSetting } from '../../src/house/settings'
import { newPublicId } from '../../src/kit/ids'
import { unwrap } from '../../src/kit/result'
import { createKey, makeSecretLink, permissions, type Route } from '../../src/platform'
import { type Browser, testWorld, type World } from '../world'
import { isTest, sourceFiles } from './source-files'

const address = 'http://127.0.0.1:8080'
const routes: readonly Route[] = rooms.flatMap((room) => room.routes)
const operations = rooms.flatMap((room) => room.operations ?? [])

// The same rubbish in every run: what fell once falls again.
function repeatable(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
const next = repeatable(20_261_122)
const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T

const rubbish = [
  '',
  ' ',
  '0',
  '-1',
  '1e999',
  'NaN',
  '99999999999999999999',
  '0.1',
  'true',
  'null',
  '[]',
  '{"a":[1]}',
  '__proto__',
  'constructor',
  'toString',
  "'; DROP TABLE people; --",
  '%00',
  'a\0b',
  '\u202eтүн\u0301\u0000',
  '\ud800',
  '🌊'.repeat(100),
  '../../etc/passwd',
  '//evil.example',
  'javascript:alert(1)',
  '<script>alert(1)</script>',
  '=1+1',
  'x\r\nSet-Cookie: a=b',
  '{0, plural, one {x}}',
  '2026-13-45',
  '+275760-09-13',
  '-999999-01-01',
  '2026-02-30T25:61',
  '00000000-0000-0000-0000-000000000000',
  'NOT-AN-ID',
  'ә'.repeat(100_000),
]
const shortRubbish = rubbish.filter((value) => value.length < 1000)
const oddValues = [null, true, -1, 1e308, 0.1, '', [], {}, [[]], { __proto__: null, a: 1 }, 'x'.repeat(100_000)]
const plausible = [
  'on',
  'yes',
  'no',
  '1',
  '3',
  '2026-11-25',
  '2026-11-25T09:00',
  '09:00',
  '12:30',
  'KZ-27',
  '+77011234567',
  'a@example.kz',
  '51.23',
  'Көмек керек',
  'kk',
  'https://example.kz/hook',
  '18-64',
  'urgent',
  'open',
]

// Every field a handler of the house reads, taken from where it reads them, so that each is sent to each.
const fieldNames = [
  ...new Set(
    sourceFiles('src')
      .filter(({ path }) => !isTest(path))
      .flatMap(({ text }) =>
        [...text.matchAll(/form(?:\.|\?\.|\[')(\w+)|all\('([\w-]+)'\)|\bname="([\w-]+)"/g)].map(
          ([, form, all, name]) => form ?? all ?? name ?? '',
        ),
      ),
  ),
].filter((name) => name !== '' && name !== '_key')
const queryNames = [
  ...new Set(
    sourceFiles('src').flatMap(({ text }) => [...text.matchAll(/query\('([\w-]+)'\)/g)].map(([, name = '']) => name)),
  ),
]

let world: World
let ids: string[] = []
let apiKey = ''
let actors: Record<'administrator' | 'coordinator' | 'visitor', Browser>
const secrets = new Map<string, string[]>()
const fallen: string[] = []

beforeAll(async () => {
  world = await testWorld({
    config: { demo: true },
    log: (event, facts) => {
      if (event === 'http.failed') fallen.push(JSON.stringify(facts))
    },
  })
  expect((await prepareDemo({ ...world.app, rooms })).ok).toBe(true)
  const cast = (await findSetting(world.db, 'demo'))?.people ?? []
  const idOf = (part: string) => cast.find((person) => person.part === part)?.personId
  actors = {
    administrator: await world.browser(idOf('administrator')),
    coordinator: await world.browser(idOf('coordinator')),
    visitor: await world.browser(),
  }
  const entries = await world.entries()
  ids = [...new Set(JSON.stringify([entries, cast]).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))]
  const known = await world.db.selectFrom('secret_links').select(['purpose', 'subject_id', 'person_id']).execute()
  const activities = await world.db.selectFrom('activities').select('id').execute()
  const purposes = [...new Set(routes.flatMap((route) => route.purpose ?? []))]
  const links = [
    ...known.map((link) => ({ purpose: link.purpose, subjectId: link.subject_id, personId: link.person_id })),
    ...purposes.flatMap((purpose) => activities.map(({ id }) => ({ purpose, subjectId: id }))),
    ...purposes.map((purpose) => ({ purpose, subjectId: one(ids), personId: idOf('volunteer') ?? null })),
  ]
  for (const link of links) {
    const secret = await makeSecretLink(world.db, { ...link, expiresAt: null }, world.clock.now())
    secrets.set(link.purpose, [...(secrets.get(link.purpose) ?? []), secret])
  }
  apiKey = unwrap(await createKey(world.system, { name: 'hostile', scopes: Object.keys(permissions) })).secret
}, 150_000)

const filled = (path: string, purpose?: string): string =>
  path.replace(/:(\w+)(\{[^}]*\})?/g, (_, name: string, pattern?: string) => {
    const known = name === 'secret' ? secrets.get(purpose ?? '') : ids
    const value = known !== undefined && next() < 0.8 ? one(known) : one(rubbish).slice(0, 300) || 'x'
    return `${encodeURIComponent(value.toWellFormed())}${pattern === undefined ? '' : '.ics'}`
  })

const typedValue = (): string | string[] => {
  const dice = next()
  if (dice < 0.1) return [one(shortRubbish), one(plausible), one(ids)]
  if (dice < 0.4) return one(shortRubbish)
  return dice < 0.6 ? one(ids) : one(plausible)
}

async function check(name: string, response: Response): Promise<void> {
  const text = await response.text()
  const failed = response.status >= 500 || /\n\s+at .*\.[jt]sx?:\d+|node_modules|asar_command/.test(text)
  if (failed && fallen.length === 0) fallen.push(`${response.status} ${text.slice(0, 200)}`)
  for (const facts of fallen.splice(0)) expect.soft(facts, name).toBe('')
}

// Whoever ends their own standing by accident could reach nothing afterwards.
const isEnding = (path: string) => /sign-out|become|close|leave|erase|delete|remove|end$|revoke|refuse/.test(path)
const posts = routes.filter((route) => route.method === 'POST').sort((a, b) => +isEnding(a.path) - +isEnding(b.path))

test('rubbish in addresses is answered, and a look changes nothing', async () => {
  const before = (await world.entries()).length
  for (const route of routes.filter((route) => route.method === 'GET')) {
    for (const who of ['administrator', 'coordinator'] as const) {
      const query = new URLSearchParams(
        queryNames.filter(() => next() < 0.6).map((name) => [name, String(one([typedValue()].flat()))]),
      )
      const path = filled(route.path, route.purpose)
      await check(`${who} GET ${route.path} ${path}?${query}`, await actors[who].get(`${path}?${query}`))
    }
  }
  expect(await world.entries()).toHaveLength(before)
}, 60_000)

test.each(['administrator', 'coordinator', 'visitor'] as const)(
  'rubbish in forms is answered, never with a failure: %s',
  async (who) => {
    for (const route of posts) {
      for (let round = 0; round < (who === 'coordinator' ? 2 : 1); round++) {
        const names = fieldNames.filter(() => next() < (round === 0 ? 0.9 : 0.5))
        const fields = Object.fromEntries(names.map((name) => [name, typedValue()] as const))
        if (round === 0) fields[one(fieldNames)] = 'ә'.repeat(100_000)
        const path = filled(route.path, route.purpose)
        await check(
          `${who} POST ${route.path} ${path}`,
          await actors[who].post(path, { ...fields, ['__proto__']: 'x' }),
        )
      }
    }
  },
  60_000,
)

test('rubbish sent to the API is answered with a problem', async () => {
  const send = (operation: (typeof operations)[number], path: string, body: string | undefined) =>
    world.http.request(`${address}/api/v1${path}`, {
      method: operation.method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': newPublicId(),
      },
      ...(body === undefined || operation.method === 'GET' ? {} : { body }),
    })
  const spoiled = (value: unknown): unknown => {
    if (Array.isArray(value)) return next() < 0.2 ? one<unknown>(oddValues) : value.map(spoiled)
    if (typeof value !== 'object' || value === null) {
      if (next() < 0.6) return value
      return typeof value === 'string' && next() < 0.7 ? one([...shortRubbish, one(ids)]) : one<unknown>(oddValues)
    }
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, spoiled(part)]))
  }
  for (const operation of operations) {
    for (let round = 0; round < 6; round++) {
      const known = Object.keys(operation.query.shape).filter(() => next() < 0.7)
      const query = new URLSearchParams(known.map((name) => [name, one(shortRubbish)]))
      const path = `${filled(operation.path)}${round % 2 === 0 || query.size === 0 ? '' : `?${query}`}`
      const body =
        round === 0 ? one(['', '[', '[]', 'null', '"x"']) : JSON.stringify(spoiled(operation.example.body ?? {}))
      await check(`API ${operation.method} ${path} ${body.slice(0, 300)}`, await send(operation, path, body))
    }
  }
}, 60_000)

test('a text with NUL, half a letter or letters in pieces is taken as the text it means', async () => {
  const texts: [string, (string | number)[]][] = []
  const walk = (id: string, value: unknown, path: (string | number)[]) => {
    if (typeof value === 'string') texts.push([id, path])
    if (typeof value === 'object' && value !== null)
      for (const [name, part] of Object.entries(value)) walk(id, part, [...path, name])
  }
  for (const operation of operations) walk(operation.id, operation.example.body, [])
  for (const [id, path] of texts) {
    const operation = operations.find((one) => one.id === id)
    if (operation === undefined) continue
    const body = structuredClone(operation.example.body) as Record<string, unknown>
    let at: Record<string | number, unknown> = body
    for (const name of path.slice(0, -1)) at = at[name] as Record<string | number, unknown>
    at[path.at(-1) ?? ''] = `${String(at[path.at(-1) ?? ''])}\0\ud800и\u0306`
    const response = await world.http.request(`${address}/api/v1${filled(operation.path)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'idempotency-key': newPublicId() },
      body: JSON.stringify(body),
    })
    await check(`${id} ${path.join('.')}`, response)
  }
  for (const query of ['q=%00', 'q=%ED%A0%80', 'q=%C3%28', 'cursor=%00', 'region=%00', 'date=%00'])
    for (const path of ['/places/search', '/needs', '/activities', '/api/v1/lines', '/api/v1/activities'])
      await check(`${path}?${query}`, await actors.administrator.get(`${path}?${query}`))
})

test('a body that is not what it says, or is too large, is refused', async () => {
  const send = (path: string, type: string, body: string) =>
    world.http.request(`${address}${path}`, {
      method: 'POST',
      headers: { 'content-type': type, 'sec-fetch-site': 'same-origin', authorization: `Bearer ${apiKey}` },
      body,
    })
  expect((await send('/sign-in', 'multipart/form-data', 'x')).status).toBe(422)
  expect((await send('/sign-in', 'multipart/form-data; boundary=x', '--y\r\n\r\n')).status).toBe(422)
  expect((await send('/sign-in', 'application/json', '{"contact":"a@example.kz"}')).status).toBe(422)
  expect((await send('/sign-in', 'application/x-www-form-urlencoded', '%ff%zz&&=&=%')).status).toBe(422)
  const large = 'x'.repeat(1024 * 1024 + 1)
  expect((await send('/sign-in', 'application/x-www-form-urlencoded', `contact=${large}`)).status).toBe(413)
  const refused = await send('/api/v1/needs', 'application/json', JSON.stringify({ words: large }))
  expect(refused.status).toBe(413)
  expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(fallen).toEqual([])
})

import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { newId, newPublicId } from '../kit/ids'
import { unwrap } from '../kit/result'
import { createKey } from '../platform/keys/keys'

let world: World
let d: District
let everywhere: string
let elsewhere: string
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  const scopes = ['needs:enter', 'needs:triage', 'needs:verify', 'needs:claim']
  everywhere = unwrap(await createKey(world.system, { name: 'partner', scopes })).secret
  elsewhere = unwrap(await createKey(world.system, { name: 'other region', scopes, regionId: 'KZ-75' })).secret
})

async function send(
  method: 'GET' | 'POST',
  path: string,
  options: { key?: string; body?: unknown; repeat?: string } = {},
) {
  const response = await world.http.request(`http://127.0.0.1:8080/api/v1${path}`, {
    method,
    headers: {
      ...(options.key === undefined ? {} : { authorization: `Bearer ${options.key}` }),
      'content-type': 'application/json',
      ...(method === 'POST' ? { 'idempotency-key': options.repeat ?? newId() } : {}),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const aNeed = (overrides: Record<string, unknown> = {}) => ({
  kind: 'food',
  lines: [{ words: 'ауыз су', quantity: '20' }],
  place: { locality: d.localityId, atHome: true, address: 'HiddenStreet 9' },
  neededBy: '2026-11-23T15:00:00Z',
  urgency: 'expected',
  contact: '8 701 234 56 78',
  callSafe: true,
  textSafe: true,
  consentHow: 'by-phone',
  ...overrides,
})

test('a need entered by a partner, repeated, read, verified, claimed and received', async () => {
  const repeat = newId()
  const first = await send('POST', '/needs', { key: everywhere, body: aNeed(), repeat })
  const again = await send('POST', '/needs', { key: everywhere, body: aNeed(), repeat })
  expect(first.status, JSON.stringify(first.body)).toBe(201)
  expect(again.body).toEqual(first.body)
  const { id } = first.body
  const follow = new URL(String(first.body.followUrl)).pathname
  expect((await (await world.browser()).get(follow)).status).toBe(200)
  expect((await send('POST', `/needs/${id}/verify`, { key: everywhere, body: { method: 'partner' } })).status).toBe(200)
  const open = await send('GET', `/lines?region=${d.region}`)
  expect(open.body.lines).toMatchObject([{ kind: 'drinking-water', open: 20000, held: 0, verified: true }])
  const [line] = open.body.lines as { id: string }[]
  const body = { organization: d.organizationId, quantity: 15000, until: '2026-11-23T10:00:00Z' }
  expect((await send('POST', `/lines/${line?.id}/claims`, { key: everywhere, body })).status).toBe(201)
  const refused = await send('POST', `/lines/${line?.id}/claims`, { key: everywhere, body })
  expect(refused).toMatchObject({ status: 409, body: { title: 'too much', free: 5000 } })
  const state = await send('GET', `/needs/${id}`, { key: everywhere })
  expect(state.body).toMatchObject({ state: 'verified', receipt: null, lines: [{ requested: 20000, open: 20000 }] })
  expect(JSON.stringify(state.body)).not.toContain('HiddenStreet')
  const receipt = { result: 'yes', consentHow: 'by-phone' }
  expect((await send('POST', `/needs/${id}/receipt`, { key: everywhere, body: receipt })).status).toBe(200)
  expect((await send('GET', `/needs/${id}`, { key: everywhere })).body).toMatchObject({ state: 'met', receipt: 'yes' })
  expect((await world.entries()).find((e) => e.kind === 'need.raised')).toMatchObject({ door: 'api', actorKind: 'key' })
})

test('a key reaches its own region and nothing else', async () => {
  const made = await send('POST', '/needs', { key: everywhere, body: aNeed() })
  expect((await send('GET', `/needs/${made.body.id}`, { key: elsewhere })).status).toBe(404)
  expect((await send('POST', '/needs', { key: elsewhere, body: aNeed() })).status).toBe(403)
  expect(
    (await send('POST', `/needs/${made.body.id}/verify`, { key: elsewhere, body: { method: 'call' } })).status,
  ).toBe(403)
  expect((await send('GET', `/needs/${made.body.id}`)).status).toBe(401)
})

test('what is health-related is one group for everyone, page by page', async () => {
  await send('POST', '/needs', { key: everywhere, body: aNeed({ kind: 'other', lines: [{ words: 'wheelchair' }] }) })
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page = await send('GET', `/lines?region=${d.region}&limit=1${cursor === null ? '' : `&cursor=${cursor}`}`)
    seen.push(...(page.body.lines as { kind: string }[]).map((line) => line.kind))
    cursor = page.body.next as string | null
  } while (cursor !== null)
  expect(seen).toContain('health')
  expect(seen).not.toContain('wheelchair')
  expect(seen).toHaveLength(2)
})

test('what cannot be understood is said, field by field', async () => {
  const wrong = await send('POST', '/needs', { key: everywhere, body: aNeed({ contact: 'nobody' }) })
  expect(wrong).toMatchObject({ status: 422, body: { title: 'contact wrong' } })
  const nowhere = await send('POST', '/needs', {
    key: everywhere,
    body: aNeed({ place: { locality: newPublicId(), atHome: false } }),
  })
  expect(nowhere.status).toBe(422)
  expect((await send('POST', '/needs', { key: everywhere, body: aNeed({ surprise: 1 }) })).status).toBe(422)
  expect((await send('POST', '/needs/none/verify', { key: everywhere, body: { method: 'call' } })).status).toBe(404)
})

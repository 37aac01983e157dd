import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { seedDistrict } from '../../test/district'
import { testWorld } from '../../test/world'
import { unwrap } from '../kit/result'
import { createKey } from '../platform/keys/keys'
import { openSeeds } from './seed-post.testing'

const world = await testWorld()
const d = await seedDistrict(world)
const seeds = await openSeeds(world, d)
const scopes = ['dispatch:run']
const own = unwrap(await createKey(world.system, { name: 'own', scopes, organizationId: d.organizationId })).secret
const far = unwrap(await createKey(world.system, { name: 'far', scopes, regionId: 'KZ-75' })).secret

async function send(key: string, method: 'GET' | 'POST', path: string, body?: unknown, repeat: string = randomUUID()) {
  const response = await world.http.request(`http://127.0.0.1:8080/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      ...(method === 'POST' ? { 'idempotency-key': repeat } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

test('a partner starts a call-out once, reads its asks and stops it', async () => {
  const { postId } = await seeds.post({ seats: 2 })
  const repeat = randomUUID()
  const wish = { post: postId, ceiling: 3, wantedPermille: 900, answerMinutes: 30 }
  const started = await send(own, 'POST', '/call-outs', wish, repeat)
  expect(started.status, JSON.stringify(started.body)).toBe(201)
  expect((await send(own, 'POST', '/call-outs', wish, repeat)).body).toEqual(started.body)
  expect(await send(own, 'POST', '/call-outs', wish)).toMatchObject({ status: 409, body: { title: 'already running' } })
  const path = `/call-outs/${started.body.id}`
  expect((await send(own, 'GET', path)).body).toMatchObject({ state: 'running', sent: 3, ceiling: 3 })
  const listed = await send(own, 'GET', `/posts/${postId}/asks?limit=2`)
  expect(listed.body.asks).toHaveLength(2)
  expect(listed.body.next).toBe('2')
  expect((await send(own, 'POST', `${path}/stop`, {})).status).toBe(200)
  expect((await send(own, 'GET', path)).body).toMatchObject({ state: 'stopped' })
})

test('candidates come without counts; whoever wants them reads who is kept out, private reasons as one figure', async () => {
  await seeds.volunteer('Too far', { volunteer: { latitude: 49.2, longitude: 48.1, reach_meters: 5000 } })
  await seeds.volunteer('Tired', { volunteer: { week_minutes_max: 60 } })
  const { postId } = await seeds.post({ title: 'Third', at: world.clock.now().add({ hours: 72 }) })
  const path = `/posts/${postId}/candidates?limit=1`
  const first = (await send(own, 'GET', path)).body
  expect(first).toMatchObject({ eligible: null, excluded: null, next: '1' })
  const { body: whole } = await send(own, 'GET', `${path}&whole=true`)
  expect(whole.candidates).toEqual(first.candidates)
  const excluded = whole.excluded as { rule: string; people: number }[]
  expect(excluded.map(({ rule }) => rule).sort()).toEqual(['not-available', 'reach'])
  const rest = (await send(own, 'GET', `/posts/${postId}/candidates`)).body
  expect(rest).toMatchObject({ eligible: whole.eligible, next: null })
})

test('a key of another region reaches nothing, and an answer without consent is nobody’s', async () => {
  const { postId } = await seeds.post({ title: 'Second' })
  const body = { post: postId, ceiling: 3 }
  expect((await send(far, 'POST', '/call-outs', body)).status).toBe(403)
  const asked = await send(own, 'POST', `/posts/${postId}/asks`, { volunteer: d.lina })
  expect(asked.status, JSON.stringify(asked.body)).toBe(201)
  expect((await send(far, 'GET', `/posts/${postId}/asks`)).status).toBe(403)
  const answer = await send(own, 'POST', `/asks/${asked.body.id}/answer`, {
    answer: 'yes',
    consent: '0d9f8f4e-2c1b-4c59-9a57-6f0a4d8a7c21',
  })
  expect(answer).toMatchObject({ status: 422, body: { title: 'consent invalid' } })
})

import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { unwrap } from '../kit/result'
import { createKey } from '../platform/keys/keys'

let world: World
let d: District
let own: string
let far: string
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  const scopes = ['dispatch:run']
  own = unwrap(await createKey(world.system, { name: 'own', scopes, organizationId: d.organizationId })).secret
  far = unwrap(await createKey(world.system, { name: 'far', scopes, regionId: 'KZ-75' })).secret
})

async function read(path: string, key?: string) {
  const response = await world.http.request(`http://127.0.0.1:8080/api/v1${path}`, {
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const week = 'from=2026-11-22T19:00:00Z&to=2026-11-24T19:00:00Z'

test('a partner pages through the volunteers of its region; each person can see the look', async () => {
  const first = await read('/volunteers?limit=2', own)
  expect(first.body.volunteers).toHaveLength(2)
  const second = await read(`/volunteers?limit=2&cursor=${first.body.next}`, own)
  expect(second.body).toMatchObject({ next: null })
  expect(JSON.stringify([first, second])).not.toMatch(/Lina|Arman|Aigul|example\.kz|51\.2/)
  const looks = await world.db.selectFrom('looks').select('what').where('subject_person_id', '=', d.lina).execute()
  expect(looks).toHaveLength(1)
})

test('free time is what they said less what they gave away', async () => {
  const lina = await world.browser(d.lina)
  await lina.post('/me/availability/busy', { busyFrom: '2026-11-23T10:00', busyTo: '2026-11-23T12:00' })
  expect((await read(`/volunteers/${d.lina}/free?${week}`, own)).body).toEqual({
    volunteer: d.lina,
    state: 'active',
    free: [
      { start: '2026-11-23T03:00:00Z', end: '2026-11-23T05:00:00Z' },
      { start: '2026-11-23T07:00:00Z', end: '2026-11-23T17:00:00Z' },
      { start: '2026-11-24T03:00:00Z', end: '2026-11-24T17:00:00Z' },
    ],
  })
})

test('a key of another region sees nobody here, and learns of nobody', async () => {
  expect((await read('/volunteers', far)).body).toMatchObject({ volunteers: [] })
  expect((await read(`/volunteers?region=${d.region}`, far)).status).toBe(403)
  expect((await read(`/volunteers/${d.lina}/free?${week}`, far)).status).toBe(404)
  expect((await read('/volunteers')).status).toBe(401)
})

test('totals are for anyone, and silent below five', async () => {
  expect(await read('/volunteers/totals')).toMatchObject({
    status: 200,
    body: { totals: [{ region: d.region, registered: null, active: null }] },
  })
})

import { expect, test } from 'vitest'
import { seedDistrict } from '../../../test/district'
import { testWorld } from '../../../test/world'
import { rooms } from '../../app'
import { hashSecret } from '../../kit/ids'
import { makeSecretLink } from './secret-links'

const world = await testWorld()
const district = await seedDistrict(world)
const bySecret = rooms.flatMap((room) => room.routes).filter((route) => route.path.includes('/:secret'))

test('no page behind a secret address tells it to another, or is kept by a cache', async () => {
  const visitor = await world.browser()
  expect(bySecret.length).toBeGreaterThan(20)
  for (const { path } of bySecret.filter((route) => route.method === 'GET')) {
    const answer = await visitor.get(path.replace(/:secret(\{.*\})?/, `${'x'.repeat(32)}.ics`).replace(/:\w+/g, 'x'))
    expect(answer.headers.get('referrer-policy'), path).toBe('no-referrer')
    expect(answer.headers.get('cache-control'), path).toBe('private, no-store')
  }
})

test('a secret is never called a token in a path, so that none escapes the rule above', () => {
  const paths = rooms.flatMap((room) => room.routes).map((route) => route.path)
  expect(paths.filter((path) => /:(token|code|hash)/.test(path))).toEqual([])
  for (const route of bySecret.filter(({ may }) => may === 'secret-link'))
    expect(route.purpose, route.path).toBeTruthy()
})

test('a secret has at least 128 random bits, and only its hash is kept', async () => {
  const expiresAt = world.clock.now().add({ hours: 1 })
  const link = { purpose: 'calendar', subjectId: district.lina, personId: district.lina, expiresAt }
  const secret = await makeSecretLink(world.db, link, world.clock.now())
  expect(Buffer.from(secret, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
  const rows = await world.db.selectFrom('secret_links').selectAll().execute()
  expect(rows.map((row) => row.secret_hash.toString('hex'))).toContain(hashSecret(secret).toString('hex'))
  expect(JSON.stringify(rows)).not.toContain(secret)
  const visitor = await world.browser()
  expect((await visitor.get(`/calendar/${secret}.ics`)).status).toBe(200)
  world.clock.advance({ hours: 1 })
  expect((await visitor.get(`/calendar/${secret}.ics`)).status).toBe(410)
})

test('an older browser can use a form behind a secret, which it sends from nowhere; no other form', async () => {
  const expiresAt = world.clock.now().add({ hours: 1 })
  const at = world.clock.now()
  const helper = await makeSecretLink(world.db, { purpose: 'helper', subjectId: district.lina, expiresAt }, at)
  const post = (path: string, session = '') =>
    world.http.request(`${world.system.config.url}${path}`, {
      method: 'POST',
      body: new URLSearchParams({ words: 'x' }),
      headers: { origin: 'null', cookie: session },
    })
  const lina = await world.browser(district.lina)
  const session = `asar_session=${lina.cookies.get('asar_session')}`
  expect((await post(`/helper/${helper}/check-out`)).status).not.toBe(403)
  expect((await post(`/claim/${helper}`, session)).status).toBe(403)
  expect((await post('/me/account/restrict', session)).status).toBe(403)
})

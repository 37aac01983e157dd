import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { findDrillObstacle } from './run-drill'

let world: World
let district: District
let dataFolder: string
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'asar-drill-'))
  await chmod(dataFolder, 0o711)
  world = await testWorld({ config: { dataFolder: join(dataFolder, 'data') } })
  district = await seedDistrict(world)
})
afterAll(() => rm(dataFolder, { recursive: true, force: true }))

const coordinator = async () => {
  const browser = await world.browser(district.dana)
  browser.cookies.set('lang', 'en')
  return browser
}

test('a coordinator plays a drill from the desk and reads what it found; nothing live changes', async () => {
  const dana = await coordinator()
  expect(await (await dana.get('/desk')).text()).toContain('href="/desk/drill"')
  expect((await dana.post('/desk/drill', { size: 'gigantic' })).status).toBe(422)
  const before = await world.entries()
  expect((await dana.post('/desk/drill', { size: 'small' })).status).toBe(303)
  const running = await (await dana.get('/desk/drill')).text()
  expect(running).toContain('A drill is playing')
  // Pressed again: still the one.
  const again = await dana.post('/desk/drill', { size: 'large' })
  expect(again.status).toBe(303)
  const found = await waitFor(dana, (text) => !text.includes('A drill is playing'))
  expect(found).toContain('Nothing happened that must never happen')
  expect(found).toMatch(/Requests raised[\s\S]*?10/)
  expect(await world.entries()).toEqual(before)
}, 150_000)

test('a second drill waits for one that plays elsewhere, and none starts on a weak machine', async () => {
  const dana = await coordinator()
  const { host, port } = inject('postgres')
  const name = `asar_drill_0_${randomUUID().slice(0, 8)}`
  const admin = new pg.Client({ host, port, user: 'postgres', database: 'postgres' })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  const other = new pg.Client({ host, port, user: 'postgres', database: name })
  await other.connect()
  const refused = await dana.post('/desk/drill', { size: 'small' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Another drill is playing')
  await other.end()
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await admin.end()
  expect(await findDrillObstacle(world.db, { cores: 1, freeBytes: 2 ** 34 })).toBe('weak')
  expect(await findDrillObstacle(world.db, { cores: 8, freeBytes: 2 ** 28 })).toBe('weak')
  expect(await findDrillObstacle(world.db, { cores: 2, freeBytes: 2 ** 31 })).toBeUndefined()
})

test('a drill is stopped by whoever runs the desk', async () => {
  const dana = await coordinator()
  await dana.post('/desk/drill', { size: 'large' })
  await dana.post('/desk/drill/stop')
  expect(await waitFor(dana, (text) => !text.includes('A drill is playing'))).toContain('was stopped')
}, 60_000)

async function waitFor(browser: Awaited<ReturnType<typeof coordinator>>, isThere: (text: string) => boolean) {
  for (;;) {
    const text = await (await browser.get('/desk/drill')).text()
    if (isThere(text)) return text
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

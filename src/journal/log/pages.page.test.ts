import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillRecord } from '../../../test/fill-record'
import { type Browser, testWorld, type World } from '../../../test/world'
import { pageFaults } from '../../web'

let folder: string
let world: World
let visitor: Browser
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asar-log-pages-'))
  world = await testWorld({ background: true, seals: true, config: { dataFolder: folder } })
  visitor = await world.browser()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const open = async (path: string, status = 200) => {
  const response = await visitor.get(path)
  expect(response.status, path).toBe(status)
  const html = await response.text()
  expect(pageFaults(html), path).toEqual([])
  return html
}

test('before the set-up is done nothing is sealed, and pages say so', async () => {
  await fillRecord(world.system)
  await world.app.journal.caughtUp()
  expect(await open('/log')).toContain('Nothing is sealed yet')
  expect(await open('/log/entries/1')).toContain('not sealed yet')
  await open('/log/checkpoint', 404)
  await open('/log/key', 404)
})

test('an entry shows exactly what is sealed, its checkpoint and its receipt', async () => {
  await world.db
    .insertInto('settings')
    .values({ key: 'demo', value: JSON.stringify({ startedAt: '2026-11-22T10:00:00Z' }) })
    .execute()
  await world.app.journal.caughtUp()
  const html = await open('/log/entries/5')
  expect(html).toContain('in the checkpoint over 330 entries')
  expect(html).toContain('&quot;position&quot;:5,')
  expect(html).toContain('href="/log/entries/5/proof"')
  expect(html).toContain('npx asar verify entry http://127.0.0.1:8080/log/entries/5')
  const receipt = await visitor.get('/log/entries/5/proof')
  expect(receipt.headers.get('content-disposition')).toContain('asar-entry-5.tlog-proof')
  for (const path of [
    '/log/entries/331',
    '/log/entries/0',
    '/log/entries/x',
    '/log/entries/05',
    '/log/entries/331/proof',
  ])
    await open(path, 404)
})

test('the record tells its key, root and size; a number leads to its entry, anything else is told', async () => {
  const html = await open('/log')
  for (const text of ['330', '127.0.0.1:8080/log+', 'href="/log/checkpoint"', 'href="/verify"'])
    expect(html).toContain(text)
  const found = await visitor.get('/verify?entry=12')
  expect([found.status, found.headers.get('location')]).toEqual([303, '/log/entries/12#check'])
  for (const typed of ['331', '0', '-1', 'Lina', '1e3'])
    expect(await open(`/verify?entry=${typed}`, 422)).toContain('Expected a number from 1 to 330')
  expect(await open('/verify')).toContain('asar verify copy http://127.0.0.1:8080/log')
})

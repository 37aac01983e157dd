import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedDistrict } from '../../../test/district'
import { fillRecord } from '../../../test/fill-record'
import { makeHome } from '../../../test/open-release'
import { copyOf, downloadOf, openRows, tamperWithDownload, tamperWithFile } from '../../../test/tamper'
import { testWorld, type World } from '../../../test/world'
import { verifyRecord } from '../../journal'
import { newChance } from '../../kit/chance'
import { unwrap } from '../../kit/result'
import { publishRelease } from '../../open'
import { findingList } from '../../verify'
import { verifyDownload } from './verify-download'
import { verifyTotals } from './verify-totals'

const FILE_CHANGES = 1500
const ROW_CHANGES = 60
const DOWNLOAD_CHANGES = 200

let folder: string
let world: World
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asar-tamper-'))
  world = await testWorld({ background: true, seals: true, config: { dataFolder: folder } })
  await seedDistrict(world)
  await world.db
    .insertInto('settings')
    .values({ key: 'demo', value: JSON.stringify({ startedAt: '2026-11-22T10:00:00Z' }) })
    .execute()
  await world.app.journal.caughtUp()
  await fillRecord(world.system)
  await world.app.journal.caughtUp()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Said once all of a kind were found: one that was missed ends its test before. */
const tell = (kind: string, changes: number) =>
  process.stdout.write(`single bytes changed in ${kind}: found ${changes} of ${changes}\n`)

test('what nobody touched holds', async () => {
  const findings = findingList()
  const looked = await verifyRecord(world.db, findings)
  expect(await verifyTotals(world.db, findings)).toBeGreaterThan(0)
  expect(findings.listed).toEqual([])
  expect(looked).toMatchObject({ checkpoints: expect.any(Number), facts: expect.any(Number) })
  expect(looked.entries).toBeGreaterThan(300)
})

test('every single byte changed in what is published is found and named', async () => {
  const copy = await copyOf(world.http, world.db)
  const next = newChance('files').next
  for (let change = 0; change < FILE_CHANGES; change++) {
    const { changed, findings, isNamed } = await tamperWithFile(copy, next)
    expect(findings.length, changed).toBeGreaterThan(0)
    expect(isNamed, `${changed}: ${JSON.stringify(findings)}`).toBe(true)
  }
  tell('the published log', FILE_CHANGES)
}, 120_000)

test('every single byte changed in a download of open data is found and named', async () => {
  await makeHome(world.connection('postgres'))
  const id = unwrap(await publishRelease(world.system))
  await world.app.journal.caughtUp()
  const download = await downloadOf(world.http, id, await copyOf(world.http, world.db))
  const untouched = findingList()
  const names = [...download.files.keys()]
  const source = { name: 'download', read: async (name: string) => download.files.get(name) }
  const looked = await verifyDownload({ source, names }, download.key, download.log, untouched)
  expect(untouched.listed).toEqual([])
  expect(looked.rows).toBeGreaterThan(600)
  const next = newChance('downloads').next
  for (let change = 0; change < DOWNLOAD_CHANGES; change++) {
    const { changed, findings, isNamed } = await tamperWithDownload(download, next)
    expect(isNamed, `${changed}: ${JSON.stringify(findings)}`).toBe(true)
  }
  tell('downloads', DOWNLOAD_CHANGES)
}, 120_000)

test('every single byte changed in a row of the record, its facts, its log or a total is found and named', async () => {
  const rows = await openRows(world.connection('postgres'), world.db)
  try {
    const next = newChance('rows').next
    for (let change = 0; change < ROW_CHANGES; change++) {
      const { changed, findings, isNamed } = await rows.tamper(next)
      expect(findings.length, changed).toBeGreaterThan(0)
      expect(isNamed, `${changed}: ${JSON.stringify(findings)}`).toBe(true)
    }
    tell('rows of the database', ROW_CHANGES)
  } finally {
    await rows.close()
  }
  const findings = findingList()
  await verifyRecord(world.db, findings)
  expect(findings.listed).toEqual([])
}, 120_000)

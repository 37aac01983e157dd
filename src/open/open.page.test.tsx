import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedDistrict } from '../../test/district'
import { fillRecord } from '../../test/fill-record'
import { makeHome } from '../../test/open-release'
import { type Browser, testWorld, type World } from '../../test/world'
import { newPublicId } from '../kit/ids'
import { ok } from '../kit/result'
import { needHelped } from '../needs/entries'
import { inCommand } from '../platform'
import { pageFaults } from '../web'
import { tables } from './tables'

const run = promisify(execFile)
let folder: string
let world: World
let visitor: Browser
let id: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asar-open-'))
  world = await testWorld({ background: true, seals: true, config: { dataFolder: join(folder, 'data') } })
  visitor = await world.browser()
  await seedDistrict(world)
  await makeHome(world.connection('postgres'))
  await world.db
    .insertInto('settings')
    .values({ key: 'demo', value: JSON.stringify({ startedAt: '2026-11-22T10:00:00Z' }) })
    .execute()
  await fillRecord(world.system)
  await inCommand(world.system, 'test', async (tx) => {
    for (const entry of helped()) tx.append(entry)
    return ok(null)
  })
  await world.app.journal.caughtUp()
  const asked = await visitor.post('/open/publish')
  expect(asked.headers.get('location')).toBe('/open')
  id = /\/open\/([^/]+)\/all\.tar/.exec(await (await visitor.get('/open')).text())?.[1] ?? ''
  await world.app.journal.caughtUp()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Requests by text from a village and on the site from a town, as many of each as may be told. */
const helped = () =>
  [30, 40, 50, 60, 70].flatMap((waitMinutes) =>
    (['sms', 'web'] as const).map((door) => {
      const subjectId = newPublicId()
      const settlement = door === 'sms' ? ('village' as const) : ('town' as const)
      const common = { region: 'KZ-27', day: '2026-11-22', need: subjectId, definition: 1, drill: false }
      return needHelped.entry({
        subjectId,
        regionId: 'KZ-27',
        body: { waitMinutes, settlement },
        public: { ...common, door, waitMinutes },
      })
    }),
  )

const read = async (name: string) => (await visitor.get(`/open/${id}/${name}`)).text()
const bytesOf = async (name: string) => new Uint8Array(await (await visitor.get(`/open/${id}/${name}`)).arrayBuffer())

/** The release as whoever downloads it has it. */
async function unpacked(name: string): Promise<string> {
  const place = join(folder, name)
  await mkdir(place)
  const archive = join(place, 'all.tar')
  await writeFile(archive, await bytesOf('all.tar'))
  await run('tar', ['-xf', archive, '-C', place])
  return join(place, `asar-open-${id}`)
}

const recompute = (place: string, ...words: string[]) =>
  run(process.execPath, [join(place, 'recompute.mjs'), place, ...words]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (failed: { code: number; stdout: string; stderr: string }) => failed,
  )

test('the page names every table in three languages, and holds without script', async () => {
  expect(id).toMatch(/^2026-11-22(-\d+)?$/)
  for (const lang of ['kk', 'ru', 'en']) {
    const html = await (await visitor.get('/open', { cookie: `lang=${lang}` })).text()
    expect(pageFaults(html)).toEqual([])
    for (const table of Object.keys(tables)) expect(html).toContain(`id="${table}"`)
  }
})

test('the script of the download counts every published number again and gets the same', async () => {
  const place = await unpacked('counted')
  expect((await read('recompute.mjs')).trimEnd().split('\n').length).toBeLessThanOrEqual(50)
  const counted = await recompute(place)
  expect(counted.stderr).toMatch(/^\d+ figures counted again, 0 differ/)
  expect(counted.code).toBe(0)
  const lines = counted.stdout
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
  const published = JSON.parse(await read('numbers.json')) as {
    number: string
    by: string
    key: string | null
    value: number | null
  }[]
  const isSaid = (row: (typeof published)[number]) =>
    lines.some(
      ([number, by, key, value]) =>
        number === row.number && by === row.by && key === (row.key ?? '') && value === String(row.value),
    )
  const open = published.filter(
    (row) =>
      row.value !== null &&
      row.by !== 'settlement' &&
      !row.number.startsWith('goods-mis') &&
      !/return|retain|came-offline/.test(row.number),
  )
  expect(open.length).toBeGreaterThan(20)
  expect(open.filter((row) => !isSaid(row))).toEqual([])
  // What stands inside entries is published in sums, and no download makes them again.
  expect(published.filter(({ by }) => by === 'settlement').map(({ key }) => key)).toEqual(['town', 'village'])
  expect(open.filter(({ number, by }) => number === 'help-wait' && by === 'door')).toHaveLength(2)
  expect((await recompute(place, 'hours-compulsory')).stdout).toMatch(/^hours-compulsory\tall\t\t[1-9]/)
})

test('a number, a count or an entry that was changed is named by the script', async () => {
  const place = await unpacked('changed')
  const change = async (name: string, from: RegExp, to: string) => {
    const before = await read(name)
    const after = before.replace(from, to)
    expect(after).not.toBe(before)
    await writeFile(join(place, name), after)
    const counted = await recompute(place)
    await writeFile(join(place, name), before)
    return counted
  }
  expect(await change('numbers.json', /("hours-compulsory",.*"by":"all",.*"value":)\d+/, '$11')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('differs: hours-compulsory all : published 1,'),
  })
  expect(await change('counts-00001.json', /("hours-compulsory",.*"amount":)\d+/, '$11')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/differs: entry \d+: hours-compulsory counts 1, its rules say \d+/),
  })
  expect(await change('entries-00001.json', /\\"minutes\\":\d+/, '\\"minutes\\":1')).toMatchObject({ code: 1 })
})

test('every file is what the sealed list of files says, and the list is what the log has sealed', async () => {
  const manifest = await read('manifest.json')
  const { files, asOf } = JSON.parse(manifest) as {
    asOf: number
    files: { name: string; bytes: number; sha256: string }[]
  }
  const hash = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
  for (const { name, bytes, sha256 } of files) {
    const found = await bytesOf(name)
    expect([name, found.length, hash(found)]).toEqual([name, bytes, sha256])
  }
  const receipt = await read('release.tlog-proof')
  const sealed = JSON.parse(Buffer.from(/^extra (.+)$/m.exec(receipt)?.[1] ?? '', 'base64').toString())
  expect(sealed).toMatchObject({ kind: 'open.released', public: { count: asOf, commitment: hash(manifest) } })
})

test('a HXL reader finds the tags: one hashtag with attributes above every column', async () => {
  // The standard's own rule for a tagspec (HXL 1.1): a hashtag, then attributes.
  const tagspec = /^#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*$/
  for (const [table, { columns, isParted }] of Object.entries(tables)) {
    const [names = '', tags = ''] = (await read(`${table}${isParted ? '-00001' : ''}.csv`)).split('\r\n')
    expect(names.split(',')).toEqual(columns.map(({ name }) => name))
    expect(tags.split(',').filter((tag) => !tagspec.test(tag))).toEqual([])
    expect(tags.split(',')).toHaveLength(columns.length)
  }
})

test('another Parquet reader reads the same rows as stand in the JSON, Kazakh letters and all', async () => {
  for (const [table, { columns, isParted }] of Object.entries(tables)) {
    const name = `${table}${isParted ? '-00001' : ''}`
    const file = (await bytesOf(`${name}.parquet`)).buffer
    const rows = (await parquetReadObjects({ file })).map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, cell]) => [key, typeof cell === 'bigint' ? Number(cell) : (cell ?? null)]),
      ),
    )
    expect(rows, table).toEqual(JSON.parse(await read(`${name}.json`)))
    expect(parquetMetadata(file).key_value_metadata?.find(({ key }) => key === 'hxl')?.value).toContain(columns[0]?.tag)
  }
  expect(await read('definitions.json')).toMatch(/[әғқңөұүһі]/)
})

test('the catalogue is in the form of DCAT-AP, with a licence and a fingerprint on every file', async () => {
  const response = await visitor.get('/open/catalog.jsonld')
  expect(response.headers.get('content-type')).toContain('application/ld+json')
  const catalogue = (await response.json()) as Record<string, never> & { 'dcat:dataset': Record<string, unknown>[] }
  expect(catalogue['@type']).toBe('dcat:Catalog')
  for (const needed of ['dct:title', 'dct:description', 'dct:publisher', 'dct:license'])
    expect(catalogue).toHaveProperty([needed])
  expect(catalogue['dcat:dataset']).toHaveLength(Object.keys(tables).length)
  for (const dataset of catalogue['dcat:dataset']) {
    for (const needed of ['dct:title', 'dct:description', 'dct:identifier']) expect(dataset).toHaveProperty([needed])
    const files = dataset['dcat:distribution'] as Record<string, { '@id': string }>[]
    expect(files).toHaveLength(3)
    for (const file of files) {
      expect(file['dct:license']?.['@id']).toBe('https://creativecommons.org/licenses/by/4.0/')
      expect(file['spdx:checksum']).toMatchObject({ '@type': 'spdx:Checksum' })
      const address = new URL(file['dcat:downloadURL']?.['@id'] ?? '')
      expect((await visitor.get(address.pathname)).status).toBe(200)
    }
  }
})

test('a file never changes and is not sent twice; the newest has an address that stays', async () => {
  const first = await visitor.get(`/open/${id}/numbers.csv`)
  expect(first.headers.get('cache-control')).toContain('immutable')
  const tag = first.headers.get('etag') ?? ''
  expect((await visitor.get(`/open/${id}/numbers.csv`, { 'if-none-match': tag })).status).toBe(304)
  expect((await visitor.get('/open/latest/numbers.csv')).headers.get('location')).toBe(`/open/${id}/numbers.csv`)
  expect(await (await visitor.get('/open/recompute.mjs')).text()).toBe(await read('recompute.mjs'))
})

test('what is no file of a release is not found, and a press within ten minutes makes no second one', async () => {
  for (const path of [
    'entries-00002.csv',
    'entries.csv',
    'numbers-00001.csv',
    'people.csv',
    'numbers.xml',
    '..%2fmanifest.json',
  ])
    expect((await visitor.get(`/open/${id}/${path}`)).status, path).toBe(404)
  expect((await visitor.get('/open/2020-01-01/numbers.csv')).status).toBe(404)
  await visitor.post('/open/publish')
  const { count } = await world.db
    .selectFrom('open_releases')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  expect(Number(count)).toBe(1)
})

test('a file that would no longer be what was sealed is not handed out', async () => {
  await world.db
    .updateTable('indicator_entries')
    .set(({ eb }) => ({ amount: eb('amount', '+', 1) }))
    .where('indicator', '=', 'hours-compulsory')
    .execute()
  expect((await visitor.get(`/open/${id}/counts-00001.csv`)).status).toBe(410)
  expect((await visitor.get(`/open/${id}/entries-00001.csv`)).status).toBe(200)
})

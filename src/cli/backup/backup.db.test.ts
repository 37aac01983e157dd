import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { appendFile, chmod, cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, onTestFinished, test, vi } from 'vitest'
import { erasureLedger, ledgerFile, readLedger } from '../../erasure-ledger'
import { catchUp } from '../../journal'
import { ok, unwrap } from '../../kit/result'
import { createPerson, erasePerson, findPerson } from '../../people'
import { loadCountryPack } from '../../places'
import { asSystem, inCommand, parseConfig } from '../../platform'
import { type BackupManifest, startOrAttach } from '../../platform/postgres'
import { runCli } from '../run-cli'
import { withApp } from '../with-app'

let base: string
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'asar-backup-'))
  await chmod(base, 0o711)
})
afterAll(() => rm(base, { recursive: true, force: true }))

const dataOf = (name: string): string => join(base, name)
const configOf = (name: string) => unwrap(parseConfig({ ASAR_DATA: dataOf(name), PORT: '8080' }, []))

/** Runs `asar` as at a terminal. */
async function asar(env: Record<string, string>, ...words: string[]) {
  const said: string[] = []
  const printed: string[] = []
  const voices = { print: (text: string) => void printed.push(text), say: (line: string) => void said.push(line) }
  const code = await runCli(words, { PORT: '8080', ...env }, voices)
  return { code, said: said.join('\n'), printed: printed[0] === undefined ? undefined : JSON.parse(printed[0]) }
}

const addPerson = (name: string, personName: string): Promise<string> =>
  withApp(configOf(name), async ({ system }) => {
    unwrap(await loadCountryPack(system, 'LI'))
    const { id: regionId } = await system.db.selectFrom('regions').select('id').executeTakeFirstOrThrow()
    const outcome = await inCommand<string, never>(asSystem(system, 'test'), 'test', async (tx) =>
      ok(
        await createPerson(tx, {
          name: personName,
          regionId,
          zone: 'Europe/Vaduz',
          lang: 'en',
          cameBy: 'self',
          contacts: [{ kind: 'email', value: `${personName.toLowerCase()}@example.kz`, verified: true }],
          consentHow: 'web',
        }),
      ),
    )
    return unwrap(outcome)
  })

const stateOf = (name: string, personId: string): Promise<string | undefined> =>
  withApp(configOf(name), async ({ system }) => (await findPerson(system.db, personId))?.state)

test('a backup taken while the server works comes back whole, and who was erased since is erased again', async () => {
  const lina = await addPerson('first', 'Lina')
  const arman = await addPerson('first', 'Arman')
  const running = await startOrAttach({ dataFolder: dataOf('first') })
  const made = await asar({ ASAR_DATA: dataOf('first') }, 'backup', join(base, 'copy'), '--json')
  await running.stop()
  expect(made).toMatchObject({ code: 0, printed: { kind: 'copy' } })
  expect(made.printed.journalPosition).toBeGreaterThan(0)

  await withApp(configOf('first'), async ({ system, journal }) => {
    unwrap(await erasePerson(asSystem(system, 'test'), { personId: lina }))
    await journal.caughtUp()
    await catchUp(system.db, erasureLedger(dataOf('first')))
  })
  expect((await readLedger(ledgerFile(dataOf('first')))).map((one) => one.id)).toEqual([lina])

  const restored = await asar(
    { ASAR_DATA: dataOf('second') },
    'restore',
    join(base, 'copy'),
    '--erasures',
    ledgerFile(dataOf('first')),
    '--json',
  )
  expect(restored).toMatchObject({ code: 0, printed: { erasures: 1 } })
  expect((await stat(join(dataOf('second'), 'postgres'))).mode & 0o777).toBe(0o700)
  expect(await stateOf('second', lina)).toBe('erased')
  expect(await stateOf('second', arman)).toBe('active')

  const occupied = await asar({ ASAR_DATA: dataOf('second') }, 'restore', join(base, 'copy'))
  expect(occupied.code).toBe(1)
  expect(occupied.said).toContain('Expected a data folder without a database')
}, 180_000)

test('a damaged backup is refused and leaves nothing behind', async () => {
  await cp(join(base, 'copy'), join(base, 'damaged'), { recursive: true })
  const manifest: BackupManifest = JSON.parse(await readFile(join(base, 'damaged', 'manifest.json'), 'utf8'))
  const file = manifest.files.find((one) => one.path.includes('/base/'))?.path ?? ''
  await appendFile(join(base, 'damaged', file), 'x')
  const refused = await asar({ ASAR_DATA: dataOf('fourth') }, 'restore', join(base, 'damaged'))
  expect(refused.code).toBe(1)
  expect(refused.said).toContain(`${file} is not what was backed up`)
  await expect(stat(join(dataOf('fourth'), 'postgres'))).rejects.toThrow()
}, 60_000)

test('wrong calls say what was expected', async () => {
  expect(await asar({}, 'backup')).toMatchObject({ code: 2 })
  expect(await asar({}, 'backup', base, '--fast')).toMatchObject({ code: 2 })
  const missing = await asar({ ASAR_DATA: dataOf('fifth') }, 'restore', join(base, 'nowhere'))
  expect(missing.code).toBe(1)
  expect(missing.said).toContain('has no manifest.json')
})

/** A database of one's own on the test server, migrated or empty, as DATABASE_URL names it. */
async function ownDatabase(of: { migrated: boolean }): Promise<string> {
  const { host, port, template } = inject('postgres')
  const name = `b_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ host, port, user: 'postgres', database: 'postgres' })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name} ${of.migrated ? `TEMPLATE ${template}` : ''} OWNER asar_owner`)
  onTestFinished(async () => {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await admin.end()
  })
  return `postgres://postgres@localhost:${port}/${name}?host=${encodeURIComponent(host)}`
}

test('without pg_dump a database of one’s own is not dumped, and the message says which one is wanted', async () => {
  const DATABASE_URL = await ownDatabase({ migrated: true })
  vi.stubEnv('PATH', base)
  onTestFinished(() => void vi.unstubAllEnvs())
  const refused = await asar({ ASAR_DATA: dataOf('own'), DATABASE_URL }, 'backup', dataOf('own-dump'))
  expect(refused.code).toBe(1)
  expect(refused.said).toContain('Expected pg_dump of PostgreSQL 18')
  expect(refused.said).toContain('found none')
}, 60_000)

test('pg_dump makes a copy that comes back where its major fits, and is refused by its number where it does not', async () => {
  const DATABASE_URL = await ownDatabase({ migrated: true })
  const major = /(\d+)/.exec(spawnSync('pg_dump', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1]
  const made = await asar({ ASAR_DATA: dataOf('own'), DATABASE_URL }, 'backup', dataOf('own-dump-2'), '--json')
  if (major !== '18') {
    expect(made.code).toBe(1)
    expect(made.said).toContain(`found ${major === undefined ? 'none' : `version ${major}`}`)
    return
  }
  expect(made).toMatchObject({ code: 0, printed: { kind: 'dump' } })
  const full = await asar({ ASAR_DATA: dataOf('own-2'), DATABASE_URL }, 'restore', dataOf('own-dump-2'))
  expect(full.said).toContain('holds an installation of Asar already')
  const empty = { ASAR_DATA: dataOf('own-3'), DATABASE_URL: await ownDatabase({ migrated: false }) }
  expect(await asar(empty, 'restore', dataOf('own-dump-2'))).toMatchObject({ code: 0 })
  expect((await asar(empty, 'doctor', '--json')).printed).toBeDefined()
}, 120_000)

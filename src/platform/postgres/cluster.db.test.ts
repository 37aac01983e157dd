import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { attachCluster, type Cluster, openCluster, startOrAttach } from './index'
import { isProcessAlive } from './is-process-alive'
import { findPostmaster } from './postmaster'

const asRoot = process.geteuid?.() === 0
let base: string

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'asar-cluster-'))
  await chmod(base, 0o711)
})

afterAll(() => rm(base, { recursive: true, force: true }))

async function ask<Row extends object>(cluster: Cluster, sql: string): Promise<Row[]> {
  const client = new Client(cluster.connection('asar_owner', 'asar'))
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

const open = async (dataFolder: string, fast = true): Promise<Cluster> => {
  const cluster = await openCluster({ dataFolder, fast })
  onTestFinished(() => cluster.stop())
  return cluster
}

const pidOf = async (dataFolder: string): Promise<number> =>
  Number((await readFile(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])

const resolver = `import { registerHooks } from 'node:module'
registerHooks({ resolve(name, context, next) {
  try { return next(name, context) } catch (error) { if (name.startsWith('.')) return next(name + '.ts', context); throw error }
} })`

const resolveWithoutExtension = `data:text/javascript,${encodeURIComponent(resolver)}`

/** A process of its own that opens the folder, runs the SQL and says `ready`. */
async function startProcess(dataFolder: string, opener: string, sql = 'SELECT 1'): Promise<ChildProcess> {
  const script = `
    import { Client } from 'pg'
    import { ${opener} } from './src/platform/postgres/index.ts'
    const cluster = await ${opener}({ dataFolder: ${JSON.stringify(dataFolder)} })
    const client = new Client(cluster.connection('asar_owner', 'asar'))
    await client.connect()
    await client.query(${JSON.stringify(sql)})
    await client.end()
    process.on('SIGTERM', () => cluster.stop())
    console.log('ready')`
  const child = spawn(
    process.execPath,
    ['--import', resolveWithoutExtension, '--input-type=module', '--eval', script],
    { cwd: join(import.meta.dirname, '../../..'), stdio: ['ignore', 'pipe', 'inherit'] },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  await new Promise((resolve, reject) => {
    child.stdout?.once('data', resolve)
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)))
  })
  return child
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await ended
}

test('a first start makes a private server with Kazakh letters, the owner and the extensions', async () => {
  const dataFolder = join(base, 'first')
  const cluster = await open(dataFolder)
  expect(cluster.owned).toBe(true)
  expect((await stat(cluster.socketFolder)).mode & 0o777).toBe(0o700)
  expect(await ask(cluster, "SELECT similarity('қар', 'қар') AS alike, lower('ӘҒҚҢӨҰҮҺІ') AS small")).toEqual([
    { alike: 1, small: 'әғқңөұүһі' },
  ])
  expect(await ask(cluster, "SELECT current_setting('listen_addresses') AS network")).toEqual([{ network: '' }])
  expect(
    await ask(cluster, "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = 'asar_owner'"),
  ).toEqual([{ rolsuper: false, rolcreatedb: true, rolcreaterole: true }])
  const extensions = await ask<{ extname: string }>(cluster, 'SELECT extname FROM pg_extension ORDER BY 1')
  expect(extensions.map((row) => row.extname)).toEqual(['btree_gist', 'pg_trgm', 'plpgsql'])
  await cluster.stop()
  expect(await attachCluster({ dataFolder }).catch((error) => error.problem)).toMatchObject({ kind: 'not-running' })
})

test('kill -9 of the server process loses nothing; the next start takes its database server over', async () => {
  const dataFolder = join(base, 'killed')
  const first = await startProcess(dataFolder, 'openCluster', 'CREATE TABLE kept AS SELECT 7 AS n')
  const pid = await pidOf(dataFolder)
  await end(first, 'SIGKILL')
  expect(isProcessAlive(pid)).toBe(true)
  const cluster = await open(dataFolder)
  expect(cluster.owned).toBe(true)
  expect(await pidOf(dataFolder)).toBe(pid)
  expect(await ask(cluster, 'SELECT n FROM kept')).toEqual([{ n: 7 }])
  await cluster.stop()
  expect(await findPostmaster(cluster.databaseFolder)).toBeUndefined()
})

test('a second server process is refused with the pid of the first; others attach and leave it running', async () => {
  const dataFolder = join(base, 'shared')
  const first = await startProcess(dataFolder, 'openCluster')
  const refusal = await openCluster({ dataFolder }).catch((error) => error)
  expect(refusal.problem).toMatchObject({ kind: 'already-running', pid: first.pid })
  expect(refusal.message).toContain(`process ${first.pid}`)
  for (const enter of [attachCluster, startOrAttach]) {
    const guest = await enter({ dataFolder })
    expect(guest.owned).toBe(false)
    expect(await ask(guest, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
    await guest.stop()
  }
  const pid = await pidOf(dataFolder)
  expect(isProcessAlive(pid)).toBe(true)
  await end(first, 'SIGTERM')
  expect(await findPostmaster(join(dataFolder, 'postgres'))).toBeUndefined()
})

test('of two commands the last one stops the server, and a server process that came meanwhile keeps it', async () => {
  const dataFolder = join(base, 'commands')
  // Who wins the start is a matter of a moment, so several are looked at.
  for (let round = 0; round < 4; round++) {
    const [one, two] = await Promise.all([
      startOrAttach({ dataFolder, fast: true }),
      startOrAttach({ dataFolder, fast: true }),
    ])
    expect([one.owned, two.owned].filter(Boolean)).toHaveLength(1)
    await one.stop()
    expect(await ask(two, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
    await two.stop()
  }
  const third = await startOrAttach({ dataFolder, fast: true })
  expect(third.owned).toBe(true)
  const server = await open(dataFolder)
  await third.stop()
  expect(await ask(server, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
})

test('a killed database server is opened again, though its pid now belongs to another process', async () => {
  const dataFolder = join(base, 'crash')
  const cluster = await open(dataFolder, false)
  await ask(cluster, 'CREATE TABLE kept AS SELECT 7 AS n')
  const pid = await pidOf(dataFolder)
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => ask(cluster, 'SELECT n FROM kept').catch(() => []), { timeout: 10_000 }).toEqual([{ n: 7 }])
  expect(await pidOf(dataFolder)).not.toBe(pid)
  await cluster.stop()

  const stranger = spawn('sleep', ['60'])
  onTestFinished(() => void stranger.kill())
  const stale = [String(stranger.pid), join(dataFolder, 'postgres'), '1700000000', '5432', cluster.socketFolder, '']
  await writeFile(join(dataFolder, 'postgres', 'postmaster.pid'), stale.join('\n'))
  await writeFile(join(cluster.socketFolder, '.s.PGSQL.5432.lock'), stale.join('\n'))
  expect(await ask(await open(dataFolder), 'SELECT n FROM kept')).toEqual([{ n: 7 }])
})

test('data of another major version is refused by name', async () => {
  const dataFolder = join(base, 'old')
  await mkdir(join(dataFolder, 'postgres'), { recursive: true })
  await writeFile(join(dataFolder, 'postgres', 'PG_VERSION'), '17\n')
  expect(await openCluster({ dataFolder }).catch((error) => error.problem)).toMatchObject({
    kind: 'other-version',
    found: '17',
    expected: '18',
  })
})

test.runIf(asRoot)('root starts under a folder of its own alone, at a path too long for a socket', async () => {
  const closed = join(base, 'closed')
  await mkdir(closed, { mode: 0o700 })
  const dataFolder = join(closed, 'терең'.repeat(10))
  const cluster = await open(dataFolder)
  onTestFinished(() => rm(cluster.socketFolder, { recursive: true, force: true }))
  expect((await stat(join(dataFolder, 'postgres'))).uid).toBe(0)
  expect(cluster.socketFolder).not.toContain('терең')
  expect(await ask(cluster, 'SELECT current_user AS who')).toEqual([{ who: 'asar_owner' }])
})

test.runIf(asRoot)('root starts in an open folder as another user', async () => {
  const dataFolder = join(base, 'open')
  await open(dataFolder)
  expect((await stat(join(dataFolder, 'postgres'))).uid).not.toBe(0)
})

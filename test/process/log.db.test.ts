import { execFile, execFileSync } from 'node:child_process'
import { readdir, readFile, rename } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { sha256 } from '../../src/cli/verify/verify-log'
import {
  checkHead,
  findingList,
  type Head,
  parseVerifierKey,
  readHead,
  type VerifierKey,
  verifyCopy,
  verifyGrowth,
  webSource,
} from '../../src/verify'
import { askForWater, findLocality } from './ask'
import { demoFolder } from './demo-folder'
import { type ServerProcess, startServer } from './server-process'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '../..')
const folder = await demoFolder()
const running: ServerProcess[] = []
afterAll(async () => {
  for (const server of running)
    if (server.child.exitCode === null && server.child.signalCode === null) await server.end('SIGTERM')
  await folder.remove()
})

const start = async () => {
  const server = await startServer(folder.path)
  running.push(server)
  return server
}
const headOf = async (server: ServerProcess, key?: VerifierKey): Promise<Head> => {
  const findings = findingList()
  const head = await readHead(webSource(`${server.url}/log`), key, findings)
  if (head === undefined) throw new Error(JSON.stringify(findings.listed))
  return head
}
/** The newest checkpoint, once the log has come to stand still. */
const settled = async (server: ServerProcess, key?: VerifierKey): Promise<Head> => {
  // A server signs its first checkpoint a moment after its first answer.
  await expect.poll(async () => (await fetch(`${server.url}/log/checkpoint`)).status, { timeout: 30_000 }).toBe(200)
  let head = await headOf(server, key)
  for (;;) {
    await new Promise((later) => setTimeout(later, 1500))
    const next = await headOf(server, key)
    if (next.checkpoint.size === head.checkpoint.size && next.checkpoint.size > 0) return next
    head = next
  }
}
const asar = (...words: string[]) =>
  run(process.execPath, [join(root, 'dist/server/cli.js'), ...words], {
    cwd: root,
    env: { ...process.env, ASAR_DATA: folder.path, PORT: String(4000), HOST: '127.0.0.1' },
  })

test('the log goes on without a fork after kill -9, and an older copy of the database is refused until the loss is said in public', async () => {
  const first = await start()
  const begun = await settled(first)
  expect(await first.end('SIGTERM')).toBe(0)
  const postgres = join(folder.path, 'postgres')
  execFileSync('cp', ['-a', postgres, `${postgres}-older`])

  const second = await start()
  const place = await findLocality(folder.path)
  let [stopping, asked] = [false, 0]
  const asking = Array.from({ length: 4 }, async () => {
    while (!stopping) {
      const { reference } = await askForWater(second.url, place)
      if (reference !== undefined) asked += 1
    }
  })
  let seen = begun
  while (asked < 25) {
    seen = await headOf(second, begun.key)
    await new Promise((later) => setTimeout(later, 50))
  }
  await second.end('SIGKILL')
  stopping = true
  await Promise.all(asking)

  const third = await start()
  const after = await settled(third, begun.key)
  const findings = findingList()
  const log = webSource(`${third.url}/log`)
  const remembered = await checkHead(await readFile(join(folder.path, 'log-checkpoint')), begun.key, 'memory', findings)
  for (const older of [begun, seen]) await verifyGrowth(sha256, log, older.checkpoint, after.checkpoint, findings)
  await verifyCopy(sha256, log, after, findings)
  expect(findings.listed).toEqual([])
  expect(after.checkpoint.size).toBeGreaterThan(begun.checkpoint.size + 25)
  expect(remembered?.checkpoint.size).toBe(after.checkpoint.size)
  const database = JSON.parse((await asar('verify', 'database', '--json')).stdout)
  expect(database).toMatchObject({ ok: true, findings: [], entries: after.checkpoint.size })
  expect(await third.end('SIGTERM')).toBe(0)

  await rename(postgres, `${postgres}-newer`)
  await rename(`${postgres}-older`, postgres)
  const refused = await start()
  expect(refused.child.exitCode).toBe(1)
  expect(refused.output()).toMatch(new RegExp(`${after.checkpoint.size} entries that were published`))
  expect(refused.output()).toContain('asar log restart')

  const { key } = JSON.parse((await asar('log', 'restart', '--json')).stdout)
  const renamed = await parseVerifierKey(key)
  expect(renamed?.name).toBe(`${begun.key.name}-2`)
  const fourth = await start()
  const told = async () => (await fetch(`${fourth.url}/log/checkpoint`)).text()
  await expect.poll(told, { timeout: 30_000 }).toMatch(/^\S+\/log-2\n/)
  const restarted = await settled(fourth, renamed)
  expect(restarted.checkpoint.origin).toBe(`${begun.key.name}-2`)
  expect(restarted.checkpoint.size).toBeLessThan(after.checkpoint.size)
  expect(await readdir(folder.path)).toContain(`log-checkpoint.ended-at-${after.checkpoint.size}`)
  await verifyCopy(sha256, webSource(`${fourth.url}/log`), restarted, findings)
  expect(findings.listed).toEqual([])
}, 400_000)

import { execFileSync } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { askForWater, asOwner, findLocality, keptOf } from './ask'
import { demoFolder } from './demo-folder'
import { dataFolder, type ServerProcess, startServer } from './server-process'

const running: ServerProcess[] = []
const folders: Awaited<ReturnType<typeof dataFolder>>[] = []
afterEach(async () => {
  for (const server of running.splice(0))
    if (server.child.exitCode === null && server.child.signalCode === null) await server.end('SIGTERM')
  for (const folder of folders.splice(0)) await folder.remove()
})

const keep = (folder: Awaited<ReturnType<typeof dataFolder>>): string => {
  folders.push(folder)
  return folder.path
}
const newFolder = async () => keep(await dataFolder())
const newDemo = async () => keep(await demoFolder())
const start = async (...args: Parameters<typeof startServer>) => {
  const server = await startServer(...args)
  running.push(server)
  return server
}

test('kill -9 in the middle of intakes loses nothing that was acknowledged, and the next start takes over', async () => {
  const folder = await newDemo()
  const first = await start(folder)
  const place = await findLocality(folder)
  const acknowledged: string[] = []
  let stopping = false
  const asking = Array.from({ length: 4 }, async () => {
    while (!stopping) {
      const { reference } = await askForWater(first.url, place)
      if (reference !== undefined) acknowledged.push(reference)
    }
  })
  while (acknowledged.length < 20) await new Promise((later) => setTimeout(later, 20))
  await first.end('SIGKILL')
  stopping = true
  await Promise.all(asking)
  const second = await start(folder)
  expect(second.output()).not.toContain('cannot start')
  expect(await keptOf(folder, acknowledged)).toEqual([...acknowledged].sort())
  expect((await askForWater(second.url, place)).reference).toBeDefined()
}, 150_000)

test('a second server on the folder is refused with a clear message; a clean stop leaves no database server behind', async () => {
  const folder = await newDemo()
  const first = await start(folder)
  const second = await start(folder)
  expect(second.child.exitCode).toBe(1)
  expect(second.output()).toMatch(/already works on/)
  const pid = await asOwner(
    folder,
    async (client) => (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid,
  )
  expect(pid).toBeGreaterThan(0)
  expect(await first.end('SIGTERM')).toBe(0)
  expect(() => execFileSync('pgrep', ['-f', folder], { stdio: 'pipe' })).toThrow()
}, 150_000)

test('a lost database answers 503 with Retry-After and comes back by itself', async () => {
  const folder = await newDemo()
  const server = await start(folder)
  expect((await fetch(`${server.url}/`)).status).toBe(200)
  const postmaster = Number(
    execFileSync('head', ['-1', `${folder}/postgres/postmaster.pid`])
      .toString()
      .trim(),
  )
  const seen = new Set<number>()
  let retryAfter: string | null = null
  let recovered = false
  const deadline = Date.now() + 60_000
  // Requests are under way when it happens, and go on until the service has come back.
  const visitors = Array.from({ length: 8 }, async () => {
    while (!recovered && Date.now() < deadline) {
      const wasLost = seen.has(503)
      const response = await fetch(`${server.url}/numbers`)
      await response.arrayBuffer()
      seen.add(response.status)
      if (response.status === 503) retryAfter = response.headers.get('retry-after')
      else if (wasLost) recovered = true
    }
  })
  process.kill(postmaster, 'SIGKILL')
  await Promise.all(visitors)
  expect(seen.has(503)).toBe(true)
  expect(retryAfter).toMatch(/^\d+$/)
  // A connection that outlived its server for a moment may have answered: from here on it stays back.
  let isBack = false
  while (!isBack && Date.now() < deadline) isBack = (await fetch(`${server.url}/numbers`)).status === 200
  expect(isBack).toBe(true)
  expect([...seen].filter((status) => status !== 200 && status !== 503)).toEqual([])
}, 150_000)

test('a demonstration is never opened as a real installation, nor shown to the network', async () => {
  const folder = await newDemo()
  const demo = await start(folder)
  expect(await demo.end('SIGTERM')).toBe(0)
  const real = await start(folder, [])
  expect(real.child.exitCode).toBe(1)
  expect(real.output()).toMatch(/--demo/)
  const open = await start(await newFolder(), ['--demo'], { HOST: '0.0.0.0', ASAR_URL: 'http://asar.example' })
  expect(open.child.exitCode).toBe(2)
  expect(open.output()).toMatch(/loopback/)
}, 150_000)

test('a first start prints a link to set the house up, once, and nothing else is open before', async () => {
  const folder = await newFolder()
  const server = await start(folder, [])
  // The link is printed right after the first answer can be had.
  await expect.poll(() => server.output(), { timeout: 20_000 }).toMatch(/\/set-up\/[\w-]{32}/)
  const link = /\/set-up\/[\w-]{32}/.exec(server.output())?.[0]
  expect(link).toBeDefined()
  const home = await fetch(`${server.url}/`, { redirect: 'manual' })
  expect([302, 303]).toContain(home.status)
  expect((await fetch(`${server.url}${link}`)).status).toBe(200)
  expect((await fetch(`${server.url}/set-up/${'x'.repeat(32)}`)).status).not.toBe(200)
}, 60_000)

import { readFile } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { askForWater, asOwner, findLocality, keptOf } from './ask'
import { copyDemo } from './demo-folder'
import { type ServerProcess, startServer } from './server-process'
import { mountSmallDisk, type SmallDisk } from './small-disk'

const open: { server?: ServerProcess; disk?: SmallDisk } = {}
afterEach(async () => {
  if (open.server?.child.exitCode === null) await open.server.end('SIGTERM')
  await open.disk?.remove()
})

const openFull = async (skip: (why: string) => never) => {
  const disk = await mountSmallDisk(400)
  if ('why' in disk) return skip(disk.why)
  open.disk = disk
  const folder = `${disk.path}/data`
  await copyDemo(folder)
  const server = await startServer(folder)
  open.server = server
  const place = await findLocality(folder)
  const acknowledged: string[] = []
  const ask = async () => {
    const { status, retryAfter, reference } = await askForWater(server.url, place)
    if (reference !== undefined) acknowledged.push(reference)
    return { status, retryAfter }
  }
  expect((await ask()).status).toBe(200)
  await disk.fill()
  return { disk, folder, server, ask, acknowledged }
}
type Full = Exclude<Awaited<ReturnType<typeof openFull>>, undefined>

const expectRefused = async ({ ask }: Full) => {
  // What pages have room for already is still taken.
  await expect.poll(async () => (await ask()).status, { timeout: 60_000, interval: 0 }).toBe(503)
  for (let times = 0; times < 10; times++) {
    const { status, retryAfter } = await ask()
    expect([200, 503]).toContain(status)
    if (status === 503) expect(retryAfter).toMatch(/^\d+$/)
  }
}

const expectBack = async ({ disk, folder, server, ask, acknowledged }: Full) => {
  await disk.free()
  await expect.poll(async () => (await ask()).status, { timeout: 90_000, interval: 250 }).toBe(200)
  expect(await keptOf(folder, acknowledged)).toEqual([...acknowledged].sort())
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status, { timeout: 30_000 }).toBe(200)
}

test('a full disk answers 503 with Retry-After, loses nothing it acknowledged, and the service comes back by itself', async ({
  skip,
}) => {
  const full = await openFull(skip)
  await expectRefused(full)
  await expectBack(full)
}, 180_000)

test('when not even the log of the database can be written, which stops it, it comes back by itself all the same', async ({
  skip,
}) => {
  const full = await openFull(skip)
  // Writes nothing but log, until the server that writes it falls over.
  await expect(
    asOwner(full.folder, async (client) => {
      client.on('error', () => {})
      for (;;) await client.query("SELECT pg_logical_emit_message(true, 'fill', repeat('x', 4000000))")
    }),
  ).rejects.toThrow()
  await expectRefused(full)
  // Not even its first file fits when it is started anew, whether it ended by itself or not: it is tried until there is room.
  const pid = await readFile(`${full.folder}/postgres/postmaster.pid`, 'utf8').catch(() => '')
  if (pid !== '') process.kill(Number(pid.split('\n')[0]), 'SIGKILL')
  await full.disk.fill()
  const starts = () => full.server.output().split('opening it again').length - 1
  const before = starts()
  await expect
    .poll(
      async () => {
        await full.disk.fill()
        return starts()
      },
      { timeout: 60_000, interval: 200 },
    )
    .toBeGreaterThan(before + 1)
  await expectRefused(full)
  await expectBack(full)
}, 180_000)

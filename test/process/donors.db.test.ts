import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { listGoodsFaults } from '../../src/goods'
import { openDoor } from '../../src/goods/door/door.testing'
import { seedDistrict } from '../district'
import { testWorld } from '../world'

const ITEMS = ['blanket', 'pillow', 'soap', 'flashlight', 'bucket'] as const
const LINES = 500
const OF_A_LINE = 3
const DONORS = 2000
const AT_ONCE = 64

const world = await testWorld()
const d = await seedDistrict(world)
world.clock.advance({ milliseconds: Date.now() - world.clock.now().epochMilliseconds })
const door = openDoor(world, d)

/** A web process of its own on this world's database. */
type Web = { readonly child: ChildProcess; readonly port: number }

const webs: Web[] = []
afterAll(() => {
  for (const { child } of webs) child.kill('SIGKILL')
})

async function startWeb(): Promise<Web> {
  const root = resolve(import.meta.dirname, '../..')
  const connection = JSON.stringify(world.connection('asar_app'))
  const child = spawn(process.execPath, ['bin/run.js', 'test/process/web-of.ts', connection], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<number>((ready, failed) => {
    child.once('exit', (code) => failed(new Error(`the web process ended with ${code}`)))
    child.stdout.on('data', (data) => {
      const said = /port (\d+)/.exec(String(data))?.[1]
      if (said !== undefined) ready(Number(said))
    })
  })
  const web = { child, port }
  webs.push(web)
  return web
}

/** What a donor heard in the end. */
type Heard = { readonly status: number; readonly reference: string | undefined }

// A line that breaks is tried again with the same key, as a browser does when its person presses once more.
async function promise(donor: number, site: string, ports: () => readonly number[]): Promise<Heard> {
  const fields = new URLSearchParams({
    _key: randomUUID(),
    have: `1 ${ITEMS[donor % ITEMS.length]}`,
    place: d.localityId,
    take0: 'yes',
    quantity0: '1',
    site0: site,
    until: world.clock.now().add({ hours: 72 }).toString().slice(0, 10),
    contact: '',
  })
  for (let tries = 0; ; tries++) {
    const open = ports()
    const port = open[(donor + tries) % open.length]
    const response = await fetch(`http://127.0.0.1:${port}/give/promise`, {
      method: 'POST',
      body: fields,
      headers: {
        'sec-fetch-site': 'same-origin',
        'accept-language': 'en',
        'x-forwarded-for': `10.1.${Math.floor(donor / 250)}.${1 + (donor % 250)}`,
      },
    }).catch(() => undefined)
    const text = await response?.text().catch(() => undefined)
    if (response !== undefined && text !== undefined && (response.status === 200 || response.status === 422))
      return { status: response.status, reference: /\/g\/[\w-]{32}/.exec(text)?.[0] }
    if (tries > 100) throw new Error(`no answer after ${tries} tries, last ${response?.status}: ${text?.slice(0, 300)}`)
    await new Promise((later) => setTimeout(later, 100))
  }
}

test('two thousand donors promise to five hundred lines through two processes, one of them killed: no line gets more than it asks for, and no yes is lost', async () => {
  for (let i = 0; i < LINES; i++) await door.asked(ITEMS[i % ITEMS.length] ?? '', OF_A_LINE, { hours: 200 })
  const site = await door.aSite('School')
  const [stays, dies] = [await startWeb(), await startWeb()]
  let isDead = false
  const ports = () => (isDead ? [stays.port] : [stays.port, dies.port])
  const heard: Heard[] = []
  const faults: unknown[] = []
  let looks = 0
  let over = false
  const watching = (async () => {
    while (!over) {
      faults.push(...(await listGoodsFaults(world.db)))
      looks += 1
      await new Promise((later) => setTimeout(later, 200))
    }
  })()
  let next = 0
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let donor = next++; donor < DONORS; donor = next++) {
        heard.push(await promise(donor, site, ports))
        if (heard.length === DONORS / 4) {
          dies.child.kill('SIGKILL')
          isDead = true
        }
      }
    }),
  )
  over = true
  await watching
  expect(looks).toBeGreaterThan(5)
  expect(faults).toEqual([])
  expect(await listGoodsFaults(world.db)).toEqual([])
  const wanted = LINES * OF_A_LINE
  const lines = await world.db.selectFrom('need_lines').select(['open', 'promised', 'surplus']).execute()
  expect(lines.reduce((sum, line) => sum + line.promised, 0)).toBe(wanted)
  expect(lines.every((line) => line.open === 0 && line.promised === OF_A_LINE && line.surplus === 0)).toBe(true)
  const promised = heard.filter(({ status }) => status === 200)
  expect(new Set(promised.map(({ reference }) => reference)).size).toBe(wanted)
  expect(heard.filter(({ status }) => status === 422)).toHaveLength(DONORS - wanted)
  const { count } = await world.db
    .selectFrom('gifts')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  expect(count).toBe(wanted)
}, 300_000)

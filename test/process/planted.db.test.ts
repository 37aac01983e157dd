import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { attachCluster } from '../../src/platform/postgres'
import { tilePath, tilesOf } from '../../src/verify'
import { personal, personalWhere } from '../personal-columns'
import { plant } from '../plant'
import { demoFolder } from './demo-folder'
import { type ServerProcess, startServer } from './server-process'

const OF_A_KIND = 6
/** A column for everybody: its mark comes out, so the others would. */
const OPEN = 'organizations.name'
const folder = await demoFolder()
let server: ServerProcess | undefined
afterAll(async () => {
  await server?.end('SIGTERM')
  await folder.remove()
})

/** A page's kind: its address with every number, key and reference taken out. */
const kindOf = (path: string) => path.replaceAll(/[0-9a-f-]{36}|[\w-]{32}|[A-Z0-9]{4}-[A-Z0-9]{4}|\d+/g, ':')

/** Everything that is linked from a page, and so on, some of each kind of page. */
async function everythingFrom(url: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const ofKind = new Map<string, number>()
  const queue = [...paths]
  const seen = new Set(queue)
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const response = await fetch(`${url}${path}`, { headers: { 'accept-language': 'en' }, redirect: 'manual' })
    const text = await response.text()
    expect(response.status, `${path}\n${text.slice(0, 500)}`).toBeLessThan(500)
    found.set(path, text)
    for (const [, href = ''] of text.matchAll(/(?:href|src)="(\/[^"#]*)/g)) {
      const next = href.replaceAll('&amp;', '&')
      const kind = kindOf(next)
      const count = ofKind.get(kind) ?? 0
      if (seen.has(next) || count >= OF_A_KIND || /^\/(assets|language|simple|theme)\b/.test(next)) continue
      seen.add(next)
      ofKind.set(kind, count + 1)
      queue.push(next)
    }
  }
  return found
}

/** Every address of the interface that reads, with keys of what its lists say where it asks for one. */
async function readsOf(url: string): Promise<string[]> {
  const { paths } = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as {
    paths: Record<string, Record<string, unknown>>
  }
  const reads = Object.keys(paths).filter((path) => 'get' in (paths[path] ?? {}))
  const idsOf = async (path: string) =>
    [...(await (await fetch(`${url}${path}`)).text()).matchAll(/"(?:id|organization|region)":"([\w-]+)"/g)].map(
      ([, id = '']) => id,
    )
  const found = await Promise.all(
    reads.map(async (path) => {
      const [head = '', rest] = path.split(/\/\{\w+\}/)
      if (rest === undefined) return [path]
      return (await idsOf(head)).slice(0, OF_A_KIND).map((id) => `${head}/${id}${rest}`)
    }),
  )
  return found.flat()
}

test('nothing that is planted in any personal column comes out anywhere in public', { timeout: 120_000 }, async () => {
  server = await startServer(folder.path)
  const { url } = server
  const cluster = await attachCluster({ dataFolder: folder.path })
  const marks = await plant(cluster.connection('postgres', 'asar'), [...personal, OPEN], personalWhere)
  await cluster.stop()
  const published = await fetch(`${url}/open/publish`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
    body: new URLSearchParams({ _key: randomUUID() }),
  })
  expect(published.headers.get('location')).toBe('/open')
  await expect.poll(async () => (await fetch(`${url}/open`)).text(), { timeout: 30_000 }).toContain('all.tar')
  const size = Number((await (await fetch(`${url}/log/checkpoint`)).text()).split('\n')[1])
  const tiles = [...tilesOf(size)].map((tile) => `/log/${tilePath(tile)}`)
  const texts = await everythingFrom(url, ['/', ...(await readsOf(url)), ...tiles, '/log/entries/1/proof'])
  const paths = [...texts.keys()]
  for (const kind of [
    /^\/open\/[\d-]+\/entries/,
    /^\/log\/tile\/entries/,
    /^\/api\/v1\/activities\/./,
    /^\/organizations\/./,
    /^\/regions\/.*pdf/,
  ])
    expect(paths.filter((path) => kind.test(path))).not.toEqual([])
  const out = [...marks].flatMap(([column, mark]) =>
    [...texts].filter(([, text]) => text.includes(mark)).map(([path]) => `${column} in ${path}`),
  )
  expect(out.filter((line) => !line.startsWith(OPEN))).toEqual([])
  expect(out.length).toBeGreaterThan(5)
})

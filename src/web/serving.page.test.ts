import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compress } from './compress'
import { parseBackPath, webRoutes } from './routes'
import { sampleView } from './sample-view'
import { codingFor, staticFiles } from './static'

const long = 'көмек '.repeat(500)
let folder: string
let app: Hono

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'asar-static-'))
  mkdirSync(path.join(folder, 'assets'))
  mkdirSync(path.join(folder, '.vite'))
  writeFileSync(path.join(folder, 'assets/a-1.css'), 'a{}')
  writeFileSync(path.join(folder, 'assets/a-1.css.br'), brotliCompressSync('a{}'))
  writeFileSync(path.join(folder, '.vite/manifest.json'), '{}')
  app = new Hono()
  app.use(compress())
  app.use(staticFiles(folder))
  app.get('/long', (c) => c.html(long))
  app.get('/short', (c) => c.html('x'))
  app.get('/events', () => new Response(long, { headers: { 'content-type': 'text/event-stream' } }))
  app.route(
    '/',
    webRoutes(() => sampleView({ lang: 'en' })),
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

const get = (address: string, headers: Record<string, string> = {}) => app.request(address, { headers })

test('a hashed file is kept for ever and sent as it was compressed at build', async () => {
  const answer = await get('/assets/a-1.css', { 'accept-encoding': 'gzip, br' })
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(answer.headers.get('content-encoding')).toBe('br')
  expect(brotliDecompressSync(await answer.arrayBuffer()).toString()).toBe('a{}')
})

test('each coding has its own tag, and a known tag is answered by 304', async () => {
  const plain = await get('/assets/a-1.css')
  const tag = plain.headers.get('etag') ?? ''
  const coded = await get('/assets/a-1.css', { 'accept-encoding': 'br', 'if-none-match': tag })
  expect(coded.status).toBe(200)
  expect((await get('/assets/a-1.css', { 'if-none-match': `"other", W/${tag}` })).status).toBe(304)
})

test('files of the build itself and paths outside are not served', async () => {
  expect((await get('/.vite/manifest.json')).status).toBe(404)
  expect((await get('/assets/../../etc/passwd')).status).toBe(404)
})

test.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
] as const)('a long page is sent as %s', async (coding, open) => {
  const answer = await get('/long', { 'accept-encoding': coding })
  expect(answer.headers.get('content-encoding')).toBe(coding)
  expect(answer.headers.get('vary')).toBe('accept-encoding')
  expect(answer.headers.get('content-type')).toContain('text/html')
  expect(open(await answer.arrayBuffer()).toString()).toBe(long)
})

test('short pages, event streams and refused codings pass as they are', async () => {
  for (const address of ['/short', '/events']) {
    expect((await get(address, { 'accept-encoding': 'br' })).headers.has('content-encoding')).toBe(false)
  }
  expect(codingFor('br;q=0, gzip;q=0.5')).toBe('gzip')
  expect(codingFor('identity')).toBeUndefined()
})

test.each([
  ['/needs/1?a=b', '/needs/1?a=b'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['/a\nSet-Cookie: x', '/'],
  [undefined, '/'],
])('the way back from %s is %s', (back, expected) => {
  expect(parseBackPath(back)).toBe(expected)
})

test('a choice of language or colours is kept and leads back', async () => {
  const language = await get('/language?lang=ru&back=%2Fnumbers')
  expect(language.status).toBe(303)
  expect(language.headers.get('location')).toBe('/numbers')
  expect(language.headers.get('set-cookie')).toContain('lang=ru')
  expect((await get('/language?lang=xx')).headers.has('set-cookie')).toBe(false)
  expect((await get('/theme?to=dark')).headers.get('set-cookie')).toContain('theme=dark')
})

test('the installable shell names the product in the language of the visitor', async () => {
  expect(await (await get('/manifest.webmanifest?lang=kk')).json()).toMatchObject({ name: 'Асар', lang: 'kk' })
})

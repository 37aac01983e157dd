import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import pixelmatch from 'pixelmatch'
import type { Browser } from 'playwright-core'
import { PNG } from 'pngjs'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../test/browser/chromium'
import { isLang } from './messages'
import { ComponentsPage } from './pages/components-page'
import { sampleView } from './sample-view'
import { staticFiles } from './static'

// Drawn anew by `npm run draw:pictures`. Half size and 16 shades a channel: a moved, lost or recoloured part shows, and all of them stay small.
const pictures = path.join(import.meta.dirname, 'pictures')
const drawAnew = process.env.DRAW_PICTURES === '1'
const SCALE = 0.5
const SHADES = 0xf0
// Rounding of letters and curves differs a little between processors; a changed part differs by far more.
const SHARE_OF_DOTS_MAX = 0.0005

// Letters the project ships, so that the pictures are the same whatever a machine or a CHROMIUM_PATH brings.
const letters = createRequire(import.meta.url)
const letterFiles = ['DejaVuSans', 'DejaVuSans-Bold', 'DejaVuSansMono'] as const
const face = (family: string, file: (typeof letterFiles)[number], weight: number) =>
  `@font-face{font-family:"${family}";font-weight:${weight};src:url(/letters/${file}.ttf)}`
const pinned = [
  face('Pinned', 'DejaVuSans', 400),
  face('Pinned', 'DejaVuSans-Bold', 700),
  face('Pinned Mono', 'DejaVuSansMono', 400),
  ':root{--fonts:"Pinned";--digits:"Pinned Mono"}',
].join('\n')

let folder: string
let server: ServerType
let browser: Browser
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'asar-pictures-'))
  await build({ mode: 'browser', logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
  const built = JSON.parse(readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    { file: string }
  >
  const app = new Hono()
  app.use(staticFiles(folder))
  for (const file of letterFiles)
    app.get(`/letters/${file}.ttf`, (c) => c.body(readFileSync(letters.resolve(`dejavu-fonts-ttf/ttf/${file}.ttf`))))
  app.get('/src/*', (c) => c.redirect(`/${built[c.req.path.slice(1)]?.file ?? ''}`))
  app.get('/components/:lang', (c) => {
    const lang = c.req.param('lang')
    const page = String(<ComponentsPage v={sampleView({ lang: isLang(lang) ? lang : 'kk' })} stage="desk" />)
    return c.html(page.replace('</head>', `<style>${pinned}</style></head>`))
  })
  await new Promise<void>((listening) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => listening())
  })
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  server?.close()
  rmSync(folder, { recursive: true, force: true })
})

const draw = async (lang: string, colorScheme: 'light' | 'dark', width: number): Promise<PNG> => {
  const page = await browser.newPage({
    colorScheme,
    deviceScaleFactor: SCALE,
    // Nothing moves, no clock ticks, and the page is what everybody gets.
    javaScriptEnabled: false,
    reducedMotion: 'reduce',
    viewport: { width, height: 900 },
  })
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/components/${lang}`)
  const picture = PNG.sync.read(await page.screenshot({ fullPage: true }))
  await page.close()
  for (let at = 0; at < picture.data.length; at++) if (at % 4 !== 3) picture.data[at] = (picture.data[at] ?? 0) & SHADES
  return picture
}

const differingDots = (a: PNG, b: PNG): number =>
  a.width === b.width && a.height === b.height
    ? pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.15 })
    : Number.POSITIVE_INFINITY

test.each([
  ['kk', 'light', 390],
  ['ru', 'dark', 390],
  ['en', 'light', 390],
  ['kk', 'dark', 1280],
  ['ru', 'light', 1280],
  ['en', 'dark', 1280],
] as const)(
  'every part looks as it did: %s, %s, %i px',
  async (lang, scheme, width) => {
    const file = path.join(pictures, `components-${lang}-${scheme}-${width}.png`)
    const drawn = await draw(lang, scheme, width)
    if (drawAnew)
      writeFileSync(file, PNG.sync.write(drawn, { deflateLevel: 9, deflateStrategy: 0, colorType: 2, filterType: 0 }))
    expect(existsSync(file), `${file} is missing: npm run draw:pictures`).toBe(true)
    const kept = PNG.sync.read(readFileSync(file))
    const differing = differingDots(drawn, kept)
    const now = path.join(tmpdir(), `asar-${path.basename(file)}`)
    if (differing > kept.width * kept.height * SHARE_OF_DOTS_MAX) writeFileSync(now, PNG.sync.write(drawn))
    expect(differing, `the page now looks like ${now}; if that is meant: npm run draw:pictures`).toBeLessThanOrEqual(
      kept.width * kept.height * SHARE_OF_DOTS_MAX,
    )
  },
  30_000,
)

test('a part that changes its colour is noticed', () => {
  const kept = PNG.sync.read(readFileSync(path.join(pictures, 'components-kk-light-390.png')))
  const changed = PNG.sync.read(PNG.sync.write(kept))
  // As large as one of the buttons.
  for (let y = 400; y < 422; y++)
    for (let x = 20; x < 110; x++) changed.data.set([0, 160, 0], (y * changed.width + x) * 4)
  expect(differingDots(kept, changed)).toBeGreaterThan(kept.width * kept.height * SHARE_OF_DOTS_MAX)
})

import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { getRequestListener } from '@hono/node-server'
import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchBrowser } from '../../../test/browser/chromium'
import { type District, seedDistrict } from '../../../test/district'
import { freePort } from '../../../test/process/server-process'
import { testWorld, type World } from '../../../test/world'
import { openSession } from '../../platform'
import { listGoodsFaults } from '../audit'
import { askFor, inEnglish, openSiteAs, storekeeper, takeIn } from './stock.testing'

// A warehouse is walked through with a telephone, lot by lot.
vi.setConfig({ testTimeout: 60_000 })

let browser: Browser
let world: World
let d: District
let server: Server
let url: string
let site: string
let other: string
let blankets: string
let pillows: string

beforeAll(async () => {
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  ;[browser, world] = await Promise.all([launchBrowser(), testWorld({ background: true, config: { url, port } })])
  // A browser has a clock of its own, by which a copy ends: the world is not behind it.
  const behind = Date.now() - world.clock.now().epochMilliseconds
  if (behind > 0) world.clock.advance({ milliseconds: behind })
  d = await seedDistrict(world)
  const dana = await inEnglish(world, d.dana)
  const arman = await storekeeper(world, d)
  site = await openSiteAs(dana, d, 'Railway warehouse')
  other = await openSiteAs(dana, d, 'School gym', 'collection')
  blankets = await takeIn(arman, site, 'blanket', '40')
  pillows = await takeIn(arman, site, 'pillow', '12')
  await dana.post('/kits', { organization: d.organizationId, name: 'Night kit', thing1: 'blanket', amount1: '2' })
  server = createServer(getRequestListener(async (request) => asBuilt(await world.http.fetch(request))))
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
}, 120_000)
afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
})

// A page of the running sources names them; the device is to keep the files it gets in truth, which the build names.
const manifest = JSON.parse(readFileSync('dist/public/.vite/manifest.json', 'utf8')) as Record<string, { file: string }>
async function asBuilt(response: Response): Promise<Response> {
  if (response.headers.get('content-type')?.startsWith('text/html') !== true) return response
  const bytes = Buffer.from(await response.arrayBuffer())
  const coding = response.headers.get('content-encoding')
  let html = (coding === 'br' ? brotliDecompressSync(bytes) : coding === 'gzip' ? gunzipSync(bytes) : bytes).toString()
  for (const [source, { file }] of Object.entries(manifest)) html = html.replaceAll(`"/${source}"`, `"/${file}"`)
  const headers = new Headers(response.headers)
  for (const name of ['content-length', 'content-encoding', 'etag']) headers.delete(name)
  return new Response(html, { status: response.status, headers })
}

async function phone(lang = 'en', script = true): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
    javaScriptEnabled: script,
  })
  context.setDefaultTimeout(10_000)
  await context.addCookies([
    { name: 'asar_session', value: await openSession(world.db, d.arman, 'walk', world.clock.now()), url },
    { name: 'lang', value: lang, url },
  ])
  return context
}

const waiting = (page: Page): Promise<string[]> => page.locator('offline-queue li').allInnerTexts()
const write = async (page: Page, lot: string, counted: string) => {
  const form = page.locator(`form[action="/lots/${lot}/count"]`)
  await form.locator(`input[name="counted-${lot}"]`).fill(counted)
  await form.getByRole('button').click()
}
const lies = async (lotId: string) =>
  (
    await world.db
      .selectFrom('stock_balances')
      .select('quantity')
      .where('lot_id', '=', lotId)
      .where('kind', '=', 'site')
      .where('place_id', '=', site)
      .executeTakeFirstOrThrow()
  ).quantity

test('a warehouse is counted with the network cut: counts outlive a reload, go out once, and a conflict shows both sides', async () => {
  const context = await phone()
  const page = await context.newPage()
  await page.goto(`${url}/stock/${site}/count`)
  await page.locator('html[data-kept]').waitFor({ state: 'attached' })
  await context.setOffline(true)
  await write(page, blankets, '38')
  expect(await waiting(page)).toHaveLength(1)
  await page.reload()
  await page.getByRole('heading', { name: 'Count the stock' }).waitFor()
  await write(page, pillows, '12')
  expect(await waiting(page)).toEqual([
    expect.stringMatching(/^\d\d:\d\d · .*waits for the connection/),
    expect.stringMatching(/^\d\d:\d\d · .*waits for the connection/),
  ])
  expect([await lies(blankets), await lies(pillows)]).toEqual([40, 12])
  // Meanwhile somebody with a connection takes pillows away.
  const colleague = await inEnglish(world, d.dana)
  await colleague.post(`/lots/${pillows}/move`, { site, to: other, quantity: '5' })
  await context.setOffline(false)
  await expect.poll(() => lies(blankets), { timeout: 15_000 }).toBe(38)
  await expect.poll(async () => (await waiting(page)).join(), { timeout: 15_000 }).toContain('not taken over')
  const [refused = ''] = await waiting(page)
  expect(refused).toContain('You counted 12 pieces where 12 pieces stood on paper')
  expect(refused).toContain('Now 7 pieces stand on paper')
  expect(await lies(pillows)).toBe(7)
  await page.getByRole('button', { name: 'I have seen it' }).click()
  expect(await page.locator('offline-queue').isHidden()).toBe(true)
  await page.reload()
  await write(page, pillows, '6')
  await expect.poll(() => lies(pillows), { timeout: 15_000 }).toBe(6)
  const counts = (await world.entries()).filter(({ kind }) => kind === 'stock.counted')
  expect(counts.map(({ body }) => [body.lot, body.before, body.counted])).toEqual([
    [blankets, 40, 38],
    [pillows, 7, 6],
  ])
  expect(await listGoodsFaults(world.db)).toEqual([])
  await context.close()
})

test('without script a count is sent lot by lot, and a label is found by typing', async () => {
  const context = await phone('en', false)
  const page = await context.newPage()
  await page.goto(`${url}/stock/${site}/count`)
  await write(page, blankets, '37')
  await page.getByText('The count is taken over.').waitFor()
  expect(await lies(blankets)).toBe(37)
  await page.goto(`${url}/stock/scan`)
  expect(await page.locator('scan-code').isVisible()).toBe(false)
  const { reference } = await world.db
    .selectFrom('stock_lots')
    .select('reference')
    .where('id', '=', blankets)
    .executeTakeFirstOrThrow()
  await page.getByLabel('Code on the label').fill(reference.replace('-', ' ').toLowerCase())
  await page.getByRole('button', { name: 'Search' }).click()
  await page.waitForURL(`${url}/lots/${blankets}`)
  await context.close()
})

test('where the browser reads codes, a label in front of the camera opens its lot, and a foreign code opens nothing', async () => {
  const context = await phone()
  const page = await context.newPage()
  const { reference } = await world.db
    .selectFrom('stock_lots')
    .select('reference')
    .where('id', '=', pillows)
    .executeTakeFirstOrThrow()
  // What no machine of the tests has: a camera, and a browser that reads what it sees.
  await page.addInitScript((code) => {
    const seen = ['https://evil.example/', `${code}`]
    Object.assign(window, {
      BarcodeDetector: class {
        async detect() {
          return [{ rawValue: seen.length > 1 ? seen.shift() : seen[0] }]
        }
      },
    })
    const stream = document.createElement('canvas').captureStream()
    Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: async () => stream } })
    HTMLMediaElement.prototype.play = async () => undefined
  }, `${url}/c/${reference}`)
  await page.goto(`${url}/stock/scan`)
  await page.getByRole('button', { name: 'Use the camera' }).click()
  await page.waitForURL(`${url}/lots/${pillows}`)
  await context.close()
})

test('every page of sites, stock and kits is free of what axe finds and fits a phone, in three languages', async () => {
  const asked = await askFor(world, d, 'blanket', '4')
  const paths = [
    '/sites',
    `/sites/${site}`,
    `/sites/${site}/edit`,
    '/stock',
    '/stock/scan',
    `/stock/${site}`,
    `/stock/${site}/receive`,
    `/stock/${site}/hand-out?request=${asked.reference}`,
    `/stock/${site}/count`,
    `/stock/${site}/pack`,
    `/stock/${site}/labels`,
    `/lots/${blankets}`,
    `/lots/${blankets}/labels?copies=2`,
    '/kits',
  ]
  for (const lang of ['kk', 'ru', 'en']) {
    const context = await phone(lang)
    const page = await context.newPage()
    for (const path of paths) {
      await page.goto(`${url}${path}`)
      await page.evaluate(axe.source)
      const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run())
      expect
        .soft(
          violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
          `${lang} ${path}`,
        )
        .toEqual([])
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect.soft(over, `${lang} ${path}`).toBeLessThanOrEqual(0)
    }
    await context.close()
  }
})

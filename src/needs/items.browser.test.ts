import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ServerType, serve } from '@hono/node-server'
import axe from 'axe-core'
import { Hono } from 'hono'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../test/browser/chromium'
import { asBuilt } from '../../test/browser/phone'
import { testWorld } from '../../test/world'
import { staticFiles } from '../web'

const world = await testWorld()
let folder: string
let server: ServerType
let browser: Browser
let origin: string

const site = (): Hono => {
  const app = new Hono()
  app.use(staticFiles(folder))
  app.all('*', async (c) => asBuilt(await world.http.fetch(c.req.raw), folder))
  return app
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'asar-items-build-'))
  await build({ mode: 'browser', logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
  await new Promise<void>((resolve) => {
    server = serve({ fetch: site().fetch, port: 0, hostname: '127.0.0.1' }, () => resolve())
  })
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
  rmSync(folder, { recursive: true, force: true })
})

const faultsOf = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run())
  return violations.map(({ id, nodes }) => `${page.url()}: ${id} ${nodes[0]?.html}`)
}

test('with script: the items that words may mean appear while they are typed, misspelt too, and money is told apart', async () => {
  const page = await browser.newPage({ serviceWorkers: 'block', reducedMotion: 'reduce' })
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${origin}/ask`)
  const words = page.locator('input[name=line1]')
  await words.pressSequentially('адеяло', { delay: 20 })
  const blanket = page.locator('input[name=line1_item][value=blanket]')
  await blanket.waitFor()
  expect(await page.locator('input[name=line1_item][value=words]').isChecked()).toBe(true)
  await words.fill('одеялло')
  await page.locator('input[name=line1_item][value=blanket]:checked').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await words.fill('деньги')
  await page.getByText('Оған не сатып алар едіңіз').waitFor()
  expect(await blanket.count()).toBe(0)
  expect(complaints).toEqual([])
  await page.close()
}, 60_000)

test('axe finds nothing on the catalogue, on a phone and wide; nothing scrolls sideways', async () => {
  const faults: string[] = []
  for (const viewport of [
    { width: 360, height: 740 },
    { width: 1280, height: 900 },
  ]) {
    const page = await browser.newPage({ viewport, serviceWorkers: 'block', reducedMotion: 'reduce' })
    for (const at of [
      '/items',
      '/items?q=%D1%81%D0%B0%D0%BF%D0%BE%D0%B3%D0%B8',
      '/items?q=cash',
      '/items/insulin',
      '/items/rubber-boots',
    ]) {
      await page.goto(`${origin}${at}`)
      faults.push(...(await faultsOf(page)))
      if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth))
        faults.push(`${at} scrolls sideways at ${viewport.width}`)
    }
    await page.close()
  }
  expect(faults).toEqual([])
}, 120_000)

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ServerType, serve } from '@hono/node-server'
import axe from 'axe-core'
import { Hono } from 'hono'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../test/browser/chromium'
import { testWorld } from '../../test/world'
import { unwrap } from '../kit/result'
import { contentSecurityPolicy, Form, Page, sampleView, staticFiles } from '../web'
import { loadCountryPack, PlacePicker, searchPlaces } from '.'

const world = await testWorld()
let folder: string
let server: ServerType
let browser: Browser
let origin: string

// A page of the house with the picker in a form, as any room puts it; the search itself is answered by the house.
const site = (): Hono => {
  const manifest: Record<string, { file: string }> = JSON.parse(
    readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8'),
  )
  const v = sampleView({ lang: 'kk' })
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    c.header('content-security-policy', contentSecurityPolicy)
  })
  app.use(staticFiles(folder))
  app.get('/src/*', (c) => c.redirect(`/${manifest[c.req.path.slice(1)]?.file ?? ''}`))
  app.get('/form', async (c) => {
    const typed = c.req.query('home_q')
    const candidates = typed === undefined ? undefined : await searchPlaces(world.db, typed)
    const chosen = c.req.query('home')
    return c.html(
      <Page v={v} title="Үй">
        <Form v={v} action="/form" method="get">
          <PlacePicker v={v} name="home" label="Қайда тұрасыз?" typed={typed} candidates={candidates} chosen={chosen} />
        </Form>
      </Page>,
    )
  })
  app.all('*', (c) => world.http.fetch(c.req.raw))
  return app
}

beforeAll(async () => {
  unwrap(await loadCountryPack(world.system, 'KZ'))
  folder = mkdtempSync(path.join(tmpdir(), 'asar-places-build-'))
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

test('without script: typed, found by the button, picked, and still picked after the form came back', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false, reducedMotion: 'reduce' })
  await page.goto(`${origin}/form`)
  await page.getByLabel('Қайда тұрасыз?').fill('кызылорда')
  await page.getByRole('button', { name: 'Елді мекенді табу' }).click()
  const radio = page.getByRole('radio', { name: /^Қызылорда/ }).first()
  await radio.check()
  await page.getByRole('button', { name: 'Елді мекенді табу' }).click()
  expect(
    await page
      .getByRole('radio', { name: /^Қызылорда/ })
      .first()
      .isChecked(),
  ).toBe(true)
  await page.close()
})

test('with script: candidates appear while typing, and picking one does not ask again', async () => {
  const page = await browser.newPage({ serviceWorkers: 'block', reducedMotion: 'reduce' })
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  let searches = 0
  page.on('request', (request) => (searches += request.url().includes('/places/search') ? 1 : 0))
  await page.goto(`${origin}/form`)
  await page.getByLabel('Қайда тұрасыз?').pressSequentially('семей', { delay: 30 })
  const radio = page.getByRole('radio', { name: /^Семей/ }).first()
  await radio.check()
  await page.waitForTimeout(600)
  expect(await radio.isChecked()).toBe(true)
  expect(searches).toBe(1)
  expect(complaints).toEqual([])
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run())
  expect(violations.map((violation) => violation.id)).toEqual([])
  await page.close()
})

import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { getRequestListener } from '@hono/node-server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { type Config, openSession } from '../../src/platform'
import { freePort } from '../process/server-process'
import { testWorld, type World } from '../world'
import { launchBrowser } from './chromium'

/** A world behind a server of its own, and telephones that visit it as they would a built installation. */
export type Phones = {
  readonly world: World
  readonly browser: Browser
  readonly url: string
  /** A telephone; `personId` is signed in on it. */
  phoneOf(personId?: string, lang?: string, script?: boolean): Promise<BrowserContext>
  /** Opens a page and waits until the device has kept it for later. */
  openKept(context: BrowserContext, path: string): Promise<Page>
}

/** Starts {@link Phones} for a file of tests and ends them after it. */
export async function openPhones(
  config: Partial<Config> = {},
  browserArguments: readonly string[] = [],
): Promise<Phones> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const [browser, world] = await Promise.all([
    launchBrowser(browserArguments),
    testWorld({ background: true, config: { ...config, url, port } }),
  ])
  // A browser has a clock of its own, by which a copy ends: the world is not behind it.
  const behind = Date.now() - world.clock.now().epochMilliseconds
  if (behind > 0) world.clock.advance({ milliseconds: behind })
  const server = createServer(getRequestListener(async (request, env) => asBuilt(await world.http.fetch(request, env))))
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  afterAll(async () => {
    await browser.close()
    server.closeAllConnections()
    server.close()
  })
  return {
    world,
    browser,
    url,
    phoneOf: async (personId, lang = 'en', script = true) => {
      const context = await browser.newContext({
        viewport: { width: 390, height: 844 },
        locale: 'en-GB',
        reducedMotion: 'reduce',
        javaScriptEnabled: script,
      })
      context.setDefaultTimeout(10_000)
      await context.addCookies([{ name: 'lang', value: lang, url }])
      if (personId !== undefined)
        await context.addCookies([
          { name: 'asar_session', value: await openSession(world.db, personId, 'walk', world.clock.now()), url },
        ])
      return context
    },
    openKept: async (context, path) => {
      const page = await context.newPage()
      await page.goto(`${url}${path}`)
      await page.locator('html[data-kept]').waitFor({ state: 'attached' })
      return page
    },
  }
}

// A page of the running sources names them; the device is to keep the files it gets in truth, which the build names.
export async function asBuilt(response: Response, folder = 'dist/public'): Promise<Response> {
  if (response.headers.get('content-type')?.startsWith('text/html') !== true) return response
  const manifest = JSON.parse(readFileSync(`${folder}/.vite/manifest.json`, 'utf8')) as Record<string, { file: string }>
  const bytes = Buffer.from(await response.arrayBuffer())
  const coding = response.headers.get('content-encoding')
  let html = (coding === 'br' ? brotliDecompressSync(bytes) : coding === 'gzip' ? gunzipSync(bytes) : bytes).toString()
  for (const [source, { file }] of Object.entries(manifest)) html = html.replaceAll(`"/${source}"`, `"/${file}"`)
  const headers = new Headers(response.headers)
  for (const name of ['content-length', 'content-encoding', 'etag']) headers.delete(name)
  return new Response(html, { status: response.status, headers })
}

/** What the queue of a page shows, line by line. */
export const waitingOn = (page: Page): Promise<string[]> => page.locator('offline-queue li').allInnerTexts()

/** Waits until everything that waited was sent. */
export const sentFrom = (page: Page) =>
  expect.poll(() => page.locator('offline-queue').isHidden(), { timeout: 15_000 }).toBe(true)

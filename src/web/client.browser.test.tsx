import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ServerType, serve } from '@hono/node-server'
import axe from 'axe-core'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Browser, Page as BrowserPage } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../test/browser/chromium'
import { Button } from './components/button'
import { Field } from './components/field'
import { Form } from './components/form'
import { Live } from './components/live'
import { SmsField } from './components/sms-field'
import { contentSecurityPolicy } from './content-security-policy'
import { Page } from './layout'
import { isLang } from './messages'
import { ComponentsPage } from './pages/components-page'
import { webRoutes } from './routes'
import { sampleView } from './sample-view'
import { staticFiles } from './static'

let folder: string
let server: ServerType
let browser: Browser
let origin: string
const posted: string[] = []
const change = Promise.withResolvers<string>()

const filesOf = (manifest: Record<string, { file: string }>) => (source: string) => manifest[source]?.file ?? ''

const site = (): Hono => {
  const v = sampleView({ lang: 'en' })
  const fileOf = filesOf(JSON.parse(readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8')))
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    c.header('content-security-policy', contentSecurityPolicy)
  })
  app.use(staticFiles(folder))
  app.get('/src/*', (c) => c.redirect(`/${fileOf(c.req.path.slice(1))}`))
  app.get('/sample/:lang', (c) => {
    const lang = c.req.param('lang')
    return c.html(<ComponentsPage v={sampleView({ lang: isLang(lang) ? lang : 'kk' })} stage="desk" />)
  })
  app.get('/form', (c) =>
    c.html(
      <Page v={v} title="Form">
        <Form v={v} action="/form">
          <Field v={v} name="name" label="Name" />
          <Button>Send</Button>
        </Form>
      </Page>,
    ),
  )
  app.get('/sms', (c) =>
    c.html(
      <Page v={v} title="SMS">
        <SmsField v={v} name="words" label="Words" rows={3} value="Hello" />
      </Page>,
    ),
  )
  app.post('/form', async (c) => {
    posted.push(String((await c.req.formData()).get('name')))
    await new Promise((resolve) => setTimeout(resolve, 300))
    return c.redirect('/form', 303)
  })
  app.get('/watch', (c) =>
    c.html(
      <Page v={v} title="Live">
        <Live topic="seats" id="1">
          <p id="seats">six</p>
          <input id="typed" aria-label="words" />
        </Live>
        <button type="button" hx-get="/part" hx-target="#part">
          Load
        </button>
        <div id="part" />
      </Page>,
    ),
  )
  app.get('/part', (c) => c.html('<b>arrived</b>'))
  app.get('/live/seats/1', (c) =>
    streamSSE(c, async (stream) => {
      await stream.writeSSE({ event: 'seats', data: await change.promise })
      await stream.sleep(5_000)
    }),
  )
  app.route(
    '/',
    webRoutes(() => v),
  )
  return app
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'asar-browser-build-'))
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

/** Opens an address and collects whatever the browser complains about. */
const open = async (address: string, options: Parameters<Browser['newPage']>[0] = {}) => {
  const page = await browser.newPage({ serviceWorkers: 'block', reducedMotion: 'reduce', ...options })
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${origin}${address}`)
  return { page, complaints }
}

const faultsByAxe = async (page: BrowserPage): Promise<readonly string[]> => {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document)
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}

describe('the components page', () => {
  test.each([
    ['kk', 'light', 390],
    // A desk at 400 %.
    ['ru', 'light', 320],
    ['ru', 'dark', 390],
    ['en', 'light', 1440],
    ['kk', 'dark', 1440],
  ] as const)(
    'pleases axe and never scrolls sideways: %s, %s, %i px',
    async (lang, colorScheme, width) => {
      const { page, complaints } = await open(`/sample/${lang}`, { colorScheme, viewport: { width, height: 900 } })
      expect(await faultsByAxe(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      expect(complaints).toEqual([])
      await page.close()
    },
    60_000,
  )
})

describe('with script, under the strict policy', () => {
  test('parts are loaded, live parts change while what is typed stays', async () => {
    const { page, complaints } = await open('/watch')
    await page.getByRole('button', { name: 'Load' }).click()
    await page.getByText('arrived').waitFor()
    await page.locator('#typed').fill('half a sent')
    change.resolve('<p id="seats">seven</p><input id="typed" aria-label="words">')
    await page.getByText('seven').waitFor()
    expect(await page.locator('#typed').inputValue()).toBe('half a sent')
    expect(complaints).toEqual([])
    await page.close()
  })

  test('a form pressed twice is sent once and looks pending', async () => {
    const { page } = await open('/form')
    await page.getByLabel('Name').fill('Дана')
    const busy = await page.evaluate(() => {
      const button = document.querySelector<HTMLButtonElement>('.form button')
      button?.click()
      button?.click()
      return button?.form?.getAttribute('aria-busy')
    })
    expect(busy).toBe('true')
    await page.waitForLoadState('networkidle')
    expect(posted).toEqual(['Дана'])
    await page.close()
  })

  test('without connection a form stays as typed and the page says why', async () => {
    const { page } = await open('/form')
    await page.getByLabel('Name').fill('Ержан')
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Send' }).click()
    await page.locator('#offline').waitFor({ state: 'visible' })
    expect(await page.getByLabel('Name').inputValue()).toBe('Ержан')
    await page.context().setOffline(false)
    await page.locator('#offline').waitFor({ state: 'hidden' })
    await page.close()
  })

  test('the summary of errors takes the focus and leads into the field', async () => {
    const { page } = await open('/sample/en')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary')
    await page.locator('.error-summary a').last().click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-phone-2')
    await page.close()
  })

  test('the choice of colours takes effect at once and is kept', async () => {
    const { page } = await open('/form', { colorScheme: 'light' })
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const before = await ground()
    await page.getByRole('link', { name: 'Dark' }).click()
    expect(await ground()).not.toBe(before)
    await expect
      .poll(async () => (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`))
      .toContain('theme=dark')
    await page.close()
  })

  test('j and k walk through a queue', async () => {
    const { page } = await open('/sample/en')
    await page.locator('h1').click()
    await page.keyboard.press('j')
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim())
    expect(await focused()).toBe('Cleaning the school yard')
    await page.keyboard.press('k')
    expect(await focused()).toBe('Filling sandbags')
    await page.close()
  })
})

test('a text message is counted while it is typed, as the server counts it; without script the count stands there too', async () => {
  const { page } = await open('/sms')
  const hint = page.locator('.field__hint')
  expect(await hint.textContent()).toBe('Characters: 5 · SMS parts: 1 · room in the last one: 155')
  await page.locator('sms-length:defined').waitFor({ state: 'attached' })
  await page.locator('textarea').fill('Ж'.repeat(70))
  await page.locator('textarea').press('End')
  await page.locator('textarea').pressSequentially('Ж')
  expect(await hint.textContent()).toBe('Characters: 71 · SMS parts: 2 · room in the last one: 63')
  await page.close()
})

describe('without script', () => {
  test('a form is sent and a theme is chosen', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${origin}/form`)
    await page.getByLabel('Name').fill('Қайрат')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.waitForURL(`${origin}/form`)
    expect(posted).toContain('Қайрат')
    await page.getByRole('link', { name: 'Dark' }).click()
    expect((await context.cookies()).map(({ name, value }) => `${name}=${value}`)).toContain('theme=dark')
    await context.close()
  })
})

describe('without connection', () => {
  test('a visited site answers with the page that says so', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${origin}/form`)
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.reload()
    await context.setOffline(true)
    await page.goto(`${origin}/never-seen`)
    expect(await page.locator('h1').textContent()).toBe('No connection')
    await context.close()
  })
})

describe('the first visit', () => {
  const sizeOf = (source: string): number => {
    const fileOf = filesOf(JSON.parse(readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8')))
    return readFileSync(path.join(folder, `${fileOf(source)}.br`)).byteLength
  }

  test('blocks on at most 8 KB of styles and loads at most 60 KB of script', () => {
    expect(sizeOf('src/web/styles/index.css')).toBeLessThan(8 * 1024)
    expect(sizeOf('src/web/client/main.ts')).toBeLessThan(60 * 1024)
  })
})

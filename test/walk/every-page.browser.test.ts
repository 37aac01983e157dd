import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../browser/chromium'
import { demoFolder } from '../process/demo-folder'
import { type ServerProcess, startServer } from '../process/server-process'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PAGES_MAX = 60
const SIMPLE_PAGES = 14

let browser: Browser
let server: ServerProcess
let folder: Awaited<ReturnType<typeof demoFolder>>
beforeAll(async () => {
  folder = await demoFolder()
  ;[browser, server] = await Promise.all([launchBrowser(), startServer(folder.path)])
}, 150_000)
afterAll(async () => {
  await browser?.close()
  await server?.end('SIGTERM')
  await folder?.remove()
})

type Look = {
  readonly width: number
  readonly scheme: 'light' | 'dark'
  readonly locale: string
  readonly script: boolean
  /** Large and simple, with few pages at most. */
  readonly simple?: boolean
}
const phone: Look = { width: 390, scheme: 'light', locale: 'kk-KZ', script: true }
const desk: Look = { width: 1280, scheme: 'dark', locale: 'ru-RU', script: true }

const contextFor = (look: Look): Promise<BrowserContext> =>
  browser.newContext({
    // A colour caught half-way through a transition has a contrast that nobody reads.
    reducedMotion: 'reduce',
    viewport: { width: look.width, height: 900 },
    colorScheme: look.scheme,
    locale: look.locale,
    javaScriptEnabled: look.script,
    bypassCSP: false,
  })

/** Takes the place of a person of the demonstration, as the bar on top of each page lets anyone do. */
async function become(page: Page, name: string): Promise<void> {
  await page.goto(`${server.url}/`)
  const value = await page.locator('form.demo-bar option', { hasText: name }).first().getAttribute('value')
  await page.locator('form.demo-bar select').selectOption(value ?? '')
  await Promise.all([page.waitForLoadState('load'), page.locator('form.demo-bar button').click()])
}

/** No link leads to a plan before there is one: it is made as a coordinator makes it. */
async function planAhead(page: Page): Promise<string> {
  await page.goto(`${server.url}/desk/plan`)
  await page.locator('main form[action="/desk/plan"] button').click()
  await page.waitForURL(/\/desk\/plans\//, { timeout: 20_000 })
  return new URL(page.url()).pathname
}

/** The report of whichever organization shows it to whoever looks: their own. */
async function ownReport(page: Page): Promise<string> {
  await page.goto(`${server.url}/organizations`)
  for (const path of (await linksOf(page)).filter((link) => /^\/organizations\/[0-9a-f-]{36}$/.test(link))) {
    await page.goto(server.url + path)
    const [report] = (await linksOf(page)).filter((link) => link.startsWith('/reports/organizations/'))
    if (report !== undefined) return report
  }
  throw new Error('expected an organization that shows its report')
}

/** Addresses of our own that a page leads to, without those that change nothing but language or theme. */
const linksOf = (page: Page): Promise<string[]> =>
  page.$$eval('a[href]', (links) =>
    links
      .map((link) => new URL(link.getAttribute('href') ?? '', document.baseURI))
      .filter(
        (url) =>
          url.origin === location.origin &&
          !/^\/(language|theme|simple|log|open|calendar)/.test(url.pathname) &&
          !/\.(csv|pdf|xlsx|ics|json)$/.test(url.pathname),
      )
      .map((url) => url.pathname + url.search),
  )

// Pages of one form differ by their ids only: two of each are enough.
const formOf = (path: string) =>
  path
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/[\w-]{32}/g, ':secret')
    .replace(/\/[A-Z]{2}-\d\d\b/g, '/:region')
    .replace(/\?.*$/, '')

/** Pages a visitor sees are the same for whoever signed in, but for the bar on top: axe looks at each once on a phone and once on a desk. */
const openToAll = new Set<string>()
const looked = new Set<string>()
function isLookedAt(look: Look, form: string): boolean {
  const key = `${look.width} ${look.simple} ${form}`
  const before = openToAll.has(form) && looked.has(key)
  looked.add(key)
  return before
}

async function lookAtEveryPage(look: Look, name: string | undefined): Promise<{ seen: string[]; faults: string[] }> {
  const context = await contextFor(look)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) faults.push(`${page.url()}: ${message.text()}`)
  })
  if (name !== undefined) await become(page, name)
  if (look.simple) await page.goto(`${server.url}/simple?to=on&back=/`)
  const waiting = [
    '/',
    '/ask',
    '/join',
    '/give',
    '/needed',
    '/needed/KZ-27',
    '/me',
    '/activities',
    '/items',
    '/items/rubber-boots',
    '/numbers',
    '/numbers/hours-recorded',
    '/numbers/needs-raised?region=KZ-27',
    '/regions',
    '/regions/KZ-27',
    `/reports/months/${new Date().toISOString().slice(0, 7)}`,
    '/organizations',
    '/safety/report',
    '/about/data',
    '/api',
    '/components',
    ...(name === 'Дана' ? [await planAhead(page), await ownReport(page)] : []),
  ]
  const seen: string[] = []
  const forms = new Map<string, number>()
  while (waiting.length > 0 && seen.length < (look.simple ? SIMPLE_PAGES : PAGES_MAX)) {
    const path = waiting.shift() ?? '/'
    const form = formOf(path)
    if (seen.includes(path) || (forms.get(form) ?? 0) >= 2) continue
    forms.set(form, (forms.get(form) ?? 0) + 1)
    const response = await page.goto(server.url + path)
    seen.push(path)
    if ((response?.status() ?? 500) >= 500) faults.push(`${path}: ${response?.status()}`)
    if (!(response?.headers()['content-type'] ?? '').startsWith('text/html')) continue
    waiting.push(...(await linksOf(page)))
    const text = await page.locator('body').innerText()
    const bare =
      /\b(web|people|needs|activities|volunteers|organizations|standards|training|dispatch|contributions|safety|indicators|reports|notices|house|places)\.[a-z][\w-]*\.?[\w.-]*/.exec(
        text,
      )?.[0]
    if (bare !== undefined) faults.push(`${path}: a message is missing: ${bare}`)
    if (name === undefined && form !== '/') openToAll.add(form)
    if (!look.script || isLookedAt(look, form)) continue
    // The policy keeps foreign script out of the page; the tool is put in by the debugger instead.
    await page.evaluate(axeSource)
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
      return (
        await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      ).violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html.slice(0, 160)}`)
    })
    faults.push(...found.map((violation) => `${path}: ${violation}`))
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1,
    )
    if (sideways) faults.push(`${path}: scrolls sideways at ${look.width} px`)
  }
  await context.close()
  return { seen, faults }
}

test.each([
  ['a visitor', phone, undefined],
  ['a volunteer', phone, 'Лина'],
  ['a coordinator', desk, 'Дана'],
  ['an operator', desk, 'Олжас'],
  ['the authority', desk, 'Аружан'],
  ['the officer for safety', phone, 'Сәуле'],
  ['the administrator', desk, 'Тимур'],
] as const)(
  'axe finds nothing on any page of %s, nothing breaks the policy, nothing scrolls sideways',
  async (_, look, name) => {
    const { seen, faults } = await lookAtEveryPage(look, name)
    expect(faults).toEqual([])
    expect(seen.length).toBeGreaterThan(8)
  },
  180_000,
)

test('large and simple, on the smallest phone, nothing is amiss either', async () => {
  for (const name of [undefined, 'Лина']) {
    const { faults } = await lookAtEveryPage({ ...phone, width: 360, simple: true }, name)
    expect(faults).toEqual([])
  }
}, 180_000)

test('large and simple, a page is read aloud in its own language where the device has such a voice, and not elsewhere', async () => {
  for (const [voice, offers] of [
    ['kk-KZ', true],
    ['ru-RU', false],
  ] as const) {
    const context = await contextFor(phone)
    const page = await context.newPage()
    // Voices of a device: the browser of the tests has none.
    await page.addInitScript((lang) => {
      const said: string[] = []
      const device = Object.assign(new EventTarget(), {
        speaking: false,
        getVoices: () => [{ lang }],
        speak: ({ text }: { text: string }) => void said.push(text),
        cancel: () => undefined,
      })
      class Utterance extends EventTarget {
        constructor(readonly text: string) {
          super()
        }
      }
      const given = { said, speechSynthesis: device, SpeechSynthesisUtterance: Utterance }
      for (const [name, value] of Object.entries(given)) Object.defineProperty(globalThis, name, { value })
    }, voice)
    await page.goto(`${server.url}/simple?to=on&back=/`)
    const button = page.locator('read-aloud button')
    await button.waitFor({ state: offers ? 'visible' : 'attached' })
    expect(await button.isVisible()).toBe(offers)
    if (offers) {
      await button.click()
      const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said)
      expect(said).toContain('Маған көмек керек')
      expect(said).not.toContain('Дауыстап оқу')
      expect(await button.textContent()).toBe('Оқуды тоқтату')
    }
    await context.close()
  }
})

test('without script every page opens as well', async () => {
  for (const name of [undefined, 'Лина', 'Дана']) {
    const { faults } = await lookAtEveryPage({ ...phone, script: false }, name)
    expect(faults).toEqual([])
  }
}, 180_000)

import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openSession } from '../../src/platform'
import { launchBrowser } from '../browser/chromium'
import { type District, seedDistrict } from '../district'
import { freePort } from '../process/server-process'
import { testWorld, type World } from '../world'

/** A house over HTTP with the people of the district, and browsers that walk through it. */
export type Walk = {
  readonly world: World
  readonly d: District
  readonly url: string
  /** Everything the house has logged, as JSON. */
  readonly logged: readonly string[]
  /** A browser of its own, signed in as a person or not. */
  pageOf(personId: string | undefined, options?: { script?: boolean; width?: number; lang?: string }): Promise<Page>
  /** Waits until the page has this address; says what it shows instead. */
  at(page: Page, address: RegExp): Promise<void>
  /** Fills a form by the names of its fields, as they stand on the page, and sends it. */
  send(
    page: Page,
    action: RegExp | string,
    fields?: Record<string, string>,
    button?: { name: string; value: string },
  ): Promise<void>
}

/** Opens the house before the tests of a file and closes it after them. */
export function openWalk(): Walk {
  let browser: Browser
  let world: World
  let d: District
  let server: Server
  let url = ''
  const logged: string[] = []
  beforeAll(async () => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    ;[browser, world] = await Promise.all([
      launchBrowser(),
      testWorld({
        background: true,
        config: { url, port },
        log: (event, facts) => logged.push(JSON.stringify({ event, ...facts })),
      }),
    ])
    d = await seedDistrict(world)
    server = createServer(getRequestListener(world.http.fetch))
    await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  }, 90_000)
  afterAll(async () => {
    await browser?.close()
    server?.closeAllConnections()
    server?.close()
  })
  return {
    get world() {
      return world
    },
    get d() {
      return d
    },
    get url() {
      return url
    },
    logged,
    pageOf: async (personId, options = {}) => {
      const context = await browser.newContext({
        viewport: { width: options.width ?? 390, height: 844 },
        locale: 'en-GB',
        javaScriptEnabled: options.script ?? true,
      })
      if (options.lang !== undefined) await context.addCookies([{ name: 'lang', value: options.lang, url }])
      if (personId !== undefined)
        await context.addCookies([
          { name: 'asar_session', value: await openSession(world.db, personId, 'walk', world.clock.now()), url },
        ])
      return context.newPage()
    },
    at: async (page, address) => {
      await page.waitForURL(address, { timeout: 6000 }).catch(async () => {
        throw new Error(
          `expected ${address}, is at ${page.url()}: ${(await page.locator('main').innerText()).slice(0, 1500)} ${logged.join(' ')}`,
        )
      })
    },
    send: (page, action, fields, button) => sendForm(page, action, fields, button, logged),
  }
}

// A person opens what is folded away before using it; the toggle itself is not what is tested here.
const unfold = (part: Locator) =>
  part.evaluate((element) => {
    for (
      let folded = element.closest('details');
      folded !== null;
      folded = folded.parentElement?.closest('details') ?? null
    )
      folded.open = true
  })

/**
 * Fills a form of a page by the names of its fields, as they stand there, and sends it.
 * @param logged said where there is no such form
 * @param isPlain without script: the answer is a page, and when it is there nothing more happens
 */
export async function sendForm(
  page: Page,
  action: RegExp | string,
  fields: Record<string, string> = {},
  button?: { name: string; value: string },
  logged: readonly string[] = [],
  isPlain = false,
): Promise<void> {
  const forms = await page.locator('main form[method="post"]').all()
  for (const form of forms) {
    const target = (await form.getAttribute('action')) ?? ''
    if (typeof action === 'string' ? target !== action : !action.test(target)) continue
    for (const [name, value] of Object.entries(fields)) {
      const field = form.locator(`[name="${name}"]`)
      if ((await field.count()) === 0)
        throw new Error(`no field ${name} in ${action}: ${(await page.locator('main').innerText()).slice(0, 1500)}`)
      const kind = await field.first().evaluate((element) => `${element.tagName} ${element.getAttribute('type') ?? ''}`)
      const hidden = field.first()
      await unfold(hidden)
      if (kind.startsWith('SELECT')) await field.selectOption(value)
      else if (/radio|checkbox/.test(kind))
        await form.locator(`[name="${name}"][value="${value}"]`).check({ force: true })
      else await field.first().fill(value)
    }
    const main = form.locator('button.button--primary')
    const chosen =
      button === undefined
        ? (await main.count()) > 0
          ? main
          : form.locator('button[type="submit"]')
        : form.locator(`button[name="${button.name}"][value="${button.value}"]`)
    await unfold(chosen.first())
    await Promise.all([isPlain ? page.waitForEvent('load') : page.waitForLoadState('load'), chosen.first().click()])
    if (!isPlain) await page.waitForLoadState('networkidle')
    return
  }
  throw new Error(
    `no form ${action} on ${page.url()}; there are ${(await Promise.all(forms.map((form) => form.getAttribute('action')))).join(', ')}: ${(await page.locator('main').innerText()).slice(0, 1200)} ${logged.join(' ')}`,
  )
}

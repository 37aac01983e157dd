import { createServer, type Server } from 'node:http'
import { resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSession } from '../../src/platform'
import { launchBrowser } from '../browser/chromium'
import { freePort } from '../process/server-process'
import { openReliefSite } from '../relief-site'
import { testWorld, type World } from '../world'

// A coordinator plans the requests of an imported list with the volunteers of another, as they stand in test/imagined.
let browser: Browser
let world: World
let site: Awaited<ReturnType<typeof openReliefSite>>
let server: Server
let url: string

beforeAll(async () => {
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  ;[browser, world] = await Promise.all([launchBrowser(), testWorld({ background: true, config: { url, port } })])
  site = await openReliefSite(world, resolve(import.meta.dirname, '../imagined/flood'))
  server = createServer(getRequestListener(world.http.fetch))
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
}, 120_000)
afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
})

async function pageOf(personId: string, script: boolean): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    javaScriptEnabled: script,
  })
  await context.addCookies([
    { name: 'asar_session', value: await openSession(world.db, personId, 'walk', world.clock.now()), url },
    { name: 'lang', value: 'en', url },
  ])
  return context.newPage()
}

/** From the desk to a plan; a page that says to wait leads on by itself, and without script by its own refresh. */
async function plan(page: Page): Promise<void> {
  await page.goto(`${url}/desk`)
  await page.getByRole('link', { name: 'Plan ahead' }).click()
  await page.getByLabel('Days ahead').selectOption('5')
  await page.getByLabel('Most posts for one person').selectOption('3')
  await page.getByRole('button', { name: 'Make a plan' }).click()
  await page.waitForURL(/\/desk\/plans\//, { timeout: 20_000 })
}

const asked = () => world.db.selectFrom('asks').select(['id', 'volunteer_id', 'post_id', 'state']).execute()

test.each([true, false])(
  'a plan is accepted, one person refuses, and the page shows the repair (script: %s)',
  async (script) => {
    const coordinator = await pageOf(site.coordinatorId, script)
    await plan(coordinator)
    const main = coordinator.locator('main')
    const before = await main.innerText()
    expect(before).toMatch(/\d+ of \d+ seats have somebody/)
    expect(before).toMatch(/No plan can be better/)
    expect(before).toContain('minutes away')
    const known = new Set((await asked()).map(({ id }) => id))
    await main.getByRole('button', { name: /^Ask all/ }).click()
    await main.getByText(/asked just now/).waitFor()
    const sent = (await asked()).filter(({ id }) => !known.has(id))
    expect(sent.length).toBeGreaterThan(3)

    const [refused] = sent
    const volunteer = await pageOf(refused?.volunteer_id ?? '', script)
    await volunteer.goto(`${url}/asks/${refused?.id}`)
    await volunteer.getByRole('button', { name: 'I cannot this time' }).click()
    await volunteer.waitForLoadState('load')

    await expect
      .poll(
        async () => {
          await coordinator.getByRole('link', { name: 'Look again' }).click()
          await coordinator.waitForLoadState('load')
          return main.innerText()
        },
        { timeout: 15_000 },
      )
      .toMatch(/1 changed, the other \d+ stay/)
    const states = (await asked()).filter(({ id }) => sent.some((one) => one.id === id)).map(({ state }) => state)
    expect(states.filter((state) => state === 'no')).toHaveLength(1)
    expect(states.filter((state) => state === 'asked')).toHaveLength(sent.length - 1)

    // What is left can be taken back: nobody is kept waiting for the next test.
    await main.getByRole('button', { name: 'Undo' }).click()
    await main.getByText('The asks have been taken back').waitFor()
    expect((await asked()).filter(({ state }) => state === 'asked')).toEqual([])
  },
)

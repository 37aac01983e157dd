import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDoor } from '../../src/goods/door/door.testing'
import { launchBrowser } from '../browser/chromium'
import { seedDistrict } from '../district'
import { freePort } from '../process/server-process'
import { testWorld, type World } from '../world'

let browser: Browser
let world: World
let server: Server
let url: string
let door: ReturnType<typeof openDoor>
let region: string

beforeAll(async () => {
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  ;[browser, world] = await Promise.all([launchBrowser(), testWorld({ config: { url, port } })])
  const d = await seedDistrict(world)
  region = d.region
  door = openDoor(world, d)
  await door.aSite('Collection at the school')
  await door.asked('blanket', 40)
  server = createServer(getRequestListener(world.http.fetch))
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
}, 120_000)
afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
})

test.each([true, false])(
  'a donor reads what is needed, asks what to do, promises, and takes it back (script: %s)',
  async (script) => {
    const context = await browser.newContext({
      reducedMotion: 'reduce',
      viewport: { width: 390, height: 844 },
      locale: 'en-GB',
      javaScriptEnabled: script,
    })
    const page = await context.newPage()
    await page.goto(`${url}/needed/${region}`)
    await page.getByRole('link', { name: 'I have things to give' }).click()
    await page.getByLabel('To be more exact').fill('Oral')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('radio', { name: /Oral/ }).first().check()
    await page.getByLabel('I have').fill('100 blankets\n200 toothbrushes\nqwrtp')
    await page.getByRole('button', { name: 'See what to do' }).click()
    await page.getByText('Blanket: 40 pieces').waitFor()
    expect(await page.locator('main').innerText()).toContain('The rest (60 pieces) is not needed here now.')
    expect(await page.locator('main').innerText()).toContain('Not now')
    await page.getByRole('button', { name: 'I promise' }).click()
    await page.getByText('Thank you. It is counted on').waitFor()
    await page.getByRole('link', { name: 'Open my page' }).click()
    await page.getByText('Collection at the school').waitFor()
    await page.getByRole('button', { name: 'Take all of it back' }).click()
    await page.getByText('No longer promised').first().waitFor()
    await page.goto(`${url}/needed/${region}`)
    expect(await page.locator('main').innerText()).toContain('40 pieces')
    await context.close()
  },
  60_000,
)

test('the frame for other sites shows in one, and the page does not', async () => {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  const host = createServer((request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(`<iframe src="${url}${request.url}" title="Needed now" width="360" height="480"></iframe>`)
  })
  const port = await freePort()
  await new Promise<void>((listening) => host.listen(port, '127.0.0.1', listening))
  const framed = async (path: string) => {
    await page.goto(`http://127.0.0.1:${port}${path}`)
    return page.frameLocator('iframe').locator('h1').count()
  }
  expect(await framed(`/needed/${region}/widget?lang=en`)).toBe(1)
  expect(await framed(`/needed/${region}`)).toBe(0)
  await context.close()
  host.closeAllConnections()
  host.close()
})

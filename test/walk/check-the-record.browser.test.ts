import { setTimeout } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../browser/chromium'
import { demoFolder } from '../process/demo-folder'
import { type ServerProcess, startServer } from '../process/server-process'

let browser: Browser
let server: ServerProcess
let folder: Awaited<ReturnType<typeof demoFolder>>
beforeAll(async () => {
  folder = await demoFolder()
  ;[browser, server] = await Promise.all([launchBrowser(), startServer(folder.path)])
  // A server that has just begun seals what is recorded already while it answers: a number's entries open once they are sealed.
  while (!(await (await fetch(`${server.url}/numbers/needs-met`)).text()).includes('href="/log/entries/'))
    await setTimeout(250)
}, 150_000)
afterAll(async () => {
  await browser?.close()
  await server?.end('SIGTERM')
  await folder?.remove()
})

const english = { locale: 'en-GB', reducedMotion: 'reduce' } as const
const answer = (page: Page) => page.locator('log-check [role=status]')

/** From the front page to one number, and from there to the newest entry that it counts. */
async function openEntry(page: Page): Promise<void> {
  await page.goto(`${server.url}/`)
  await page.locator('a[href="/numbers/needs-met"]').first().click()
  await page.locator('#entries a[href^="/log/entries/"]').first().click()
  await page.waitForURL(/\/log\/entries\/\d+$/)
}

test('a visitor follows a number to an entry, and their own browser checks it', async () => {
  const context = await browser.newContext(english)
  const page = await context.newPage()
  let requests = 0
  await openEntry(page)
  page.on('request', (request) => {
    if (/\/log\/(key|checkpoint|tile)/.test(request.url())) requests += 1
  })
  await page.getByRole('button', { name: 'Check this entry here' }).click()
  await expect.poll(() => answer(page).textContent()).toMatch(/signed with the key 127\.0\.0\.1.*sealed in it exactly/s)
  expect(requests).toBeLessThanOrEqual(10)
  await page.getByRole('button', { name: 'Check this entry here' }).click()
  await expect.poll(() => answer(page).textContent()).toMatch(/Since your last visit here the log grew/)
  await page.goto(`${server.url}/verify`)
  await page.getByRole('button', { name: 'Check the newest checkpoint here' }).click()
  await expect.poll(() => answer(page).textContent()).toContain('Nothing about this checkpoint is amiss')
  await context.close()
})

test('one changed letter, wherever it is sent, does not hold', async () => {
  for (const changed of ['**/log/checkpoint', '**/log/tile/entries/**', '**/log/tile/0/**']) {
    const context = await browser.newContext(english)
    const page = await context.newPage()
    await openEntry(page)
    await page.route(changed, async (route) => {
      const response = await route.fetch()
      const body = await response.body()
      // A letter of every entry, so that the one that is looked at is among them; else one byte.
      const spoiled = changed.includes('entries')
        ? Buffer.from(body.toString('latin1').replaceAll('"kind":"n', '"kind":"m'), 'latin1')
        : body.fill((body[30] ?? 0) ^ 1, 30, 31)
      const { 'content-encoding': _, 'content-length': __, ...headers } = response.headers()
      await route.fulfill({ status: 200, headers, body: spoiled })
    })
    await page.getByRole('button', { name: 'Check this entry here' }).click()
    await expect.poll(() => answer(page).textContent(), { message: changed }).toContain('This does not hold')
    await context.close()
  }
})

test('a page that shows something else than what is sealed is told', async () => {
  const context = await browser.newContext(english)
  const page = await context.newPage()
  await openEntry(page)
  await page.$eval('log-check', (element) => {
    element.setAttribute('data-shown', '{"kind":"need.receipt"}')
  })
  await page.getByRole('button', { name: 'Check this entry here' }).click()
  await expect.poll(() => answer(page).textContent()).toContain('another entry than the one that is sealed')
  await context.close()
})

test('another key than the one the browser remembers is told', async () => {
  const context = await browser.newContext(english)
  const page = await context.newPage()
  await openEntry(page)
  await page.evaluate(() =>
    localStorage.setItem('asar-log-key', 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'),
  )
  await page.getByRole('button', { name: 'Check this entry here' }).click()
  await expect.poll(() => answer(page).textContent()).toContain('signed with another key')
  await context.close()
})

test('without script the page says how to check by command, and has the receipt', async () => {
  const context = await browser.newContext({ ...english, javaScriptEnabled: false })
  const page = await context.newPage()
  await openEntry(page)
  expect(await page.getByRole('button', { name: 'Check this entry here' }).isVisible()).toBe(false)
  const position = /\d+$/.exec(page.url())?.[0]
  expect(await page.textContent('main')).toContain(`npx asar verify entry ${server.url}/log/entries/${position}`)
  const receipt = await (await fetch(`${server.url}/log/entries/${position}/proof`)).text()
  expect(receipt.startsWith('c2sp.org/tlog-proof@v1\n')).toBe(true)
  await context.close()
})

test('the page of an activity says where it is sealed, and leads to the check', async () => {
  const context = await browser.newContext({ ...english, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${server.url}/activities`)
  await page.locator('main a[href^="/activities/"]').first().click()
  const note = page.locator('.sealed-note')
  expect(await note.textContent()).toMatch(/On record as entry [\d,]+, sealed in the checkpoint over [\d,]+ entries/)
  await note.getByRole('link', { name: 'Verify' }).click()
  expect(page.url()).toMatch(/\/log\/entries\/\d+#check$/)
  expect(await page.textContent('main')).toContain('activity.')
  await context.close()
})

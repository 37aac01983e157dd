import { execFile } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from '../../src/cli/run-cli'
import { launchBrowser } from '../browser/chromium'
import { demoFolder } from '../process/demo-folder'
import { type ServerProcess, startServer } from '../process/server-process'

const run = promisify(execFile)
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

test('one number, from the front page to one entry, checked in the browser, and counted again from the download', async () => {
  const context = await browser.newContext(english)
  const page = await context.newPage()
  await openEntry(page)
  await page.getByRole('button', { name: 'Check this entry here' }).click()
  await expect.poll(() => answer(page).textContent()).toMatch(/sealed in it exactly/)
  const position = Number(/\d+$/.exec(page.url())?.[0])

  await page.goto(`${server.url}/open`)
  await page.getByRole('button', { name: 'Make a release now' }).click()
  await expect.poll(() => page.locator('main').textContent()).toContain('The newest release')
  // The small browser of the tests keeps no files: the link is followed for it.
  const link = await page.getByRole('link', { name: 'Download everything' }).getAttribute('href')
  const archive = join(folder.path, 'all.tar')
  await writeFile(archive, Buffer.from(await (await fetch(new URL(link ?? '', server.url))).arrayBuffer()))
  await run('tar', ['-xf', archive, '-C', folder.path])
  const release = join(folder.path, (await readdir(folder.path)).find((name) => name.startsWith('asar-open-')) ?? '')

  const counted = await run(process.execPath, [join(release, 'recompute.mjs'), release])
  expect(counted.stderr).toMatch(/^\d{2,} figures counted again, 0 differ/)
  const value = /^needs-met\tall\t\t(\d+)$/m.exec(counted.stdout)?.[1]
  await page.goto(`${server.url}/`)
  const shown = page.locator('.stat', { has: page.locator('a[href="/numbers/needs-met"]') }).locator('.stat__value')
  expect(value).toBe((await shown.first().textContent())?.replace(/\D/g, ''))
  const rows = JSON.parse(await readFile(join(release, 'counts-00001.json'), 'utf8'))
  expect(rows).toContainEqual(expect.objectContaining({ position, number: 'needs-met', counted: true }))

  const said: string[] = []
  const voices = { print: () => {}, say: (line: string) => void said.push(line) }
  const held = await runCli(['verify', 'download', release, `${server.url}/log`], { ASAR_DATA: folder.path }, voices)
  expect([held, ...said].join('\n')).toMatch(/^0\nHolds: release/)
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
  expect(await note.textContent()).toMatch(
    /On record as entry [\d\s,]+, sealed in the checkpoint over [\d\s,]+ entries/,
  )
  await note.getByRole('link', { name: 'Verify' }).click()
  expect(page.url()).toMatch(/\/log\/entries\/\d+#check$/)
  expect(await page.textContent('main')).toContain('activity.')
  await context.close()
})

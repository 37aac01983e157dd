import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../browser/chromium'
import { demoFolder } from '../process/demo-folder'
import { type ServerProcess, startServer } from '../process/server-process'

// The pages of the interface as somebody meets them who connects a system: read, try with a key made at the command line, read the answer.
const asar = resolve(import.meta.dirname, '../../bin/asar.js')
let browser: Browser
let server: ServerProcess
let folder: Awaited<ReturnType<typeof demoFolder>>
let key: string
beforeAll(async () => {
  folder = await demoFolder()
  ;[browser, server] = await Promise.all([launchBrowser(), startServer(folder.path)])
  const words = ['key', 'create', 'trial', '--scope', 'region:review', '--region', 'KZ-27', '--json']
  const env = { ...process.env, ASAR_DATA: folder.path }
  const made = await promisify(execFile)(process.execPath, [asar, ...words], { env })
  key = (JSON.parse(made.stdout) as { secret: string }).secret
}, 150_000)
afterAll(async () => {
  await browser?.close()
  await server?.end('SIGTERM')
  await folder?.remove()
})

async function openPage(script: boolean): Promise<{ page: Page; wrong: string[] }> {
  const context = await browser.newContext({ javaScriptEnabled: script, locale: 'en-GB' })
  const page = await context.newPage()
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(String(error)))
  page.on('console', (line) => line.type() === 'error' && wrong.push(line.text()))
  await page.goto(`${server.url}/api`)
  return { page, wrong }
}
const send = (page: Page) =>
  Promise.all([page.waitForLoadState('load'), page.locator('main form button.button--primary').click()])
const answered = async (page: Page) => {
  const answer = page.locator('section[aria-labelledby="answer"]')
  await answer.waitFor()
  return { status: (await answer.locator('p').first().innerText()).slice(0, 3), body: await answer.innerText() }
}

for (const script of [true, false]) {
  test(`every operation can be read, and tried with a key, ${script ? 'with' : 'without'} script`, async () => {
    const { page, wrong } = await openPage(script)
    expect(await page.locator('main a[href^="/api/operations/"]').count()).toBeGreaterThan(90)
    await page.locator('a[href="/api/operations/listActivities"]').click()
    await send(page)
    expect(await answered(page)).toMatchObject({ status: '200', body: expect.stringContaining('"activities"') })

    await page.goto(`${server.url}/api/operations/startIncident`)
    expect(await page.locator('[name="body"]').inputValue()).toContain('"hazard": "flood"')
    await page.locator('[name="key"]').fill('asar_nothing')
    await send(page)
    expect(await answered(page)).toMatchObject({ status: '401' })
    await page.locator('[name="key"]').fill(key)
    await send(page)
    const made = await answered(page)
    expect(made).toMatchObject({ status: '201', body: expect.stringMatching(/"id": "[0-9a-f-]{36}"/) })
    expect(made.body).not.toContain(key)
    expect(await page.locator('[name="key"]').inputValue()).toBe('')
    expect(wrong).toEqual([])
    await page.context().close()
  })
}

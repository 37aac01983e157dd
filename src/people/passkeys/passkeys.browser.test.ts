import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../../test/browser/chromium'
import { type District, seedDistrict } from '../../../test/district'
import { freePort } from '../../../test/process/server-process'
import { testWorld, type World } from '../../../test/world'
import { openSession } from '../../platform'

let browser: Browser
let world: World
let d: District
let server: Server
let url: string
let page: Page
let device: CDPSession
let authenticatorId: string

beforeAll(async () => {
  const port = await freePort()
  // Browsers bind passkeys to a name, never to a bare address.
  url = `http://localhost:${port}`
  ;[browser, world] = await Promise.all([launchBrowser(), testWorld({ config: { url, port } })])
  d = await seedDistrict(world)
  // Under the test runner pages name the source files; the browser gets what was built of them.
  const built = JSON.parse(await readFile('dist/public/.vite/manifest.json', 'utf8')) as Record<
    string,
    { file: string }
  >
  server = createServer(
    getRequestListener((request) => {
      const file = built[new URL(request.url).pathname.slice(1)]?.file
      return file === undefined ? world.http.fetch(request) : Response.redirect(`${url}/${file}`)
    }),
  )
  await new Promise<void>((listening) => server.listen(port, 'localhost', listening))
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 } })
  await context.addCookies([
    { name: 'asar_session', value: await openSession(world.db, d.lina, 'test', world.clock.now()), url },
    { name: 'lang', value: 'en', url },
  ])
  page = await context.newPage()
  page.setDefaultTimeout(10_000)
  device = await context.newCDPSession(page)
  await device.send('WebAuthn.enable')
  // A phone that knows its owner by a finger, and keeps the key itself.
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const
  ;({ authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', { options }))
}, 60_000)
afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
})

const keys = () => world.db.selectFrom('passkeys').selectAll().execute()
const credentials = async () => (await device.send('WebAuthn.getCredentials', { authenticatorId })).credentials
const signOut = async () => {
  await page.goto(`${url}/me/account`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(`${url}/`)
}

test('a browser makes a passkey, signs in with it, and it opens nothing once removed', async () => {
  await page.goto(`${url}/me/account/keys`)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('The passkey is added').waitFor()
  expect(await keys()).toMatchObject([{ person_id: d.lina, last_used_at: null }])
  expect(await credentials()).toMatchObject([{ isResidentCredential: true, rpId: 'localhost' }])

  await signOut()
  await page.goto(`${url}/sign-in?next=%2Fme%2Faccount%2Fkeys`)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.waitForURL(`${url}/me/account/keys`)
  expect(await page.locator('.header__who').getAttribute('aria-label')).toContain('Lina')
  expect((await keys())[0]?.last_used_at).toEqual(world.clock.now())

  await page.getByRole('button', { name: 'Remove the passkey' }).click()
  await page.getByText('The passkey is removed').waitFor()
  expect(await keys()).toEqual([])
  await signOut()
  await page.goto(`${url}/sign-in`)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByText('The passkey did not open').waitFor()
  await page.goto(`${url}/me/account`)
  expect(page.url()).toContain('/sign-in')
}, 60_000)

test('a device that does not know its owner makes no passkey, and says so', async () => {
  await page
    .context()
    .addCookies([{ name: 'asar_session', value: await openSession(world.db, d.lina, 'test', world.clock.now()), url }])
  await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await page.goto(`${url}/me/account/keys`)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect.poll(() => page.locator('passkey-add [role=status]').innerText()).not.toBe('')
  expect(await keys()).toEqual([])
}, 60_000)

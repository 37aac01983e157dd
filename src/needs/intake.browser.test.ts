import { beforeAll, expect, test, vi } from 'vitest'
import { openPhones, type Phones, waitingOn } from '../../test/browser/phone'
import { type District, seedDistrict } from '../../test/district'

// A form is filled in twice, once wrongly.
vi.setConfig({ testTimeout: 30_000 })

let phones: Phones
let d: District
beforeAll(async () => {
  phones = await openPhones()
  d = await seedDistrict(phones.world)
}, 60_000)

test('a request taken with no network waits, is refused with its words where something is missing, and comes back with its number', async () => {
  const { world } = phones
  const context = await phones.phoneOf(d.operator)
  const page = await phones.openKept(context, '/needs/new')
  const raised = async () => (await world.entries()).filter(({ kind }) => kind === 'need.raised')
  await context.setOffline(true)
  await page.reload()
  await page.locator('[name="line1"]').waitFor()
  const tick = (name: string, value: string) =>
    page.locator(`[name="${name}"][value="${value}"]`).check({ force: true })
  await tick('door', 'call')
  await tick('consentHow', 'by-phone')
  await tick('kind', 'things')
  await page.locator('[name="line1"]').fill('blankets')
  const district = await world.db
    .selectFrom('localities')
    .select('district_id')
    .where('id', '=', d.localityId)
    .executeTakeFirstOrThrow()
  await page.locator('[name="district"]').selectOption(district.district_id ?? '')
  await tick('home', 'no')
  await tick('when', 'now')
  await page.getByRole('button', { name: 'Send', exact: false }).last().click()
  await expect
    .poll(() => waitingOn(page), { timeout: 15_000 })
    .toEqual([expect.stringContaining('waits for a network')])
  expect(await page.locator('[name="line1"]').inputValue()).toBe('')
  expect(await raised()).toHaveLength(0)
  await context.setOffline(false)
  await page.locator('.offline-queue__item--refused').waitFor({ timeout: 15_000 })
  await page.getByRole('button', { name: 'Correct it' }).click()
  await page.waitForLoadState('load')
  expect(await page.locator('[name="line1"]').inputValue()).toBe('blankets')
  await tick('reach', 'none')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Send', exact: false }).last().click()
  await context.setOffline(false)
  const taken = page.locator('.offline-queue__item--taken')
  await taken.waitFor({ timeout: 15_000 })
  const [need] = await raised()
  const { reference } = await world.db
    .selectFrom('needs')
    .select('reference')
    .where('id', '=', need?.subjectId ?? '')
    .executeTakeFirstOrThrow()
  expect(await taken.innerText()).toContain(reference)
  expect(await taken.getByRole('link').getAttribute('href')).toContain('/n/')
  expect(await raised()).toHaveLength(1)
  await context.close()
})

const kindOfEntry = async (kind: string) => (await phones.world.entries()).filter((entry) => entry.kind === kind)

test('whoever began to ask can ask with no network, even where the browser says there is one; sent five times it is one request', async () => {
  const before = (await kindOfEntry('need.raised')).length
  const context = await phones.phoneOf()
  // The browser's own word lies; what cannot be reached cannot be reached.
  await context.addInitScript(() => Object.defineProperty(navigator, 'onLine', { get: () => true }))
  const page = await phones.openKept(context, '/ask')
  await context.setOffline(true)
  await page.goto(`${phones.url}/ask`)
  await page.getByRole('heading', { name: 'Ask for help without a network' }).waitFor()
  const tick = (name: string, value: string) =>
    page.locator(`[name="${name}"][value="${value}"]`).check({ force: true })
  await tick('kind', 'food')
  await page.locator('[name="line1"]').fill('bread')
  const { district_id } = await phones.world.db
    .selectFrom('localities')
    .select('district_id')
    .where('id', '=', d.localityId)
    .executeTakeFirstOrThrow()
  await page.locator('[name="district"]').selectOption(district_id ?? '')
  await tick('home', 'no')
  await tick('when', 'today')
  await tick('reach', 'none')
  await page.getByRole('button', { name: 'Send', exact: false }).last().click()
  await page.locator('offline-queue li').waitFor()
  await expect
    .poll(() => waitingOn(page), { timeout: 15_000 })
    .toEqual([expect.stringContaining('waits for a network')])
  const [{ path = '', body = '' } = {}] = await page.evaluate(() =>
    JSON.parse(localStorage.getItem('asar-reports') ?? '[]'),
  )
  // The browser is started anew, and the house brings out a new build meanwhile.
  await page.reload()
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/service-worker.js?styles=%2Ficon.svg').catch(() => undefined)
  })
  await expect.poll(() => waitingOn(page), { timeout: 15_000 }).toHaveLength(1)
  await context.setOffline(false)
  const taken = page.locator('.offline-queue__item--taken')
  await taken.waitFor({ timeout: 25_000 })
  const link = await taken.getByRole('link').getAttribute('href')
  for (let i = 0; i < 5; i++) {
    const again = await page.evaluate(
      async ([to, form]) => (await fetch(to, { method: 'POST', body: new URLSearchParams(form) })).text(),
      [path, body] as const,
    )
    expect(again).toContain(link)
  }
  expect(await kindOfEntry('need.raised')).toHaveLength(before + 1)
  await context.close()
})

test('a network that goes away between two questions loses nothing that was typed, at each of them', async () => {
  const context = await phones.phoneOf()
  const page = await phones.openKept(context, '/ask')
  const next = () => page.getByRole('button', { name: 'Continue', exact: false }).first().click()
  const tick = (name: string, value: string) =>
    page.locator(`[name="${name}"][value="${value}"]`).check({ force: true })
  const typed = () => page.locator('[name="line1"]').inputValue()
  const answers = [
    async () => {
      await tick('kind', 'food')
      await page.locator('[name="line1"]').fill('bread and milk')
    },
    async () => {
      await page.locator('[name="address"]').fill('Abai 7')
      await tick('home', 'yes')
    },
  ]
  for (let cutAt = 0; cutAt < answers.length; cutAt++) {
    await page.goto(`${phones.url}/ask`)
    for (const [step, answer] of answers.slice(0, cutAt + 1).entries()) {
      await answer()
      if (step === cutAt) await context.setOffline(true)
      await next()
      if (step < cutAt) await page.locator('[name="address"]').waitFor()
    }
    await page.getByRole('heading', { name: 'Ask for help without a network' }).waitFor()
    await expect.poll(typed).toBe('bread and milk')
    expect(await page.locator('[name="kind"]:checked').getAttribute('value')).toBe('food')
    if (cutAt === 1) expect(await page.locator('[name="address"]').inputValue()).toBe('Abai 7')
    await context.setOffline(false)
  }
  await context.close()
})

test('a page that cannot be reached lists what the device keeps, until when, and what waits', async () => {
  const context = await phones.phoneOf(d.lina, 'kk')
  const page = await phones.openKept(context, '/me')
  await phones.openKept(context, '/ask')
  await context.setOffline(true)
  await page.goto(`${phones.url}/numbers`)
  const kept = page.locator('kept-pages li')
  await kept.first().waitFor()
  // In words of the language, though this browser, as that of most telephones, knows no month of it.
  const until = expect.stringMatching(/: \d+ [а-яёәғқңөұүһі]{5,}, \d\d:\d\d$/)
  expect(await kept.allInnerTexts()).toEqual([until, until])
  await page.locator('kept-pages a[href$="/me"]').click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/me')
  await context.close()
})

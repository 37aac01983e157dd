import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { openPhones, type Phones, waitingOn } from '../../../test/browser/phone'
import { type District, seedDistrict } from '../../../test/district'
import type { World } from '../../../test/world'
import { listGoodsFaults } from '../audit'
import { askFor, inEnglish, openSiteAs, storekeeper, takeIn } from './stock.testing'

// A warehouse is walked through with a telephone, lot by lot.
vi.setConfig({ testTimeout: 60_000 })

let phones: Phones
let world: World
let d: District
let url: string
let site: string
let other: string
let blankets: string
let pillows: string

beforeAll(async () => {
  phones = await openPhones()
  ;({ world, url } = phones)
  d = await seedDistrict(world)
  const dana = await inEnglish(world, d.dana)
  const arman = await storekeeper(world, d)
  site = await openSiteAs(dana, d, 'Railway warehouse')
  other = await openSiteAs(dana, d, 'School gym', 'collection')
  blankets = await takeIn(arman, site, 'blanket', '40')
  pillows = await takeIn(arman, site, 'pillow', '12')
  await dana.post('/kits', { organization: d.organizationId, name: 'Night kit', thing1: 'blanket', amount1: '2' })
}, 120_000)

const phone = (lang = 'en', script = true) => phones.phoneOf(d.arman, lang, script)

const write = async (page: Page, lot: string, counted: string) => {
  const form = page.locator(`form[action="/lots/${lot}/count"]`)
  await form.locator(`input[name="counted-${lot}"]`).fill(counted)
  await form.getByRole('button').click()
}
const lies = async (lotId: string) =>
  (
    await world.db
      .selectFrom('stock_balances')
      .select('quantity')
      .where('lot_id', '=', lotId)
      .where('kind', '=', 'site')
      .where('place_id', '=', site)
      .executeTakeFirstOrThrow()
  ).quantity

test('a warehouse is counted with the network cut: counts outlive a reload, go out once, and a conflict shows both sides', async () => {
  const context = await phone()
  const page = await context.newPage()
  await page.goto(`${url}/stock/${site}/count`)
  await page.locator('html[data-kept]').waitFor({ state: 'attached' })
  await context.setOffline(true)
  await write(page, blankets, '38')
  await expect.poll(() => waitingOn(page), { timeout: 15_000 }).toHaveLength(1)
  await page.reload()
  await page.getByRole('heading', { name: 'Count the stock' }).waitFor()
  await write(page, pillows, '12')
  await expect
    .poll(() => waitingOn(page), { timeout: 15_000 })
    .toEqual([
      expect.stringMatching(/^\d\d:\d\d · .*waits for a network/),
      expect.stringMatching(/^\d\d:\d\d · .*waits for a network/),
    ])
  expect([await lies(blankets), await lies(pillows)]).toEqual([40, 12])
  // Meanwhile somebody with a connection takes pillows away.
  const colleague = await inEnglish(world, d.dana)
  await colleague.post(`/lots/${pillows}/move`, { site, to: other, quantity: '5' })
  await context.setOffline(false)
  await expect.poll(() => lies(blankets), { timeout: 15_000 }).toBe(38)
  await expect.poll(async () => (await waitingOn(page)).join(), { timeout: 15_000 }).toContain('not taken')
  const [refused = ''] = await waitingOn(page)
  expect(refused).toContain('You counted 12 pieces where 12 pieces stood on paper')
  expect(refused).toContain('Now 7 pieces stand on paper')
  expect(await lies(pillows)).toBe(7)
  await page.getByRole('button', { name: 'Seen, remove' }).click()
  expect(await page.locator('offline-queue').isHidden()).toBe(true)
  await page.reload()
  await write(page, pillows, '6')
  await expect.poll(() => lies(pillows), { timeout: 15_000 }).toBe(6)
  const counts = (await world.entries()).filter(({ kind }) => kind === 'stock.counted')
  expect(counts.map(({ body }) => [body.lot, body.before, body.counted])).toEqual([
    [blankets, 40, 38],
    [pillows, 7, 6],
  ])
  expect(await listGoodsFaults(world.db)).toEqual([])
  await context.close()
})

test('without script a count is sent lot by lot, and a label is found by typing', async () => {
  const context = await phone('en', false)
  const page = await context.newPage()
  await page.goto(`${url}/stock/${site}/count`)
  await write(page, blankets, '37')
  await page.getByText('The count is taken over.').waitFor()
  expect(await lies(blankets)).toBe(37)
  await page.goto(`${url}/stock/scan`)
  expect(await page.locator('scan-code').isVisible()).toBe(false)
  const { reference } = await world.db
    .selectFrom('stock_lots')
    .select('reference')
    .where('id', '=', blankets)
    .executeTakeFirstOrThrow()
  await page.getByLabel('Code on the label').fill(reference.replace('-', ' ').toLowerCase())
  await page.getByRole('button', { name: 'Search' }).click()
  await page.waitForURL(`${url}/lots/${blankets}`)
  await context.close()
})

test('where the browser reads codes, a label in front of the camera opens its lot, and a foreign code opens nothing', async () => {
  const context = await phone()
  const page = await context.newPage()
  const { reference } = await world.db
    .selectFrom('stock_lots')
    .select('reference')
    .where('id', '=', pillows)
    .executeTakeFirstOrThrow()
  // What no machine of the tests has: a camera, and a browser that reads what it sees.
  await page.addInitScript((code) => {
    const seen = ['https://evil.example/', `${code}`]
    Object.assign(window, {
      BarcodeDetector: class {
        async detect() {
          return [{ rawValue: seen.length > 1 ? seen.shift() : seen[0] }]
        }
      },
    })
    const stream = document.createElement('canvas').captureStream()
    Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: async () => stream } })
    HTMLMediaElement.prototype.play = async () => undefined
  }, `${url}/c/${reference}`)
  await page.goto(`${url}/stock/scan`)
  await page.getByRole('button', { name: 'Use the camera' }).click()
  await page.waitForURL(`${url}/lots/${pillows}`)
  await context.close()
})

test('every page of sites, stock and kits is free of what axe finds and fits a phone, in three languages', async () => {
  const asked = await askFor(world, d, 'blanket', '4')
  const paths = [
    '/sites',
    `/sites/${site}`,
    `/sites/${site}/edit`,
    '/stock',
    '/stock/scan',
    `/stock/${site}`,
    `/stock/${site}/receive`,
    `/stock/${site}/hand-out?request=${asked.reference}`,
    `/stock/${site}/count`,
    `/stock/${site}/pack`,
    `/stock/${site}/labels`,
    `/lots/${blankets}`,
    `/lots/${blankets}/labels?copies=2`,
    '/kits',
  ]
  for (const lang of ['kk', 'ru', 'en']) {
    const context = await phone(lang)
    const page = await context.newPage()
    for (const path of paths) {
      await page.goto(`${url}${path}`)
      await page.evaluate(axe.source)
      const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run())
      expect
        .soft(
          violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
          `${lang} ${path}`,
        )
        .toEqual([])
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect.soft(over, `${lang} ${path}`).toBeLessThanOrEqual(0)
    }
    await context.close()
  }
})

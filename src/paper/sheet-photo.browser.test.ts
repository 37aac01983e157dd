import axe from 'axe-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { openPhones, type Phones } from '../../test/browser/phone'
import { type District, seedDistrict } from '../../test/district'
import { readPdf } from '../../test/read-pdf'
import { photographOf } from './testing/photograph'

vi.setConfig({ testTimeout: 40_000 })

let phones: Phones
let d: District
beforeAll(async () => {
  phones = await openPhones()
  d = await seedDistrict(phones.world)
}, 60_000)

test('a photographed form finds its screen and fills it in on the device; what is doubtful is asked; nothing of the picture leaves', async () => {
  const photo = await photographOf(phones, {
    personId: d.operator,
    path: '/needs/form',
    pen: [
      [[0, 'tick']],
      [[0, 'tick']],
      [
        [1, 'tick'],
        [2, 'tick'],
      ],
      [
        [0, 'tick'],
        [3, 'speck'],
      ],
    ],
  })
  const page = await (await phones.phoneOf(d.operator)).newPage()
  const sent: string[] = []
  const faults: string[] = []
  page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()))
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  await page.goto(`${phones.url}/sheets`)
  await page.setInputFiles('sheet-photo input', photo)
  await page.waitForURL(/\/needs\/new\?sheet=R/)
  await page.getByText('Lines read from the photograph: 4 of 4').waitFor({ timeout: 30_000 })
  const checked = () =>
    page
      .locator('input:checked')
      .evaluateAll((all) =>
        all.map((one) => `${(one as HTMLInputElement).name} ${(one as HTMLInputElement).value}`).sort(),
      )
  const sure = ['callSafe yes', 'consentHow written', 'door paper', 'home yes', 'kind food', 'reach phone']
  expect(await checked()).toEqual(sure)
  const questions = page.locator('.sheet-photo__questions li')
  // Two answers where one is asked for, and a speck.
  expect(await questions.count()).toBe(3)
  expect(await questions.locator('canvas').count()).toBe(3)
  await page.evaluate(axe.source)
  const found = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run('sheet-photo'))
  expect(found.violations.map(({ id }) => id)).toEqual([])
  await questions.nth(1).getByRole('button', { name: 'Ticked', exact: true }).click()
  await questions.last().getByRole('button', { name: 'Not ticked' }).click()
  expect(await checked()).toEqual([...sure, 'when tomorrow'].sort())
  expect(await page.evaluate(() => caches.has('sheet-in-hand'))).toBe(false)
  expect({ sent, faults }).toEqual({ sent: [], faults: [] })
})

test('a picture of something else says so and changes nothing', async () => {
  const context = await phones.phoneOf(d.operator)
  const page = await context.newPage()
  await page.goto(`${phones.url}/sheets`)
  const empty = await page.screenshot()
  await page.setInputFiles('sheet-photo input', { name: 'x.png', mimeType: 'image/png', buffer: empty })
  await page.getByText('No code of a sheet is to be seen').waitFor()
  await page.setInputFiles('sheet-photo input', { name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from('x') })
  await page.getByText('No code of a sheet is to be seen').waitFor()
  await page.goto(`${phones.url}/needs/new?sheet=R234-5678`)
  expect(await page.locator('sheet-photo').count()).toBe(0)
})

test('paper and what waits for a network: axe finds nothing on their pages, nothing scrolls sideways on a phone', async () => {
  const page = await (await phones.phoneOf(d.operator, 'kk')).newPage()
  const [sheet, week] = ['RRPG-AWW2', 'A6D7-ABZG']
  const faults: string[] = []
  for (const path of [
    '/sheets',
    '/needs/form?copies=2',
    '/availability/form',
    `/availability/sheet?number=${week}`,
    `/needs/new?sheet=${sheet}`,
    '/ask/offline',
  ]) {
    expect((await page.goto(phones.url + path))?.status(), path).toBe(200)
    if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1))
      faults.push(`${path}: scrolls sideways`)
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run())
    faults.push(...violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html.slice(0, 120)}`))
  }
  expect(faults).toEqual([])
})

test('a blank form is one page of A4 in each language, so that one photograph holds it', async () => {
  for (const lang of ['kk', 'ru', 'en']) {
    const page = await (await phones.phoneOf(d.operator, lang)).newPage()
    for (const [path, copies] of [
      ['/needs/form?copies=2', 2],
      ['/availability/form', 1],
    ] as const) {
      await page.goto(phones.url + path)
      const { pages } = await readPdf(new Uint8Array(await page.pdf({ format: 'A4', preferCSSPageSize: true })))
      expect([lang, path, pages]).toEqual([lang, path, copies])
    }
    await page.context().close()
  }
})

import path from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../test/browser/chromium'
import { readStyles } from '../../test/browser/styles'
import { sampleView } from '../web'
import { AvailabilityPage } from './pages/availability-page'

const web = path.resolve(import.meta.dirname, '../web')
let browser: Browser
let script: string
beforeAll(async () => {
  browser = await launchBrowser()
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, rolldownOptions: { input: path.join(web, 'client/week-grid.enhance.ts') } },
  })
  const output = Array.isArray(built) ? built[0]?.output : 'output' in built ? built.output : []
  script = output?.[0]?.type === 'chunk' ? output[0].code : ''
}, 60_000)
afterAll(() => browser?.close())

const ranges = [{ weekday: 1, from: '18:30', to: '20:00' }]

async function open(width: number, withScript: boolean): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' })
  const html = String(
    <AvailabilityPage
      v={sampleView({ lang: 'en' })}
      zone="Asia/Oral"
      said="Monday"
      ranges={ranges}
      exceptions={[]}
      busy={[]}
    />,
  )
  await page.setContent(html.replace(/<(link|script)[^>]*>/g, ''))
  await page.addStyleTag({ content: readStyles('index', 'app') })
  if (withScript) await page.addScriptTag({ content: script })
  return page
}

const typed = (page: Page, weekday: number): Promise<string[]> =>
  page.$$eval(`input[name="from-${weekday}"], input[name="to-${weekday}"]`, (fields) =>
    fields.map((field) => (field as HTMLInputElement).value),
  )
const cell = (page: Page, day: number, hour: number) =>
  page.locator(`.week-grid__cell[data-day="${day}"][data-hour="${hour}"]`)

test('without script the fields are all there is, and enough', async () => {
  const page = await open(390, false)
  expect(await page.locator('.week-grid').count()).toBe(0)
  expect(await typed(page, 1)).toEqual(['18:30', '20:00', '', ''])
  await page.close()
})

test('a tap marks an hour, and the minutes typed before stay', async () => {
  const page = await open(390, true)
  expect(await cell(page, 1, 18).getAttribute('data-free')).toBe('part')
  expect(await cell(page, 1, 19).getAttribute('data-free')).toBe('yes')
  await cell(page, 1, 20).click()
  expect((await typed(page, 1)).filter((time) => time !== '')).toEqual(['18:30', '21:00'])
  await cell(page, 1, 19).click()
  expect((await typed(page, 1)).filter((time) => time !== '')).toEqual(['18:30', '19:00', '20:00', '21:00'])
  await page.close()
})

test('a drag over days and hours marks them all', async () => {
  const page = await open(1280, true)
  await cell(page, 6, 12).scrollIntoViewIfNeeded()
  const [from, to] = [await cell(page, 6, 9).boundingBox(), await cell(page, 7, 11).boundingBox()]
  if (from === null || to === null) throw new Error('expected the cells on the page')
  await page.mouse.move(from.x + 5, from.y + 5)
  await page.mouse.down()
  await page.mouse.move(from.x + 5, to.y + 5, { steps: 8 })
  await page.mouse.move(to.x + 5, to.y + 5, { steps: 8 })
  await page.mouse.up()
  expect((await typed(page, 6)).slice(0, 2)).toEqual(['09:00', '12:00'])
  expect((await typed(page, 7)).slice(0, 2)).toEqual(['11:00', '12:00'])
  await page.close()
})

test('axe finds nothing, with the grid and without', async () => {
  for (const withScript of [true, false]) {
    const page = await open(390, withScript)
    await page.addScriptTag({ content: axe.source })
    const found = await page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(
        document.querySelector('main') ?? document,
      )
      return violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)
    })
    expect(found).toEqual([])
    await page.close()
  }
}, 30_000)

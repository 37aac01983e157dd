import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { openPhones, type Phones } from '../../test/browser/phone'
import { anActivity, sayYes } from '../activities/testing/an-activity'
import { addCrowd } from '../activities/testing/crowd'
import { roundStage } from '../rounds/testing/round-stage'
import { type Pen, photographOf, type Shot } from './testing/photograph'

// Sheets are printed, filled in, photographed and read.
vi.setConfig({ testTimeout: 40_000 })

let phones: Phones
let stage: Awaited<ReturnType<typeof roundStage>>
beforeAll(async () => {
  phones = await openPhones()
  stage = await roundStage(phones.world)
}, 60_000)

/** A page of a coordinator at which nothing may go wrong and from which nothing may leave. */
async function watchedPage() {
  const page = await (await phones.phoneOf(stage.d.dana)).newPage()
  const sent: string[] = []
  page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()))
  page.on('pageerror', (error) => sent.push(error.message))
  return { page, sent }
}

/** Chooses a picture as somebody does who presses the button and takes it with the camera. */
async function take(page: Page, path: string, pen: Pen, shot: Shot): Promise<void> {
  const photo = await photographOf(phones, { personId: stage.d.dana, path, pen, shot })
  const chooser = page.waitForEvent('filechooser')
  await page.locator('sheet-photo label').click()
  await (await chooser).setFiles(photo)
}

const checked = (page: Page) =>
  page
    .locator('form input:checked')
    .evaluateAll((all) =>
      all.map((one) => `${(one as HTMLInputElement).name.split('-')[0]} ${(one as HTMLInputElement).value}`).sort(),
    )

/** Opens the page that looks for a sheet, and has it find this one in a picture of it. */
async function readFrom(path: string, pen: Pen, shot: Shot) {
  const { page, sent } = await watchedPage()
  await page.goto(`${phones.url}/sheets`)
  await take(page, path, pen, shot)
  await page.getByText(/^Lines read from the photograph/).waitFor({ timeout: 30_000 })
  return { page, sent }
}

test('a roster is read from a crooked picture in shadow, its empty lines too; a stain and a speck are shown and asked', async () => {
  const { world } = phones
  const { d } = stage
  const tomorrow = world.clock.now().toZonedDateTimeISO(d.zone).toPlainDate().add({ days: 1 })
  const made = await anActivity(world, d, { date: tomorrow.toString(), from: '10:00', until: '12:00', seats: '9' })
  for (const id of await addCrowd(world, d, 2)) await sayYes(await world.browser(id), made)
  world.clock.advance({ hours: 48 })
  const roster = `/activities/${made.activityId}/roster`
  const walkIn: Pen[number] = [
    [0, 'tick'],
    [4, 'tick'],
  ]
  const clear = await readFrom(roster, [[[0, 'tick']], [], walkIn], { crooked: true, shadowed: true })
  expect(await clear.page.getByText('8 of 8').count()).toBe(1)
  expect(await checked(clear.page)).toEqual(['age 18-64', 'whole yes', 'whole yes'])
  // What was ticked is in sight, beside the field for the name.
  await clear.page.getByLabel('Name on the sheet').first().waitFor()

  const { page, sent } = await readFrom(roster, [[[0, 'speck']], [], walkIn], { stained: 2 })
  const questions = page.locator('.sheet-photo__questions li')
  expect(await questions.count()).toBe(3)
  expect(await questions.locator('canvas').count()).toBe(3)
  expect(await checked(page)).toEqual(['whole yes'])
  await questions.filter({ hasText: '18–64' }).getByRole('button', { name: 'Ticked', exact: true }).click()
  expect(await checked(page)).toEqual(['age 18-64', 'whole yes'])
  expect([...clear.sent, ...sent]).toEqual([])
})

test('a delivery sheet is read from a crooked picture in bad light; two ends of one stop are asked about', async () => {
  const { world } = phones
  const day = world.clock.now().toZonedDateTimeISO(stage.d.zone).toPlainDate().add({ days: 1 })
  await stage.drives(stage.d.lina)
  await stage.askWithStock({ north: 0.01 })
  await stage.askWithStock({ north: 0.02 })
  const [round] = await stage.roundsOf(await stage.plan(day))
  await stage.sendWithYes(round?.id ?? '', stage.d.lina)
  const pen: Pen = [
    [[0, 'tick']],
    [[2, 'tick']],
    [
      [0, 'tick'],
      [1, 'tick'],
    ],
  ]
  const { page, sent } = await readFrom(`/rounds/${round?.id}/sheet`, pen, { crooked: true, dark: true })
  expect(await page.getByText('3 of 3').count()).toBe(1)
  expect(await checked(page)).toEqual(['what absent', 'what done'])
  const questions = page.locator('.sheet-photo__questions li')
  expect(await questions.count()).toBe(2)
  await questions.first().getByRole('button', { name: 'Ticked', exact: true }).click()
  expect(await checked(page)).toEqual(['what absent', 'what done', 'what done'])
  expect(sent).toEqual([])
})

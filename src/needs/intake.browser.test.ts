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
  expect(await waitingOn(page)).toEqual([expect.stringContaining('waits for a network')])
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

import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { openPhones, type Phones } from '../../test/browser/phone'
import { type District, seedDistrict } from '../../test/district'
import type { World } from '../../test/world'
import { openSeeds } from '../dispatch/seed-post.testing'
import { addOperators, givePhone, setState, wishCall } from './line.testing'

vi.setConfig({ testTimeout: 60_000 })

let phones: Phones
let world: World
let d: District
let second: string
beforeAll(async () => {
  phones = await openPhones()
  ;({ world } = phones)
  d = await seedDistrict(world)
  // In the morning, at whatever hour the tests run: nobody is asked at night.
  const now = world.clock.now().toZonedDateTimeISO(d.zone)
  world.clock.advance(now.until(now.startOfDay().add({ days: 1, hours: 10 })))
  await givePhone(world, d.lina, '+77011110001')
  const [other] = await addOperators(world, d.region, 1, world.db)
  second = other?.ctx.actor.kind === 'person' ? other.ctx.actor.personId : ''
}, 120_000)

const open = async (personId: string, path: string, script = true): Promise<Page> => {
  const page = await (await phones.phoneOf(personId, 'en', script)).newPage()
  await page.goto(`${phones.url}${path}`)
  return page
}
const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
/** Presses what has the focus and waits for the page it leads to. */
const enter = async (page: Page) => {
  const loaded = page.waitForEvent('load')
  await page.keyboard.press('Enter')
  await loaded
}
/** Presses a key and Enter, and waits for the form that opens beside the call: the page stays. */
async function inPlace(page: Page, key: string): Promise<void> {
  await page.evaluate(() => document.body.setAttribute('data-stays', ''))
  await page.keyboard.press(key)
  await page.keyboard.press('Enter')
  await page.locator('#work form').waitFor()
  expect(await page.locator('body[data-stays]').count()).toBe(1)
}
const said = (page: Page) => page.locator('main').innerText()
/** Tab by Tab to a field, as anybody without a mouse goes. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let tabs = 0; tabs < 90; tabs++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${selector} was expected to be reached by Tab`)
}
const type = async (page: Page, name: string, text: string) => {
  await tabTo(page, `[name="${name}"]`)
  await page.keyboard.type(text)
}
/** Chooses by Space, and by arrows within a group. */
async function choose(page: Page, name: string, value: string): Promise<void> {
  await tabTo(page, `[name="${name}"]`)
  await page.keyboard.press('Space')
  for (let steps = 0; steps < 12; steps++) {
    if (await page.locator(`[name="${name}"][value="${value}"]`).isChecked()) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`${name} was expected to offer ${value}`)
}
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run())
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
}

test('a whole call by keys alone, on one screen: who calls, a request, another answer, the next call, a receipt in part, a registration', async () => {
  const seeds = await openSeeds(world, d)
  const noon = world.clock.now().toZonedDateTimeISO(d.zone).add({ days: 1 }).with({ hour: 12 }).toInstant()
  const { postId } = await seeds.post({ title: 'Sandbags', at: noon })
  await (await world.browser(d.dana)).post(`/desk/posts/${postId}/asks`, { volunteer: d.lina })
  await wishCall(world, 'person', d.lina)
  const page = await open(d.operator, '/line')
  const watching = await open(second, '/line')
  const row = watching.locator(`[href="/line/person/${d.lina}"]`)
  await row.waitFor()
  expect(await faultsOf(page)).toEqual([])

  await press(page, '/')
  await page.keyboard.type('8 701 111 00 01')
  await enter(page)
  await tabTo(page, `main .card a[href="/line/person/${d.lina}"]`)
  await enter(page)
  await press(page, 'g')
  await enter(page)
  expect(await said(page)).toContain('+7 701 111 00 01')
  // The other operator sees them no more, and learns of it by itself.
  await row.waitFor({ state: 'detached', timeout: 20_000 })
  expect(await watching.locator('main').innerText()).toContain('1 person is being talked with now')

  await inPlace(page, 't')
  await choose(page, 'kind', 'food')
  await type(page, 'line1', 'bread')
  // What was typed stays over a refresh.
  await page.reload()
  expect(await page.locator('[name="line1"]').inputValue()).toBe('bread')
  expect(await page.locator('[name="kind"][value="food"]').isChecked()).toBe(true)
  await type(page, 'amount1', '10')
  await type(page, 'place_q', 'Oral')
  await tabTo(page, '[name="place_find"]')
  await enter(page)
  await choose(page, 'place', d.localityId)
  await choose(page, 'home', 'yes')
  await type(page, 'address', 'Abai 1')
  await choose(page, 'when', 'today')
  await choose(page, 'callSafe', 'yes')
  await choose(page, 'textSafe', 'yes')
  expect(await faultsOf(page)).toEqual([])
  await tabTo(page, 'button[name="send"]')
  await enter(page)
  // The consent was not marked: nothing typed is lost, and the caller and what to say are still there.
  expect(await page.locator('[name="line1"]').inputValue()).toBe('bread')
  expect(await said(page)).toContain('+7 701 111 00 01')
  expect(await page.locator('#script-kk').count()).toBe(1)
  await tabTo(page, '[name="consentHow"]')
  await page.keyboard.press('Space')
  await tabTo(page, 'button[name="send"]')
  await enter(page)
  const need = await world.db.selectFrom('needs').select(['id', 'reference', 'door']).executeTakeFirstOrThrow()
  expect(need.door).toBe('call')
  expect(await said(page)).toContain(need.reference)

  await inPlace(page, 'y')
  await choose(page, 'say', 'yes-from')
  await type(page, 'yes_from', '1230PM')
  await tabTo(page, '#work button')
  await enter(page)
  expect(await said(page)).toContain('noted from what time, for “Sandbags”')
  await press(page, '1')
  await enter(page)
  expect(new URL(page.url()).pathname).toBe('/line')

  await setState(world, need.id, 'helped')
  await page.reload()
  await press(page, 'n')
  await enter(page)
  expect(new URL(page.url()).pathname).toBe(`/line/need/${need.id}`)
  await inPlace(page, 'p')
  await choose(page, 'result', 'partly')
  await choose(page, 'reason', 'late')
  await tabTo(page, '#work form button')
  await enter(page)
  expect(await said(page)).toContain('Noted as they said it')
  expect(
    await world.db
      .selectFrom('needs')
      .select(['receipt', 'receipt_reason', 'receipt_door'])
      .where('id', '=', need.id)
      .executeTakeFirst(),
  ).toEqual({ receipt: 'partly', receipt_reason: 'late', receipt_door: 'call' })

  await inPlace(page, 'r')
  await type(page, 'name', 'Zeinep')
  await choose(page, 'age', '65-plus')
  await type(page, 'place_q', 'Oral')
  await tabTo(page, '[name="place_find"]')
  await enter(page)
  await choose(page, 'place', d.localityId)
  await choose(page, 'when', 'weekends')
  await tabTo(page, '[name="agreed"]')
  await page.keyboard.press('Space')
  expect(await faultsOf(page)).toEqual([])
  await tabTo(page, '#work form button[type="submit"]:not([name])')
  await enter(page)
  // Still in the call, and the registration can be taken back.
  expect(new URL(page.url()).pathname).toBe(`/line/need/${need.id}`)
  expect(await said(page)).toContain('You have just registered Zeinep')
  await press(page, 'u')
  await enter(page)
  expect(await said(page)).toContain('The registration is taken back')
  await press(page, '1')
  await enter(page)
  // Back at the list, with the next call under Enter.
  expect(await page.evaluate(() => document.activeElement?.closest('form')?.getAttribute('action'))).toBe('/line/next')

  // What was begun for an unknown caller is not offered for the next one.
  await press(page, 'r')
  await enter(page)
  await type(page, 'name', 'Ermek')
  await page.reload()
  expect(await page.locator('[name="name"]').inputValue()).toBe('Ermek')
  await page.goto(`${phones.url}/line`)
  await press(page, 'r')
  await enter(page)
  expect(await page.locator('[name="name"]').inputValue()).toBe('')
})

test('without script the line takes the next, shows what to say and notes what it came to', async () => {
  await wishCall(world, 'person', d.aigul, 300)
  const page = await open(d.operator, '/line', false)
  await page.getByRole('button', { name: 'Ring the next' }).click()
  await page.locator('[lang="kk"] li').first().waitFor()
  await page.getByRole('radio', { name: 'No answer' }).check()
  await page.getByRole('button', { name: 'Note it' }).click()
  await page.getByText('They come up again by the rule').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Taken back. They are in the list').waitFor()
})

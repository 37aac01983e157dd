import axe from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { fakeCamera } from '../../test/browser/camera'
import { openPhones, type Phones, sentFrom, waitingOn } from '../../test/browser/phone'
import { type District, seedDistrict } from '../../test/district'
import type { World } from '../../test/world'
import { referenceOf } from '../kit/reference'
import { anActivity, inEnglish, sayYes } from './testing/an-activity'
import { addCrowd } from './testing/crowd'

// People arrive and leave where there is no network.
vi.setConfig({ testTimeout: 60_000 })

const camera = fakeCamera()
let phones: Phones
let world: World
let d: District
let url: string
beforeAll(async () => {
  phones = await openPhones({}, camera.browserArguments)
  ;({ world, url } = phones)
  d = await seedDistrict(world)
  // In the morning, at whatever hour the tests run: work at night is another matter.
  const now = world.clock.now().toZonedDateTimeISO(d.zone)
  const morning = now.startOfDay().add({ days: 1, hours: 9 })
  world.clock.advance({ milliseconds: morning.epochMilliseconds - now.epochMilliseconds })
}, 120_000)

/** A telephone by whose clock it is as late as in the world, or some minutes earlier. */
async function phoneOf(personId: string, lang = 'en', minutesAgo = 0): Promise<BrowserContext> {
  const context = await phones.phoneOf(personId, lang)
  await context.addInitScript(
    (now) => {
      const Real = Date
      window.Date = class extends Real {
        constructor(...parts: [] | [number | string]) {
          super(...((parts.length === 0 ? [now] : parts) as [number]))
        }
      } as DateConstructor
    },
    world.clock.now().subtract({ minutes: minutesAgo }).epochMilliseconds,
  )
  return context
}

/** An activity that begins in half an hour, where Lina has a seat. @returns its id, its page on site and her shift */
async function aShift() {
  const now = world.clock.now().toZonedDateTimeISO(d.zone)
  const from = now.add({ minutes: 30 })
  const wall = (at: Temporal.ZonedDateTime) => at.toPlainTime().toString({ smallestUnit: 'minute' })
  const made = await anActivity(world, d, {
    date: from.toPlainDate().toString(),
    from: wall(from),
    until: wall(from.add({ minutes: 60 })),
    bring: 'Gloves and water',
  })
  const lina = await inEnglish(world, d.lina)
  const shift = (await sayYes(lina, made)).headers.get('location') ?? ''
  return { ...made, shift, site: `/activities/${made.activityId}/site` }
}

const staysOf = (activityId: string) =>
  world.db
    .selectFrom('attendances')
    .select(['volunteer_id', 'checked_in_at', 'checked_out_at'])
    .where('activity_id', '=', activityId)
    .orderBy('checked_in_at')
    .execute()
const kindsOf = async (activityId: string) =>
  (await world.entries())
    .filter(({ kind, body }) => kind.startsWith('attendance.') && body.activityId === activityId)
    .map(({ kind }) => kind)
// Everybody goes home, so that the next test finds them free.
afterEach(async () => {
  const dana = await world.browser(d.dana)
  for (const stay of await world.db
    .selectFrom('attendances')
    .select(['id', 'activity_id'])
    .where('checked_out_at', 'is', null)
    .execute())
    await dana.post(`/activities/${stay.activity_id}/check-out`, { attendance: stay.id })
  for (const { id } of await world.db.selectFrom('activities').select('id').where('state', '=', 'open').execute())
    await dana.post(`/activities/${id}/cancel`)
})

const press = (page: Page, name: RegExp | string) => page.getByRole('button', { name }).click()
const checkIn = (page: Page) =>
  page.locator(`form:has(input[value="${d.lina}"]):has(input[value="arrived"]) button`).click()

test('my shift opens with the network cut, arrival and departure wait over reloads and an update, and go out once, in order', async () => {
  const { activityId, shift } = await aShift()
  const context = await phoneOf(d.lina)
  const page = await phones.openKept(context, shift)
  await context.setOffline(true)
  await page.reload()
  await page.getByRole('heading', { name: 'Are you there?' }).waitFor()
  const main = await page.locator('main').innerText()
  expect(main).toContain('Gloves and water')
  expect(await page.getByRole('img', { name: 'Map of the place' }).count()).toBe(1)
  await press(page, 'I am here')
  await expect
    .poll(() => waitingOn(page), { timeout: 15_000 })
    .toEqual([expect.stringMatching(/^\d\d:\d\d · .*arrived · waits for a network/)])
  expect(await page.locator('offline-queue').innerText()).toContain('will be confirmed when there is a network')
  await page.reload()
  await press(page, 'I am leaving')
  await expect.poll(() => waitingOn(page), { timeout: 15_000 }).toHaveLength(2)
  expect(await staysOf(activityId)).toEqual([])
  // A new build replaces the worker while they wait.
  await context.route('**/check-*', (route) => route.abort('internetdisconnected'))
  await context.setOffline(false)
  await page.evaluate(async () => {
    const fresh = await navigator.serviceWorker.register(`/service-worker.js?styles=${encodeURIComponent('/healthz')}`)
    await new Promise<void>((active) => {
      // One that is only about to work holds up every page that is opened meanwhile.
      const isAtWork = () => fresh.active?.scriptURL.includes('healthz') && fresh.active.state === 'activated'
      const look = () => (isAtWork() ? active() : setTimeout(look, 50))
      look()
    })
  })
  await page.reload()
  await expect.poll(() => waitingOn(page), { timeout: 15_000 }).toHaveLength(2)
  await context.unroute('**/check-*')
  await page.reload()
  // A page that has just opened shows no queue yet: what the house heard is looked at first.
  await expect.poll(() => kindsOf(activityId)).toEqual(['attendance.checked-in', 'attendance.checked-out'])
  await sentFrom(page)
  await context.close()
})

test('an arrival that was sent five times and never heard of counts once', async () => {
  const { activityId, site } = await aShift()
  const context = await phoneOf(d.dana)
  const page = await phones.openKept(context, site)
  let tries = 0
  await context.route('**/site', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    tries += 1
    await route.fetch()
    if (tries <= 5) await route.abort('connectionreset')
    else await route.continue()
  })
  await checkIn(page)
  for (let again = 1; again <= 5; again++) {
    await expect.poll(() => tries).toBeGreaterThanOrEqual(again)
    await page.reload()
  }
  await sentFrom(page)
  expect(await kindsOf(activityId)).toEqual(['attendance.checked-in'])
  await context.close()
})

test('two telephones of one shift, both without a network: one word counts, the other is shown with both sides and a choice', async () => {
  const { activityId, site } = await aShift()
  const contexts = [await phoneOf(d.dana, 'en', 20), await phoneOf(d.dana)] as const
  const [mine, other] = contexts
  const pages = [await phones.openKept(mine, site), await phones.openKept(other, site)] as const
  const [first, second] = pages
  await Promise.all(contexts.map((context) => context.setOffline(true)))
  await checkIn(first)
  await checkIn(second)
  await other.setOffline(false)
  await sentFrom(second)
  await mine.setOffline(false)
  const refused = first.locator('.offline-queue__item--refused')
  await refused.waitFor({ timeout: 15_000 })
  const words = await refused.innerText()
  expect(words).toContain('On this device: arrived at')
  expect(words).toContain('Recorded: here since')
  const [before] = await staysOf(activityId)
  await refused.getByRole('button', { name: /^Record .* instead/ }).click()
  await sentFrom(first)
  const stays = await staysOf(activityId)
  expect(stays).toHaveLength(1)
  const earlier = before?.checked_in_at.since(stays[0]?.checked_in_at ?? before.checked_in_at).total('minutes') ?? 0
  expect(earlier).toBeGreaterThan(10)
  expect(await kindsOf(activityId)).toEqual(['attendance.checked-in', 'attendance.arrival-corrected'])
  await Promise.all(contexts.map((context) => context.close()))
})

test('on site a code is read by the camera, without and with a network, or typed; a code of nobody here is said', async () => {
  const { activityId, shift, site } = await aShift()
  const [walker = ''] = await addCrowd(world, d, 1)
  const context = await phoneOf(d.dana)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  // This browser has no reader of its own: ours is fetched with the page and kept.
  const reader = page.waitForResponse(/zxing_reader.*wasm/)
  await page.goto(`${url}${site}`)
  await page.locator('html[data-kept]').waitFor({ state: 'attached' })
  await reader
  await context.setOffline(true)
  await page.reload()
  camera.show(`${url}/attend/${shift.split('/').at(-1)}`)
  await press(page, 'Check in by camera')
  await expect.poll(() => waitingOn(page), { timeout: 20_000 }).toHaveLength(1)
  expect(await page.locator('scan-code [role=status]').innerText()).toBe('Lina: arrived')
  await page.getByLabel('Check-in code').fill(referenceOf(`${activityId} ${walker}`))
  await page.getByRole('button', { name: 'Check in', exact: true }).first().click()
  await expect.poll(() => waitingOn(page), { timeout: 15_000 }).toHaveLength(2)
  await context.setOffline(false)
  const refused = page.locator('.offline-queue__item--refused')
  await refused.waitFor({ timeout: 15_000 })
  expect(await refused.innerText()).toContain('No such code on this list')
  expect((await staysOf(activityId)).map((stay) => stay.volunteer_id)).toEqual([d.lina])
  expect(faults).toEqual([])
  await context.close()
})

test('a full device says so before anybody types, and signing out asks before what waits is lost', async () => {
  const { shift } = await aShift()
  const context = await phoneOf(d.lina)
  const page = await phones.openKept(context, shift)
  await page.evaluate(() => {
    let size = 4_194_304
    for (let i = 0; size > 64; i++) {
      try {
        localStorage.setItem(`full-${i}`, ' '.repeat(size))
      } catch {
        size = Math.floor(size / 2)
      }
    }
  })
  await page.reload()
  await page.getByText('The device is full').waitFor()
  await page.evaluate(() => localStorage.clear())
  await page.reload()
  await context.route('**/check-in', (route) => route.abort('internetdisconnected'))
  await press(page, 'I am here')
  await page.goto(`${url}/me/account`)
  await press(page, 'Sign out')
  await page.getByText('If you sign out now, it is lost').waitFor()
  await expect.poll(() => waitingOn(page), { timeout: 15_000 }).toHaveLength(1)
  await press(page, 'Sign out and delete what was not sent')
  await page.waitForURL(`${url}/`)
  expect(await page.evaluate(() => localStorage.getItem('asar-reports'))).toBeNull()
  expect(await page.evaluate(async () => (await caches.keys()).includes('kept-pages'))).toBe(false)
  await context.close()
})

test('signing out with no network leaves nothing on the device, and ends the session once there is one', async () => {
  const { shift } = await aShift()
  const context = await phoneOf(d.lina)
  const page = await phones.openKept(context, shift)
  await page.goto(`${url}/me/account`)
  await page.locator('html[data-kept]').waitFor({ state: 'attached' })
  await context.setOffline(true)
  await press(page, 'Sign out')
  await page.getByText('Nothing of yours is left on this device').waitFor()
  expect(await page.locator('kept-pages').isHidden()).toBe(true)
  expect(await page.evaluate(async () => (await (await caches.open('kept-pages')).keys()).length)).toBe(0)
  await page.goto(`${url}${shift}`)
  await page.getByText('Nothing of yours is left on this device').waitFor()
  // The page is left open: it ends the session by itself.
  await context.setOffline(false)
  await page.waitForURL(`${url}/`)
  await page.goto(`${url}/me/account`)
  await page.waitForURL(/\/sign-in/)
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  await context.close()
})

test.each(['kk', 'ru', 'en'])(
  'the pages on site have no fault that axe finds and fit a telephone: %s',
  async (lang) => {
    const { shift, site } = await aShift()
    const pages: [BrowserContext, string][] = [
      [await phoneOf(d.lina, lang), shift],
      [await phoneOf(d.dana, lang), site],
    ]
    for (const [context, path] of pages) {
      const page = await context.newPage()
      await page.goto(`${url}${path}`)
      await page.locator('offline-queue').waitFor({ state: 'attached' })
      await page.evaluate(axe.source)
      const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run())
      expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      )
      expect(wide, path).toBe(false)
      await context.close()
    }
  },
)

import axe from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { openPhones, type Phones, sentFrom, waitingOn } from '../../test/browser/phone'
import type { World } from '../../test/world'
import { listGoodsFaults } from '../goods'
import { roundStage } from './testing/round-stage'

// A round is played out on a telephone, stop by stop.
vi.setConfig({ testTimeout: 60_000 })

let phones: Phones
let world: World
let stage: Awaited<ReturnType<typeof roundStage>>
let url: string

beforeAll(async () => {
  phones = await openPhones()
  ;({ world, url } = phones)
  stage = await roundStage(world)
  day = world.clock.now().toZonedDateTimeISO(stage.d.zone).toPlainDate().add({ days: 1 })
  await stage.drives(stage.d.lina)
}, 120_000)

let day: Temporal.PlainDate

/** A round with two doors, sent out and taken by Lina, an hour before it leaves. */
async function aRound(): Promise<string> {
  await stage.askWithStock({ north: 0.01 })
  await stage.askWithStock({ north: 0.02 })
  const [round] = await stage.roundsOf(await stage.plan(day))
  day = day.add({ days: 1 })
  await stage.sendWithYes(round?.id ?? '', stage.d.lina)
  const leaves = round?.starts_at ?? world.clock.now()
  const ahead = leaves.epochMilliseconds - world.clock.now().epochMilliseconds - 3_600_000
  if (ahead > 0) world.clock.advance({ milliseconds: ahead })
  return round?.id ?? ''
}

const phoneOf: Phones['phoneOf'] = (...who) => phones.phoneOf(...who)
const openKept = (context: BrowserContext, roundId: string): Promise<Page> =>
  phones.openKept(context, `/me/rounds/${roundId}`)
const statesOf = async (roundId: string) => (await stage.stopsOf(roundId)).map(({ kind, state }) => `${kind} ${state}`)

test('a whole round is driven with the network cut: nothing is lost over reloads, and everything is sent once, in order', async () => {
  const roundId = await aRound()
  const context = await phoneOf(stage.d.lina)
  const page = await openKept(context, roundId)
  await context.setOffline(true)
  // Each step, and after each a page that is opened anew with no network.
  const steps = [/^Loaded what is ticked/, /^I have arrived\. 2/, /^Handed over\. 2/, /^Nobody opened\. 3/]
  for (const [i, step] of steps.entries()) {
    if (i === 3) await page.getByText('It did not work out').last().click()
    await page.getByRole('button', { name: step }).click()
    await expect.poll(() => waitingOn(page), { timeout: 15_000 }).toHaveLength(i + 1)
    await page.reload()
    await page.getByRole('heading', { name: /^Round/ }).waitFor()
    await expect.poll(() => waitingOn(page), { timeout: 15_000 }).toHaveLength(i + 1)
  }
  await expect
    .poll(() => waitingOn(page), { timeout: 15_000 })
    .toEqual([
      expect.stringContaining('1. Load: Warehouse by the bridge: loaded · waits for a network'),
      expect.stringContaining('arrived'),
      expect.stringContaining('handed over'),
      expect.stringContaining('nobody there'),
    ])
  expect(await statesOf(roundId)).toEqual(['load planned', 'hand planned', 'hand planned'])
  await context.setOffline(false)
  await sentFrom(page)
  expect(await statesOf(roundId)).toEqual(['load done', 'hand done', 'hand absent', 'unload planned'])
  const reports = (await world.entries()).filter(
    ({ kind, subjectId }) => kind === 'round.stop-reported' && subjectId === roundId,
  )
  expect(reports.map(({ body }) => [body.stop, body.what])).toEqual([
    ['load', 'done'],
    ['hand', 'arrived'],
    ['hand', 'done'],
    ['hand', 'absent'],
  ])
  await page.getByRole('button', { name: /^Unloaded/ }).click()
  await expect.poll(() => statesOf(roundId)).toContain('unload done')
  expect(await listGoodsFaults(world.db)).toEqual([])
  await context.close()
})

test('what was sent and not heard of is sent again, five times, and counts once', async () => {
  const roundId = await aRound()
  const context = await phoneOf(stage.d.lina)
  const page = await openKept(context, roundId)
  let tries = 0
  // The report arrives, and its answer is lost on the way back.
  await context.route('**/stops/*', async (route) => {
    tries += 1
    await route.fetch()
    if (tries <= 5) await route.abort('connectionreset')
    else await route.continue()
  })
  await page.getByRole('button', { name: /^Loaded what is ticked/ }).click()
  for (let again = 1; again <= 5; again++) {
    await expect.poll(() => tries).toBeGreaterThanOrEqual(again)
    await page.reload()
  }
  // A page that has just opened shows no queue yet: that it was heard at last is the sixth try.
  await expect.poll(() => tries).toBeGreaterThan(5)
  await sentFrom(page)
  const loaded = (await world.entries()).filter(
    ({ kind, subjectId, body }) => kind === 'round.stop-reported' && subjectId === roundId && body.stop === 'load',
  )
  expect(loaded).toHaveLength(1)
  expect(new Set((await stage.goodsOf(roundId)).map(({ taken, state }) => `${taken} ${state}`))).toEqual(
    new Set(['10 aboard']),
  )
  expect(await listGoodsFaults(world.db)).toEqual([])
  await context.close()
})

test('two telephones of one round: the later word about a stop is shown as a conflict, with both sides', async () => {
  const roundId = await aRound()
  const [mine, other] = [await phoneOf(stage.d.lina), await phoneOf(stage.d.lina)]
  const [first, second] = [await openKept(mine, roundId), await openKept(other, roundId)]
  await mine.setOffline(true)
  await first.getByRole('button', { name: /^Loaded what is ticked/ }).click()
  await second.getByRole('button', { name: /^Loaded what is ticked/ }).click()
  await expect.poll(() => statesOf(roundId)).toContain('load done')
  await mine.setOffline(false)
  const refused = first.locator('.offline-queue__item--refused')
  await refused.waitFor({ timeout: 15_000 })
  expect(await refused.innerText()).toContain('loaded · not taken')
  expect(await refused.innerText()).toContain('Something else was recorded of this stop before: done')
  await refused.getByRole('button', { name: 'Seen, remove' }).click()
  await sentFrom(first)
  await Promise.all([mine.close(), other.close()])
})

test('a copy is gone once the seat is given back, and with signing out', async () => {
  const roundId = await aRound()
  const context = await phoneOf(stage.d.lina)
  const page = await openKept(context, roundId)
  const address = `${url}/me/rounds/${roundId}`
  const kept = () =>
    page.evaluate(async (at) => (await (await caches.open('kept-pages')).match(at)) !== undefined, address)
  expect(await kept()).toBe(true)
  await page.goto(`${url}/me/account`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForLoadState('load')
  expect(await page.evaluate(async () => (await caches.keys()).includes('kept-pages'))).toBe(false)
  await context.close()

  const again = await phoneOf(stage.d.lina)
  const second = await openKept(again, roundId)
  const seat = await world.db
    .selectFrom('assignments')
    .select('id')
    .where('volunteer_id', '=', stage.d.lina)
    .where('state', '=', 'live')
    .orderBy('starts_at', 'desc')
    .executeTakeFirstOrThrow()
  await second.goto(`${url}/me/assignments/${seat.id}`)
  await (await world.browser(stage.d.lina)).post(`/me/assignments/${seat.id}/give-back`)
  await second.goto(address)
  await again.setOffline(true)
  await second.goto(address)
  expect(await second.locator('main').innerText()).not.toContain('Satpaev')
  await again.close()
})

test.each(['kk', 'ru', 'en'])('the pages of a round have no fault that axe finds, on a telephone: %s', async (lang) => {
  await stage.askWithStock({ north: 0.03, atHome: true })
  const planId = await stage.plan(day)
  const [round] = await stage.roundsOf(planId)
  const [coordinator, driver] = [await phoneOf(stage.d.dana, lang), await phoneOf(stage.d.lina, lang)]
  const pages: (readonly [BrowserContext, string])[] = [
    [driver, '/me/vehicles'],
    [coordinator, '/rounds'],
    [coordinator, '/rounds/plan'],
    [coordinator, `/rounds/plans/${planId}`],
    [coordinator, `/rounds/${round?.id}`],
    [coordinator, `/rounds/${round?.id}/sheet`],
  ]
  if (lang === 'en') {
    const roundId = await aRound()
    pages.push([driver, `/me/rounds/${roundId}`], [driver, `/me/rounds/${roundId}/sheet`])
  }
  for (const [context, path] of pages) {
    const page = await context.newPage()
    await page.goto(`${url}${path}`)
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run())
    expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
    expect(wide, path).toBe(false)
    await page.close()
  }
  await Promise.all([coordinator.close(), driver.close()])
})

import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openSeeds } from '../../src/dispatch/seed-post.testing'
import { promiseFromStock } from '../../src/goods'
import { newId } from '../../src/kit/ids'
import { newReference } from '../../src/kit/reference'
import { unwrap } from '../../src/kit/result'
import { openMessageCentre } from '../../src/notices/channels/sms/message-centre.testing'
import { roundStage } from '../../src/rounds/testing/round-stage'
import { openPhones, type Phones, sentFrom, waitingOn } from '../browser/phone'

// One request on the weakest line: asked for by text message, completed by an operator, driven without a network, confirmed in a call.
vi.setConfig({ testTimeout: 60_000 })

const [VILLAGER, HELPER] = ['77770000009', '77010000001']
const centre = await openMessageCentre()
afterAll(() => centre.close())

let phones: Phones
let stage: Awaited<ReturnType<typeof roundStage>>
beforeAll(async () => {
  phones = await openPhones({ sms: { providers: [centre.provider()] } })
  stage = await roundStage(phones.world)
  await vi.waitUntil(() => centre.binds.includes('taken'), { timeout: 10_000 })
}, 120_000)

/** Sends a text message over the message centre and waits for what comes back to that telephone. */
async function write(from: string, text: string): Promise<string> {
  const before = centre.submitted.length
  const words = Buffer.from(text, 'utf16le').swap16()
  expect(
    await centre.deliver({ source_addr: from, destination_addr: '1414', data_coding: 8, short_message: words }),
  ).toBe(0)
  const said = () => centre.submitted.slice(before).filter(({ to }) => to.replace('+', '') === from)
  await vi.waitUntil(() => said().length > 0, { timeout: 15_000, interval: 100 })
  return said()
    .map((part) => part.text)
    .join('')
}

/** A volunteer with a button phone who was asked to help on site. */
async function asked(): Promise<string> {
  const { world } = phones
  const seeds = await openSeeds(world, stage.d)
  const now = world.clock.now()
  const at = now.toString()
  const { postId, activityId } = await seeds.post({ at: now.add({ hours: 6 }) })
  const askId = newId()
  const phone = { id: newId(), person_id: stage.d.arman, kind: 'phone', value: `+${HELPER}` }
  const ask = { id: askId, code: newReference(), post_id: postId, activity_id: activityId, volunteer_id: stage.d.arman }
  const terms = { kind: 'environment', terms_version: 1, chance_permille: 500, state: 'asked' }
  const where = { organization_id: stage.d.organizationId, region_id: stage.d.region }
  await seeds.insert([
    ['contact_channels', { ...phone, verified_at: at, created_at: at }],
    ['asks', { ...ask, ...terms, ...where, asked_at: at, answer_by: now.add({ hours: 3 }).toString() }],
  ])
  return askId
}

const kindsOf = async (needId: string) =>
  (await phones.world.db.selectFrom('journal').select('kind').where('subject_id', '=', needId).execute()).map(
    ({ kind }) => kind,
  )

/** Things for the request set aside at the warehouse, and a round to its door with two people, who said yes; an hour before it leaves. */
async function aRound(needId: string): Promise<string> {
  const { world } = phones
  const { d } = stage
  const line = await world.db
    .selectFrom('need_lines')
    .select(['id', 'item_id', 'requested'])
    .where('need_id', '=', needId)
    .executeTakeFirstOrThrow()
  const [lineId, itemId, quantity] = [line.id, line.item_id ?? '', line.requested]
  unwrap(await promiseFromStock(stage.dana(), { lineId, siteId: stage.siteId, itemId, quantity }))
  await stage.drives(d.lina)
  const day = world.clock.now().toZonedDateTimeISO(d.zone).toPlainDate().add({ days: 1 })
  const [round] = await stage.roundsOf(await stage.plan(day))
  await stage.sendWithYes(round?.id ?? '', d.lina, d.aigul)
  const ahead = (round?.starts_at ?? world.clock.now()).since(world.clock.now()).total('milliseconds') - 3_600_000
  if (ahead > 0) world.clock.advance({ milliseconds: Math.round(ahead) })
  return round?.id ?? ''
}

async function sayAgreed(form: Locator): Promise<void> {
  const how = form.locator('[name="consentHow"]').first()
  if ((await how.evaluate((one) => one.tagName)) === 'SELECT') await how.selectOption('by-phone')
  else await form.locator('[name="consentHow"][value="by-phone"]').check()
}

async function driveOffline(page: Page): Promise<void> {
  await page.context().setOffline(true)
  for (const [i, step] of [/^Loaded what is ticked/, /^I have arrived\. 2/, /^Handed over\. 2/].entries()) {
    await page.getByRole('button', { name: step }).click()
    await page.reload()
    await expect.poll(() => waitingOn(page), { timeout: 15_000 }).toHaveLength(i + 1)
  }
  await page.context().setOffline(false)
  await sentFrom(page)
}

test('a villager without internet is helped from the first text message to the receipt, and anyone sees the way of it', async () => {
  const { world, url } = phones
  const { d } = stage
  const need = () => world.db.selectFrom('needs').selectAll().executeTakeFirstOrThrow()

  expect(await write(VILLAGER, 'Көмек керек')).toMatch(/не керек.*112/s)
  expect(await write(VILLAGER, '10 көрпе керек')).toMatch(/Қай ауылға/)
  expect(await write(VILLAGER, 'Оралға')).toMatch(/Қашан керек/)
  const raised = await write(VILLAGER, '4')
  const { id, reference } = await need()
  expect(raised).toContain(reference)

  const operator = await (await phones.phoneOf(d.operator)).newPage()
  await operator.goto(`${url}/line`)
  await operator.goto(`${url}/needs/${id}`)
  const form = async (step: string) => {
    await operator.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true
    })
    return operator.locator(`form[action="/needs/${id}/${step}"]`).first()
  }
  const correct = await form('correct')
  await correct.locator('[name="address"]').fill('Abai street 12')
  await sayAgreed(correct)
  await correct.getByRole('button').first().click()
  await expect.poll(() => kindsOf(id)).toContain('need.corrected')
  const verify = await form('verify')
  await verify.locator('[name="method"][value="call"]').check()
  await verify.getByRole('button', { name: 'Confirm' }).click()
  await expect.poll(async () => (await need()).state).toBe('verified')

  const askId = await asked()
  expect(await write(HELPER, 'иә, 2 сағаттан кейін')).toMatch(/келетін уақытыңыз/)
  const answer = await world.db.selectFrom('answers').select(['kind', 'door']).where('ask_id', '=', askId).execute()
  expect(answer).toEqual([{ kind: 'yes-from', door: 'sms' }])

  const roundId = await aRound(id)
  const driver = await phones.openKept(await phones.phoneOf(d.lina), `/me/rounds/${roundId}`)
  await driveOffline(driver)
  await expect.poll(async () => (await need()).state).toBe('helped')

  await operator.goto(`${url}/line/need/${id}`)
  await operator.locator(`form[action="/line/need/${id}/receipt"]`).getByRole('button').click()
  await expect.poll(async () => (await need()).state).toBe('met')

  const anyone = await (await phones.phoneOf(undefined, 'en', false)).newPage()
  await anyone.goto(`${url}/requests/${id}`)
  const rows = await anyone.locator('main tbody tr').allInnerTexts()
  expect(rows.find((row) => row.includes('asked for'))).toContain('text message')
  expect(rows.find((row) => row.includes('it was what they needed'))).toContain('telephone call')
  expect(await anyone.locator('main').innerText()).not.toMatch(/Abai|7777|Kulyash|Lina/)
})

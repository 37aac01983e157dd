import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openMessageCentre } from '../../src/notices/channels/sms/message-centre.testing'
import { openPhones, type Phones, sentFrom, waitingOn } from '../browser/phone'
import { type District, seedDistrict } from '../district'
import { sendForm } from './walker'

// One request on the weakest line: asked for by text message, completed by an operator, driven without a network, confirmed in a call.
// Everything of the story comes in by a door; of the district stand only its people, their roles and the organization.
vi.setConfig({ testTimeout: 90_000 })

const [VILLAGER, HELPER] = ['77770000009', '77010000001']
const centre = await openMessageCentre()
afterAll(() => centre.close())

let phones: Phones
let d: District
beforeAll(async () => {
  phones = await openPhones({ sms: { providers: [centre.provider()] } })
  d = await seedDistrict(phones.world)
  await vi.waitUntil(() => centre.binds.includes('taken'), { timeout: 10_000 })
}, 120_000)

const today = () => phones.world.clock.now().toZonedDateTimeISO(d.zone)
/** To ten of the next morning, whenever the tests run: nobody is asked at night. */
const sleepOverNight = () => phones.world.clock.advance(today().until(today().startOfDay().add({ days: 1, hours: 10 })))

const saidTo = (number: string, since: number) =>
  centre.submitted.slice(since).filter(({ to }) => to.replace('+', '') === number)

/** What comes to a telephone after something was done, once all its parts are there. */
async function heard(number: string, done: () => Promise<unknown>): Promise<string> {
  const before = centre.submitted.length
  await done()
  const isWhole = () => {
    const parts = saidTo(number, before)
    const [, , , total = 1] = parts[0]?.udh ?? []
    return parts.length >= total
  }
  await vi.waitUntil(isWhole, { timeout: 15_000, interval: 50 })
  return saidTo(number, before)
    .map((part) => part.text)
    .join('')
}

/** Sends a text message over the message centre and waits for what comes back to that telephone. */
const write = (from: string, text: string): Promise<string> =>
  heard(from, async () => {
    const words = Buffer.from(text, 'utf16le').swap16()
    const message = { source_addr: from, destination_addr: '1414', data_coding: 8, short_message: words }
    expect(await centre.deliver(message)).toBe(0)
  })

const open = async (personId: string | undefined, path: string, lang = 'en', script = false): Promise<Page> => {
  const page = await (await phones.phoneOf(personId, lang, script)).newPage()
  await page.goto(`${phones.url}${path}`)
  return page
}
const send = (
  page: Page,
  action: RegExp | string,
  fields?: Record<string, string>,
  button?: { name: string; value: string },
) => sendForm(page, action, fields, button, [], true)
const text = (page: Page) => page.locator('main').innerText()
const go = (page: Page, path: string) => page.goto(`${phones.url}${path}`)
/** Ticks everything a form asks to be read or answered for. */
const tickAll = async (page: Page, selector: string) => {
  for (const box of await page.locator(`main form ${selector}`).all()) await box.check({ force: true })
}

/** Somebody with a button phone is registered in a call, and proves the number by a yes. */
async function register(operator: Page, number: string, who: Record<string, string>): Promise<string> {
  await go(operator, '/line/caller/register')
  const told = { ...who, lang: 'kk', phone: `+${number}`, agreed: 'yes', place_q: 'Oral' }
  await send(operator, '/line/caller/register', told, { name: 'place_find', value: '1' })
  const asked = await heard(number, () => send(operator, '/line/caller/register', { place: d.localityId }))
  expect(asked).toContain(who.name)
  expect(await write(number, 'Иә')).toMatch(/осы нөмірге/)
  return new URL(operator.url()).pathname.split('/').at(-1) ?? ''
}

/** In another call she agrees that Aigul, her neighbour, says for her whether help was right. */
async function nameCompanion(operator: Page, personId: string): Promise<void> {
  await go(operator, `/people/${personId}/help`)
  await send(operator, `/people/${personId}/help`, { way: 'call' })
  await go(operator, (await operator.locator('a[href*="/companions/new"]').first().getAttribute('href')) ?? '')
  const until = today().toPlainDate().add({ days: 30 }).toString()
  const agreed = { contact: 'aigul@example.kz', scope: 'say-receipts', tie: 'neighbour', until }
  await send(operator, /\/companions$/, agreed)
}

/** Dana opens a warehouse, takes blankets in, and the matching page sets aside what was asked for. */
async function setAside(dana: Page): Promise<void> {
  await go(dana, '/sites/new')
  const site = { name: 'Warehouse', kind: 'warehouse', address: 'Abai street 1', hours: '9-18' }
  await send(dana, '/sites/new', { ...site, place_q: 'Oral' })
  if ((await dana.locator('input[name="place"][type="radio"]').count()) > 0)
    await send(dana, '/sites/new', { place: d.localityId })
  const siteId = new URL(dana.url()).pathname.split('/')[2] ?? ''
  await go(dana, `/stock/${siteId}/receive`)
  await send(dana, `/stock/${siteId}/receive`, { words: 'blanket', quantity: '50', condition: 'new' })
  await go(dana, '/matching')
  await send(dana, '/matching')
}

/** Lina has a van, a licence and a background check, which Dana has looked at. */
async function offerToDrive(lina: Page, dana: Page): Promise<void> {
  for (const competence of ['car-driver', 'background-check']) {
    await go(lina, '/me/competences')
    const proof = { competence, level: '1', evidence: 'card shown', organization: d.organizationId }
    await send(lina, '/me/competences', proof)
    await go(dana, '/credentials')
    await send(dana, /\/credentials\/[^/]+\/confirm/)
  }
  await go(lina, '/me/vehicles')
  await send(lina, '/me/vehicles', { name: 'White van', size: 'van', from: '08:00', until: '20:00' })
}

/** The round of tomorrow is planned and sent out from the page; Lina, who drives, says yes. */
async function sendRound(dana: Page, lina: Page, hours: readonly [string, string]): Promise<string> {
  await go(dana, '/rounds/plan')
  const day = today().toPlainDate().add({ days: 1 }).toString()
  await send(dana, '/rounds/plan', { day, from: hours[0], until: hours[1] })
  await tickAll(dana, 'input[name="stated"]')
  await send(dana, /\/rounds\/[^/]+\/send/, { emergencyContact: '+7 711 250 11 12' })
  await go(lina, '/me')
  await go(lina, (await lina.locator('a[href^="/asks/"]').first().getAttribute('href')) ?? '')
  await tickAll(lina, 'input[type="checkbox"]')
  await send(lina, /\/asks\/[^/]+/, {}, { name: 'say', value: 'yes' })
  return new URL(dana.url()).pathname.split('/').at(-1) ?? ''
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
  const { world } = phones
  const need = () => world.db.selectFrom('needs').selectAll().executeTakeFirstOrThrow()
  const postOf = async (roundId: string) =>
    (await world.db.selectFrom('rounds').selectAll().where('id', '=', roundId).executeTakeFirstOrThrow()).helper_post_id

  const operator = await open(d.operator, '/line')
  const kulyash = await register(operator, VILLAGER, { name: 'Kulyash', age: '65-plus', when: 'emergency' })
  expect(await write(VILLAGER, 'Көмек керек')).toMatch(/не керек.*112/s)
  expect(await write(VILLAGER, 'Оралға 10 көрпе керек')).toMatch(/Қашан керек/)
  const raised = await write(VILLAGER, '4')
  const { id, reference } = await need()
  expect(raised).toContain(reference)
  // She hears of it by text at once, or in the morning: nothing she is waiting for comes in between.
  await nameCompanion(operator, kulyash)

  // Olzhas rings back: the street is missing.
  await go(operator, `/needs/${id}`)
  await send(operator, `/needs/${id}/correct`, { address: 'Abai street 12', consentHow: 'by-phone' })
  await send(operator, `/needs/${id}/verify`, { method: 'call' })
  expect((await need()).state).toBe('verified')
  // Whoever helps at weekends is asked for a weekend, at evenings for an evening; the round leaves the day after tomorrow.
  const isWeekend = today().add({ days: 2 }).dayOfWeek >= 6
  const when = isWeekend ? 'weekends' : 'evenings'
  const helper = await register(operator, HELPER, { name: 'Marat', age: '18-64', when })
  sleepOverNight()

  const [dana, lina] = [await open(d.dana, '/desk'), await open(d.lina, '/me')]
  await setAside(dana)
  await offerToDrive(lina, dana)
  const roundId = await sendRound(dana, lina, isWeekend ? ['09:00', '18:00'] : ['18:00', '21:00'])

  // Two go to a home: Dana picks the second from who could come, and asks.
  const postId = await postOf(roundId)
  await go(dana, `/desk/posts/${postId}/candidates`)
  const ask = dana.locator('main tr', { hasText: 'Marat' }).getByRole('button')
  const invited = await heard(HELPER, () => Promise.all([dana.waitForEvent('load'), ask.click()]))
  expect(invited).toMatch(/иә, жоқ/)
  expect(await write(HELPER, 'иә, 2 сағаттан кейін')).toMatch(/келетін уақытыңыз/)
  const said = await world.db
    .selectFrom('answers')
    .select(['kind', 'door'])
    .where('volunteer_id', '=', helper)
    .execute()
  expect(said).toEqual([{ kind: 'yes-from', door: 'sms' }])
  // To be in a home somebody has to know the briefing: it cannot stand in a text message, so Olzhas reads it in a call.
  expect(await write(HELPER, 'иә')).toMatch(/Оператор қоңырау шалып, оқып береді/)
  const { id: askId } = await world.db
    .selectFrom('asks')
    .select('id')
    .where('volunteer_id', '=', helper)
    .executeTakeFirstOrThrow()
  const answering = `/line/person/${helper}/ask/${askId}`
  await go(operator, `/line/person/${helper}`)
  await send(operator, answering, {}, { name: 'say', value: 'yes' })
  expect(await text(operator)).toContain('For the yes to count, read the briefing aloud')
  await send(operator, answering, { accept: 'yes' })
  const seats = await world.db.selectFrom('assignments').select('volunteer_id').where('state', '=', 'live').execute()
  expect(seats.map((seat) => seat.volunteer_id).toSorted()).toEqual([d.lina, helper].toSorted())

  // An hour before the round leaves.
  const { starts_at } = await world.db.selectFrom('rounds').select('starts_at').executeTakeFirstOrThrow()
  world.clock.advance(today().until(starts_at.toZonedDateTimeISO(d.zone).subtract({ hours: 1 })))
  const driver = await phones.openKept(await phones.phoneOf(d.lina), `/me/rounds/${roundId}`)
  await driveOffline(driver)
  await expect.poll(async () => (await need()).state).toBe('helped')

  // Aigul rings: she was there, and Kulyash has her blankets.
  await go(operator, `/line/need/${id}`)
  const bySpeaker = operator.getByRole('button', { name: 'Their companion Aigul says: it was what they needed' })
  await Promise.all([operator.waitForEvent('load'), bySpeaker.click()])
  expect(await need()).toMatchObject({ state: 'met', receipt_door: 'call', receipt_consent: 'representative' })
  // The record names all three: who wrote it down, whose word it was, and for whom.
  const named = (await world.entries()).filter(({ kind }) => kind === 'receipt.said' || kind === 'need.receipt')
  expect(named.map(({ actorId, onBehalfOf, body }) => [actorId, onBehalfOf, body.companion])).toEqual(
    named.map(() => [d.operator, kulyash, d.aigul]),
  )
  expect(named.length).toBeGreaterThan(1)
  expect(await text(operator)).toContain('said by the companion Aigul')

  const anyone = await open(undefined, `/requests/${id}`, 'kk')
  const rows = (await anyone.locator('main tbody tr').allInnerTexts()).map((row) => row.replaceAll(/\s+/g, ' '))
  expect(rows).toEqual([
    expect.stringMatching(/^Көмек сұралды .* SMS \d+$/),
    expect.stringMatching(/^Адам тексерді .* – \d+$/),
    expect.stringMatching(/^Көмек көрсетілді .* – \d+$/),
    expect.stringMatching(/^Адам растады: керегі осы еді .* қоңырау \d+$/),
  ])
  expect(await text(anyone)).not.toMatch(/Abai|7777|Kulyash|Lina|Marat/)
})

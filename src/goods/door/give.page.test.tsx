import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { type Browser, testWorld, type World } from '../../../test/world'
import { unwrap } from '../../kit/result'
import { claimLine, items } from '../../needs'
import { pageFaults } from '../../web'
import { listGoodsFaults } from '../audit'
import { setSiteState } from '../commands/sites'
import { openDoor } from './door.testing'

let world: World
let d: District
let door: ReturnType<typeof openDoor>
let visitor: Browser
beforeEach(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  door = openDoor(world, d)
  visitor = await world.browser()
})

const check = async (have: string, fields: Record<string, string> = {}, browser = visitor) => {
  const response = await browser.post('/give', { place: d.localityId, have, ...fields })
  const text = await response.text()
  expect(pageFaults(text)).toEqual([])
  return { status: response.status, text }
}
const aPromise = (have: string, siteId: string, fields: Record<string, string> = {}) => ({
  have,
  place: d.localityId,
  take0: 'yes',
  quantity0: '40',
  site0: siteId,
  until: '2026-11-25',
  ...fields,
})
const send = async (fields: Record<string, string>, browser = visitor) => {
  const response = await browser.post('/give/promise', fields)
  const text = await response.text()
  expect(pageFaults(text)).toEqual([])
  return { status: response.status, text, secret: /\/g\/([\w-]{32})/.exec(text)?.[1] ?? '' }
}
const pledges = () =>
  world.db.selectFrom('pledges').select(['line_id', 'item_id', 'quantity', 'awaited', 'site_id', 'claim_id']).execute()
const sum = async () => (await pledges()).reduce((all, { awaited }) => all + awaited, 0)

test('a donor with a hundred blankets is told forty and where, and the promise is made from the same page', async () => {
  const site = await door.aSite('Collection at the school')
  await door.asked('blanket', 25)
  await door.asked('blanket', 15, { urgency: 'immediate' })
  const { text } = await check('100 blankets')
  expect(text).toContain('Blanket: 40 pieces')
  expect(text).toContain('The rest (60 pieces) is not needed here now.')
  expect(text).toContain('Collection at the school, Abai street 1')
  expect(text).not.toContain('Abai street 12')
  const promised = await send(aPromise('100 blankets', site))
  expect(promised.status, promised.text).toBe(200)
  expect(promised.text).toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}/)
  expect(await sum()).toBe(40)
  expect(await pledges()).toHaveLength(2)
  const own = await visitor.get(`/g/${promised.secret}`)
  expect(own.headers.get('referrer-policy')).toBe('no-referrer')
  const page = await own.text()
  expect(page).toContain('Blanket: 40 pieces')
  expect(page).toContain('Collection at the school')
  expect((await check('blankets 5')).text).toContain('Enough is promised or on its way.')
  expect(await listGoodsFaults(world.db)).toEqual([])
})

test('more than is open cannot be promised; what was typed stays and the new answer stands beside it', async () => {
  const site = await door.aSite('Collection at the school')
  await door.asked('blanket', 40)
  const refused = await send(aPromise('blankets 100', site, { quantity0: '41', name: 'Marat' }))
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('so much is no longer needed')
  expect(refused.text).toContain('value="41"')
  expect(refused.text).toContain('value="Marat"')
  expect(await pledges()).toEqual([])
})

test('what keeps somebody alive is served first', async () => {
  const site = await door.aSite('Collection at the school')
  await door.asked('blanket', 40, { hours: 5 })
  const alive = await door.asked('blanket', 10, { urgency: 'immediate', hours: 90 })
  await send(aPromise('blankets 10', site, { quantity0: '10' }))
  expect((await pledges()).map(({ line_id }) => line_id)).toEqual([alive])
})

test('the same form sent twice is one promise with one link; another form with its key is refused', async () => {
  const site = await door.aSite('Collection at the school')
  await door.asked('blanket', 40)
  const form = { ...aPromise('blankets 40', site), _key: randomUUID() }
  const [first, again] = [await send(form), await send(form)]
  expect(first.secret).not.toBe('')
  expect(again.secret).toBe(first.secret)
  expect(await sum()).toBe(40)
  expect((await send({ ...form, quantity0: '1' })).status).toBe(422)
})

test('thirty donors at once promise forty blankets between them and never forty-one', async () => {
  const site = await door.aSite('Collection at the school')
  for (let i = 0; i < 8; i++) await door.asked('blanket', 5)
  const sent = await Promise.all(
    Array.from({ length: 30 }, () => send(aPromise('blankets 3', site, { quantity0: '3' }))),
  )
  const kept = sent.filter(({ status }) => status === 200).length
  expect(sent.filter(({ status }) => status !== 200 && status !== 422)).toEqual([])
  expect(await sum()).toBe(kept * 3)
  expect(kept).toBe(13)
  expect(await listGoodsFaults(world.db)).toEqual([])
}, 30_000)

test('what is not asked here is told with what is, and with the nearest region that asks', async () => {
  await door.aSite('Collection at the school')
  await door.asked('soap', 30)
  await door.asked('toothbrush', 100, { regionId: 'KZ-75' })
  const { text } = await check('toothbrushes 200')
  expect(text).toContain('Nobody in this region asks for it.')
  expect(text).toContain('Bring this instead')
  expect(text).toContain('What is missing near you: Soap')
  expect(text).toContain('Needed in: Almaty')
  expect(text).toContain('href="/needed/KZ-75"')
  expect(text).not.toContain('action="/give/promise"')
})

test('nobody is sent to a place that has enough, and the answer says so from that moment', async () => {
  const site = await door.aSite('Collection at the school')
  const far = await door.aSite('Collection at the stadium', [], 51.9)
  await door.asked('blanket', 40)
  const before = (await check('blankets 40')).text
  expect(before.indexOf('at the school')).toBeLessThan(before.indexOf('at the stadium'))
  unwrap(await setSiteState(door.dana, { siteId: site, state: 'saturated', note: '' }))
  expect((await check('blankets 40')).text).not.toContain('at the school')
  expect((await send(aPromise('blankets 40', site))).text).toContain('This place has enough by now.')
  unwrap(await setSiteState(door.dana, { siteId: far, state: 'paused', note: '' }))
  const { text } = await check('blankets 40')
  expect(text).toContain('It is needed, but no place takes it now.')
  expect(text).toMatch(/Collection at the school:.*has enough/)
  expect(await pledges()).toEqual([])
})

test('a place that takes other things is not offered', async () => {
  await door.aSite('Collection at the school', ['food'])
  await door.asked('blanket', 40)
  expect((await check('blankets 40')).text).toContain('It is needed, but no place takes it now.')
})

test('what an organization has claimed is given through its own place, under its claim', async () => {
  const line = await door.asked('blanket', 40)
  unwrap(
    await claimLine(door.dana, {
      lineId: line,
      organizationId: d.organizationId,
      quantity: 40,
      until: world.clock.now().add({ hours: 48 }),
    }),
  )
  expect((await check('blankets 40')).text).toContain('It is needed, but no place takes it now.')
  const site = await door.aSite('Collection at the school')
  expect((await check('blankets 40')).text).toContain('Blanket: 40 pieces')
  const fetched = await send(
    aPromise('blankets 40', 'fetch', { contact: '+7 701 234 56 78', address: 'Satpaev street 5' }),
  )
  expect(fetched.status).toBe(422)
  expect((await send(aPromise('blankets 40', site))).status).toBe(200)
  expect((await pledges())[0]?.claim_id).not.toBeNull()
})

test('what a donor cannot bring is fetched: with an address and a way to reach them, which no page shows', async () => {
  await door.aSite('Collection at the school')
  await door.asked('blanket', 40)
  const bare = await send(aPromise('blankets 40', 'fetch'))
  expect(bare.status).toBe(422)
  expect(bare.text).toContain('Write where to fetch the things.')
  const promised = await send(
    aPromise('blankets 40', 'fetch', { contact: '+7 701 234 56 78', address: 'Satpaev street 5', name: 'Marat' }),
  )
  expect(promised.status, promised.text).toBe(200)
  const own = await (await visitor.get(`/g/${promised.secret}`)).text()
  expect(own).toContain('It is fetched from you by')
  expect(own).not.toMatch(/Satpaev|701|Marat/)
})

test('a substitute is promised to the line that takes it instead', async () => {
  const site = await door.aSite('Collection at the school')
  const wanted = items.find((item) => item.substitutes?.some(({ item: other }) => other === 'sleeping-bag'))
  const line = await door.asked(wanted?.id ?? '', 12)
  const { text } = await check('sleeping bags 20')
  expect(text).toContain(`Taken instead of: ${wanted?.names.en}`)
  expect((await send(aPromise('sleeping bags 20', site, { quantity0: '12' }))).status).toBe(200)
  expect(await pledges()).toMatchObject([{ line_id: line, item_id: 'sleeping-bag', quantity: 12 }])
})

test('prescription medicine is not taken from a person, and what few ill people ask for is told by a person alone', async () => {
  await door.aSite('Collection at the school')
  await door.asked('prescription-medicine', 5)
  await door.asked('wheelchair', 1)
  const { text } = await check('prescription medicine 5\nwheelchair 1')
  expect(text).toContain('licensed pharmacy')
  expect(text).toContain('few ask for them')
  expect(text).not.toContain('action="/give/promise"')
  const operator = await world.browser(d.operator)
  operator.cookies.set('lang', 'en')
  expect((await check('wheelchair 1', {}, operator)).text).toContain('Bring it')
})

test('unknown words offer what may be meant, services lead to volunteering, kilograms of blankets are asked again', async () => {
  await door.aSite('Collection at the school')
  await door.asked('blanket', 40)
  const { text } = await check('blankets 5 kg\nqwrtp zzz\nhelp with cleaning the house')
  expect(text).toContain('is counted by the piece')
  expect(text).toContain('Not understood')
  expect(text).toContain('href="/join"')
  expect((await check('40 blnkts', { mean: '0:blanket' })).text).toContain('Blanket: 40 pieces')
})

test('a sheet is answered like a list', async () => {
  await door.aSite('Collection at the school')
  await door.asked('blanket', 40)
  const body = new FormData()
  for (const [name, value] of Object.entries({ _key: randomUUID(), place: d.localityId, have: '' }))
    body.append(name, value)
  body.append('sheet', new File(['Item;Quantity\nBlankets;100\n'], 'have.csv'))
  const send = (form: FormData) =>
    world.http.request('http://127.0.0.1:8080/give', {
      method: 'POST',
      body: form,
      headers: { 'sec-fetch-site': 'same-origin', 'accept-language': 'en' },
    })
  expect(await (await send(body)).text()).toContain('Blanket: 40 pieces')
  body.set('sheet', new File([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])], 'have.xlsx'))
  const broken = await send(body)
  expect(broken.status).toBe(422)
  expect(await broken.text()).toContain('The sheet cannot be read.')
})

test('the form asks for a place and a list, and keeps what was typed', async () => {
  expect(pageFaults(await (await visitor.get(`/give?place=${d.region}`)).text())).toEqual([])
  const empty = await check('', { place: '' })
  expect(empty.status).toBe(422)
  expect(empty.text).toContain('href="#f-place"')
  const found = await check('blankets 5', { place: '', place_q: 'Oral', place_find: '1' })
  expect(found.status).toBe(200)
  expect(found.text).toContain(d.localityId)
  expect(found.text).toContain('blankets 5')
  expect((await check('blankets 5', { place: '', near: d.region })).status).toBe(200)
})

test('an operator enters a promise on somebody’s word; nobody else may', async () => {
  const site = await door.aSite('Collection at the school')
  await door.asked('blanket', 40)
  const form = aPromise('blankets 40', site, { consent: 'by-phone', contact: '+7 701 234 56 78' })
  expect((await send(form)).text).toContain('You may not enter a promise for somebody else.')
  const operator = await world.browser(d.operator)
  operator.cookies.set('lang', 'en')
  expect((await check('blankets 40', {}, operator)).text).toContain('Who promises')
  const entered = await send(form, operator)
  expect(entered.status, entered.text).toBe(200)
  expect(entered.text).toContain('Pass number and link on')
  const row = await world.db.selectFrom('pledges').select('person_id').executeTakeFirstOrThrow()
  expect(row.person_id).toBeNull()
})

test('a donor takes one thing back or all of it, and the lines are open again', async () => {
  const site = await door.aSite('Collection at the school')
  await door.asked('blanket', 40)
  await door.asked('soap', 10)
  const { secret } = await send(aPromise('blankets 40\nsoap 10', site, { take1: 'yes', quantity1: '10', site1: site }))
  const open = async () =>
    (await world.db.selectFrom('need_lines').select(['item_id', 'open']).orderBy('item_id').execute()).map(
      (line) => line.open,
    )
  expect(await open()).toEqual([0, 0])
  expect((await visitor.post(`/g/${secret}/withdraw`, { item: 'soap' })).status).toBe(303)
  expect(await open()).toEqual([0, 10])
  expect((await visitor.post(`/g/${secret}/withdraw`)).status).toBe(303)
  expect(await open()).toEqual([40, 10])
  const page = await (await visitor.get(`/g/${secret}`)).text()
  expect(page).toContain('No longer promised')
  expect(page).not.toContain('/withdraw"')
  expect((await visitor.post(`/g/${secret}/withdraw`)).headers.get('location')).toBe(`/g/${secret}`)
  expect((await visitor.get(`/g/${'x'.repeat(32)}`)).status).toBe(410)
})

test('a place that closes is told on the page of whoever is about to come', async () => {
  const site = await door.aSite('Collection at the school')
  await door.asked('blanket', 40)
  const { secret } = await send(aPromise('blankets 40', site))
  unwrap(await setSiteState(door.dana, { siteId: site, state: 'paused', note: 'Flooded' }))
  const page = await (await visitor.get(`/g/${secret}`)).text()
  expect(page).toContain('Do not bring it now')
  expect(page).toContain('Flooded')
})

test.each(['kk', 'ru'])('in %s as well', async (lang) => {
  const site = await door.aSite('Collection at the school')
  await door.asked('blanket', 40)
  const browser = await world.browser()
  const headers = { 'accept-language': lang }
  const told = await browser.post('/give', { place: d.localityId, have: '100 blankets\nzzz\nsoap' }, headers)
  expect(pageFaults(await told.text())).toEqual([])
  const promised = await browser.post('/give/promise', aPromise('100 blankets', site), headers)
  expect(promised.status).toBe(200)
  expect(pageFaults(await promised.text())).toEqual([])
})

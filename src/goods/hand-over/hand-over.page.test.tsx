import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { type Browser, testWorld, type World } from '../../../test/world'
import { unwrap } from '../../kit/result'
import { claimLine } from '../../needs'
import { pageFaults } from '../../web'
import { receiveStock } from '../commands/stock'
import { givenGoods } from '../receipts/testing/given-goods'

let world: World
let d: District
let goods: Awaited<ReturnType<typeof givenGoods>>
let other: Awaited<ReturnType<typeof goods.anotherOrganization>>
let theirSite: string
let [dana, gulnara] = [] as unknown as [Browser, Browser]
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  goods = await givenGoods(world, d)
  other = await goods.anotherOrganization()
  theirSite = await goods.siteOf(other.organizationId)
  unwrap(
    await receiveStock(goods.dana(), {
      siteId: goods.siteId,
      itemId: 'blanket',
      quantity: 30,
      condition: 'new',
      expiresOn: null,
      cause: 'given',
    }),
  )
  ;[dana, gulnara] = [await world.browser(d.dana), await world.browser(other.personId)]
})

async function show(browser: Browser, path: string, lang = 'en'): Promise<string> {
  const response = await browser.get(path, { 'accept-language': lang })
  const html = await response.text()
  expect(response.status, `${path} ${html.slice(0, 1500)}`).toBe(200)
  expect(pageFaults(html)).toEqual([])
  return html
}
const latest = () =>
  world.db.selectFrom('goods_asks').selectAll().orderBy('asked_at', 'desc').orderBy('id').executeTakeFirstOrThrow()

test('stock is asked for on a page, given on the other side, and its arrival confirmed', async () => {
  await show(gulnara, '/hand-over')
  await show(gulnara, '/hand-over/new')
  const form = {
    asker: other.organizationId,
    holder: d.organizationId,
    site: theirSite,
    item: 'көрпе',
    quantity: '12',
    until: '2026-11-24T12:00',
  }
  expect((await gulnara.post('/hand-over/new', { ...form, quantity: 'many' })).status).toBe(422)
  expect(
    (await gulnara.post('/hand-over/new', { ...form, asker: d.organizationId, holder: other.organizationId })).status,
  ).toBe(403)
  expect((await gulnara.post('/hand-over/new', form)).headers.get('location')).toBe('/hand-over')
  const { id } = await latest()
  expect(await show(dana, '/hand-over')).toContain('Second helpers')
  expect((await gulnara.post('/hand-over/give', { ask: id, quantity: '12', site: goods.siteId })).status).toBe(403)
  expect((await dana.post('/hand-over/give', { ask: id, quantity: '40', site: goods.siteId })).status).toBe(422)
  expect((await dana.post('/hand-over/give', { ask: id, quantity: '12', site: goods.siteId })).status).toBe(303)
  expect((await dana.post('/hand-over/take', { ask: id, arrived: '12' })).status).toBe(403)
  expect((await gulnara.post('/hand-over/take', { ask: id, arrived: '11' })).status).toBe(303)
  expect(
    await world.db.selectFrom('goods_asks').select(['state', 'arrived']).where('id', '=', id).executeTakeFirst(),
  ).toEqual({ state: 'taken', arrived: 11 })
  await show(gulnara, '/hand-over')
})

test('a claim is asked for from the page of the request, and refused with a reason', async () => {
  const line = await goods.asked(5)
  const until = world.clock.now().add({ hours: 50 })
  const { claimId } = unwrap(
    await claimLine(goods.dana(), { lineId: line.lineId, organizationId: d.organizationId, quantity: 5, until }),
  )
  expect(await (await gulnara.get(`/needs/${line.needId}`)).text()).toContain(`/hand-over/new?claim=${claimId}`)
  expect(await show(gulnara, `/hand-over/new?claim=${claimId}`)).toContain(line.reference)
  world.clock.advance({ minutes: 1 })
  const asked = await gulnara.post('/hand-over/new', {
    claim: claimId,
    asker: other.organizationId,
    quantity: '5',
    until: '2026-11-24T12:00',
  })
  expect(asked.status).toBe(303)
  const { id } = await latest()
  expect((await dana.post('/hand-over/refuse', { ask: id, reason: 'nonsense' })).status).toBe(422)
  expect((await dana.post('/hand-over/refuse', { ask: id, reason: 'needed-here' })).status).toBe(303)
  expect((await dana.post('/hand-over/give', { ask: id, quantity: '5' })).status).toBe(422)
})

import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { type Browser, testWorld, type World } from '../../../test/world'
import { unwrap } from '../../kit/result'
import { cancelNeed } from '../../needs'
import { pageFaults } from '../../web'
import { listGoodsFaults } from '../audit'
import { actingAs, askFor, inEnglish, openSiteAs, storekeeper, takeIn } from '../stock/stock.testing'

let world: World
let d: District
let dana: Browser
let arman: Browser
let site: string
let kit: string
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  dana = await inEnglish(world, d.dana)
  arman = await storekeeper(world, d)
  site = await openSiteAs(dana, d, 'School gym', 'hand-out')
  const night = { thing1: 'blanket', amount1: '2', thing2: 'pillow', amount2: '1' }
  await dana.post('/kits', { organization: d.organizationId, name: 'Night kit', ...night })
  kit = (await world.db.selectFrom('kits').select('id').executeTakeFirstOrThrow()).id
})

const text = async (response: Response | Promise<Response>) => {
  const html = await (await response).text()
  expect(pageFaults(html)).toEqual([])
  return html
}
const lies = async (lotId: string) =>
  (
    await world.db
      .selectFrom('stock_balances')
      .select('quantity')
      .where('lot_id', '=', lotId)
      .where('kind', '=', 'site')
      .executeTakeFirst()
  )?.quantity ?? 0
const pack = async (count: string) => {
  const packed = await arman.post(`/stock/${site}/pack`, { kit, [`kits-${kit}`]: count })
  return /\/lots\/([0-9a-f-]{36})/.exec(packed.headers.get('location') ?? '')?.[1] ?? ''
}
const lineOf = (id: string) =>
  world.db.selectFrom('need_lines').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('a kit is put together by whoever manages goods, from things anyone can name, each once', async () => {
  expect(await text(arman.get('/kits'))).toContain('Night kit')
  expect(await text(arman.get('/kits'))).not.toContain('Make the kit')
  expect((await arman.post('/kits', { organization: d.organizationId, name: 'Mine' })).status).toBe(403)
  const twice = { name: 'Twice', thing1: 'blanket', amount1: '1', thing2: 'blanket', amount2: '2' }
  expect(await text(dana.post('/kits', { organization: d.organizationId, ...twice }))).toContain('each thing once')
  const half = { name: 'x', thing1: 'qwrtzpsdfg', thing2: 'pillow', amount2: 'many' }
  const html = await text(dana.post('/kits', { organization: d.organizationId, ...half }))
  for (const words of ['two letters', 'say it in other words', 'a unit that fits']) expect(html).toContain(words)
  await dana.post('/kits', { organization: d.organizationId, name: 'Old kit', thing1: 'pillow', amount1: '1' })
  const old = await world.db.selectFrom('kits').select('id').where('name', '=', 'Old kit').executeTakeFirstOrThrow()
  expect((await arman.post(`/kits/${old.id}/retire`)).status).toBe(403)
  expect((await dana.post(`/kits/${old.id}/retire`)).status).toBe(303)
  expect(await text(arman.get('/kits'))).not.toContain('Old kit')
})

test('packing takes things from their lots, first expiring first, and opening puts them back', async () => {
  const later = await takeIn(arman, site, 'blanket', '10', { expires: '2028-05-01' })
  const sooner = await takeIn(arman, site, 'blanket', '3', { expires: '2027-02-01' })
  const pillows = await takeIn(arman, site, 'pillow', '5')
  expect(await text(arman.get(`/stock/${site}/pack`))).toContain('5 kits')
  expect(await text(arman.post(`/stock/${site}/pack`, { kit, [`kits-${kit}`]: '6' }))).toContain('not enough free')
  const kits = await pack('3')
  expect(await Promise.all([later, sooner, pillows, kits].map(lies))).toEqual([7, 0, 2, 3])
  expect(await text(arman.get(`/lots/${kits}`))).toContain('1 February 2027')
  expect((await arman.post(`/lots/${kits}/unpack`, { site, kits: '2' })).status).toBe(303)
  expect(await lies(kits)).toBe(1)
  expect((await lies(later)) + (await lies(sooner))).toBe(11)
  expect(await lies(pillows)).toBe(4)
  expect(await text(arman.post(`/lots/${kits}/unpack`, { site, kits: '2' }))).toContain('Less is free')
  expect(await text(arman.get(`/lots/${sooner}`))).toContain('taken out of kits')
  expect(await listGoodsFaults(world.db)).toEqual([])
})

test('kits are handed over as one and counted as lines, and what nobody asked for goes along', async () => {
  await takeIn(arman, site, 'blanket', '20')
  await takeIn(arman, site, 'pillow', '10')
  const kits = await pack('4')
  const asked = await askFor(world, d, 'blanket', '5')
  const counter = `/stock/${site}/hand-out?request=${asked.reference}`
  expect(await text(arman.get(counter))).toContain('Kits for this request')
  const aside = { request: asked.reference, lot: kits, [`kits-${kits}`]: '2' }
  expect((await arman.post(`/stock/${site}/set-aside-kits`, aside)).status).toBe(303)
  expect(await lineOf(asked.lineId)).toMatchObject({ open: 1, promised: 4 })
  const html = await text(arman.get(counter))
  const [, name = ''] = /name="(given-[0-9a-f-]+)"/.exec(html) ?? []
  await arman.post(`/stock/${site}/hand-out`, { request: asked.reference, [name]: '1' })
  expect(await lineOf(asked.lineId)).toMatchObject({ open: 1, promised: 2, delivered: 2 })
  const nothing = await askFor(world, d, 'flour', '5')
  const refused = await arman.post(`/stock/${site}/set-aside-kits`, { ...aside, request: nothing.reference })
  expect(await text(refused)).toContain('Nothing in the kit is still asked for')
  expect(await listGoodsFaults(world.db)).toEqual([])
})

test('what is set aside in kits comes free with the request it was for', async () => {
  await takeIn(arman, site, 'blanket', '20')
  await takeIn(arman, site, 'pillow', '10')
  const kits = await pack('2')
  const asked = await askFor(world, d, 'blanket', '4')
  const aside = { request: asked.reference, lot: kits, [`kits-${kits}`]: '2' }
  await arman.post(`/stock/${site}/set-aside-kits`, aside)
  const { id: pick } = await world.db
    .selectFrom('stock_picks')
    .select('id')
    .where('need_id', '=', asked.needId)
    .executeTakeFirstOrThrow()
  expect((await arman.post(`/stock/${site}/free`, { request: asked.reference, pick })).status).toBe(303)
  expect(await lineOf(asked.lineId)).toMatchObject({ open: 4, promised: 0 })
  expect((await arman.post(`/lots/${kits}/unpack`, { site, kits: '2' })).status).toBe(303)
  const operator = actingAs(world, d.operator, 'operator', { regionId: d.region })
  unwrap(await cancelNeed(operator, { needId: asked.needId, by: { consentHow: 'by-phone' } }))
  expect(await listGoodsFaults(world.db)).toEqual([])
})

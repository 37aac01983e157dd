import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { type Browser, testWorld, type World } from '../../../test/world'
import { unwrap } from '../../kit/result'
import { pageFaults } from '../../web'
import { listGoodsFaults } from '../audit'
import { receiveStock } from '../commands/stock'
import { openDoor } from '../door/door.testing'

let world: World
let d: District
let door: ReturnType<typeof openDoor>
let dana: Browser
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  door = openDoor(world, d)
  dana = await world.browser(d.dana)
  dana.cookies.set('lang', 'en')
  const site = await door.aSite('Warehouse')
  unwrap(
    await receiveStock(door.dana, {
      siteId: site,
      itemId: 'blanket',
      quantity: 30,
      condition: 'new',
      expiresOn: null,
      cause: 'bought',
    }),
  )
})

const shown = async (path = '/matching') => {
  const text = await (await dana.get(path)).text()
  expect(pageFaults(text)).toEqual([])
  return text
}
const proposals = (text: string) => [...text.matchAll(/name="match" value="([^"]+)"/g)].map(([, value = '']) => value)

test('stock is proposed to the most urgent line first, with the reason, and set aside when a person says so', async () => {
  const later = await door.asked('blanket', 25)
  const alive = await door.asked('blanket', 10, { urgency: 'immediate' })
  const text = await shown()
  expect(text).toContain('2 proposals')
  expect(text).toContain('the nearest there is')
  expect(text).toContain('This stock cannot be shared better')
  expect(text).not.toContain('Abai street 12')
  const values = proposals(text)
  const given = new Map(values.map((value) => [value.split(' ')[0], Number(value.split(' ')[4])]))
  expect(given).toEqual(
    new Map([
      [later, 20],
      [alive, 10],
    ]),
  )
  expect(text).toContain('What is still missing')
  const form = { of: d.organizationId, region: d.region, match: values, _key: crypto.randomUUID() }
  expect((await dana.post('/matching', form)).status).toBe(303)
  // Sent twice: the same promises, not more of them.
  expect((await dana.post('/matching', form)).status).toBe(303)
  const pledges = await world.db.selectFrom('pledges').select(['line_id', 'at_site', 'source']).execute()
  expect(pledges.sort((a, b) => a.at_site - b.at_site)).toEqual([
    { line_id: alive, at_site: 10, source: 'stock' },
    { line_id: later, at_site: 20, source: 'stock' },
  ])
  expect(await shown()).toContain('Nothing to propose')
  expect(await listGoodsFaults(world.db)).toEqual([])
})

test('only whoever manages the goods of an organization may look and set aside', async () => {
  const lina = await world.browser(d.lina)
  expect((await lina.get('/matching')).status).toBe(403)
  expect((await lina.post('/matching', { of: d.organizationId })).status).toBe(403)
  expect((await dana.get(`/matching?of=${crypto.randomUUID()}`)).status).toBe(403)
  expect((await dana.get('/matching?region=KZ-99')).status).toBe(404)
})

test.each(['kk', 'ru'])('in %s as well', async (lang) => {
  dana.cookies.set('lang', lang)
  await shown()
})

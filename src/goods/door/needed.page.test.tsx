import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { type Browser, testWorld, type World } from '../../../test/world'
import { unwrap } from '../../kit/result'
import { findItem, items } from '../../needs'
import { pageFaults } from '../../web'
import { setSiteState } from '../commands/sites'
import { openDoor } from './door.testing'

let world: World
let d: District
let door: ReturnType<typeof openDoor>
let visitor: Browser
let site: string
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  door = openDoor(world, d)
  visitor = await world.browser()
  site = await door.aSite('Collection at the school')
  for (let i = 0; i < 5; i++) await door.asked('blanket', 8)
  await door.asked('flour', 5000)
  await door.asked('special-diet', 3)
  await door.asked('pillow', 7, { verified: false })
})

const html = async (path: string, headers: Record<string, string> = {}) => {
  const response = await visitor.get(path, headers)
  expect(response.status, path).toBe(200)
  return response.text()
}

test('a region says what its verified requests ask for, to the second, health-related things as one group', async () => {
  const text = await html(`/needed/${d.region}`)
  expect(pageFaults(text)).toEqual([])
  expect(text).toContain('Blanket')
  expect(text).toContain('40 pieces')
  expect(text).toContain('Flour')
  expect(text).not.toContain('Pillow')
  expect(text).not.toContain(findItem('special-diet')?.names.en)
  expect(text).toContain('Health-related things: asked for once')
  expect(text).toContain('15:00:00')
  expect(text).toContain('Collection at the school')
  expect(text).not.toContain('Abai street 12')
  expect(text).toContain('class="qr"')
})

test('a settlement is told apart from five requests on, the rest stands with its region', async () => {
  const text = await html(`/needed/${d.localityId}`)
  const [here = '', region = ''] = text.split('Bring: still missing in the region')
  expect(here).toContain('Blanket')
  expect(here).not.toContain('Flour')
  expect(region).toContain('Flour')
  expect((await html(`/needed/${d.districtId}`)).split('still missing in the region')[0]).toContain('Blanket')
})

test('what nobody asks for and is often brought is said not to be brought', async () => {
  const unwanted = items.find((item) => item.unwanted)
  const text = await html(`/needed/${d.region}`)
  expect(text.slice(text.indexOf('Do not bring now'))).toContain(unwanted?.names.en)
})

test('the state of a place is told at once', async () => {
  unwrap(await setSiteState(door.dana, { siteId: site, state: 'saturated', note: 'Shelves are full until Monday' }))
  const text = await html(`/needed/${d.region}`)
  expect(text).toContain('has enough')
  expect(text).toContain('Shelves are full until Monday')
  unwrap(await setSiteState(door.dana, { siteId: site, state: 'open', note: '' }))
  expect(await html(`/needed/${d.region}`)).toContain('takes goods')
})

test('only the widget may stand in the frame of another site; it has no script, form or session', async () => {
  const widget = await visitor.get(`/needed/${d.region}/widget?lang=kk`)
  const text = await widget.text()
  expect(widget.headers.get('content-security-policy')).toContain('frame-ancestors *')
  expect(widget.headers.getSetCookie()).toEqual([])
  expect(text).toContain('lang="kk"')
  expect(text).toContain(findItem('blanket')?.names.kk)
  expect(text).not.toMatch(/<script|<form/)
  expect(pageFaults(text)).toEqual([])
  const page = await visitor.get(`/needed/${d.region}`)
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
})

test('a feed has an entry for each thing, with a new id when the quantity changes', async () => {
  const feed = await visitor.get(`/needed/${d.region}/feed.xml?lang=en`)
  expect(feed.headers.get('content-type')).toContain('application/atom+xml')
  const text = await feed.text()
  expect(text).toContain('#blanket-40</id>')
  expect(text).toContain('<title>Blanket: 40 pieces</title>')
  expect(text.match(/<entry>/g)).toHaveLength(2)
})

test('the same as a table with a row of HXL tags, and as data', async () => {
  const csv = await html(`/open/needed/${d.region}.csv`)
  const [head = '', tags = '', ...rows] = csv.trim().split('\r\n')
  expect(head).toBe('region,item,name_en,unit,open,lines,as_of')
  expect(tags.split(',').every((tag) => tag.startsWith('#'))).toBe(true)
  expect(rows).toContain('KZ-27,blanket,Blanket,piece,40,5,2026-11-22T10:00:00Z')
  expect(rows).toContain('KZ-27,health,Health-related things,,,1,2026-11-22T10:00:00Z')
  const data = JSON.parse(await html(`/open/needed/${d.region}.json`))
  expect(data.items[0]).toEqual({ item: 'blanket', unit: 'piece', open: 40, lines: 5, grain: 'place' })
})

test('a settlement is found by its name; what is no place is not there', async () => {
  expect(await html('/needed?place_q=Oral')).toContain(d.localityId)
  expect((await visitor.get(`/needed?place=${d.localityId}`)).headers.get('location')).toBe(`/needed/${d.localityId}`)
  for (const path of ['/needed/nowhere', '/needed/KZ-99', `/needed/${d.organizationId}`, '/open/needed/KZ-99.csv'])
    expect((await visitor.get(path)).status, path).toBe(404)
})

test.each(['kk', 'ru'])('in %s as well', async (lang) => {
  expect(pageFaults(await html(`/needed/${d.region}`, { 'accept-language': lang }))).toEqual([])
})

import { expect, test } from 'vitest'
import { testWorld } from '../../../test/world'
import { unwrap } from '../../kit/result'
import { readHomeCountry, resolvePlace } from '../../places'
import { makeSetUpLink } from './set-up'

const world = await testWorld({ asksSetUp: true })

test('a house in a country nobody wrote a pack for has its regions, settlements, zones and a group of its own', async () => {
  const browser = await world.browser()
  const path = new URL(await makeSetUpLink(world.system)).pathname
  expect((await browser.post(`${path}/country`, { country: 'other', code: 'kg' })).status).toBe(303)
  const fields = { name: 'Aibek', email: 'aibek@example.kg' }
  const found = await (
    await browser.post(`${path}/administrator`, { ...fields, place_q: 'Ош', place_find: '1' })
  ).text()
  const latin = await (
    await browser.post(`${path}/administrator`, { ...fields, place_q: 'Osh', place_find: '1' })
  ).text()
  expect(found).not.toContain('name="place"')
  const place = /name="place" value="([0-9a-f-]{36})"/.exec(latin)?.[1] ?? ''
  expect((await browser.post(`${path}/administrator`, { ...fields, place })).status).toBe(303)
  const done = await browser.post(`${path}/organization`, { name: 'Osh neighbours', kind: 'group' })
  expect(done.headers.get('location')).toBe('/admin')
  const { regions, map } = await readHomeCountry(world.db)
  expect(regions.length).toBeGreaterThan(7)
  expect(map).toBeUndefined()
  expect(regions.every(({ id, zone }) => id.startsWith('KG') && zone === 'Asia/Bishkek')).toBe(true)
  const pin = unwrap(await resolvePlace(world.db, { point: { latitude: 40.53, longitude: 72.8 } }))
  expect(pin).toMatchObject({ zone: 'Asia/Bishkek' })
  expect(pin.localityId).toBeDefined()
  for (const page of ['/', '/numbers/needs-raised', '/standards', '/ask', '/join']) {
    expect((await browser.get(page)).status, page).toBe(200)
  }
  expect(await (await browser.get('/standards')).text()).not.toContain('42-VI')
})

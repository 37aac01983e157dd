import { beforeAll, expect, test } from 'vitest'
import { type Browser, testWorld, type World } from '../../../test/world'
import { makeSetUpLink, setUpStep } from './set-up'

let world: World
let browser: Browser
let path: string
beforeAll(async () => {
  world = await testWorld({ asksSetUp: true })
  browser = await world.browser()
  path = new URL(await makeSetUpLink(world.system)).pathname
})

test('until the house is set up every page leads to the explanation, health apart', async () => {
  for (const address of ['/', '/sign-in', '/me', '/numbers']) {
    const answer = await browser.get(address)
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/set-up'])
  }
  expect((await browser.get('/healthz')).status).toBe(200)
  const page = await browser.get('/set-up')
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('not set up yet')
})

test('only the printed link opens the set-up', async () => {
  expect((await browser.get(`/set-up/${'x'.repeat(32)}`)).status).toBe(410)
  expect((await browser.post(`/set-up/${'x'.repeat(32)}/country`, { country: 'KZ' })).status).toBe(410)
  expect(await world.entries()).toEqual([])
})

test('three steps make country, administrator and organization, in their order', async () => {
  expect(await (await browser.get(path)).text()).toContain('In which country')
  expect((await browser.post(`${path}/organization`, { name: 'Early', kind: 'ngo' })).status).toBe(303)
  expect((await browser.post(`${path}/country`, { country: 'other', code: 'Q1' })).status).toBe(422)
  expect((await browser.post(`${path}/country`, { country: 'KZ' })).status).toBe(303)
  expect(await setUpStep(world.db)).toBe('administrator')
  const searched = await browser.post(`${path}/administrator`, {
    name: 'Timur',
    email: 'timur@example.kz',
    place_q: 'Орал',
    place_find: '1',
  })
  const found = await searched.text()
  const place = /name="place" value="([0-9a-f-]{36})"/.exec(found)?.[1] ?? ''
  expect(found).toContain('value="Timur"')
  const wrong = await browser.post(`${path}/administrator`, { name: 'Timur', email: 'timur', place })
  expect(wrong.status).toBe(422)
  expect(
    (await browser.post(`${path}/administrator`, { name: 'Timur', email: 'timur@example.kz', place })).status,
  ).toBe(303)
  expect((await browser.post(`${path}/organization`, { name: ' ', kind: 'group' })).status).toBe(422)
  const party = await browser.post(`${path}/organization`, { name: 'Party', kind: 'ngo', legalForm: 'political-party' })
  expect(party.status).toBe(422)
  const numberless = await browser.post(`${path}/organization`, { name: 'Fund', kind: 'ngo', legalForm: 'foundation' })
  expect(numberless.status).toBe(422)
  const done = await browser.post(`${path}/organization`, {
    name: 'Zhaiyq helpers',
    kind: 'ngo',
    legalForm: 'foundation',
    bin: '971240001315',
  })
  expect(done.headers.get('location')).toBe('/admin')
  expect(browser.cookies.has('asar_session')).toBe(true)
  expect((await world.entries()).map((entry) => entry.kind).slice(-8)).toEqual([
    'person.created',
    'person.contact-added',
    'consent.given',
    'role.granted',
    'organization.created',
    'role.granted',
    'role.granted',
    'house.set-up',
  ])
})

test('a link to the set-up lives a week', async () => {
  const empty = await testWorld({ asksSetUp: true })
  const link = new URL(await makeSetUpLink(empty.system)).pathname
  const visitor = await empty.browser()
  const open = await visitor.get(link)
  expect(open.status).toBe(200)
  expect(open.headers.get('referrer-policy')).toBe('no-referrer')
  empty.clock.advance({ hours: 24 * 7 })
  expect((await visitor.get(link)).status).toBe(410)
})

test('then it is closed for good, also to the link', async () => {
  expect((await browser.get('/set-up')).headers.get('location')).toBe('/')
  expect((await browser.get(path)).status).toBe(410)
  expect((await browser.post(`${path}/administrator`, { name: 'Eve', email: 'eve@example.kz' })).status).toBe(410)
  const late = new URL(await makeSetUpLink(world.system)).pathname
  expect((await browser.get(late)).status).toBe(410)
  expect((await browser.get('/sign-in')).status).toBe(303)
})

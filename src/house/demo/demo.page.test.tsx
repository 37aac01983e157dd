import { beforeAll, expect, test } from 'vitest'
import { type Browser, testWorld, type World } from '../../../test/world'
import { guardianConsentAt } from '../../people'
import { findSetting } from '../settings'
import { startPaths } from './cast'
import { prepareDemo } from './load-demo'

let world: World
let browser: Browser
beforeAll(async () => {
  world = await testWorld({ config: { demo: true }, asksSetUp: true })
  const prepared = await prepareDemo(world.system)
  expect(prepared.ok).toBe(true)
  browser = await world.browser()
}, 60_000)

const people = async () => (await findSetting(world.db, 'demo'))?.people ?? []

test('an empty database gets the imagined district, and needs no set-up', async () => {
  expect((await browser.get('/set-up')).headers.get('location')).toBe('/')
  const names = (await people()).map((person) => person.name)
  for (const name of ['Лина', 'Арман', 'Айгүл', 'Дана', 'Олжас', 'Аружан', 'Сәуле', 'Тимур', 'Серік', 'Зере'])
    expect(names).toContain(name)
  const volunteers = await world.db.selectFrom('volunteers').select('id').execute()
  expect(volunteers.length).toBeGreaterThanOrEqual(4)
  const zere = (await people()).find((person) => person.part === 'minor')
  expect(await guardianConsentAt(world.db, zere?.personId ?? '', world.clock.now())).toBe('given')
  const open = await world.db.selectFrom('activities').select('id').where('state', '=', 'open').execute()
  expect(open).toHaveLength(2)
  // A second start finds everything there and loads nothing again.
  const before = (await world.entries()).length
  expect((await prepareDemo(world.system)).ok).toBe(true)
  expect(await world.entries()).toHaveLength(before)
})

test('the bar switches between the people, and back to a visitor', async () => {
  const page = await (await browser.get('/sign-in')).text()
  expect(page).toContain('action="/demo/become"')
  expect(page).toContain('Дана, coordinator')
  for (const person of await people()) {
    const answer = await browser.post('/demo/become', { person: person.personId, back: '/numbers' })
    expect(answer.headers.get('location')).toBe(startPaths[person.part as keyof typeof startPaths])
    expect(browser.cookies.has('asar_session')).toBe(true)
  }
  const gone = await browser.post('/demo/become', { person: '', back: '/numbers' })
  expect(gone.headers.get('location')).toBe('/numbers')
  expect(browser.cookies.has('asar_session')).toBe(false)
  await browser
    .post('/demo/become', { person: '', back: '//evil.example' })
    .then((answer) => expect(answer.headers.get('location')).toBe('/'))
})

test('a marked database does not start without --demo', async () => {
  const plain = { ...world.system, config: { ...world.system.config, demo: false } }
  expect(await prepareDemo(plain)).toMatchObject({ ok: false, error: { kind: 'needs-demo' } })
})

test('a database that holds anything else is refused, and the bar is not there', async () => {
  const real = await testWorld()
  const { seedDistrict } = await import('../../../test/district')
  const { lina } = await seedDistrict(real)
  const demo = { ...real.system, config: { ...real.system.config, demo: true } }
  expect(await prepareDemo(demo)).toMatchObject({ ok: false, error: { kind: 'holds-more' } })
  const visitor = await real.browser()
  expect((await visitor.post('/demo/become', { person: lina })).status).toBe(404)
  expect(visitor.cookies.has('asar_session')).toBe(false)
})

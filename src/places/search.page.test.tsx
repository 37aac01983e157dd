import { beforeAll, expect, test } from 'vitest'
import { testWorld } from '../../test/world'
import { unwrap } from '../kit/result'
import { sampleView } from '../web'
import { loadCountryPack, PlacePicker, searchPlaces } from '.'

const world = await testWorld()
beforeAll(async () => unwrap(await loadCountryPack(world.system, 'KZ')))

const radios = (html: string) => [...html.matchAll(/<input[^>]*type="radio"[^>]*name="([^"]+)"[^>]*value="([^"]+)"/g)]

test('anyone searches without script, picks one of several places and goes back with its id', async () => {
  const visitor = await world.browser()
  const answer = await visitor.get(
    '/places/search?name=place&back=%2Fjoin&q=%D0%9A%D1%8B%D0%B7%D1%8B%D0%BB%D0%BE%D1%80%D0%B4%D0%B0',
  )
  const html = await answer.text()
  expect(answer.status).toBe(200)
  const [kyzylorda] = await searchPlaces(world.db, 'Қызылорда')
  expect(radios(html).map(([, name, value]) => [name, value])).toContainEqual(['place', kyzylorda?.id])
  expect(html).toContain('action="/join"')
  expect(html).toContain('Kyzylorda Region')
  expect(html).toContain('geonames.org')
})

test('with script only the candidates come, under the name the form asked for', async () => {
  const visitor = await world.browser()
  const answer = await visitor.get(`/places/search?name=home&home_q=${encodeURIComponent('семей')}`, {
    'hx-request': 'true',
  })
  const html = await answer.text()
  expect(html).not.toContain('<html')
  expect(radios(html).every(([, name]) => name === 'home')).toBe(true)
  expect(answer.headers.get('vary')).toContain('HX-Request')
})

test('nothing found says what to do next; nothing typed shows nothing', async () => {
  const visitor = await world.browser()
  expect(await (await visitor.get('/places/search?q=qqqqqqqq')).text()).toContain('No such name was found')
  expect(await (await visitor.get('/places/search?q=', { 'hx-request': 'true' })).text()).toBe('')
})

test('an address of another site, a strange field name, a strange region and markup stay harmless', async () => {
  const visitor = await world.browser()
  const query = new URLSearchParams({
    q: '<script>алматы',
    name: 'x"onclick',
    back: 'https://evil.example/',
    region: "KZ'\u0000",
  })
  const answer = await visitor.get(`/places/search?${query}`)
  const html = await answer.text()
  expect(answer.status).toBe(200)
  expect(html).toContain('<form class="form" action="/"')
  expect(html).not.toContain('<script>а')
  expect(html).not.toContain('name="x')
})

test('too many searches are asked to wait', async () => {
  const visitor = await world.browser()
  for (let i = 0; i < 120; i++) await visitor.get('/places/search?q=zz')
  const refused = await visitor.get('/places/search?q=zz')
  expect(refused.status).toBe(429)
  const minutes = Math.ceil(Number(refused.headers.get('retry-after')) / 60)
  expect(await refused.text()).toContain(`Please try again in ${minutes} minute`)
})

test('the picker inside a form keeps what was typed and what was picked', async () => {
  const candidates = await searchPlaces(world.db, 'Семей')
  const html = String(
    <PlacePicker
      v={sampleView({ lang: 'kk' })}
      name="home"
      label="Тұратын жеріңіз"
      typed="Семей"
      candidates={candidates}
      chosen={candidates[0]?.id}
    />,
  )
  expect(html).toContain('value="Семей"')
  expect(html).toMatch(new RegExp(`value="${candidates[0]?.id}"[^>]*checked`))
  expect(html).toContain('name="home_find"')
})

import { beforeAll, expect, test } from 'vitest'
import { openCaller } from '../../test/api-caller'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { permissions } from '../platform'
import { languages, pageFaults } from '../web'
import { itemGroups } from './catalogue/item'
import { items } from './catalogue/own-items'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
})

const search = (words: string, more = '') => `/items?q=${encodeURIComponent(words)}${more}`

test('anyone reads the catalogue in three languages, group by group, and every item of it', async () => {
  const visitor = await world.browser()
  for (const lang of languages) {
    for (const group of itemGroups) {
      const html = await (await visitor.get(`/items?group=${group}`, { 'accept-language': lang })).text()
      expect(pageFaults(html)).toEqual([])
      const [first] = items.filter((item) => item.group === group)
      expect(html).toContain(`href="/items/${first?.id}">${first?.names[lang]}</a>`)
    }
    for (const { id } of items) {
      const answer = await visitor.get(`/items/${id}`, { 'accept-language': lang })
      expect(answer.status, id).toBe(200)
    }
  }
})

test('own wording finds its item; money is no item; what is unknown says what to do', async () => {
  const visitor = await world.browser()
  expect(await (await visitor.get(search('адеяло'))).text()).toContain('href="/items/blanket"')
  expect(await (await visitor.get(search('деньги'))).text()).toContain('Money is not an item')
  expect(await (await visitor.get(search('ывапролд'))).text()).toContain('The catalogue has no such thing')
  expect((await visitor.get('/items/no-such-item')).status).toBe(404)
})

test('an item says what it weighs, in which packs it comes, what stands in for it and who may promise it', async () => {
  const visitor = await world.browser()
  const blanket = await (await visitor.get('/items/blanket')).text()
  expect(blanket).toContain('1 piece: 1.5 kg')
  expect(blanket).toContain('Bale: 20 pieces')
  expect(blanket).toContain('Sleeping bag (will do)')
  expect(await (await visitor.get('/items/insulin')).text()).toContain('promised only by a licensed pharmacy')
  expect(await (await visitor.get('/items/rubber-boots')).text()).toContain('Shoe size: 16 – 50')
})

test('while somebody types, only the choices come, under the name of the field', async () => {
  const visitor = await world.browser()
  const answer = await visitor.get(`/items?name=line2&line2=${encodeURIComponent('одея')}`, { 'hx-request': 'true' })
  const html = await answer.text()
  expect(html).not.toContain('<html')
  expect(html).toMatch(/name="line2_item"[^>]*value="blanket"/)
  expect(answer.headers.get('vary')).toContain('HX-Request')
  expect(await (await visitor.get('/items?name=line2&line2=', { 'hx-request': 'true' })).text()).toBe('')
  const strange = await visitor.get('/items?name=x%22onclick&q=%3Cscript%3E', { 'hx-request': 'true' })
  expect(await strange.text()).not.toContain('<script>e')
})

test('a request takes the item that was picked, keeps words where none was meant, and asks what money would buy', async () => {
  const visitor = await world.browser()
  const ask = async (fields: Record<string, string>) =>
    (await visitor.post('/ask', { step: '1', kind: 'things', danger: 'no', ...fields })).text()
  const again = await ask({ line1: 'одеяло', to: '1' })
  expect(again).toMatch(/name="line1_item"[^>]*value="blanket"[^>]*checked/)
  expect(again).toMatch(/name="line1_item"[^>]*value="quilt"/)
  expect(await ask({ line1: 'нужны деньги' })).toContain('Money is not an item: write what it would buy.')
  const body = (lines: unknown) => ({
    kind: 'things',
    lines,
    place: { locality: d.localityId, atHome: false },
    neededBy: '2026-11-23T15:00:00Z',
    urgency: 'expected',
    consentHow: 'by-phone',
  })
  const caller = await openCaller(world, { scopes: Object.keys(permissions) })
  const raise = async (line: unknown) => {
    const raised = await caller.post('/needs', body([line]))
    if (raised.status !== 201) return raised.body
    return (await caller.get(`/needs/${raised.body.id}`)).body
  }
  expect(await raise({ words: 'одеяло', item: 'quilt' })).toMatchObject({ lines: [{ item: 'quilt' }] })
  expect(await raise({ words: 'одеяло', item: 'words' })).toMatchObject({ lines: [{ item: null }] })
  expect(await raise({ words: 'одеяло', item: 'diesel' })).toMatchObject({ lines: [{ item: 'blanket' }] })
  expect(await raise({ words: 'деньги' })).toMatchObject({ type: expect.stringContaining('money-is-no-item') })
  expect(await raise({ words: 'резиновые сапоги 43', quantity: '2' })).toMatchObject({
    lines: [{ item: 'rubber-boots', attributes: { 'shoe-size': '43' } }],
  })
  expect(await raise({ words: 'winter boots', attributes: { 'shoe-size': '38', nonsense: 'x' } })).toMatchObject({
    lines: [{ item: 'winter-boots', attributes: { 'shoe-size': '38' } }],
  })
  const queue = await (await (await world.browser(d.operator)).get('/needs')).text()
  expect(queue).toContain('Резиновые сапоги (Размер обуви: 43)')
})

import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { givePhone } from '../line/line.testing'
import { pageFaults } from '../web'

let world: World
let d: District
let operator: Browser
let colleague: Browser
beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
  ;[operator, colleague] = await Promise.all([world.browser(d.operator), world.browser(d.dana)])
  for (const browser of [operator, colleague]) browser.cookies.set('lang', 'en')
})

const sound = async (answer: Response | Promise<Response>, status = 200): Promise<string> => {
  const response = await answer
  const html = await response.text()
  expect(response.status, html.slice(0, 2000)).toBe(status)
  expect(pageFaults(html)).toEqual([])
  return html
}
const numbersOn = (html: string) => [
  ...new Set([...html.matchAll(/number=([2-9A-Z]{4}-[2-9A-Z]{4})/g)].map(([, number = '']) => number)),
]
const needs = () => world.db.selectFrom('needs').select(['id', 'door', 'entered_by']).execute()

const request = (sheet: string) => ({
  sheet,
  door: 'paper',
  consentHow: 'written',
  kind: 'food',
  line1: 'bread',
  place: d.localityId,
  place_q: 'Oral',
  home: 'yes',
  when: 'today',
  reach: 'phone',
  phone: '+77017770011',
  callSafe: 'yes',
  textSafe: 'no',
  name: 'Serik',
})

test('blank forms are printed in three languages, each copy with a number of its own', async () => {
  for (const lang of ['kk', 'ru', 'en']) {
    operator.cookies.set('lang', lang)
    const forms = await sound(operator.get('/sheets'))
    expect(forms).toContain('formaction="/needs/form"')
    expect(numbersOn(await sound(operator.get('/needs/form?copies=3')))).toHaveLength(3)
    expect(numbersOn(await sound(operator.get('/availability/form?copies=2')))).toHaveLength(2)
  }
  expect(numbersOn(await sound(operator.get('/needs/form?copies=x')))).toHaveLength(1)
})

test('a request form is entered from its number, and counts once whoever enters it again', async () => {
  const [number = ''] = numbersOn(await sound(operator.get('/needs/form')))
  const screen = (await operator.get(`/sheets?number=${number.toLowerCase()}&line=kind`)).headers.get('location') ?? ''
  expect(screen).toBe(`/needs/new?sheet=${number}`)
  const form = await sound(operator.get(screen))
  expect(form).toMatch(/name="door"[^>]*value="paper"[^>]*checked/)
  expect(form).toContain('data-blocks=')
  // A mistake keeps the sheet and what was typed.
  const again = await sound(operator.post('/needs/new', { ...request(number), phone: '12' }), 422)
  expect(again).toContain(`name="sheet" value="${number}"`)
  await sound(operator.post('/needs/new', request(number)))
  // Typed by one, photographed by another, sent by both at once and once more: one request.
  const later = await Promise.all(
    [colleague, operator, colleague].map((one) => one.post('/needs/new', request(number))),
  )
  const [need, ...others] = await needs()
  expect(others).toEqual([])
  expect(need).toMatchObject({ door: 'paper', entered_by: d.operator })
  for (const answer of later) {
    const html = await sound(answer, 409)
    expect(html).toContain('This sheet was entered before')
    expect(html).toContain(`href="/needs/${need?.id}"`)
    expect(html).toContain('value="bread"')
  }
})

test('two operators enter one form at the same moment: one request', async () => {
  const before = (await needs()).length
  const [number = ''] = numbersOn(await sound(operator.get('/needs/form')))
  const answers = await Promise.all([operator, colleague].map((one) => one.post('/needs/new', request(number))))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(await needs()).toHaveLength(before + 1)
  // A photocopy is another request under the same number: somebody looks, and says so.
  await sound(operator.post('/needs/new', { ...request(number), name: 'Aidos', copy: 'yes' }))
  expect(await needs()).toHaveLength(before + 2)
})

test('an availability form is entered for whoever signed it, once; the person is told', async () => {
  const [number = ''] = numbersOn(await sound(operator.get('/availability/form')))
  const screen = (await operator.get(`/sheets?number=${number}`)).headers.get('location') ?? ''
  expect(screen).toBe(`/availability/sheet?number=${number}`)
  await sound(operator.get(screen))
  const phone = '+77017770022'
  await givePhone(world, d.lina, phone)
  const filled = { number, phone, 'day-1': ['morning', 'day'], 'day-6': 'evening' }
  const who = await sound(operator.post('/availability/sheet', filled), 422)
  expect(who).toContain('Compare the name with the sheet')
  expect(who).toContain('Without a signature it is not entered')
  expect(who).toMatch(/name="day-6"[^>]*value="evening"[^>]*checked/)
  const agreed = { ...filled, person: d.lina, signed: 'yes' }
  expect((await operator.post('/availability/sheet', agreed)).headers.get('location')).toBe('/sheets')
  expect(await sound(operator.post('/availability/sheet', agreed), 409)).toContain('This sheet was entered before')
  const rules = await world.db
    .selectFrom('availability_rules')
    .select(['weekday', 'start_minute', 'end_minute'])
    .where('volunteer_id', '=', d.lina)
    .orderBy('weekday')
    .execute()
  expect(rules).toEqual([
    { weekday: 1, start_minute: 480, end_minute: 1080 },
    { weekday: 6, start_minute: 1080, end_minute: 1320 },
  ])
  const changed = (await world.entries()).filter(({ kind }) => kind === 'volunteer.availability-changed')
  expect(changed.at(-1)).toMatchObject({ actorId: d.operator, onBehalfOf: d.lina, door: 'paper' })
})

test('nobody is taken by a number alone, and what is no sheet says so', async () => {
  const [number = ''] = numbersOn(await sound(operator.get('/availability/form')))
  const nobody = { number, phone: '+77019998877', 'day-1': 'morning', signed: 'yes', person: d.arman }
  expect(await sound(operator.post('/availability/sheet', nobody), 422)).toContain('No volunteer has this number')
  for (const typed of ['R234-5678', 'asar', '%3Cscript%3E']) await sound(operator.get(`/sheets?number=${typed}`), 422)
  const lina = await world.browser(d.lina)
  const [form = ''] = numbersOn(await sound(operator.get('/needs/form')))
  for (const typed of [form, number]) await sound(lina.get(`/sheets?number=${typed}`), 422)
  expect((await lina.post('/availability/sheet', nobody)).status).toBe(403)
})

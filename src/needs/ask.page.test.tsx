import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { pageFaults } from '../web'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
})

/** Answers of a request as the fourth screen carries them. */
const anAsk = (overrides: Record<string, string | string[]> = {}) => ({
  kind: 'food',
  line1: 'drinking water',
  amount1: '20',
  place: d.localityId,
  place_q: 'Oral',
  home: 'yes',
  address: 'Abai street 12',
  when: 'today',
  reach: 'phone',
  phone: '8 701 234 56 78',
  callSafe: 'yes',
  textSafe: 'no',
  ...overrides,
})

/** Hidden fields of a page's main form, as a browser without script would send them back. */
function hiddenOf(html: string): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const [, name = '', value = ''] of html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)) {
    fields[name] = [...(fields[name] ?? []), value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')]
  }
  return fields
}

const secretIn = (html: string): string => /\/n\/([\w-]{32})/.exec(html)?.[1] ?? ''

test('four questions without script, answers carried along, 112 first on each, then the number, the link and the code', async () => {
  const visitor: Browser = await world.browser()
  let html = await (await visitor.get('/ask')).text()
  const screens: Record<string, string | string[]>[] = [
    { kind: 'food', line1: 'drinking water', amount1: '20' },
    { place_q: 'Oral', place: d.localityId, home: 'yes', address: 'Abai street 12' },
    { when: 'today', who: ['older', 'alone'] },
    { reach: 'phone', phone: '8 701 234 56 78', callSafe: 'yes', textSafe: 'no', name: 'Kulyash' },
  ]
  for (const [i, answers] of screens.entries()) {
    expect(html).toContain(`Question ${i + 1} of 4`)
    expect(html.indexOf('tel:112')).toBeGreaterThan(0)
    expect(html.indexOf('tel:112')).toBeLessThan(html.indexOf('<form', html.indexOf('<main')))
    const response = await visitor.post('/ask', { ...hiddenOf(html), ...answers })
    expect(response.status).toBe(200)
    html = await response.text()
  }
  expect(html).toContain('Check before sending')
  expect(html).toContain('Drinking water, 20 litres')
  expect(html).toContain('Abai street 12')
  const sent = await visitor.post('/ask/send', hiddenOf(html))
  const done = await sent.text()
  expect(sent.status, done).toBe(200)
  expect(done).toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}/)
  expect(done).toMatch(/>\d{6}</)
  await world.entries()
  const follow = await visitor.get(`/n/${secretIn(done)}`)
  expect(follow.status).toBe(200)
  expect(follow.headers.get('referrer-policy')).toBe('no-referrer')
  const page = await follow.text()
  expect(page).toContain('A person is checking it')
  expect(page).toMatch(/On record as entry \d+; it is sealed within seconds/)
  expect(page).not.toContain('Abai street')
  expect(page).not.toContain('701')
})

test('a wrong answer keeps what was typed and says what to do', async () => {
  const visitor = await world.browser()
  const response = await visitor.post('/ask', { step: '1', kind: '', line1: 'warm blankets', amount1: 'many' })
  expect(response.status).toBe(422)
  const html = await response.text()
  expect(html).toContain('value="warm blankets"')
  expect(html).toContain('href="#f-kind"')
  expect(html).toContain('href="#f-amount1"')
})

test('the same request sent five times is one need with the same number, link and code', async () => {
  const visitor = await world.browser()
  const before = (await world.entries()).filter((entry) => entry.kind === 'need.raised').length
  const fields = { ...anAsk({ line1: 'bread' }), _key: crypto.randomUUID() }
  const pages: string[] = []
  for (let i = 0; i < 5; i++) pages.push(await (await visitor.post('/ask/send', fields)).text())
  const [first = ''] = pages
  const told = (html: string) => [secretIn(html), ...(html.match(/[2-9A-Z]{4}-[2-9A-Z]{4}|>\d{6}</g) ?? [])]
  for (const html of pages) expect(told(html)).toEqual(told(first))
  expect((await world.entries()).filter((entry) => entry.kind === 'need.raised')).toHaveLength(before + 1)
})

test('words of danger show 112 again and raise an alarm', async () => {
  const visitor = await world.browser()
  const step = await visitor.post('/ask', { step: '1', kind: 'other', line1: 'помогите, мы тонем' })
  expect(await step.text()).toContain('emergency--raised')
  const sent = await visitor.post('/ask/send', anAsk({ kind: 'other', line1: 'помогите, мы тонем' }))
  expect(await sent.text()).toContain('emergency--raised')
  const alarms = (await world.entries()).filter((entry) => entry.kind === 'need.danger-alarm')
  expect(alarms).toHaveLength(1)
  expect(alarms[0]?.body).toEqual({ danger: 'drowning' })
  expect(JSON.stringify(alarms[0]?.publicBody)).not.toContain('drowning')
})

test('whoever says that a life is in danger is told 112 and raises an alarm, whatever their words', async () => {
  const visitor = await world.browser()
  const said = { kind: 'other', line1: 'bread', danger: 'yes' }
  expect(await (await visitor.post('/ask', { step: '1', ...said })).text()).toContain('emergency--raised')
  expect(await (await visitor.post('/ask/send', anAsk(said))).text()).toContain('emergency--raised')
  const alarm = (await world.entries()).findLast((entry) => entry.kind === 'need.danger-alarm')
  expect(alarm?.body).toEqual({ danger: 'said' })
})

test('a settlement typed but not picked is offered, never decided by its name', async () => {
  const visitor = await world.browser()
  const response = await visitor.post('/ask', { ...anAsk({ place: '', place_q: 'уральск' }), step: '2' })
  expect(response.status).toBe(422)
  expect(await response.text()).toContain(`value="${d.localityId}"`)
})

test('what is published of a health need is one group, and nothing personal', async () => {
  const visitor = await world.browser()
  const marks = ['MarkerName', 'MarkerStreet', 'MarkerWords', '+77019998877']
  const sent = await visitor.post(
    '/ask/send',
    anAsk({
      kind: 'health',
      line1: 'wheelchair',
      words: 'MarkerWords',
      address: 'MarkerStreet 5',
      name: 'MarkerName',
      phone: '+7 701 999 88 77',
    }),
  )
  const html = await sent.text()
  const follow = await (await visitor.get(`/n/${secretIn(html)}`)).text()
  const journal = JSON.stringify(await world.entries())
  for (const mark of marks) {
    expect(follow).not.toContain(mark)
    expect(journal).not.toContain(mark)
  }
  expect(follow).not.toContain('heelchair')
  const line = (await world.entries()).filter((entry) => entry.kind === 'line.added').at(-1)
  expect(line?.publicBody).toMatchObject({ kind: 'health', quantity: 20 })
  expect(line?.publicBody).not.toHaveProperty('unit')
  const need = (await world.entries()).filter((entry) => entry.kind === 'need.raised').at(-1)
  expect(need?.publicBody).toMatchObject({ kind: 'health', region: d.region, door: 'web', drill: false, definition: 1 })
})

test('in simple mode each screen asks one thing, and the same request comes of it', async () => {
  const visitor = await world.browser()
  visitor.cookies.set('lang', 'en')
  visitor.cookies.set('simple', 'on')
  let html = await (await visitor.get('/ask')).text()
  const screens: Record<string, string | string[]>[] = [
    { kind: 'food' },
    { line1: 'drinking water', amount1: '20' },
    { words: 'the well is dry' },
    { place_q: 'Oral', place: d.localityId },
    { home: 'yes', address: 'Abai street 12' },
    { when: 'today' },
    { who: ['older', 'alone'] },
    { reach: 'phone', phone: '8 701 234 56 78' },
    { callSafe: 'yes', textSafe: 'no' },
    { name: 'Kulyash' },
  ]
  for (const [i, answers] of screens.entries()) {
    expect(html).toContain(`Question ${i + 1} of 10`)
    expect(pageFaults(html)).toEqual([])
    expect(html.indexOf('tel:112')).toBeGreaterThan(0)
    expect(html).toContain(` name="${Object.keys(answers)[0]}"`)
    const others = screens.flatMap((screen, j) => (j > i ? Object.keys(screen) : []))
    for (const name of others) expect(html).not.toContain(` name="${name}"`)
    html = await (await visitor.post('/ask', { ...hiddenOf(html), ...answers })).text()
  }
  expect(html).toContain('Check before sending')
  // From what is read back, each thing leads to the screen that asks it.
  expect(await (await visitor.post('/ask', { ...hiddenOf(html), to: '4' })).text()).toContain(' name="place_q"')
  expect(await (await visitor.post('/ask/send', hiddenOf(html))).text()).toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}/)
  // Something missing is asked where it belongs.
  const missing = await visitor.post('/ask', { kind: 'food', step: '2' })
  expect(missing.status).toBe(422)
  expect(await missing.text()).toContain('Question 2 of 10')
})

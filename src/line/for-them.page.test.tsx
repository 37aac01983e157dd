import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { openSeeds } from '../dispatch/seed-post.testing'
import { pageFaults } from '../web'
import { setState } from './line.testing'

let world: World
let d: District
let operator: Browser
const inEnglish = async (personId: string) => {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  operator = await inEnglish(d.operator)
})

const told = {
  name: 'Zeinep',
  lang: 'kk',
  age: '65-plus',
  place: '',
  place_q: 'Oral',
  when: 'weekends',
  agreed: 'yes',
}
const register = async (): Promise<string> => {
  const answer = await operator.post('/line/caller/register', { ...told, place: d.localityId })
  return (answer.headers.get('location') ?? '').split('/').at(-1) ?? ''
}
const stateOf = async (id: string) =>
  (await world.db.selectFrom('people').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state

test('a registration made by mistake is taken back by whoever made it, and nobody else', async () => {
  const id = await register()
  const path = `/line/person/${id}/unregister`
  expect(await (await operator.get(`/line/person/${id}`)).text()).toContain(path)
  const administrator = await inEnglish(d.administrator)
  expect((await administrator.post(path)).status).toBe(404)
  expect((await (await world.browser(d.lina)).post(path)).status).toBe(403)
  expect((await operator.post(path)).headers.get('location')).toBe('/line')
  expect(await stateOf(id)).toBe('erased')
  const erased = (await world.entries()).findLast((entry) => entry.kind === 'person.erased')
  expect(erased).toMatchObject({ subjectId: id, door: 'call', body: { rule: 'registered-by-mistake' } })
})

test('after half an hour, or once they have signed in, it is theirs alone to end', async () => {
  const signedIn = await register()
  await world.browser(signedIn)
  expect((await operator.post(`/line/person/${signedIn}/unregister`)).headers.get('location')).toContain(signedIn)
  expect(await stateOf(signedIn)).toBe('active')
  const late = await register()
  world.clock.advance({ minutes: 31 })
  expect((await operator.post(`/line/person/${late}/unregister`)).status).toBe(404)
  expect(await stateOf(late)).toBe('active')
})

test('what an operator did for somebody who agreed by phone stands on a page of theirs and on the call', async () => {
  const seeds = await openSeeds(world, d)
  const { postId } = await seeds.post({ title: 'Sandbags', at: world.clock.now().add({ hours: 24 }) })
  await (await world.browser(d.dana)).post(`/desk/posts/${postId}/asks`, { volunteer: d.lina })
  const { id } = await world.db.selectFrom('asks').select('id').executeTakeFirstOrThrow()
  const answered = await operator.post(`/line/person/${d.lina}/ask/${id}`, { say: 'yes', how: 'call' })
  expect(answered.headers.get('location')).toBe(`/line/person/${d.lina}`)
  const lina = await inEnglish(d.lina)
  for (const [browser, path] of [
    [lina, '/me/calls'],
    [operator, `/line/person/${d.lina}`],
  ] as const) {
    const html = await (await browser.get(path)).text()
    expect(html, path).toContain('Olzhas: noted “I can come” for “Sandbags”')
    expect(html, path).toContain('agreed by phone')
    expect(pageFaults(html)).toEqual([])
  }
  expect(await (await lina.get('/me/account')).text()).toContain('href="/me/calls"')
  const zeinep = await inEnglish(await register())
  expect(await (await zeinep.get('/me/calls')).text()).toContain('Olzhas: registered as a volunteer')
  expect((await (await world.browser()).get('/me/calls')).status).not.toBe(200)
})

test('a receipt is taken in the call, says that they agreed by phone, and only where there was help', async () => {
  const visitor = await world.browser()
  const ask = { kind: 'food', line1: 'bread', amount1: '10', place: d.localityId, place_q: 'Oral', home: 'yes' }
  const reach = {
    when: 'today',
    reach: 'phone',
    phone: '+77015550066',
    callSafe: 'yes',
    textSafe: 'yes',
    address: 'Abai',
  }
  await visitor.post('/ask/send', { ...ask, ...reach })
  const { id } = await world.db.selectFrom('needs').select('id').executeTakeFirstOrThrow()
  const path = `/line/need/${id}/receipt`
  expect(await (await operator.get(`/line/need/${id}`)).text()).not.toContain(path)
  await setState(world, id, 'helped')
  expect(await (await operator.get(`/line/need/${id}`)).text()).toContain(path)
  expect((await (await world.browser(d.lina)).post(path)).status).toBe(403)
  expect((await operator.post(path, { result: 'yes' })).headers.get('location')).toBe(`/line/need/${id}`)
  const need = world.db.selectFrom('needs').select(['state', 'receipt', 'receipt_door', 'receipt_consent'])
  expect(await need.where('id', '=', id).executeTakeFirstOrThrow()).toEqual({
    state: 'met',
    receipt: 'yes',
    receipt_door: 'call',
    receipt_consent: 'by-phone',
  })
})

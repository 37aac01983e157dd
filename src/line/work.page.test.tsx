import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { openSeeds } from '../dispatch/seed-post.testing'
import { pageFaults } from '../web'
import { addOperators, givePhone, wishCall } from './line.testing'

let world: World
let d: District
let operator: Browser
let second: Browser
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  operator = await world.browser(d.operator)
  const [other] = await addOperators(world, d.region, 1, world.db)
  if (other === undefined) throw new Error('an operator was expected')
  second = other.browser
  for (const browser of [operator, second]) browser.cookies.set('lang', 'en')
  await givePhone(world, d.lina, '+77011110001')
})

const untilOf = async (id: string) =>
  (
    await world.db
      .selectFrom('line_leases')
      .select(['until', 'taken_at'])
      .where('callee_id', '=', id)
      .limit(1)
      .executeTakeFirstOrThrow()
  ).until
const minutesLeft = async (id: string) => Math.round((await untilOf(id)).since(world.clock.now()).total('minutes'))

test.each(['kk', 'ru', 'en'])('what is done in a call stands beside it in %s, with what to say', async (lang) => {
  operator.cookies.set('lang', lang)
  for (const path of [
    '/line/caller',
    '/line/caller/need',
    '/line/caller/register',
    `/line/person/${d.lina}/need`,
    `/line/person/${d.lina}/register`,
  ]) {
    const html = await (await operator.get(path)).text()
    expect(pageFaults(html), path).toEqual([])
    expect(html, path).toContain('id="script-kk"')
  }
  operator.cookies.set('lang', 'en')
})

test('whoever fills in a form keeps the call, for an hour at most; another operator sees neither row nor number', async () => {
  await wishCall(world, 'person', d.lina)
  await operator.post('/line/take', { kind: 'person', id: d.lina })
  const path = `/line/person/${d.lina}`
  world.clock.advance({ minutes: 12 })
  const form = await operator.get(`${path}/need`)
  expect(await minutesLeft(d.lina)).toBe(15)
  // The number the call is on is filled in.
  expect(await form.text()).toContain('+77011110001')
  expect(await (await second.get('/line')).text()).not.toContain(path)
  const watched = await (await second.get(path)).text()
  expect(watched).toContain('Another operator is talking with this person now')
  expect(watched).not.toContain('77011110001')
  await second.post(`${path}/hold`)
  expect(await minutesLeft(d.lina)).toBe(15)
  for (const minutes of [14, 14, 14]) {
    world.clock.advance({ minutes })
    expect((await operator.post(`${path}/hold`)).status).toBe(204)
  }
  expect(await minutesLeft(d.lina)).toBe(60 - 12 - 42)
  world.clock.advance({ minutes: 7 })
  expect(await (await second.get('/line')).text()).toContain(path)
})

test('an answer to an ask with its time is noted in the call, and a wrong one comes back as it was typed', async () => {
  const seeds = await openSeeds(world, d)
  const at = world.clock.now().add({ hours: 24 })
  const { postId } = await seeds.post({ title: 'Sandbags', at })
  await (await world.browser(d.dana)).post(`/desk/posts/${postId}/asks`, { volunteer: d.lina })
  const { id } = await world.db.selectFrom('asks').select('id').executeTakeFirstOrThrow()
  const path = `/line/person/${d.lina}/ask/${id}`
  expect(pageFaults(await (await operator.get(path)).text())).toEqual([])
  const wrong = await operator.post(path, { say: 'yes-from', yes_from: '', words: 'after milking', how: 'call' })
  expect(wrong.status).toBe(422)
  const html = await wrong.text()
  expect(html).toContain('after milking')
  expect(html).toContain('id="script-kk"')
  // The ask of one person is not answered in the call of another, nor by whoever is no operator.
  expect((await operator.post(`/line/person/${d.aigul}/ask/${id}`, { say: 'no', how: 'call' })).status).toBe(404)
  expect((await (await world.browser(d.dana)).post(path, { say: 'no', how: 'call' })).status).toBe(403)
  const from = at.toZonedDateTimeISO(d.zone).add({ minutes: 30 }).toPlainTime().toString({ smallestUnit: 'minute' })
  const kept = await operator.post(path, { say: 'yes-from', yes_from: from, how: 'call' })
  expect(kept.headers.get('location')).toBe(`/line/person/${d.lina}`)
  const answer = await world.db
    .selectFrom('answers')
    .select(['kind', 'door'])
    .where('volunteer_id', '=', d.lina)
    .executeTakeFirstOrThrow()
  expect(answer).toEqual({ kind: 'yes-from', door: 'call' })
})

test('a request taken in a call is in the language of the caller and says how they agreed', async () => {
  const asked = {
    kind: 'food',
    line1: 'bread',
    amount1: '10',
    place: d.localityId,
    place_q: 'Oral',
    home: 'yes',
    address: 'Abai 1',
    when: 'today',
    reach: 'phone',
    phone: '+77015550077',
    callSafe: 'yes',
    textSafe: 'yes',
    lang: 'kk',
  }
  const path = `/line/person/${d.lina}/need`
  const wrong = await operator.post(path, { ...asked, consentHow: 'written' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('value="bread"')
  expect((await (await world.browser(d.lina)).post(path, { ...asked, consentHow: 'by-phone' })).status).toBe(403)
  const done = await operator.post(path, { ...asked, consentHow: 'by-phone' })
  const need = await world.db.selectFrom('needs').select(['id', 'door', 'reference']).executeTakeFirstOrThrow()
  expect(need.door).toBe('call')
  expect(await done.text()).toContain(need.reference)
  const call = await (await operator.get(`/line/need/${need.id}`)).text()
  expect(call).toContain('id="script-kk"')
})

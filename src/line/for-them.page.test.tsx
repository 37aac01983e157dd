import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { openSeeds } from '../dispatch/seed-post.testing'
import { totalsFollower } from '../indicators'
import { catchUp } from '../journal'
import { noticesFollower } from '../notices/follower'
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
  await operator.post(`/people/${d.lina}/help`, { way: 'call' })
  const lina = await inEnglish(d.lina)
  expect(await (await lina.get('/me/calls')).text()).toContain('Olzhas: opened your data for an hour')
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
  // "I did not agree" goes to an officer, once, and is hers alone to say.
  const answer = await world.db
    .selectFrom('answers')
    .select('id')
    .where('volunteer_id', '=', d.lina)
    .executeTakeFirstOrThrow()
  const objecting = `/me/calls/${answer.id}`
  expect(await (await lina.get('/me/calls')).text()).toContain(`href="${objecting}"`)
  expect(pageFaults(await (await lina.get(objecting)).text())).toEqual([])
  const aigul = await world.browser(d.aigul)
  expect((await aigul.get(objecting)).status).toBe(404)
  expect((await aigul.post(objecting)).status).toBe(404)
  const said = await lina.post(objecting, { words: 'Nobody called me' })
  expect(said.headers.get('location')).toMatch(/^\/safety\/r\/[^/]+\?new=1$/)
  const report = await world.db.selectFrom('safety_reports').selectAll().executeTakeFirstOrThrow()
  expect(report).toMatchObject({ officer_id: d.officer, region_id: d.region })
  expect(report.excluded_ids).toContain(d.operator)
  const case_ = await (await inEnglish(d.officer).then((officer) => officer.get(`/safety/${report.id}`))).text()
  expect(case_).toContain('Nobody called me')
  expect(case_).toContain('Olzhas: noted “I can come” for “Sandbags”')
  expect((await lina.post(objecting)).headers.get('location')).toBe('/me/calls')
  expect(await (await lina.get('/me/calls')).text()).toContain('You said you did not agree')
  expect(await (await operator.get(`/line/person/${d.lina}`)).text()).toContain('You said you did not agree')
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
  // Nobody has agreed that Arman speaks for them: he is not offered, and his word counts for nothing.
  expect(await (await operator.get(`/line/need/${id}`)).text()).not.toContain('Their companion')
  await operator.post(path, { companion: d.arman })
  const stateOfNeed = await world.db.selectFrom('needs').select('state').where('id', '=', id).executeTakeFirst()
  expect(stateOfNeed?.state).toBe('helped')
  expect((await operator.post(path, { result: 'yes' })).headers.get('location')).toBe(`/line/need/${id}`)
  const need = world.db.selectFrom('needs').select(['state', 'receipt', 'receipt_door', 'receipt_consent'])
  expect(await need.where('id', '=', id).executeTakeFirstOrThrow()).toEqual({
    state: 'met',
    receipt: 'yes',
    receipt_door: 'call',
    receipt_consent: 'by-phone',
  })
})

test('a companion says in a call that help which brought no goods was right: the record and the person hear whose word it was', async () => {
  const base = `/people/${d.arman}/help`
  const request = (await operator.post(base, { way: 'call' })).headers.get('location')?.split('request=')[1] ?? ''
  const agreed = { contact: 'aigul@example.kz', scope: 'say-receipts', tie: 'neighbour', until: '2026-12-31' }
  expect((await operator.post(`${base}/companions`, { ...agreed, request })).status).toBe(303)
  const arman = await inEnglish(d.arman)
  const ask = { kind: 'transport', words: 'To the hospital', place: d.localityId, place_q: 'Oral', home: 'yes' }
  const reach = {
    when: 'today',
    reach: 'phone',
    phone: '+77015550067',
    callSafe: 'yes',
    textSafe: 'yes',
    address: 'Abai',
  }
  await arman.post('/ask/send', { ...ask, ...reach })
  const { id } = await world.db
    .selectFrom('needs')
    .select('id')
    .where('person_id', '=', d.arman)
    .executeTakeFirstOrThrow()
  await setState(world, id, 'helped')
  expect(await (await operator.get(`/line/need/${id}`)).text()).toContain('Their companion Aigul says')
  await operator.post(`/line/need/${id}/receipt`, { companion: d.aigul })
  const said = (await world.entries()).findLast(({ kind }) => kind === 'need.receipt')
  expect(said).toMatchObject({
    subjectId: id,
    actorId: d.operator,
    onBehalfOf: d.arman,
    body: { result: 'yes', consentHow: 'representative', companion: d.aigul },
  })
  expect(await (await arman.get('/me/calls')).text()).toContain('said by the companion Aigul')
  await catchUp(world.db, noticesFollower(world.system))
  const notices = world.db.selectFrom('notices').select('kind').where('need_id', '=', id)
  expect((await notices.execute()).map(({ kind }) => kind)).toContain('helped-receipt-for-you')
  await catchUp(world.db, totalsFollower)
  const served = world.db
    .selectFrom('indicator_members')
    .select('member')
    .where('indicator', '=', 'served-by-companions')
  expect(await served.execute()).toEqual([{ member: d.arman }])
})

test('whoever is helped sees on their link what an operator did for them by phone, and can say that they did not agree', async () => {
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
    phone: '+77015550099',
    callSafe: 'yes',
    textSafe: 'yes',
    consentHow: 'by-phone',
    lang: 'kk',
  }
  const taken = await (await operator.post('/line/caller/need', asked)).text()
  const link = /\/n\/[\w-]+/.exec(taken)?.[0] ?? ''
  const need = { id: /line\/need\/([0-9a-f-]{36})/.exec(taken)?.[1] ?? '' }
  const changed = await operator.post(`/needs/${need.id}/correct`, { address: 'Abai 2', consentHow: 'by-phone' })
  expect(changed.status, await changed.text()).toBe(303)
  await setState(world, need.id, 'helped')
  await operator.post(`/line/need/${need.id}/receipt`, { result: 'no', reason: 'nobody-came' })
  const helped = await world.browser()
  for (const lang of ['kk', 'ru', 'en']) {
    helped.cookies.set('lang', lang)
    expect(pageFaults(await (await helped.get(link)).text())).toEqual([])
  }
  const html = await (await helped.get(link)).text()
  for (const words of ['took request', 'changed request', 'the help was not right, or only in part', 'agreed by phone'])
    expect(html).toContain(words)
  const objecting = /\/n\/[\w-]+\/calls\/[0-9a-f-]{36}/.exec(html)?.[0] ?? ''
  expect(pageFaults(await (await helped.get(objecting)).text())).toEqual([])
  expect((await helped.post(objecting, { words: 'They did come' })).headers.get('location')).toMatch(/^\/safety\/r\//)
  const reports = world.db.selectFrom('safety_reports').select(['excluded_ids']).where('about_need_id', '=', need.id)
  expect((await reports.executeTakeFirstOrThrow()).excluded_ids).toContain(d.operator)
  expect(await (await helped.get(link)).text()).toContain('You said you did not agree')
  // Of another request nothing is said on this link.
  await register()
  const other = await world.db
    .selectFrom('journal')
    .select('id')
    .where('kind', '=', 'person.created')
    .where('door', '=', 'call')
    .executeTakeFirstOrThrow()
  expect((await helped.post(`${link}/calls/${other.id}`)).status).toBe(404)
  expect((await operator.get(`/line/need/${need.id}`)).status).toBe(200)
})

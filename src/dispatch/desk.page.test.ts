import { expect, test } from 'vitest'
import { seedDistrict } from '../../test/district'
import { testWorld } from '../../test/world'
import { pageFaults } from '../web'
import { makeAskLink } from './ask-link'
import { openSeeds } from './seed-post.testing'

const world = await testWorld()
const d = await seedDistrict(world)
const seeds = await openSeeds(world, d)
const signIn = async (personId: string) => {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}
const dana = await signIn(d.dana)
const olzhas = await signIn(d.operator)
const lina = await signIn(d.lina)

const askOf = (postId: string, volunteerId: string) =>
  world.db
    .selectFrom('asks')
    .selectAll()
    .where('post_id', '=', postId)
    .where('volunteer_id', '=', volunteerId)
    .executeTakeFirstOrThrow()
const askByHand = async (volunteerId: string, title: string, of: { day?: number; tier?: number } = {}) => {
  const at = world.clock.now().add({ hours: 24 * (of.day ?? 1) })
  const { postId, activityId } = await seeds.post({ title, at, tier: of.tier ?? 0 })
  const sent = await dana.post(`/desk/posts/${postId}/asks`, { volunteer: volunteerId })
  expect(sent.status, /notice--error.*?<\/div>/.exec(await sent.text())?.[0]).toBe(303)
  return { postId, activityId, ask: await askOf(postId, volunteerId) }
}

test('the desk shows what is at risk, the queue, the map and the chosen row', async () => {
  const soon = await seeds.post({ title: 'Night watch at the dyke', seats: 4 })
  const html = await (await dana.get(`/desk?item=${soon.activityId}`)).text()
  for (const words of ['unfilled in the next 24 h', 'Night watch at the dyke', 'The next three days', 'Ask people'])
    expect(html).toContain(words)
  expect(pageFaults(html)).toEqual([])
  const unfilled = await (await dana.get('/desk?show=unfilled')).text()
  expect(unfilled).toContain('Night watch at the dyke')
  expect(await (await dana.get('/desk?show=stale')).text()).toContain('Nothing is waiting')
})

test('an unverified group sees none of the region’s requests on its desk', async () => {
  const visitor = await signIn(d.arman)
  const ask = { kind: 'food', line1: 'bread', amount1: '10', place: d.localityId, place_q: 'Oral', home: 'no' }
  const reach = { when: 'now', reach: 'phone', phone: '8 701 773 17 99', callSafe: 'yes', textSafe: 'no' }
  const asked = await (await visitor.post('/ask/send', { ...ask, ...reach })).text()
  const reference = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(asked)?.[0] ?? 'none'
  await lina.post('/organizations/new', { kind: 'group', name: 'Three friends', place: d.localityId })
  const theirs = await lina.get('/desk')
  expect(theirs.status).toBe(200)
  expect(await theirs.text()).not.toContain(reference)
  expect(await (await dana.get('/desk')).text()).toContain(reference)
})

test('candidates carry the reason, exclusions the rule, and private ones say nothing', async () => {
  await seeds.volunteer('Far Away', { volunteer: { latitude: 49.2, longitude: 48.1, reach_meters: 5000 } })
  await seeds.volunteer('Tired One', { volunteer: { state: 'active', week_minutes_max: 60 } })
  const { postId } = await seeds.post({ at: world.clock.now().add({ hours: 48 }) })
  const page = `/desk/posts/${postId}/candidates`
  const best = await (await dana.get(page)).text()
  expect(best).toContain('has never been asked yet')
  expect(best).not.toContain('not available')
  const looks = await world.db.selectFrom('looks').select('id').where('subject_id', '=', postId).execute()
  expect(best.match(/<form[^>]*\/asks"/g)).toHaveLength(looks.length)
  expect(pageFaults(best)).toEqual([])
  expect(best).toContain(`${page}?page=1&amp;out=1`)
  const html = await (await dana.get(`${page}?page=1&out=1`)).text()
  expect(html).toContain('beyond the distance they are ready to go')
  expect(html).toContain('Tired')
  expect(html).toContain('not available')
  expect(html).not.toContain('limit for the week')
  expect(pageFaults(html)).toEqual([])
})

test('the secret link of an ask answers without signing in, and opens nothing else', async () => {
  const { ask, postId } = await askByHand(d.arman, 'Soup kitchen', { day: 2 })
  const path = (await makeAskLink(world.db, ask.id, world.clock.now())) ?? ''
  const phone = await world.browser()
  const html = await (await phone.get(path)).text()
  expect(html).toContain('Soup kitchen')
  expect(html).not.toContain('/me/asks')
  expect(pageFaults(html)).toEqual([])
  const answered = await phone.post(`${path}/answer`, { say: 'yes' })
  expect(answered.headers.get('location')).toBe(path)
  expect(await askOf(postId, d.arman)).toMatchObject({ state: 'yes' })
  expect((await phone.get(`/a/${'x'.repeat(32)}`)).status).toBe(410)
})

test('work above everyday risk is accepted with the yes', async () => {
  const { ask, postId } = await askByHand(d.lina, 'Heavy sandbags', { day: 3, tier: 1 })
  const refused = await lina.post(`/asks/${ask.id}/answer`, { say: 'yes' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Gloves on, lift in pairs.')
  expect((await lina.post(`/asks/${ask.id}/answer`, { say: 'yes', accept: 'yes', briefing: '1' })).status).toBe(303)
  expect(await askOf(postId, d.lina)).toMatchObject({ state: 'yes' })
})

test('an operator enters what a person said; they are told whose word it was and undo it in one step', async () => {
  const { ask, postId } = await askByHand(d.lina, 'Ring round', { day: 4 })
  world.clock.advance({ minutes: 40 })
  expect(await (await olzhas.get('/line')).text()).toContain(`/line/person/${d.lina}`)
  expect((await olzhas.post(`/asks/${ask.id}/theirs`, { say: 'yes' })).status).toBe(422)
  const entered = await olzhas.post(`/asks/${ask.id}/theirs`, { say: 'yes', how: 'call' })
  expect(entered.headers.get('location')).toBe(`/line/person/${d.lina}`)
  expect(await askOf(postId, d.lina)).toMatchObject({ state: 'yes' })
  const given = (await world.entries()).findLast((entry) => entry.kind === 'answer.given')
  expect(given).toMatchObject({ door: 'call', body: { conveyed: true, authorId: d.operator } })
  expect(await (await lina.get(`/asks/${ask.id}`)).text()).toContain('Somebody passed on an answer for you')
  expect((await lina.post(`/asks/${ask.id}/undo`)).status).toBe(303)
  const slots = await world.db.selectFrom('slots').select('volunteer_id').where('post_id', '=', postId).execute()
  expect(slots).toEqual([{ volunteer_id: null }])
})

test('a companion finds the ask on their own home, passes the answer on, and the person takes it back', async () => {
  const { ask, postId } = await askByHand(d.lina, 'Through a companion', { day: 6 })
  const saule = await world.browser(d.officer)
  saule.cookies.set('lang', 'en')
  expect((await saule.get(`/asks/${ask.id}/theirs`)).status).toBe(404)
  const allowed = { contact: 'saule@example.kz', scope: 'answer-asks', tie: 'friend', until: '2027-01-01' }
  expect((await lina.post('/me/account/companions', allowed)).status).toBe(303)
  expect(await (await saule.get('/me')).text()).toContain('For Lina: Through a companion')
  expect((await saule.post(`/asks/${ask.id}/theirs`, { say: 'yes', how: 'in-person' })).status).toBe(303)
  expect(await askOf(postId, d.lina)).toMatchObject({ state: 'yes' })
  expect(await (await lina.get(`/asks/${ask.id}`)).text()).toContain('Somebody passed on an answer for you')
  expect((await lina.post(`/asks/${ask.id}/undo`)).status).toBe(303)
  const looks = await (await lina.get('/me/account/looks')).text()
  expect(looks).toContain('Saule')
  const acts = await (await lina.get('/me/account/acts')).text()
  expect(acts).toContain('Saule, for Lina')
  expect(acts).toContain('Answered an ask: yes')
  expect(pageFaults(acts)).toEqual([])
  const given = (await world.entries()).findLast((entry) => entry.kind === 'answer.given')
  expect(given).toMatchObject({ door: 'companion', onBehalfOf: d.lina, actorId: d.officer })
})

test('whoever leads the work may note a refusal, never a yes; a stranger may neither', async () => {
  const { ask, postId } = await askByHand(d.aigul, 'No conveyed yes', { day: 5 })
  const yes = await dana.post(`/asks/${ask.id}/theirs`, { say: 'yes', how: 'in-person' })
  expect(yes.status).toBe(422)
  expect(await askOf(postId, d.aigul)).toMatchObject({ state: 'asked' })
  expect((await lina.post(`/asks/${ask.id}/theirs`, { say: 'yes', how: 'call' })).status).toBe(404)
  expect((await dana.post(`/asks/${ask.id}/theirs`, { say: 'no', how: 'in-person' })).status).toBe(303)
  expect(await askOf(postId, d.aigul)).toMatchObject({ state: 'no' })
})

test('a person sees the history that is used, contests one ask and starts anew', async () => {
  const { ask } = await askByHand(d.arman, 'History', { day: 6 })
  const arman = await signIn(d.arman)
  await arman.post(`/asks/${ask.id}/answer`, { say: 'no' })
  const before = await (await arman.get('/me/asks')).text()
  expect(before).toContain('History')
  expect(before).toContain('Do not count it')
  expect(pageFaults(before)).toEqual([])
  expect((await arman.post(`/me/asks/${ask.id}/contest`, { contested: 'yes' })).status).toBe(303)
  expect(await (await arman.get('/me/asks')).text()).toContain('You contested it')
  expect((await lina.post(`/me/asks/${ask.id}/contest`)).status).toBe(404)
  world.clock.advance({ seconds: 1 })
  expect((await arman.post('/me/asks/reset')).status).toBe(303)
  expect(await (await arman.get('/me/asks')).text()).toContain('Started anew')
})

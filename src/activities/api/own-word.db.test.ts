import { beforeAll, expect, test } from 'vitest'
import { type ApiCaller, openCaller } from '../../../test/api-caller'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { newId } from '../../kit/ids'
import { auditActivities } from '../audit'
import { anActivity, sayYes } from '../testing/an-activity'

// What a volunteer says themselves, passed on by a partner's system while they ask for it.
let world: World
let d: District
let partner: ApiCaller
let other: ApiCaller
let helpers: ApiCaller
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  partner = await openCaller(world, { scopes: ['people:help', 'dispatch:run'], regionId: d.region })
  other = await openCaller(world, { scopes: ['people:help'], regionId: d.region })
  helpers = await openCaller(world, {
    scopes: ['people:help', 'activities:manage', 'dispatch:run'],
    organizationId: d.organizationId,
  })
})

async function asks(volunteer: string, caller = partner): Promise<{ volunteer: string; consent: unknown }> {
  const noted = await caller.post(`/people/${volunteer}/help`, { way: 'call' })
  expect(noted.status, JSON.stringify(noted.body)).toBe(201)
  return { volunteer, consent: noted.body.consent }
}
const seatsOf = async (postId: string) =>
  world.db
    .selectFrom('assignments')
    .select(['id', 'volunteer_id', 'answer_id'])
    .where('post_id', '=', postId)
    .where('state', '=', 'live')
    .execute()
const lastOf = async (kind: string) => (await world.entries()).findLast((entry) => entry.kind === kind)

test('a yes, and the seat given back, stand in the journal as the key’s doing for the person', async () => {
  const { postId } = await anActivity(world, d, { date: '2026-12-05' })
  const word = await asks(d.lina)
  const yes = await partner.post(`/posts/${postId}/answers`, { ...word, kind: 'yes' })
  expect(yes.body, JSON.stringify(yes.body)).toMatchObject({ outcome: 'seated' })
  const [seat] = await seatsOf(postId)
  const repeat = newId()
  expect((await partner.post(`/assignments/${seat?.id}/give-back`, word, repeat)).status).toBe(200)
  expect((await partner.post(`/assignments/${seat?.id}/give-back`, word, repeat)).body).toMatchObject({ post: postId })
  expect(await seatsOf(postId)).toEqual([])
  expect(await lastOf('assignment.given-back')).toMatchObject({ actorKind: 'key', onBehalfOf: d.lina, door: 'api' })
})

test('the consent opens nothing to another key, for another person, or after its hour', async () => {
  const made = await anActivity(world, d, { date: '2026-12-06' })
  await sayYes(await world.browser(d.lina), made)
  await sayYes(await world.browser(d.arman), made)
  const seats = await seatsOf(made.postId)
  const seatOf = (id: string) => seats.find((seat) => seat.volunteer_id === id)?.id
  const word = await asks(d.lina)
  expect((await other.post(`/assignments/${seatOf(d.lina)}/give-back`, word)).status).toBe(403)
  expect((await partner.post(`/assignments/${seatOf(d.arman)}/give-back`, word)).status).toBe(403)
  const asArman = { ...word, volunteer: d.arman }
  expect((await partner.post(`/assignments/${seatOf(d.arman)}/give-back`, asArman)).status).toBe(403)
  expect((await partner.post(`/assignments/${seatOf(d.lina)}/give-back`, { volunteer: d.lina })).status).toBe(422)
  world.clock.advance({ minutes: 61 })
  expect((await partner.post(`/assignments/${seatOf(d.lina)}/give-back`, word)).status).toBe(403)
  expect(await seatsOf(made.postId)).toHaveLength(2)
})

test('an organization’s key never speaks for its volunteers, and none for those who hold a role of the house', async () => {
  expect((await helpers.post(`/people/${d.lina}/help`, { way: 'call' })).status).toBe(404)
  expect((await partner.post(`/people/${d.operator}/help`, { way: 'call' })).status).toBe(403)
  const far = await openCaller(world, { scopes: ['people:help'], regionId: 'KZ-75' })
  expect((await far.post(`/people/${d.lina}/help`, { way: 'call' })).status).toBe(404)
})

test('what was passed on can be taken back in one step', async () => {
  const { postId } = await anActivity(world, d, { date: '2026-12-07' })
  const word = await asks(d.aigul)
  const yes = await partner.post(`/posts/${postId}/answers`, { ...word, kind: 'yes' })
  expect((await partner.post(`/answers/${yes.body.answer}/undo`, word)).status).toBe(200)
  expect(await seatsOf(postId)).toEqual([])
  expect((await other.post(`/answers/${yes.body.answer}/undo`, word)).status).toBe(403)
})

test('a place on the waiting list is taken and left', async () => {
  const made = await anActivity(world, d, { date: '2026-12-08', seats: '1' })
  await sayYes(await world.browser(d.arman), made)
  const word = await asks(d.aigul)
  expect((await partner.post(`/posts/${made.postId}/waiting-list`, word)).body).toEqual({ place: 1 })
  expect((await partner.post(`/posts/${made.postId}/waiting-list/leave`, word)).status).toBe(200)
  expect(await partner.post(`/posts/${made.postId}/waiting-list/leave`, word)).toMatchObject({
    status: 409,
    body: { title: 'not on list' },
  })
})

test('a stand-in by two passed-on words waits for the person who runs the work', async () => {
  const made = await anActivity(world, d, { date: '2026-12-09', seats: '1' })
  await sayYes(await world.browser(d.lina), made)
  const [seat] = await seatsOf(made.postId)
  const offered = await partner.post(`/assignments/${seat?.id}/stand-in`, await asks(d.lina))
  expect(offered.status, JSON.stringify(offered.body)).toBe(201)
  const { exchange } = offered.body
  const accepted = await partner.post(`/exchanges/${exchange}/accept`, await asks(d.aigul))
  expect(accepted.body, JSON.stringify(accepted.body)).toMatchObject({ outcome: 'asked' })
  const waiting = await helpers.get(`/activities/${made.activityId}/exchanges`)
  expect(waiting.body).toEqual({ exchanges: [{ id: exchange, kind: 'stand-in', giver: d.lina, taker: d.aigul }] })
  const decide = `/exchanges/${exchange}/decide`
  expect((await helpers.post(decide, { agrees: true, decidedBy: d.aigul })).status).toBe(403)
  expect((await helpers.post(decide, { agrees: true, decidedBy: d.dana })).status).toBe(200)
  expect((await seatsOf(made.postId)).map((one) => one.volunteer_id)).toEqual([d.aigul])
  expect((await lastOf('swap.done'))?.body).toMatchObject({ agreedBy: d.dana })
  expect(await auditActivities(world.db)).toEqual({ doubleBookings: 0, overfilled: 0, missingYes: 0 })
})

test('a swap is offered and taken back; agreed beforehand, seats change hands at once', async () => {
  const one = await anActivity(world, d, { date: '2026-12-10', seats: '1' })
  const two = await anActivity(world, d, { date: '2026-12-11', seats: '1' })
  await sayYes(await world.browser(d.lina), one)
  await sayYes(await world.browser(d.aigul), two)
  const [seat] = await seatsOf(one.postId)
  const lina = await asks(d.lina)
  const offer = () => partner.post(`/assignments/${seat?.id}/swap`, { ...lina, wanted: two.postId })
  const first = await offer()
  expect(first.status, JSON.stringify(first.body)).toBe(201)
  expect((await partner.post(`/exchanges/${first.body.exchange}/end`, lina)).status).toBe(200)
  for (const { postId } of [one, two]) {
    const agreed = await helpers.post(`/posts/${postId}/exchanges`, { agrees: true, decidedBy: d.dana })
    expect(agreed.status, JSON.stringify(agreed.body)).toBe(200)
  }
  const again = await offer()
  const done = await partner.post(`/exchanges/${again.body.exchange}/accept`, await asks(d.aigul))
  expect(done.body, JSON.stringify(done.body)).toMatchObject({ outcome: 'done' })
  expect((await seatsOf(one.postId)).map((each) => each.volunteer_id)).toEqual([d.aigul])
})

test('seats are held for friends and let go', async () => {
  const { postId } = await anActivity(world, d, { date: '2026-12-12', seats: '4' })
  const word = await asks(d.lina)
  const group = await partner.post(`/posts/${postId}/groups`, { ...word, name: 'Neighbours', seats: 3 })
  expect(group.body, JSON.stringify(group.body)).toMatchObject({ held: 3 })
  expect(await partner.post(`/posts/${postId}/groups`, { ...word, name: 'More', seats: 1 })).toMatchObject({
    status: 409,
    body: { title: 'group exists', groupId: group.body.group },
  })
  expect((await other.post(`/groups/${group.body.group}/release`, word)).status).toBe(404)
  expect((await partner.post(`/groups/${group.body.group}/release`, word)).body).toEqual({ released: 3 })
})

test('work from afar is entered in minutes', async () => {
  const made = await anActivity(world, d, { date: '2026-12-13', remote: '1', minutes: '60' })
  await sayYes(await world.browser(d.arman), made)
  const [seat] = await seatsOf(made.postId)
  const logged = await partner.post(`/assignments/${seat?.id}/work-log`, { ...(await asks(d.arman)), minutes: 45 })
  expect(logged.status, JSON.stringify(logged.body)).toBe(201)
})

test('an answer to an ask carries how the person told it; a yes never from whoever leads them', async () => {
  const { postId } = await anActivity(world, d, { date: '2026-12-14' })
  const asked = await helpers.post(`/posts/${postId}/asks`, { volunteer: d.lina })
  expect(asked.status, JSON.stringify(asked.body)).toBe(201)
  const answer = `/asks/${asked.body.id}/answer`
  expect((await partner.post(answer, { answer: 'yes' })).status).toBe(422)
  expect(await helpers.post(answer, { answer: 'yes', how: 'call' })).toMatchObject({
    status: 422,
    body: { title: 'power over person' },
  })
  expect((await partner.post(answer, { answer: 'yes', how: 'call' })).body).toMatchObject({ outcome: 'seated' })
  expect(await lastOf('consent.given')).toMatchObject({ subjectId: d.lina, body: { how: 'call' } })
  const lina = await asks(d.lina)
  expect((await partner.post(`/asks/${asked.body.id}/contest`, { ...lina, contested: true })).status).toBe(200)
  expect((await other.post(`/asks/${asked.body.id}/contest`, { ...lina, contested: true })).status).toBe(404)
  expect((await partner.post('/asks/reset-history', lina)).status).toBe(200)
})

test('what a person has is listed page by page to the key they asked alone, and each look is theirs to see', async () => {
  const [one, two] = [
    await anActivity(world, d, { date: '2027-01-04' }),
    await anActivity(world, d, { date: '2027-01-05' }),
  ]
  for (const made of [two, one]) await sayYes(await world.browser(d.aigul), made)
  const { consent } = await asks(d.aigul)
  const at = `/volunteers/${d.aigul}/assignments?consent=${consent}`
  const seen: string[] = []
  let cursor: unknown = null
  do {
    const page = await partner.get(`${at}&limit=1${cursor === null ? '' : `&cursor=${cursor}`}`)
    seen.push(...(page.body.assignments as { post: string }[]).map((seat) => seat.post))
    cursor = page.body.next
  } while (cursor !== null)
  expect(seen.slice(-2)).toEqual([one.postId, two.postId])
  expect(new Set(seen).size).toBe(seen.length)
  for (const list of ['assignments', 'asks', 'hours', 'time']) {
    expect((await partner.get(`/volunteers/${d.aigul}/${list}?consent=${consent}`)).status, list).toBe(200)
    expect((await other.get(`/volunteers/${d.aigul}/${list}?consent=${consent}`)).status, list).toBe(404)
    expect((await partner.get(`/volunteers/${d.arman}/${list}?consent=${consent}`)).status, list).toBe(404)
  }
  const looks = await world.db.selectFrom('looks').select('what').where('subject_person_id', '=', d.aigul).execute()
  expect(looks.map((look) => look.what.join())).toEqual(
    expect.arrayContaining(['attendance', 'asks', 'record', 'free-time']),
  )
})

test('who may take a post is listed by id, best first, without names', async () => {
  const { postId } = await anActivity(world, d, { date: '2027-01-06' })
  const first = await helpers.get(`/posts/${postId}/candidates?limit=2`)
  // Nobody reads everybody for a page of two, unless asked to.
  expect(first.body).toMatchObject({ eligible: null, next: '2' })
  const whole = await helpers.get(`/posts/${postId}/candidates?limit=2&whole=true`)
  expect(whole.body).toMatchObject({ eligible: 3, next: '2' })
  const rest = await helpers.get(`/posts/${postId}/candidates?limit=2&cursor=2`)
  expect(rest.body).toMatchObject({ eligible: 3, next: null })
  const ids = [first, rest].flatMap(({ body }) => (body.candidates as { volunteer: string }[]).map((c) => c.volunteer))
  expect(ids.sort()).toEqual([d.lina, d.arman, d.aigul].sort())
  expect(JSON.stringify([first.body, rest.body])).not.toMatch(/Lina|Arman|Aigul/)
})

import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { openCaller } from '../../../test/api-caller'
import { seedDistrict } from '../../../test/district'
import { testWorld } from '../../../test/world'
import { drawLots } from '../../allocation'
import { newId } from '../../kit/ids'
import { pageFaults } from '../../web'
import { openSeeds } from '../seed-post.testing'
import { drawLot } from './draw-lot'

const world = await testWorld()
const d = await seedDistrict(world)
const seeds = await openSeeds(world, d)
const as = async (personId?: string) => {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}
const dana = await as(d.dana)
const visitor = await as()
const slotsOf = (postId: string) =>
  world.db.selectFrom('slots').select(['volunteer_id', 'lot_id']).where('post_id', '=', postId).execute()
const seatedOn = async (postId: string) => (await slotsOf(postId)).flatMap((slot) => slot.volunteer_id ?? [])
const waitingFor = async (postId: string) => {
  const rows = await world.db
    .selectFrom('waiting_list')
    .select('volunteer_id')
    .where('post_id', '=', postId)
    .where('state', '=', 'waiting')
    .orderBy('place')
    .execute()
  return rows.map((row) => row.volunteer_id)
}
const local = (at: Temporal.Instant) =>
  at.toZonedDateTimeISO(d.zone).toPlainDateTime().toString({ smallestUnit: 'minute' })

/** Opens a lot that closes in two hours, for work in two days; returns its page. */
async function openLot(seats: number, days = 2) {
  const at = world.clock.now().add({ hours: 24 * days })
  const made = await seeds.post({ title: 'Handing out medals', seats, at })
  const opened = await dana.post(`/desk/posts/${made.postId}/lot`, {
    closes: local(world.clock.now().add({ minutes: 121 })),
  })
  expect(opened.status, opened.status === 303 ? '' : (await opened.text()).slice(0, 3000)).toBe(303)
  return { ...made, page: opened.headers.get('location') ?? '' }
}
const apply = async (personId: string, { postId, activityId }: { postId: string; activityId: string }) =>
  (await as(personId)).post(`/activities/${activityId}/posts/${postId}/answer`, { say: 'yes', wait: '1' })
const draw = async (page: string) => {
  world.clock.advance({ minutes: 122 })
  await drawLot(world.system, page.slice('/draws/'.length))
}
const applicants = [d.lina, d.arman, d.aigul, await seeds.volunteer('Bota'), await seeds.volunteer('Dauren')]

test('whoever applied is drawn by the seed fixed before, takes a seat by their yes, and anybody can draw it again', async () => {
  const lot = await openLot(2)
  const form = await (await dana.get(`/desk/posts/${lot.postId}/lot`)).text()
  expect(pageFaults(form)).toEqual([])
  for (const id of applicants) expect((await apply(id, lot)).status).toBe(303)
  expect(await seatedOn(lot.postId)).toEqual([])
  const before = await (await visitor.get(lot.page)).text()
  expect(pageFaults(before)).toEqual([])
  expect(await (await visitor.get(`/activities/${lot.activityId}`)).text()).toContain(lot.page)
  const [opened] = (await world.entries()).filter(({ kind }) => kind === 'lot.opened')
  expect(before).toContain(String(opened?.publicBody.commitment))
  await drawLot(world.system, lot.page.slice('/draws/'.length))
  expect(await seatedOn(lot.postId)).toEqual([])
  await draw(lot.page)
  const drawn = (await world.entries()).findLast(({ kind }) => kind === 'lot.drawn')
  const seed = String(drawn?.publicBody.seed)
  expect(createHash('sha256').update(seed).digest('hex')).toBe(opened?.publicBody.commitment)
  expect(JSON.stringify([opened, drawn])).not.toContain(d.lina)
  const call = await openCaller(world, { scopes: ['dispatch:run'], regionId: d.region })
  const { body } = await call.get(`/draws/${lot.page.slice('/draws/'.length)}`)
  const entries = body.entries as { number: string; tickets: number; outcome: string }[]
  const again = drawLots(
    seed,
    entries.map(({ number, tickets }) => ({ number, tickets })),
  )
  expect(entries.map(({ number }) => number)).toEqual(again.map(({ number }) => number))
  expect(entries.map(({ outcome }) => outcome)).toEqual(['seated', 'seated', 'waiting', 'waiting', 'waiting'])
  const order = again.map(({ number }) => applicants[Number(number) - 1])
  expect((await seatedOn(lot.postId)).sort()).toEqual(order.slice(0, 2).sort())
  expect(await waitingFor(lot.postId)).toEqual(order.slice(2))
  const after = await (await (await as(order[0])).get(lot.page)).text()
  expect(after).toContain(`Your number is ${again[0]?.number}`)
  expect(after).toContain(seed)
  expect(pageFaults(after)).toEqual([])
  // Once more changes nothing; a seat given back goes to who waits next in the order drawn.
  await drawLot(world.system, lot.page.slice('/draws/'.length))
  expect((await world.entries()).filter(({ kind }) => kind === 'lot.drawn')).toHaveLength(1)
})

test('whoever gave the time away meanwhile is passed over, and the next in order has the seat', async () => {
  const lot = await openLot(1, 4)
  for (const id of applicants) await apply(id, lot)
  const at = world.clock.now().add({ hours: 96 })
  for (const id of applicants.slice(1)) {
    const during = `[${at.subtract({ hours: 1 })},${at.add({ hours: 1 })})`
    await seeds.insert([['occupancy', { id: newId(), volunteer_id: id, during, kind: 'busy' }]])
  }
  await draw(lot.page)
  expect(await seatedOn(lot.postId)).toEqual([applicants[0]])
  const rows = await world.db
    .selectFrom('lot_entries')
    .select(['volunteer_id', 'outcome'])
    .where('lot_id', '=', lot.page.slice('/draws/'.length))
    .orderBy('place')
    .execute()
  const seatedAt = rows.findIndex((row) => row.outcome === 'seated')
  expect(rows[seatedAt]?.volunteer_id).toBe(applicants[0])
  expect(rows.slice(0, seatedAt).every((row) => row.outcome === 'passed')).toBe(true)
})

test('a seat given back before the draw is drawn too, and an end of the work calls the lot off', async () => {
  const at = world.clock.now().add({ hours: 24 * 6 })
  const made = await seeds.post({ title: 'Handing out medals', seats: 2, at })
  await (await as(d.lina)).post(`/activities/${made.activityId}/posts/${made.postId}/answer`, { say: 'yes' })
  const closes = local(world.clock.now().add({ minutes: 121 }))
  const opened = await dana.post(`/desk/posts/${made.postId}/lot`, { closes })
  const page = opened.headers.get('location') ?? ''
  expect((await slotsOf(made.postId)).filter((slot) => slot.lot_id !== null)).toHaveLength(1)
  await apply(d.arman, made)
  const seat = await world.db
    .selectFrom('assignments')
    .select('id')
    .where('post_id', '=', made.postId)
    .executeTakeFirstOrThrow()
  expect((await (await as(d.lina)).post(`/me/assignments/${seat.id}/give-back`, { sure: 'yes' })).status).toBe(303)
  expect((await slotsOf(made.postId)).every((slot) => slot.lot_id !== null)).toBe(true)
  await seeds.set('activities', made.activityId, { state: 'cancelled' })
  await draw(page)
  expect(await seatedOn(made.postId)).toEqual([])
  expect(await (await visitor.get(page)).text()).toContain('called off')
})

test('only a coordinator in reach opens a lot, at a moment that leaves time, and not over those who wait already', async () => {
  const at = world.clock.now().add({ hours: 24 * 8 })
  const { postId, activityId } = await seeds.post({ seats: 1, at })
  const closes = local(world.clock.now().add({ hours: 3 }))
  expect((await (await as(d.lina)).post(`/desk/posts/${postId}/lot`, { closes })).status).toBe(403)
  const far = await openCaller(world, { scopes: ['dispatch:run'], regionId: 'KZ-75' })
  expect(
    (await far.post(`/posts/${postId}/lot`, { closesAt: world.clock.now().add({ hours: 3 }).toString() })).status,
  ).toBe(403)
  for (const wrong of ['', 'tomorrow', local(world.clock.now()), local(at)]) {
    const refused = await dana.post(`/desk/posts/${postId}/lot`, { closes: wrong })
    expect(refused.status, wrong).toBe(422)
    expect(await refused.text()).toContain('at least an hour from now')
  }
  await (await as(d.lina)).post(`/activities/${activityId}/posts/${postId}/answer`, { say: 'yes' })
  expect(await (await dana.post(`/desk/posts/${postId}/lot`, { closes })).text()).toContain('no free seat')
  await (await as(d.arman)).post(`/activities/${activityId}/posts/${postId}/answer`, { say: 'yes', wait: '1' })
  expect(await (await dana.post(`/desk/posts/${postId}/lot`, { closes })).text()).toContain('wait already')
  expect((await visitor.get('/draws/0d9f8f4e-2c1b-4c59-9a57-6f0a4d8a7c21')).status).toBe(404)
})

import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { seedDistrict } from '../../../test/district'
import { type Browser, testWorld } from '../../../test/world'
import { pageFaults } from '../../web'
import { openSeeds } from '../seed-post.testing'
import { makeOrdered } from './commands/make-ordered'
import { takeOrder } from './commands/take-order'
import { largePlan } from './large-plan.testing'
import { findPlanRun, startPlan } from './run-plan'

const world = await testWorld()
const d = await seedDistrict(world)
const seeds = await openSeeds(world, d)
const as = async (personId: string, lang = 'en') => {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', lang)
  return browser
}
const dana = await as(d.dana)
const wishes = { of: d.organizationId, days: '2', travelBand: '15', restDays: '0', postsMax: '2' }
/** An afternoon by the clock of Oral, when everyone of the district is free. */
const inDays = (days: number) =>
  world.clock.now().toZonedDateTimeISO(d.zone).add({ days }).with({ hour: 14, minute: 0 }).toInstant()

/** Makes a plan and returns its address. */
async function plan(browser: Browser, over: Record<string, string> = {}): Promise<string> {
  const made = await browser.post('/desk/plan', { ...wishes, ...over })
  expect(made.status, made.status === 303 ? '' : (await made.text()).slice(0, 3000)).toBe(303)
  for (let address = made.headers.get('location') ?? ''; ; ) {
    if (address.startsWith('/desk/plans/')) return address
    address = (await browser.get(address)).headers.get('location') ?? address
  }
}
const textOf = async (address: string, browser = dana) => (await browser.get(address)).text()
const idOf = (address: string) => address.slice('/desk/plans/'.length)
const proposals = (address: string) =>
  world.db
    .selectFrom('plan_proposals')
    .selectAll()
    .where('plan_id', '=', idOf(address))
    .orderBy('post_id')
    .orderBy('volunteer_id')
    .execute()
const asks = (postId: string) => world.db.selectFrom('asks').selectAll().where('post_id', '=', postId).execute()
const jobs = async (name: string) => {
  const { rooms } = await import('../../app')
  await rooms
    .flatMap((room) => room.jobs ?? [])
    .find((job) => job.name === name)
    ?.run(world.system, {})
}
/** A plan that takes this process until it is cancelled. */
function keepBusy() {
  const { people, posts, ...rest } = largePlan()
  const times = <T, U>(all: readonly T[], count: number, again: (one: T, i: number) => U): U[] =>
    Array.from({ length: count }, (_, i) => all.map((one) => again(one, i))).flat()
  return startPlan(
    {
      ...rest,
      people: times(people, 40, (one, i) => ({ ...one, id: `${i}-${one.id}` })),
      posts: times(posts, 15, (one, i) => ({ ...one, post: { ...one.post, id: `${i}-${one.post.id}` } })),
    },
    { seconds: 60 },
  )
}
const orders = () => world.db.selectFrom('plan_orders').selectAll().orderBy('ordered_at').execute()
const wakesOf = async (orderId: string) => {
  const { rows } = await sql`SELECT FROM pgboss.job WHERE data->>'orderId' = ${orderId}`.execute(world.db)
  return rows.length
}
const until = async (holds: () => Promise<boolean>) => {
  while (!(await holds())) await new Promise((later) => setTimeout(later, 20))
}
let read = 0
/** Lets the follower of plans read what happened since it last did. */
async function follow() {
  const { rooms } = await import('../../app')
  const entries = await world.entries()
  const followers = rooms.find((room) => room.name === 'dispatch')?.followers?.(world.system) ?? []
  await followers.find((one) => one.name === 'plans')?.handle(entries.slice(read), world.db)
  read = entries.length
}
/** Ends everything planned so far, so that the next test stands alone: three days on, at three in the afternoon. */
function later() {
  const then = inDays(3).add({ hours: 1 })
  world.clock.advance({ milliseconds: then.epochMilliseconds - world.clock.now().epochMilliseconds })
}

test('a plan proposes people with reasons, says how good it is and what is missing, and asks nobody', async () => {
  await seeds.volunteer('Bota')
  await seeds.volunteer('Dauren')
  const sandbags = await seeds.post({ title: 'Sandbags at the dyke', seats: 2, at: inDays(1) })
  const boat = await seeds.post({ title: 'Boats', at: inDays(1).add({ hours: 5 }) })
  expect(await textOf('/desk')).toContain('href="/desk/plan"')
  const form = await textOf('/desk/plan')
  expect(form).toContain('Make a plan')
  expect(pageFaults(form)).toEqual([])
  const address = await plan(dana)
  const html = await textOf(address)
  for (const words of [
    'Sandbags at the dyke',
    '3 of 3 seats have somebody',
    'No plan can be better',
    'never been asked',
  ])
    expect(html).toContain(words)
  expect(pageFaults(html)).toEqual([])
  for (const lang of ['kk', 'ru']) expect(pageFaults(await textOf(address, await as(d.dana, lang)))).toEqual([])
  expect([...(await asks(sandbags.postId)), ...(await asks(boat.postId))]).toEqual([])
  const made = (await world.entries()).filter((entry) => entry.kind === 'plan.made')
  expect(made).toHaveLength(1)
  expect(made[0]?.publicBody).toMatchObject({ region: d.region, count: 3 })
  expect(JSON.stringify(made[0]?.body)).not.toMatch(new RegExp([d.lina, d.arman, d.aigul].join('|')))
  later()
})

test('one is asked, one left out, then all; what was asked just now is taken back', async () => {
  const { postId } = await seeds.post({ title: 'Warm soup', seats: 2, at: inDays(1) })
  const address = await plan(dana)
  const [one, other] = await proposals(address)
  if (one === undefined || other === undefined) throw new Error('nobody is proposed')
  expect((await dana.post(`${address}/ask`, { post: postId, volunteer: one.volunteer_id })).status).toBe(303)
  expect((await asks(postId)).map((ask) => [ask.volunteer_id, ask.state, ask.asked_by])).toEqual([
    [one.volunteer_id, 'asked', d.dana],
  ])
  expect((await dana.post(`${address}/leave-out`, { post: postId, volunteer: other.volunteer_id })).status).toBe(303)
  const third = (await proposals(address)).find((row) => row.state === 'proposed')
  expect(third?.volunteer_id).not.toBe(other.volunteer_id)
  expect(third).toMatchObject({ round: 1 })
  expect((await dana.post(`${address}/ask`, { minutes: '720' })).status).toBe(303)
  const out = await asks(postId)
  expect(out.map((ask) => ask.volunteer_id).sort()).toEqual([one.volunteer_id, third?.volunteer_id].sort())
  const html = await textOf(address)
  expect(html).toContain('2 people were asked just now')
  expect(html).toContain('Waiting for an answer: 2')
  expect(pageFaults(html)).toEqual([])
  expect((await dana.post(`${address}/undo`)).status).toBe(303)
  expect(new Set((await asks(postId)).map((ask) => ask.state))).toEqual(new Set(['withdrawn']))
  // They are proposals again, and can be asked again.
  expect((await dana.post(`${address}/ask`)).status).toBe(303)
  expect(new Set((await asks(postId)).map((ask) => ask.state))).toEqual(new Set(['asked']))
  world.clock.advance({ minutes: 11 })
  const late = await dana.post(`${address}/undo`)
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('Nothing can be taken back any more')
  later()
})

test('after a no and a silence others are proposed, and everyone else stays', async () => {
  const soup = await seeds.post({ title: 'Soup', seats: 2, at: inDays(1) })
  await seeds.post({ title: 'Beds', seats: 1, at: inDays(1).add({ hours: 6 }) })
  const address = await plan(dana, { postsMax: '1' })
  const before = await proposals(address)
  expect(before).toHaveLength(3)
  await dana.post(`${address}/ask`)
  const [refused, agreed] = await asks(soup.postId)
  const answer = async (ask: typeof refused, say: string) =>
    (await as(ask?.volunteer_id ?? '')).post(`/asks/${ask?.id}/answer`, { say })
  expect((await answer(agreed, 'yes')).status).toBe(303)
  expect((await answer(refused, 'no')).status).toBe(303)
  await follow()
  const after = await proposals(address)
  expect(after.filter((row) => row.round === 0)).toHaveLength(3)
  const added = after.filter((row) => row.round === 1)
  expect(added).toMatchObject([{ post_id: soup.postId, state: 'proposed' }])
  expect(before.map((row) => row.volunteer_id)).not.toContain(added[0]?.volunteer_id)
  const html = await textOf(address)
  expect(html).toContain('1 changed, the other 2 stay')
  expect(html).toContain('3 of 3 seats have somebody')
  expect(pageFaults(html)).toEqual([])
  await dana.post(`${address}/ask`)
  world.clock.advance({ minutes: 241 })
  await jobs('dispatch.silence')
  await follow()
  const silent = (await proposals(address)).filter((row) => row.round === 2)
  expect(silent.length).toBeGreaterThan(0)
  // Whoever said yes is not moved, nor proposed beyond one post.
  expect(silent.map((row) => row.volunteer_id)).not.toContain(agreed?.volunteer_id)
  later()
})

test('whoever may not be asked any more is told beside the name, and others are looked for', async () => {
  const { postId } = await seeds.post({ title: 'Pumps', seats: 1, at: inDays(1) })
  const address = await plan(dana)
  const [one] = await proposals(address)
  const officer = await as(d.officer)
  const held = { person: one?.volunteer_id ?? '', reason: 'harm', words: 'Shouted at people', days: '30' }
  expect((await officer.post('/suspensions', held)).status).toBe(303)
  expect((await dana.post(`${address}/ask`)).status).toBe(303)
  expect(await asks(postId)).toEqual([])
  const html = await textOf(address)
  expect(html).toContain('Cannot come any more.')
  expect(html).not.toMatch(/suspen/i)
  expect((await dana.post(`${address}/repair`)).status).toBe(303)
  const [instead] = await proposals(address)
  expect(instead?.volunteer_id).not.toBe(one?.volunteer_id)
  // At night nobody is asked by it.
  world.clock.advance({ hours: 8 })
  await dana.post(`${address}/ask`)
  expect(await asks(postId)).toEqual([])
  expect(await textOf(address)).toContain('Has quiet hours now')
  later()
})

test('what stays empty says why, and whom to look for', async () => {
  const { postId } = await seeds.post({ title: 'Flood dyke', seats: 3, at: inDays(1) })
  await seeds.post({ title: 'Easy', at: inDays(1) })
  await seeds.set('posts', postId, { competences: JSON.stringify([{ id: 'flood-defence', level: 2 }]) })
  const html = await textOf(await plan(dana))
  expect(html).toContain('3 seats without anybody')
  expect(html).toMatch(/One thing alone keeps \d+ people from it: a needed competence is missing/)
  expect(html).toContain('Whom to look for')
  expect(html).toMatch(/Flood[^<]*\(independent\)/)
  expect(pageFaults(html)).toEqual([])
  later()
})

test('a second plan waits, one is stopped, and one without posts says so', async () => {
  const none = await dana.post('/desk/plan', wishes)
  expect(none.status).toBe(422)
  expect(await none.text()).toContain('No open post of these days')
  await seeds.post({ at: inDays(1) })
  const other = keepBusy()
  const waiting = (await dana.post('/desk/plan', wishes)).headers.get('location') ?? ''
  const orderId = waiting.slice('/desk/plan?order='.length)
  expect(await textOf(waiting)).toContain('All planners are busy')
  expect(await textOf('/desk/plan')).toContain('All planners are busy')
  expect(await textOf(waiting, await as(d.operator))).not.toContain('All planners are busy')
  await takeOrder(world.system, orderId)
  expect((await orders()).at(-1)).toMatchObject({ id: orderId, state: 'waiting', taken_by: null })
  other?.cancel()
  await other?.done
  expect(findPlanRun()).toBeUndefined()
  await takeOrder(world.system, orderId)
  await until(async () => (await dana.get(waiting)).status === 303)
  expect((await dana.get(waiting)).headers.get('location')).toMatch(/^\/desk\/plans\//)
  const block = keepBusy()
  const second = (await dana.post('/desk/plan', wishes)).headers.get('location') ?? ''
  expect((await dana.post('/desk/plan/stop')).status).toBe(303)
  block?.cancel()
  await block?.done
  await takeOrder(world.system, second.slice('/desk/plan?order='.length))
  expect(await textOf(second)).toContain('Planning was stopped')
  expect((await dana.post('/desk/plan', { ...wishes, of: 'nobody' })).status).toBe(422)
  later()
})

test('an order whose process ended is taken up again, and a plan that comes late counts for nothing', async () => {
  await seeds.post({ at: inDays(1) })
  const block = keepBusy()
  const address = (await dana.post('/desk/plan', wishes)).headers.get('location') ?? ''
  block?.cancel()
  await block?.done
  const orderId = address.slice('/desk/plan?order='.length)
  // A process that took it up and said nothing since.
  const gone = { state: 'running', taken_by: d.dana, taken_until: world.clock.now().add({ seconds: 20 }), takes: 1 }
  await world.db.updateTable('plan_orders').set(gone).where('id', '=', orderId).execute()
  await takeOrder(world.system, orderId)
  expect((await orders()).at(-1)).toMatchObject({ taken_by: d.dana, takes: 1 })
  expect(await textOf(address)).toContain('People and posts are being read')
  const wakes = await wakesOf(orderId)
  world.clock.advance({ seconds: 21 })
  await takeOrder(world.system, orderId)
  expect(await wakesOf(orderId)).toBe(wakes + 1)
  await until(async () => (await dana.get(address)).status === 303)
  const { plan_id } = (await orders()).at(-1) ?? {}
  const late = { ...(await orders()).at(-1), taken_by: d.dana } as Parameters<typeof makeOrdered>[1]
  await makeOrdered(world.system, late)
  expect((await orders()).at(-1)).toMatchObject({ state: 'made', plan_id, takes: 2 })
  later()
})

test('an order that brought down three processes is tried no more', async () => {
  await seeds.post({ at: inDays(1) })
  const block = keepBusy()
  const address = (await dana.post('/desk/plan', wishes)).headers.get('location') ?? ''
  block?.cancel()
  await block?.done
  const orderId = address.slice('/desk/plan?order='.length)
  const gone = { state: 'running', taken_by: d.dana, taken_until: world.clock.now(), takes: 3 }
  await world.db.updateTable('plan_orders').set(gone).where('id', '=', orderId).execute()
  await takeOrder(world.system, orderId)
  expect(await textOf(address)).toContain('Planning failed')
  later()
})

test('others may neither see a plan nor ask by it, and it is gone after two days and with the person', async () => {
  const { postId } = await seeds.post({ title: 'Clean-up', seats: 2, at: inDays(1) })
  const address = await plan(dana)
  const stranger = await as(await seeds.volunteer('Stranger'))
  await stranger.post('/organizations/new', { kind: 'group', name: 'Three friends', place: d.localityId })
  for (const path of ['', '/ask', '/leave-out', '/undo', '/repair']) {
    const answer = path === '' ? await stranger.get(address) : await stranger.post(`${address}${path}`)
    expect(answer.status, path).toBe(403)
  }
  expect(await asks(postId)).toEqual([])
  const [one, other] = await proposals(address)
  const leaver = await as(one?.volunteer_id ?? '')
  expect((await leaver.post('/me/account/delete', { sure: 'yes' })).status).toBe(303)
  expect((await proposals(address)).map((row) => row.volunteer_id)).toEqual([other?.volunteer_id])
  world.clock.advance({ hours: 47 })
  await jobs('dispatch.destroy-plans')
  expect(await proposals(address)).toHaveLength(1)
  world.clock.advance({ hours: 2 })
  await jobs('dispatch.destroy-plans')
  expect(await proposals(address)).toEqual([])
  expect((await dana.get(address)).status).toBe(404)
})

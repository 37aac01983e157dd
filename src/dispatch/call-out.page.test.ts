import { expect, test } from 'vitest'
import { seedDistrict } from '../../test/district'
import { type Browser, testWorld } from '../../test/world'
import { openSeeds } from './seed-post.testing'

const world = await testWorld()
const d = await seedDistrict(world)
const seeds = await openSeeds(world, d)
const dana = await world.browser(d.dana)
dana.cookies.set('lang', 'en')

const asksOf = (postId: string) =>
  world.db.selectFrom('asks').selectAll().where('post_id', '=', postId).orderBy('asked_at').orderBy('wave').execute()
const callOutOf = (postId: string) =>
  world.db.selectFrom('call_outs').selectAll().where('post_id', '=', postId).executeTakeFirstOrThrow()
const seatsTaken = async (postId: string) =>
  (await world.db.selectFrom('slots').select('volunteer_id').where('post_id', '=', postId).execute()).filter(
    (slot) => slot.volunteer_id !== null,
  ).length
const start = (postId: string, fields: Record<string, string> = {}) =>
  dana.post(`/desk/posts/${postId}/call-outs`, { ceiling: '20', wanted: '300', minutes: '60', ...fields })
const job = async (name: string, data: Record<string, string> = {}) => {
  const { rooms } = await import('../app')
  const found = rooms.flatMap((room) => room.jobs ?? []).find((one) => one.name === name)
  await found?.run(world.system, data)
}
const browsers = new Map<string, Browser>()
const as = async (personId: string): Promise<Browser> => {
  const known = browsers.get(personId) ?? (await world.browser(personId))
  known.cookies.set('lang', 'en')
  browsers.set(personId, known)
  return known
}

test('whoever is asked sees the ask on their home and on its page, with the reason', async () => {
  const { postId } = await seeds.post()
  const response = await start(postId)
  expect(response.headers.get('location')).toBe(`/desk/posts/${postId}`)
  const [ask] = await asksOf(postId)
  expect(ask).toBeDefined()
  const person = await as(ask?.volunteer_id ?? '')
  const home = await (await person.get('/me')).text()
  expect(home).toContain('Sandbags at the dyke')
  const page = await (await person.get(`/asks/${ask?.id}`)).text()
  expect(page).toContain('Zhaiyq helpers')
  expect(page).toContain('Why you')
  expect(page).toContain('I can come')
  expect(page).toContain(ask?.code)
  const others = [d.lina, d.arman, d.aigul].filter((id) => id !== ask?.volunteer_id)
  expect((await (await as(others[0] ?? '')).get(`/asks/${ask?.id}`)).status).toBe(404)
})

test('a refusal is replaced at once, a yes takes the seat and ends the call-out', async () => {
  const { postId } = await seeds.post()
  await start(postId)
  const first = await asksOf(postId)
  expect(first).toHaveLength(1)
  const refuser = await as(first[0]?.volunteer_id ?? '')
  expect((await refuser.post(`/asks/${first[0]?.id}/answer`, { say: 'no' })).status).toBe(303)
  const second = (await asksOf(postId)).filter((ask) => ask.state === 'asked')
  expect(second.length).toBeGreaterThan(0)
  const comer = await as(second[0]?.volunteer_id ?? '')
  expect((await comer.post(`/asks/${second[0]?.id}/answer`, { say: 'yes' })).status).toBe(303)
  expect(await seatsTaken(postId)).toBe(1)
  expect(await callOutOf(postId)).toMatchObject({ state: 'filled' })
  const states = (await asksOf(postId)).map((ask) => ask.state)
  expect(states.filter((state) => state === 'asked')).toEqual([])
  expect(await (await dana.get(`/desk/posts/${postId}`)).text()).toContain('seats filled')
})

import { expect, test } from 'vitest'
import { seedDistrict } from '../../test/district'
import { testWorld } from '../../test/world'
import { newId, newPublicId } from '../kit/ids'
import { listen } from './listen.testing'
import { openSeeds } from './seed-post.testing'

const world = await testWorld({ background: true })
const d = await seedDistrict(world)
const seeds = await openSeeds(world, d)
const at = () => world.clock.now().add({ hours: 24 })
const liveOf = (html: string) => /\/live\/desk\/[0-9a-f-]{36}/.exec(html)?.[0] ?? 'none'

/** Gives Dana a second organization, in another region, to coordinate. */
async function secondOrganization(): Promise<void> {
  const row = { id: newPublicId(), region_id: 'kz-alm', kind: 'group', name: 'Second', state: 'active' }
  const now = world.clock.now().toString()
  await seeds.insert([
    ['organizations', { ...row, created_by: d.dana, created_at: now }],
    ['role_grants', { id: newId(), person_id: d.dana, role: 'coordinator', granted_at: now, organization_id: row.id }],
  ])
}

test('a desk over several organizations hears of a seat taken, and of a new request, without being asked for again', async () => {
  await secondOrganization()
  const dana = await world.browser(d.dana)
  const { activityId, postId } = await seeds.post({ title: 'Sandbags by the school', at: at(), seats: 1 })
  const { status, hear } = await listen(world, dana, liveOf(await (await dana.get('/desk')).text()))
  expect(status).toBe(200)
  await hear('Sandbags by the school', '0 of 1 seats filled')
  const chosen = await listen(world, dana, `/live/desk-item/${activityId}`)
  await dana.post(`/desk/posts/${postId}/asks`, { volunteer: d.lina })
  await chosen.hear('Waiting for an answer: 1')
  const { id } = await world.db.selectFrom('asks').select('id').where('post_id', '=', postId).executeTakeFirstOrThrow()
  await (await world.browser(d.lina)).post(`/asks/${id}/answer`, { say: 'yes' })
  await chosen.hear('1 taken')
  await hear('Sandbags by the school', '1 of 1 seats filled')
  const visitor = await world.browser()
  const ask = { kind: 'food', line1: 'bread', amount1: '10', place: d.localityId, place_q: 'Oral', home: 'no' }
  const reach = { when: 'now', reach: 'phone', phone: '8 701 773 17 99', callSafe: 'yes', textSafe: 'no' }
  const asked = await (await visitor.post('/ask/send', { ...ask, ...reach })).text()
  await hear(/[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(asked)?.[0] ?? 'none')
})

test('the part of the queue that a figure opens to is live too, and keeps to that part', async () => {
  const dana = await world.browser(d.dana)
  await seeds.post({ title: 'Next week in the park', at: world.clock.now().add({ hours: 24 * 7 }) })
  const path = liveOf(await (await dana.get('/desk?show=unfilled')).text())
  const { hear } = await listen(world, dana, path)
  const { postId } = await seeds.post({ title: 'Tonight at the dyke', seats: 2 })
  await dana.post(`/desk/posts/${postId}/asks`, { volunteer: d.arman })
  expect(await hear('Tonight at the dyke')).not.toContain('Next week in the park')
})

test('nobody listens to a desk that is not theirs', async () => {
  const dana = await world.browser(d.dana)
  const path = liveOf(await (await dana.get('/desk')).text())
  const { activityId } = await seeds.post({ title: 'Soup', at: at() })
  for (const other of [d.lina, d.operator, d.administrator])
    for (const one of [path, `/live/desk-item/${activityId}`])
      expect((await listen(world, await world.browser(other), one)).status).toBe(403)
})

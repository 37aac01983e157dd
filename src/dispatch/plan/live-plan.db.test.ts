import { expect, test } from 'vitest'
import { seedDistrict } from '../../../test/district'
import { testWorld } from '../../../test/world'
import { listen } from '../listen.testing'
import { openSeeds } from '../seed-post.testing'

const world = await testWorld({ background: true })
const d = await seedDistrict(world)
const seeds = await openSeeds(world, d)

test('an open plan hears of a yes, and of the repair after a no; nobody else may listen', async () => {
  const at = world.clock.now().add({ hours: 24 })
  const { postId } = await seeds.post({ title: 'Sandbags', seats: 2, at })
  const dana = await world.browser(d.dana)
  const made = await dana.post('/desk/plan', { of: d.organizationId, days: '2' })
  const address = made.headers.get('location') ?? ''
  const path = address.replace('/desk/plans/', '/live/plan/')
  for (const other of [d.lina, d.operator])
    expect((await listen(world, await world.browser(other), path)).status).toBe(403)
  const { status, hear } = await listen(world, dana, path)
  expect(status).toBe(200)
  await hear('2 of 2 seats have somebody')
  await dana.post(`${address}/ask`)
  await hear('Waiting for an answer: 2')
  const [one, other] = await world.db.selectFrom('asks').selectAll().where('post_id', '=', postId).execute()
  await (await world.browser(one?.volunteer_id)).post(`/asks/${one?.id}/answer`, { say: 'yes' })
  await hear('Coming: 1')
  await (await world.browser(other?.volunteer_id)).post(`/asks/${other?.id}/answer`, { say: 'no' })
  await hear('1 changed, 1 other stays')
})

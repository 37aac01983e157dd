import { expect, test } from 'vitest'
import { seedDistrict } from '../../test/district'
import { testWorld } from '../../test/world'
import { listen } from './listen.testing'
import { openSeeds } from './seed-post.testing'

const world = await testWorld({ background: true })
const d = await seedDistrict(world)

const looksOf = async (viewer: string, person: string) =>
  (
    await world.db
      .selectFrom('looks')
      .select('what')
      .where('viewer_id', '=', viewer)
      .where('subject_person_id', '=', person)
      .where('subject_kind', '=', 'ask')
      .execute()
  ).map((look) => look.what.join())

test('the name of whoever is asked after the page was opened is a look of each who watches, once', async () => {
  const seeds = await openSeeds(world, d)
  const at = world.clock.now().add({ hours: 24 })
  const { postId } = await seeds.post({ title: 'Sandbags', at, tier: 0, seats: 4 })
  const dana = await world.browser(d.dana)
  const { status, hear } = await listen(world, dana, `/live/post-answers/${postId}`)
  expect(status).toBe(200)
  await hear('seats__words')
  expect(await looksOf(d.dana, d.lina)).toEqual([])
  expect((await dana.post(`/desk/posts/${postId}/asks`, { volunteer: d.lina })).status).toBe(303)
  // Asking is a step of its own, with its own look at the list of candidates; from here on only the live part shows her.
  await hear('Lina')
  expect(await looksOf(d.dana, d.lina)).toEqual(['name'])
  await dana.post(`/desk/posts/${postId}/asks`, { volunteer: d.arman })
  await hear('Arman')
  expect(await looksOf(d.dana, d.arman)).toEqual(['name'])
  expect(await looksOf(d.dana, d.lina)).toEqual(['name'])
})

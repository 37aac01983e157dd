import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { totalsFollower } from '../../indicators'
import { catchUp } from '../../journal'
import { pageFaults } from '../../web'
import { waitingNeeds } from '../testing/waiting-needs'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  await waitingNeeds(world, d, 3)
  await world.entries()
  await catchUp(world.db, totalsFollower)
})

test('a month is told in every number that goes by months, and leads to each', async () => {
  const visitor = await world.browser()
  const html = await (await visitor.get('/reports/months/2026-11')).text()
  expect(pageFaults(html)).toEqual([])
  expect(html).toContain('November 2026')
  expect(/Needs raised<\/p><p class="stat__value">3/.test(html)).toBe(true)
  expect(html).toContain('href="/numbers/needs-raised?month=2026-11"')
  const proof = await (await visitor.get('/numbers/needs-raised?month=2026-11')).text()
  expect(pageFaults(proof)).toEqual([])
  expect(proof.match(/\/log\/entries\//g)).toHaveLength(3)
  const before = await (await visitor.get('/numbers/needs-raised?month=2026-10')).text()
  expect(before).not.toContain('/log/entries/')
  expect(html).not.toMatch(/NaN|undefined/)
})

test.each(['2026-12', '2026-13', '1999-01', 'x', '2026-11-01'])('%s is no month that was', async (month) => {
  const visitor = await world.browser()
  expect((await visitor.get(`/reports/months/${month}`)).status).toBe(404)
})

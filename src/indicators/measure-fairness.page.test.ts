import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { seedDistrict } from '../../test/district'
import { testWorld } from '../../test/world'
import { openSeeds } from '../dispatch/seed-post.testing'
import { catchUp } from '../journal'
import { newId, newPublicId } from '../kit/ids'
import { pageFaults } from '../web'
import { measureFairness, totalsFollower } from '.'

const world = await testWorld()
const d = await seedDistrict(world)
const seeds = await openSeeds(world, d)
const visitor = await world.browser()

beforeAll(async () => {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  await client.query("SET session_replication_role = replica; UPDATE countries SET is_home = true WHERE code = 'KZ'")
  await client.end()
})

/** Volunteers who were there long before, each with hours of work yesterday. */
async function seedWorkers(count: number, hours: number) {
  const now = world.clock.now()
  const start = now.subtract({ hours: 40 })
  for (let i = 0; i < count; i++) {
    const joined = { joined_at: now.subtract({ hours: 24 * 60 }).toString() }
    const id = await seeds.volunteer(`Worker ${i}`, { volunteer: joined })
    if (hours === 0) continue
    const row = { id: newId(), volunteer_id: id, kind: 'assignment', assignment_id: newPublicId() }
    await seeds.insert([['occupancy', { ...row, during: `[${start},${start.add({ minutes: 60 * hours })})` }]])
  }
}
const measure = async () => {
  await measureFairness(world.system)
  await world.entries()
  await catchUp(world.db, totalsFollower)
}
const numberOf = async (id: string) =>
  (await (await visitor.get(`/open/numbers/${id}.json`)).json()) as { value: number | null; months: unknown[] }
const measured = async () => (await world.entries()).filter(({ kind }) => /^(load|idle)\.measured$/.test(kind))

test('of few people nothing is measured; of many once a month, in shares alone, and each number opens to its entries', async () => {
  await seedWorkers(4, 1)
  await seedWorkers(20, 0)
  await measure()
  expect(await measured()).toHaveLength(0)
  expect((await numberOf('load-busiest')).value).toBeNull()
  await seedWorkers(41, 1)
  await seedWorkers(5, 9)
  await seedWorkers(130, 0)
  await measure()
  await measure()
  const entries = await measured()
  expect(entries.map(({ kind, publicBody }) => [kind, publicBody])).toEqual([
    ['load.measured', { day: '2026-11-22', permille: 500 }],
    ['idle.measured', { day: '2026-11-22', permille: 750 }],
  ])
  expect(entries.map(({ body, regionId }) => [body, regionId])).toEqual([
    [{}, 'KZ'],
    [{}, 'KZ'],
  ])
  expect(await numberOf('load-busiest')).toMatchObject({ value: 0.5, months: [{ month: '2026-11', value: 0.5 }] })
  const html = await (await visitor.get('/numbers/volunteers-idle')).text()
  expect(html).toMatch(/>75\s%</)
  expect(html).toContain('Of all who are available')
  expect(pageFaults(html)).toEqual([])
  expect(await (await visitor.get('/open/numbers/volunteers-idle.csv')).text()).toContain(
    'idle.measured,KZ,2026-11-22,0.75,yes',
  )
})

test('the month after it is measured again, and the last one counts', async () => {
  world.clock.advance({ hours: 24 * 10 })
  await measure()
  expect(await measured()).toHaveLength(4)
  expect(await numberOf('load-busiest')).toMatchObject({
    value: 0.5,
    months: [
      { month: '2026-11', value: 0.5 },
      { month: '2026-12', value: 0.5 },
    ],
  })
})

import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { catchUp, declaredKinds, entryKind } from '../journal'
import { newPublicId } from '../kit/ids'
import { ok } from '../kit/result'
import { inCommand } from '../platform'
import { countedKinds, totalsFollower } from '.'

let world: World
let district: District
beforeAll(async () => {
  world = await testWorld()
  district = await seedDistrict(world)
})

// Stands in for the rooms' own entries only in what it carries; its kind is another, so totals are fed through the pure part.
const marker = entryKind('test.marker', { subject: 'need', body: z.object({}), public: [] })

const readAll = async () => {
  await world.entries()
  await catchUp(world.db, totalsFollower)
}

test('home says what is not measured yet instead of zero, and leads to what it counts', async () => {
  const visitor = await world.browser()
  const html = await (await visitor.get('/')).text()
  expect(html).toContain('href="/ask"')
  expect(html).toContain('href="/join"')
  expect(html).toContain('href="/numbers/needs-met"')
  const numbers = await (await visitor.get('/numbers')).text()
  expect(numbers).toContain('Not yet measured')
})

test('home says what is not asked for, and offers a telephone only where there is one', async () => {
  const visitor = await world.browser()
  const html = await (await visitor.get('/')).text()
  expect(html).toContain('Not asked for now')
  expect(html).toContain('clothes')
  expect(html).not.toContain('Rather call?')
  const reachable = await testWorld({ config: { phone: '+77112000000' } })
  const home = await (await (await reachable.browser()).get('/')).text()
  expect(home).toContain('href="tel:+77112000000">+7 711 200 00 00</a>')
})

test('every kind that a number looks at is recorded by some room', () => {
  expect(countedKinds.filter((kind) => !declaredKinds().has(kind))).toEqual([])
})

test('totals rebuilt from the beginning are the same', async () => {
  await inCommand(world.system, 'mark', async (tx) => {
    await tx.db.updateTable('regions').set({ name_en: 'West Kazakhstan' }).where('id', '=', district.region).execute()
    tx.append(marker.entry({ subjectId: newPublicId(), regionId: district.region, body: {}, public: {} }))
    return ok(null)
  })
  await readAll()
  const tables = [
    'indicator_entries',
    'indicator_cells',
    'indicator_members',
    'indicator_waits',
    'indicator_people',
    'indicator_cell_people',
  ] as const
  const dump = async () =>
    JSON.stringify(
      await Promise.all(tables.map((table) => world.db.selectFrom(table).selectAll().orderBy('indicator').execute())),
    )
  const before = await dump()
  for (const table of tables) await world.db.deleteFrom(table).execute()
  await world.db.updateTable('followers').set({ position: 0 }).where('name', '=', 'indicators').execute()
  await readAll()
  expect(await dump()).toBe(before)
})

test('a number nobody defined is not found', async () => {
  const visitor = await world.browser()
  expect((await visitor.get('/numbers/happiness')).status).toBe(404)
  expect((await visitor.get('/open/numbers/happiness.csv')).status).toBe(404)
  expect((await visitor.get('/open/numbers/needs-raised.csv')).status).toBe(200)
})

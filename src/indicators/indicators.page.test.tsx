import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { givenHours } from '../../test/given-hours'
import { testWorld, type World } from '../../test/world'
import { declaredKinds } from '../journal'
import { countedKinds } from '.'

let world: World
let district: District
beforeAll(async () => {
  world = await testWorld()
  district = await seedDistrict(world)
})

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

test('a number without any entry yet is as of the same position as home', async () => {
  await givenHours(world, [{ basis: 'free' }])
  const visitor = await world.browser()
  const asOfOn = async (path: string) =>
    /Counted up to journal entry ([\d,]+)/.exec(await (await visitor.get(path)).text())?.[1]
  const home = await asOfOn('/')
  expect(Number(home?.replaceAll(',', ''))).toBeGreaterThan(0)
  expect(await asOfOn('/numbers/needs-met')).toBe(home)
})

test('a number nobody defined is not found', async () => {
  const visitor = await world.browser()
  expect((await visitor.get('/numbers/happiness')).status).toBe(404)
  expect((await visitor.get('/open/numbers/happiness.csv')).status).toBe(404)
  expect((await visitor.get('/open/numbers/needs-raised.csv')).status).toBe(200)
  expect((await visitor.get('/open/numbers/needs-raised.xml')).status).toBe(404)
})

test('a number is the same on its page, in both files, in the dictionary and through the interface; too few people are not counted out', async () => {
  // Three people joined, past the follower's own test: what it would have written.
  const put = (count: number) =>
    world.db
      .insertInto('indicator_cells')
      .values(
        ['all', district.region, '2026-11-01'].map((cell) => ({
          indicator: 'volunteers-registered',
          cell,
          value: count,
          entries: count,
        })),
      )
      .onConflict((c) => c.columns(['indicator', 'cell']).doUpdateSet({ value: count, entries: count }))
      .execute()
  const visitor = await world.browser()
  const everywhere = async () => {
    const json = (await (await visitor.get('/open/numbers/volunteers-registered.json')).json()) as { value: unknown }
    const all = (await (await visitor.get('/open/numbers.json')).json()) as { id: string }[]
    const api = await world.http.request('http://127.0.0.1:8080/api/v1/numbers/volunteers-registered')
    expect(all.find((one) => one.id === 'volunteers-registered')).toEqual(json)
    expect(await api.json()).toEqual(json)
    const [names, tags, ...numbers] = (await (await visitor.get('/open/numbers.csv')).text()).split('\r\n')
    expect(names).toMatch(/^id,name,meaning,population,leaves_out,/)
    expect(tags).toMatch(/^#indicator\+code,/)
    const line = numbers.find((one) => one.startsWith('volunteers-registered,'))
    const page = await (await visitor.get('/numbers/volunteers-registered')).text()
    return { json, line, page }
  }
  await put(3)
  const few = await everywhere()
  expect(few.json).toMatchObject({ value: null, state: 'too-few', months: [{ month: '2026-11', value: null }] })
  expect(few.line).toMatch(/,too-few,,\d+$/)
  expect(few.page).toContain('Fewer than 5 people')
  await put(12)
  const many = await everywhere()
  expect(many.json).toMatchObject({ value: 12, state: 'measured', months: [{ month: '2026-11', value: 12 }] })
  expect(many.line).toMatch(/,measured,12,\d+$/)
  for (const form of ['csv', 'json']) expect(many.page).toContain(`href="/open/numbers/volunteers-registered.${form}"`)
})

import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { confirmLine, type SaidTrouble } from '../goods'
import { givenGoods } from '../goods/receipts/testing/given-goods'
import { catchUp } from '../journal'
import { unwrap } from '../kit/result'
import { pageFaults } from '../web'
import { findDefinition, totalsFollower } from '.'
import { publishParts } from './publish-parts'

let world: World
let d: District
let goods: Awaited<ReturnType<typeof givenGoods>>
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  goods = await givenGoods(world, d)
})

const answer = async (troubles: readonly SaidTrouble[], deliveryOf?: { needId: string; lineId: string }) => {
  const line = deliveryOf ?? (await goods.given(4))
  const last = await world.db
    .selectFrom('line_movements')
    .select('id')
    .where('line_id', '=', line.lineId)
    .where('to_part', '=', 'delivered')
    .executeTakeFirstOrThrow()
  unwrap(
    await confirmLine(goods.onLink(line.needId), {
      lineId: line.lineId,
      deliveryId: last.id,
      troubles,
      stillNeeded: false,
      by: { kind: 'person' },
    }),
  )
  return line
}
const toldOf = async (id: string) => {
  await world.entries()
  await catchUp(world.db, totalsFollower)
  const visitor = await world.browser()
  return (await (await visitor.get(`/open/numbers/${id}.json`)).json()) as {
    value: number | null
    state: string
    regions: { region: string; value: number | null }[]
    parts: { by: string; key: string; value: number | null; of: number | null }[]
  }
}

test('mismatch is told once enough answered: by region, organization, site and group, with what is left out; never who said it', async () => {
  for (let i = 0; i < 6; i++) await answer([])
  for (let i = 0; i < 3; i++) await answer([{ reason: 'wrong', quantity: 1 }])
  await answer([{ reason: 'not-needed' }])
  const changed = await answer([{ reason: 'late' }])
  await goods.given(2)
  expect((await toldOf('goods-delivered')).value).toBe(12)
  expect((await toldOf('goods-unconfirmed')).value).toBe(1)
  expect((await toldOf('goods-answered')).value).toBe(10)
  // Four of ten: a single team could be told by fewer than five.
  expect(await toldOf('goods-mismatched')).toMatchObject({ value: null, state: 'too-few', parts: [] })
  expect(await toldOf('goods-mismatch')).toMatchObject({ value: null, state: 'too-few', parts: [] })
  await answer([], changed)
  await answer([{ reason: 'too-much', quantity: 1 }])
  await answer([{ reason: 'damaged' }])
  expect((await toldOf('goods-answered')).value).toBe(12)
  const told = await toldOf('goods-mismatched')
  expect(told.value).toBe(5)
  expect((await toldOf('goods-mismatch')).value).toBeCloseTo(5 / 12)
  const by = Object.fromEntries(told.parts.map((part) => [part.by, part]))
  expect(by.region).toMatchObject({ key: d.region, value: 5, of: 12 })
  expect(by.organization).toMatchObject({ key: d.organizationId, value: 5, of: 12 })
  expect(by.site).toMatchObject({ key: goods.siteId, value: 5, of: 12 })
  expect(by.items).toMatchObject({ key: 'bedding', value: 5, of: 12 })
  const visitor = await world.browser()
  for (const lang of ['kk', 'ru', 'en'])
    for (const id of ['goods-mismatch', 'goods-mismatched', 'goods-answered', 'goods-unconfirmed']) {
      const html = await (await visitor.get(`/numbers/${id}`, { 'accept-language': lang })).text()
      expect(pageFaults(html)).toEqual([])
    }
  const page = await (await visitor.get('/numbers/goods-mismatched')).text()
  expect(page).toContain('Warehouse by the bridge')
  expect(page).toContain('Zhaiyq helpers')
  expect(page).toContain('href="/numbers/goods-answered#entries"')
  expect(page).not.toContain('id="entries"')
  expect(await (await visitor.get('/numbers/goods-answered')).text()).toContain('no: not needed any more')
  expect(await (await visitor.get('/open/numbers/goods-mismatched.csv')).text()).not.toContain('receipt.said')
})

test('a part is hidden where it or the rest is small, and another with it where the total would tell', () => {
  const definition = findDefinition('goods-mismatched')
  if (definition === undefined) throw new Error('the number is gone')
  const sums = (organization: Record<string, number>) =>
    new Map([
      [
        'organization' as const,
        new Map(Object.entries(organization).map(([key, value]) => [key, { value, median: null, ninth: null }])),
      ],
    ])
  const told = (mismatched: Record<string, number>, answered: Record<string, number>) => {
    const parts = new Map([
      ['goods-mismatched', sums(mismatched)],
      ['goods-answered', sums(answered)],
    ])
    return Object.fromEntries(
      publishParts(definition, { figures: new Map(), people: new Map(), parts }).map(({ key, value }) => [key, value]),
    )
  }
  expect(told({ a: 6, b: 3, c: 8 }, { a: 20, b: 20, c: 20 })).toEqual({ a: null, b: null, c: 8 })
  expect(told({ a: 6, b: 0, c: 8 }, { a: 20, b: 20, c: 20 })).toEqual({ a: 6, b: 0, c: 8 })
  // All but three were wrong: the three are as few as three wrong ones.
  expect(told({ a: 17, c: 8 }, { a: 20, c: 20 })).toEqual({ a: null, c: null })
})

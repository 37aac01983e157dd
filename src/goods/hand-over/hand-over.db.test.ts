import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { unwrap } from '../../kit/result'
import { claimLine } from '../../needs'
import { erasePerson } from '../../people'
import { listGoodsFaults } from '../audit'
import { openSite } from '../commands/sites'
import { receiveStock } from '../commands/stock'
import { givenGoods } from '../receipts/testing/given-goods'
import { giveGoods, refuseGoods, takeGoods } from './commands/answer-ask'
import { type AskForGoods, askForGoods, lapseAsk, withdrawAsk } from './commands/ask-for-goods'

let world: World
let d: District
let goods: Awaited<ReturnType<typeof givenGoods>>
let other: Awaited<ReturnType<typeof goods.anotherOrganization>>
let theirSite: string
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  goods = await givenGoods(world, d)
  other = await goods.anotherOrganization()
  const place = {
    regionId: d.region,
    districtId: d.districtId,
    localityId: d.localityId,
    zone: d.zone,
    latitude: 51.3,
    longitude: 51.5,
  }
  const site = {
    organizationId: other.organizationId,
    kind: 'warehouse' as const,
    name: 'Second warehouse',
    address: 'Dostyk 5',
    hours: '9-18',
    place,
    takes: [],
  }
  theirSite = unwrap(await openSite(other.ctx(), site)).siteId
  for (const expiresOn of ['2027-03-01', '2027-01-01'])
    unwrap(
      await receiveStock(goods.dana(), {
        siteId: goods.siteId,
        itemId: 'drinking-water',
        quantity: 10_000,
        condition: 'new',
        expiresOn,
        cause: 'bought',
      }),
    )
})

const inHours = (hours: number) => world.clock.now().add({ hours })
const ask = (more: Partial<AskForGoods> = {}) =>
  askForGoods(other.ctx(), {
    askerId: other.organizationId,
    holderId: d.organizationId,
    what: { itemId: 'drinking-water', siteId: theirSite },
    quantity: 15_000,
    words: '',
    until: inHours(48),
    ...more,
  })
const rowOf = (id: string) =>
  world.db.selectFrom('goods_asks').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const liesAt = async (site: string) =>
  (
    await world.db
      .selectFrom('stock_balances as b')
      .innerJoin('stock_lots as l', 'l.id', 'b.lot_id')
      .select(['b.quantity', 'l.organization_id', 'l.expires_on'])
      .where('b.kind', '=', 'site')
      .where('b.place_id', '=', site)
      .where('b.quantity', '>', 0)
      .orderBy('l.expires_on')
      .execute()
  ).map((row) => ({ quantity: row.quantity, organization: row.organization_id, expires: String(row.expires_on) }))

test('stock changes hands by two words, first expiring first out; what is missing on arrival is lost, and every lot sums to nothing', async () => {
  const { askId } = unwrap(await ask())
  expect(await giveGoods(other.ctx(), { askId, quantity: 1, siteId: goods.siteId })).toEqual({
    ok: false,
    error: { kind: 'forbidden' },
  })
  expect(await giveGoods(goods.dana(), { askId, quantity: 16_000, siteId: goods.siteId })).toMatchObject({ ok: false })
  expect(unwrap(await giveGoods(goods.dana(), { askId, quantity: 12_000, siteId: goods.siteId }))).toMatchObject({
    state: 'given',
  })
  expect(await liesAt(goods.siteId)).toEqual([
    { quantity: 8000, organization: d.organizationId, expires: '2027-03-01' },
  ])
  expect(await takeGoods(goods.dana(), { askId, arrived: 1 })).toEqual({ ok: false, error: { kind: 'forbidden' } })
  expect(await takeGoods(other.ctx(), { askId, arrived: 12_001 })).toMatchObject({ ok: false })
  expect(unwrap(await takeGoods(other.ctx(), { askId, arrived: 11_000 })).lots).toHaveLength(2)
  const came = await liesAt(theirSite)
  expect(came.every(({ organization }) => organization === other.organizationId)).toBe(true)
  expect(came.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(11_000)
  expect(new Set(came.map(({ expires }) => expires))).toEqual(new Set(['2027-01-01', '2027-03-01']))
  expect(await rowOf(askId)).toMatchObject({ state: 'taken', given: 12_000, arrived: 11_000 })
  expect(await takeGoods(other.ctx(), { askId, arrived: 1 })).toEqual({
    ok: false,
    error: { kind: 'wrong-state', state: 'taken' },
  })
  expect(await listGoodsFaults(world.db)).toEqual([])
})

test('a claim changes hands without becoming free, in part or whole, and keeps its deadline', async () => {
  const line = await goods.asked(20)
  const until = inHours(100)
  const { claimId } = unwrap(
    await claimLine(goods.dana(), { lineId: line.lineId, organizationId: d.organizationId, quantity: 20, until }),
  )
  const { askId } = unwrap(await ask({ what: { claimId }, quantity: 8 }))
  expect(await ask({ what: { claimId }, quantity: 21 })).toEqual({ ok: false, error: { kind: 'too-little', free: 20 } })
  expect(unwrap(await giveGoods(goods.dana(), { askId, quantity: 8 }))).toMatchObject({ state: 'taken' })
  const claims = await world.db
    .selectFrom('line_claims')
    .select(['organization_id', 'quantity', 'state', 'until'])
    .where('line_id', '=', line.lineId)
    .orderBy('quantity')
    .execute()
  expect(claims).toMatchObject([
    { organization_id: other.organizationId, quantity: 8, state: 'held', until },
    { organization_id: d.organizationId, quantity: 12, state: 'held' },
  ])
})

test('what is refused has a reason, what nobody answers lapses, and who asked may take it back', async () => {
  const refused = unwrap(await ask({ quantity: 1000 })).askId
  expect(await refuseGoods(other.ctx(), { askId: refused, reason: 'needed-here' })).toEqual({
    ok: false,
    error: { kind: 'forbidden' },
  })
  unwrap(await refuseGoods(goods.dana(), { askId: refused, reason: 'needed-here' }))
  expect(await rowOf(refused)).toMatchObject({ state: 'refused', reason: 'needed-here' })
  const left = unwrap(await ask({ quantity: 1000 })).askId
  const taken = unwrap(await ask({ quantity: 1000 })).askId
  expect(await withdrawAsk(goods.dana(), taken)).toEqual({ ok: false, error: { kind: 'forbidden' } })
  unwrap(await withdrawAsk(other.ctx(), taken))
  expect(unwrap(await lapseAsk(world.system, left))).toEqual({ lapsed: false })
  world.clock.advance({ hours: 49 })
  expect(unwrap(await lapseAsk(world.system, left))).toEqual({ lapsed: true })
  expect(await giveGoods(goods.dana(), { askId: left, quantity: 1000, siteId: goods.siteId })).toEqual({
    ok: false,
    error: { kind: 'wrong-state', state: 'lapsed' },
  })
})

test('nobody asks for another organization, of itself, for a site that is not its own, or for too long', async () => {
  expect(await ask({ askerId: d.organizationId, holderId: other.organizationId })).toEqual({
    ok: false,
    error: { kind: 'forbidden' },
  })
  expect(await ask({ holderId: other.organizationId })).toEqual({ ok: false, error: { kind: 'not-found' } })
  expect(await ask({ what: { itemId: 'drinking-water', siteId: goods.siteId } })).toEqual({
    ok: false,
    error: { kind: 'not-found' },
  })
  expect(await ask({ what: { itemId: 'gold', siteId: theirSite } })).toEqual({
    ok: false,
    error: { kind: 'unknown-item' },
  })
  expect(await ask({ until: inHours(15 * 24) })).toEqual({ ok: false, error: { kind: 'wrong-time' } })
})

test('the words of who asked are gone with them; what was asked and given stays', async () => {
  const { askId } = unwrap(await ask({ words: 'Call me at the office' }))
  unwrap(await erasePerson(goods.as(other.personId), { personId: other.personId }))
  expect(await rowOf(askId)).toMatchObject({ words: '', quantity: 15_000 })
})

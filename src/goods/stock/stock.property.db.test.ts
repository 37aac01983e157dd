import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { unwrap } from '../../kit/result'
import type { Ctx } from '../../platform'
import { listGoodsFaults } from '../audit'
import { promiseFromStock } from '../commands/promise-from-stock'
import { openSite } from '../commands/sites'
import { countStock, moveStock, receiveStock, writeOffStock } from '../commands/stock'
import { defineKit, packKits, unpackKits } from '../kits/commands'
import { promiseKits } from '../kits/promise-kits'
import { freeAt, handOutAt } from './commands'
import { listStock } from './queries'
import { actingAs, askFor } from './stock.testing'

let world: World
let d: District
let dana: Ctx
let kitId: string
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  dana = actingAs(world, d.dana, 'coordinator', { organizationId: d.organizationId })
  const items = [
    { itemId: 'blanket', quantity: 2 },
    { itemId: 'pillow', quantity: 1 },
  ]
  kitId = unwrap(await defineKit(dana, { organizationId: d.organizationId, name: 'Night kit', items })).kitId
})

const aSite = async (name: string): Promise<string> =>
  unwrap(
    await openSite(dana, {
      organizationId: d.organizationId,
      kind: 'warehouse',
      name,
      address: 'Abai street 1',
      hours: '',
      place: {
        regionId: d.region,
        districtId: d.districtId,
        localityId: d.localityId,
        zone: d.zone,
        latitude: 51.2,
        longitude: 51.4,
      },
      takes: [],
    }),
  ).siteId

/**
 * What came in of each item and what of it is anywhere, kits opened in thought, asked of the movements alone: whatever came from outside or
 * was found by counting lies at a site, in kits, was given, lost or counted away.
 */
async function countThings(siteIds: readonly string[]) {
  const { rows } = await sql<{ item: string; came: number; is: number; below: number }>`
    WITH own AS (SELECT DISTINCT lot_id FROM stock_movements WHERE to_id = ANY(${siteIds}::uuid[])),
      account AS (
        SELECT lot_id, to_kind AS kind, to_id AS id, quantity FROM stock_movements
        UNION ALL SELECT lot_id, from_kind, from_id, -quantity FROM stock_movements)
    SELECT l.item_id AS item, -coalesce(sum(a.quantity) FILTER (WHERE a.kind IN ('outside', 'count')), 0)::int AS came,
      coalesce(sum(a.quantity) FILTER (WHERE a.kind IN ('site', 'packed', 'helped', 'lost')), 0)::int AS is,
      (SELECT count(*)::int FROM (SELECT sum(quantity) AS left FROM account WHERE kind = 'site' GROUP BY lot_id, id) s WHERE s.left < 0) AS below
    FROM account a JOIN own ON own.lot_id = a.lot_id JOIN stock_lots l ON l.id = a.lot_id
    WHERE l.item_id IS NOT NULL GROUP BY l.item_id`.execute(world.db)
  return rows
}

const amount = fc.integer({ min: 1, max: 9 })
const step = fc.oneof(
  fc.record({
    do: fc.constant('receive' as const),
    item: fc.constantFrom('blanket', 'pillow'),
    amount,
    day: fc.constantFrom(null, '2027-03-01', '2026-01-01'),
  }),
  fc.record({ do: fc.constant('move' as const), which: fc.nat(9), amount }),
  fc.record({ do: fc.constant('count' as const), which: fc.nat(9), counted: fc.nat(12), late: fc.boolean() }),
  fc.record({ do: fc.constant('off' as const), which: fc.nat(9), amount }),
  fc.record({ do: fc.constant('pick' as const), amount }),
  fc.record({ do: fc.constant('kits' as const), which: fc.nat(9), amount: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant('free' as const), which: fc.nat(9) }),
  fc.record({ do: fc.constant('out' as const), which: fc.nat(9), amount }),
  fc.record({ do: fc.constant('pack' as const), amount: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant('unpack' as const), which: fc.nat(9), amount: fc.integer({ min: 1, max: 3 }) }),
)

test('whatever is received, counted, moved, picked, written off, packed and opened, nothing appears or vanishes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const [site, other] = [await aSite('One'), await aSite('Two')]
      const line = await askFor(world, d, 'blanket', '30')
      for (const one of steps) {
        const lines = [...(await listStock(world.db, site)), ...(await listStock(world.db, other))]
        const at = 'which' in one ? lines[one.which % Math.max(1, lines.length)] : undefined
        const picks = () =>
          world.db
            .selectFrom('stock_picks')
            .selectAll()
            .where('need_id', '=', line.needId)
            .where('state', '=', 'held')
            .orderBy('id')
            .execute()
        if (one.do === 'receive')
          unwrap(
            await receiveStock(dana, {
              siteId: site,
              itemId: one.item,
              quantity: one.amount,
              condition: 'new',
              expiresOn: one.day,
              cause: 'given',
            }),
          )
        if (one.do === 'pick')
          await promiseFromStock(dana, {
            lineId: line.lineId,
            siteId: site,
            itemId: line.itemId,
            quantity: one.amount,
          })
        if (one.do === 'pack') await packKits(dana, { siteId: site, kitId, quantity: one.amount })
        if (one.do === 'free') {
          const held = await picks()
          const pick = held[one.which % Math.max(1, held.length)]
          if (pick?.site_id != null) unwrap(await freeAt(dana, { siteId: pick.site_id, pickId: pick.id }))
        }
        if (one.do === 'out') {
          const held = await picks()
          const pick = held[one.which % Math.max(1, held.length)]
          if (pick?.site_id != null)
            await handOutAt(dana, {
              siteId: pick.site_id,
              needId: line.needId,
              parts: [{ pickId: pick.id, quantity: Math.min(one.amount, pick.quantity) }],
            })
        }
        if (at !== undefined) {
          const { lotId, siteId } = at
          const to = siteId === site ? other : site
          if (one.do === 'move') await moveStock(dana, { lotId, siteId, toSiteId: to, quantity: one.amount })
          if (one.do === 'off') await writeOffStock(dana, { lotId, siteId, quantity: one.amount, cause: 'damaged' })
          if (one.do === 'count') {
            const expected = at.lies + (one.late ? 1 : 0)
            const done = await countStock(dana, { lotId, siteId, counted: one.counted, expected })
            if (one.late) expect(done).toMatchObject({ ok: false, error: { kind: 'changed', lies: at.lies } })
          }
          if (one.do === 'unpack') await unpackKits(dana, { lotId, siteId, quantity: one.amount })
          if (one.do === 'kits') await promiseKits(dana, { needId: line.needId, lotId, siteId, quantity: one.amount })
        }
        expect(await listGoodsFaults(world.db)).toEqual([])
        for (const { came, is, below } of await countThings([site, other])) {
          expect(is).toBe(came)
          expect(below).toBe(0)
        }
      }
    }),
    { numRuns: 30 },
  )
})

test('every step can be gone back, and both ways stay on the trail', async () => {
  const [site, other] = [await aSite('Here'), await aSite('There')]
  const received = unwrap(
    await receiveStock(dana, {
      siteId: site,
      itemId: 'blanket',
      quantity: 6,
      condition: 'new',
      expiresOn: null,
      cause: 'given',
    }),
  )
  const { lotId } = received
  unwrap(await moveStock(dana, { lotId, siteId: site, toSiteId: other, quantity: 6 }))
  unwrap(await moveStock(dana, { lotId, siteId: other, toSiteId: site, quantity: 6 }))
  unwrap(await writeOffStock(dana, { lotId, siteId: site, quantity: 2, cause: 'lost' }))
  unwrap(await countStock(dana, { lotId, siteId: site, counted: 6, expected: 4 }))
  expect((await listStock(world.db, site)).map(({ lies }) => lies)).toEqual([6])
  const moves = await world.db.selectFrom('stock_movements').select('cause').where('lot_id', '=', lotId).execute()
  expect(moves.map(({ cause }) => cause).sort()).toEqual(['counted', 'given', 'lost', 'moved', 'moved'])
  const trail = (await world.entries()).filter((entry) => entry.subjectId === lotId).map(({ kind }) => kind)
  expect(trail).toEqual(['stock.received', 'stock.moved', 'stock.moved', 'stock.written-off', 'stock.counted'])
})

import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { newId, newPublicId } from '../kit/ids'
import { ok, unwrap } from '../kit/result'
import { cancelNeed, claimLine, correctNeed, noteFirstYes, raiseNeed, readLine, verifyNeed } from '../needs'
import { erasePerson } from '../people'
import { type Ctx, inCommand } from '../platform'
import {
  bringBack,
  confirmLine,
  fetchPledge,
  handOut,
  handOver,
  listGoodsFaults,
  loadPick,
  openSite,
  promiseFromStock,
  receivePledge,
  receiveStock,
  setSiteState,
} from '.'
import { countStock, moveStock, writeOffStock } from './commands/stock'
import { goodsJobs } from './jobs'
import { listDeliveries } from './receipts/queries/deliveries'
import { type SaidTrouble, troubleReasons } from './receipts/receipt'
import { freeAt } from './stock/commands'
import { promiseLine } from './testing/promise-line'

let world: World
let d: District
let site: string
let other: string
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  site = await aSite('Collection at the school')
  other = await aSite('Warehouse')
})

const as = (personId: string, ...grants: { role: string; organizationId?: string; regionId?: string }[]): Ctx => ({
  ...world.system,
  actor: {
    kind: 'person',
    personId,
    name: 'someone',
    sessionId: newId(),
    grants: grants.map((grant) => ({
      role: grant.role as 'operator',
      organizationId: grant.organizationId ?? null,
      regionId: grant.regionId ?? null,
    })),
  },
  door: 'web',
})
const dana = () => as(d.dana, { role: 'coordinator', organizationId: d.organizationId })
const operator = () => as(d.operator, { role: 'operator', regionId: d.region })
const visitor = (): Ctx => ({ ...world.system, actor: { kind: 'visitor' }, door: 'web' })
const inHours = (hours: number) => world.clock.now().add({ hours })

const aSite = async (name: string): Promise<string> =>
  unwrap(
    await openSite(dana(), {
      organizationId: d.organizationId,
      kind: 'collection',
      name,
      address: 'Abai street 1',
      hours: '9-18',
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

/** A verified request for blankets, and the line of it. */
async function asked(quantity: number, item = 'blanket') {
  const need = unwrap(
    await raiseNeed(visitor(), {
      kind: 'things',
      lines: [readLine(item, String(quantity))].flatMap((line) => line ?? []),
      words: '',
      place: {
        regionId: d.region,
        districtId: d.districtId,
        localityId: d.localityId,
        zone: d.zone,
        address: 'Abai street 12',
        atHome: false,
      },
      neededBy: inHours(200),
      urgency: 'future',
      vulnerability: [],
      name: 'Kulyash',
      contact: { kind: 'phone', value: `+7701${Math.floor(1e6 + Math.random() * 9e6)}` },
      callSafe: true,
      textSafe: true,
      lang: 'kk',
    }),
  )
  unwrap(await verifyNeed(operator(), { needId: need.needId, method: 'call', words: '' }))
  const line = await world.db
    .selectFrom('need_lines')
    .selectAll()
    .where('need_id', '=', need.needId)
    .executeTakeFirstOrThrow()
  return { needId: need.needId, lineId: line.id, itemId: line.item_id ?? '' }
}

const contact = { name: 'Marat', kind: 'phone', value: '+77015550101', lang: 'kk', address: '', words: '' } as const
const promise = (line: { lineId: string; itemId: string }, quantity: number, siteId: string | null = site) =>
  promiseLine(visitor(), {
    lineId: line.lineId,
    itemId: line.itemId,
    quantity,
    organizationId: null,
    siteId,
    comesFrom: null,
    until: inHours(24),
    contact,
  })

/** The person helped says what was wrong with what came last, on their link; said twice, the later word counts. */
async function answer(line: { needId: string; lineId: string }, troubles: readonly SaidTrouble[], stillNeeded = true) {
  const [last] = await listDeliveries(world.db, line.needId)
  const actor = { kind: 'link', linkId: newId(), purpose: 'need', subjectId: line.needId, personId: null } as const
  const said = { lineId: line.lineId, deliveryId: last?.id, troubles, stillNeeded, by: { kind: 'person' } as const }
  return confirmLine({ ...visitor(), actor }, said)
}

const lineOf = (id: string) =>
  world.db.selectFrom('need_lines').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const pledgeOf = (id: string) =>
  world.db.selectFrom('pledges').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const picksOf = (pledgeId: string) =>
  world.db
    .selectFrom('stock_picks as p')
    .innerJoin('pick_pledges as s', 's.pick_id', 'p.id')
    .selectAll('p')
    .where('s.pledge_id', '=', pledgeId)
    .where('p.state', '=', 'held')
    .orderBy('p.id')
    .execute()
const good = (quantity: number) => [{ quantity, condition: 'good' as const, expiresOn: null }]
/** A step of a round, as the room of rounds takes it. */
const onRound = <T>(run: (tx: Parameters<Parameters<typeof inCommand>[2]>[0]) => Promise<T>) =>
  inCommand<T, never>(world.system, 'round', async (tx) => ok(await run(tx)))

test('a promise reserves what is open and no more', async () => {
  const line = await asked(40)
  unwrap(await promise(line, 30))
  expect(await promise(line, 11)).toEqual({ ok: false, error: { kind: 'too-much', open: 10 } })
  expect(await lineOf(line.lineId)).toMatchObject({ open: 10, promised: 30 })
})

test('a hundred donors at once promise forty blankets and never forty-one', async () => {
  const line = await asked(40)
  const outcomes = await Promise.all(Array.from({ length: 100 }, () => promise(line, 3)))
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(13)
  expect(await lineOf(line.lineId)).toMatchObject({ open: 1, promised: 39 })
  expect(await listGoodsFaults(world.db)).toEqual([])
})

test('what is promised too much, of the wrong thing, or for a closed site is refused with its reason', async () => {
  const line = await asked(5)
  expect(await promise({ ...line, itemId: 'toothbrush' }, 1)).toEqual({ ok: false, error: { kind: 'wrong-item' } })
  const shut = await aSite('Shut')
  unwrap(await setSiteState(dana(), { siteId: shut, state: 'saturated', note: '' }))
  expect(await promise(line, 1, shut)).toEqual({ ok: false, error: { kind: 'site-not-open', state: 'saturated' } })
})

test('what an organization holds is promised through its own site alone, under its claim', async () => {
  const line = await asked(10)
  unwrap(
    await claimLine(dana(), {
      lineId: line.lineId,
      organizationId: d.organizationId,
      quantity: 8,
      until: inHours(5),
    }),
  )
  expect(await promise(line, 3, null)).toEqual({ ok: false, error: { kind: 'too-much', open: 2 } })
  const made = unwrap(await promise(line, 6))
  const claim = await world.db
    .selectFrom('line_claims')
    .selectAll()
    .where('line_id', '=', line.lineId)
    .executeTakeFirstOrThrow()
  expect(claim).toMatchObject({ state: 'held', quantity: 2 })
  expect((await pledgeOf(made.pledgeId)).claim_id).toBe(claim.id)
})

test('from the donor over the site and the road to the person: every part is counted, what comes beyond is free stock', async () => {
  const line = await asked(10)
  const { pledgeId } = unwrap(await promise(line, 8))
  expect(
    unwrap(await receivePledge(dana(), { pledgeIds: [pledgeId], siteId: site, parts: good(9), rest: 'awaited' })),
  ).toMatchObject({
    kept: 8,
    beyond: 1,
    unfit: 0,
  })
  const [pick] = await picksOf(pledgeId)
  const roundId = newPublicId()
  await onRound((tx) => loadPick(tx, pick?.id ?? '', roundId))
  expect(await lineOf(line.lineId)).toMatchObject({ promised: 0, in_transit: 8 })
  await onRound(async (tx) => {
    await handOver(tx, pick?.id ?? '', roundId, 5)
    await bringBack(tx, pick?.id ?? '', { roundId, siteId: site, quantity: 2, keep: true, cause: 'absent' })
    await bringBack(tx, pick?.id ?? '', { roundId, siteId: site, quantity: 1, keep: false, cause: 'refused' })
  })
  expect(await lineOf(line.lineId)).toMatchObject({ open: 3, promised: 2, in_transit: 0, delivered: 5 })
  expect(await pledgeOf(pledgeId)).toMatchObject({ quantity: 8, at_site: 2, delivered: 5, released: 1 })
  unwrap(await answer(line, [{ reason: 'wrong', quantity: 2 }]))
  expect(await lineOf(line.lineId)).toMatchObject({ open: 5, delivered: 3, surplus: 2 })
  expect(await listGoodsFaults(world.db)).toEqual([])
})

test('worn and damaged things are taken in but set aside for nobody', async () => {
  const line = await asked(4)
  const { pledgeId } = unwrap(await promise(line, 4))
  const parts = [...good(1), { quantity: 3, condition: 'damaged' as const, expiresOn: null }]
  expect(
    unwrap(await receivePledge(dana(), { pledgeIds: [pledgeId], siteId: site, parts, rest: 'released' })),
  ).toMatchObject({
    kept: 1,
    unfit: 3,
  })
  expect(await lineOf(line.lineId)).toMatchObject({ open: 3, promised: 1 })
})

test('a promise whose time is over opens the line again, and one to a need that ended is withdrawn with it', async () => {
  const line = await asked(6)
  const late = unwrap(await promise(line, 2))
  const kept = unwrap(await promise(line, 3))
  world.clock.advance({ hours: 25 })
  const expire = goodsJobs.find((job) => job.name === 'goods.sweep')
  await expire?.run(world.system, {})
  expect(await pledgeOf(late.pledgeId)).toMatchObject({ awaited: 0, released: 2 })
  expect(await pledgeOf(kept.pledgeId)).toMatchObject({ awaited: 0, released: 3 })
  expect(await lineOf(line.lineId)).toMatchObject({ open: 6, promised: 0 })
  unwrap(await promise(line, 4))
  unwrap(await cancelNeed(operator(), { needId: line.needId, by: { consentHow: 'by-phone' } }))
  await expire?.run(world.system, {})
  expect(await lineOf(line.lineId)).toMatchObject({ open: 0, promised: 0, withdrawn: 6 })
  expect(await listGoodsFaults(world.db)).toEqual([])
})

test('stock that expires first goes first, and what is set aside cannot be moved, written off or counted away', async () => {
  const place = await aSite('Cellar')
  const put = async (quantity: number, expiresOn: string | null) =>
    unwrap(
      await receiveStock(dana(), {
        siteId: place,
        itemId: 'blanket',
        quantity,
        condition: 'new',
        expiresOn,
        cause: 'bought',
      }),
    ).lotId
  const later = await put(10, '2027-06-01')
  const sooner = await put(4, '2027-01-01')
  const never = await put(10, null)
  const line = await asked(6)
  unwrap(await promiseFromStock(dana(), { ...line, siteId: place, quantity: 6 }))
  const held = await world.db
    .selectFrom('stock_picks')
    .select(['lot_id', 'quantity'])
    .where('site_id', '=', place)
    .orderBy('quantity', 'desc')
    .execute()
  expect(held).toEqual([
    { lot_id: sooner, quantity: 4 },
    { lot_id: later, quantity: 2 },
  ])
  expect(await moveStock(dana(), { lotId: sooner, siteId: place, toSiteId: site, quantity: 1 })).toEqual({
    ok: false,
    error: { kind: 'too-little', free: 0 },
  })
  expect(await countStock(dana(), { lotId: sooner, siteId: place, counted: 3, expected: 4 })).toEqual({
    ok: false,
    error: { kind: 'set-aside', held: 4 },
  })
  expect(await countStock(dana(), { lotId: never, siteId: place, counted: 9, expected: 11 })).toEqual({
    ok: false,
    error: { kind: 'changed', expected: 11, lies: 10 },
  })
  unwrap(await countStock(dana(), { lotId: never, siteId: place, counted: 9, expected: 10 }))
  unwrap(await writeOffStock(dana(), { lotId: never, siteId: place, quantity: 9, cause: 'spoiled' }))
  const tooMuch = inCommand(world.system, 'bypass', async (tx) => {
    await noteFirstYes(tx, line.needId)
    await tx.db.updateTable('stock_picks').set({ quantity: 5 }).where('lot_id', '=', sooner).execute()
    return ok({})
  })
  await expect(tooMuch).rejects.toThrow(/set aside than lies there/)
  expect(await listGoodsFaults(world.db)).toEqual([])
})

test('who promised is forgotten thirty days after it is over, and at once when they ask; what was given stays counted', async () => {
  const line = await asked(6)
  const { pledgeId } = unwrap(await promise(line, 2))
  unwrap(await receivePledge(dana(), { pledgeIds: [pledgeId], siteId: site, parts: good(2), rest: 'released' }))
  const lina = as(d.lina)
  const own = unwrap(
    await promiseLine(lina, {
      ...line,
      quantity: 1,
      organizationId: null,
      siteId: site,
      comesFrom: null,
      until: inHours(24),
      contact,
    }),
  )
  const contacts = () =>
    world.db
      .selectFrom('pledges as p')
      .select('p.id')
      .where('p.id', 'in', [pledgeId, own.pledgeId])
      .where('p.donor_forgotten_at', 'is', null)
      .orderBy('p.id')
      .execute()
  expect(await contacts()).toHaveLength(2)
  unwrap(await erasePerson(lina, { personId: d.lina }))
  expect(await contacts()).toEqual([{ id: pledgeId }])
  expect(await pledgeOf(own.pledgeId)).toMatchObject({ person_id: null, awaited: 1 })
  world.clock.advance({ hours: 24 * 32 })
  for (const name of ['goods.sweep', 'goods.destroy'])
    await goodsJobs.find((job) => job.name === name)?.run(world.system, {})
  expect(await contacts()).toEqual([])
  const left = await inCommand(world.system, 'read', async (tx) =>
    ok(
      await tx.db
        .selectFrom('pledge_contacts')
        .select('pledge_id')
        .where('pledge_id', 'in', [pledgeId, own.pledgeId])
        .execute(),
    ),
  )
  expect(unwrap(left)).toEqual([])
  expect(await pledgeOf(pledgeId)).toMatchObject({ at_site: 2 })
})

test('the database itself refuses counters that no movement moved', async () => {
  const line = await asked(3)
  const { pledgeId } = unwrap(await promise(line, 2))
  const write = inCommand(world.system, 'bypass', async (tx) => {
    await tx.db.updateTable('pledges').set({ awaited: 1, released: 1 }).where('id', '=', pledgeId).execute()
    return ok({})
  })
  await expect(write).rejects.toThrow(/permission denied/)
})

test('whatever happens to goods in whatever order, lines, pledges and stock keep their sums', async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('promise' as const), quantity: fc.integer({ min: 1, max: 9 }), fetched: fc.boolean() }),
    fc.record({
      do: fc.constant('receive' as const),
      which: fc.nat(5),
      quantity: fc.integer({ min: 1, max: 9 }),
      damaged: fc.boolean(),
      rest: fc.constantFrom('awaited' as const, 'released' as const),
    }),
    fc.record({ do: fc.constant('free' as const), which: fc.nat(5) }),
    fc.record({ do: fc.constant('stock' as const), quantity: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ do: fc.constant('fromStock' as const), quantity: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ do: fc.constant('fetch' as const), which: fc.nat(5), quantity: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ do: fc.constant('load' as const), which: fc.nat(5) }),
    fc.record({
      do: fc.constant('end' as const),
      handed: fc.nat(9),
      kept: fc.nat(9),
    }),
    fc.record({ do: fc.constant('out' as const), which: fc.nat(5), quantity: fc.integer({ min: 1, max: 9 }) }),
    fc.record({
      do: fc.constant('answer' as const),
      reason: fc.constantFrom(...troubleReasons),
      quantity: fc.integer({ min: 1, max: 9 }),
      stillNeeded: fc.boolean(),
    }),
    fc.record({ do: fc.constant('lower' as const), quantity: fc.nat(25) }),
    fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ do: fc.constant('cancel' as const) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
      const line = await asked(20)
      const roundId = newPublicId()
      const pledges: string[] = []
      const carried: { pickId: string; quantity: number }[] = []
      const someOf = <T>(list: readonly T[], which: number) => list[which % Math.max(1, list.length)]
      const heldPick = async (which: number) => {
        const held = await world.db
          .selectFrom('stock_picks')
          .selectAll()
          .where('need_id', '=', line.needId)
          .where('state', '=', 'held')
          .orderBy('id')
          .execute()
        return someOf(held, which)
      }
      for (const one of steps) {
        const pledgeId = 'which' in one ? (someOf(pledges, one.which) ?? newPublicId()) : ''
        if (one.do === 'promise') {
          const made = await promise(line, one.quantity, one.fetched ? null : site)
          if (made.ok) pledges.push(made.value.pledgeId)
        }
        if (one.do === 'receive') {
          const parts = [
            {
              quantity: one.quantity,
              condition: one.damaged ? ('damaged' as const) : ('new' as const),
              expiresOn: null,
            },
          ]
          await receivePledge(dana(), { pledgeIds: [pledgeId], siteId: site, parts, rest: one.rest })
        }
        if (one.do === 'free') {
          const pick = await heldPick(one.which)
          if (pick?.site_id != null) unwrap(await freeAt(dana(), { siteId: pick.site_id, pickId: pick.id }))
        }
        if (one.do === 'stock')
          await receiveStock(dana(), {
            siteId: other,
            itemId: line.itemId,
            quantity: one.quantity,
            condition: 'new',
            expiresOn: null,
            cause: 'given',
          })
        if (one.do === 'fromStock') {
          const made = await promiseFromStock(dana(), { ...line, siteId: other, quantity: one.quantity })
          if (made.ok) pledges.push(made.value.pledgeId)
        }
        if (one.do === 'fetch') {
          const keeper = { region_id: d.region, organization_id: d.organizationId }
          const input = {
            pledgeId,
            quantity: one.quantity,
            roundId,
            keeper,
            condition: 'new' as const,
            expiresOn: null,
          }
          const pickId = unwrap(await onRound((tx) => fetchPledge(tx, input)))
          if (pickId !== undefined) carried.push({ pickId, quantity: one.quantity })
        }
        if (one.do === 'load') {
          const pick = await heldPick(one.which)
          if (pick !== undefined && unwrap(await onRound((tx) => loadPick(tx, pick.id, roundId))))
            carried.push({ pickId: pick.id, quantity: pick.quantity })
        }
        if (one.do === 'end') {
          const load = carried.shift()
          if (load !== undefined)
            await onRound(async (tx) => {
              const handed = Math.min(one.handed, load.quantity)
              const kept = Math.min(one.kept, load.quantity - handed)
              const refused = load.quantity - handed - kept
              const back = { roundId, siteId: other, cause: 'absent' }
              if (handed > 0) await handOver(tx, load.pickId, roundId, handed)
              if (kept > 0) await bringBack(tx, load.pickId, { ...back, quantity: kept, keep: true })
              if (refused > 0) await bringBack(tx, load.pickId, { ...back, quantity: refused, keep: false })
            })
        }
        if (one.do === 'out') {
          const pick = await heldPick(one.which)
          if (pick !== undefined) await onRound((tx) => handOut(tx, pick.id, one.quantity))
        }
        if (one.do === 'answer') await answer(line, [one], one.stillNeeded)
        if (one.do === 'lower')
          await correctNeed(operator(), {
            needId: line.needId,
            by: { consentHow: 'by-phone' },
            lines: [{ lineId: line.lineId, quantity: one.quantity }],
          })
        if (one.do === 'wait') {
          world.clock.advance({ hours: one.hours })
          await goodsJobs.find((job) => job.name === 'goods.sweep')?.run(world.system, {})
        }
        if (one.do === 'cancel') await cancelNeed(operator(), { needId: line.needId, by: { consentHow: 'by-phone' } })
        expect(await listGoodsFaults(world.db)).toEqual([])
      }
    }),
    { numRuns: 30 },
  )
}, 90_000)

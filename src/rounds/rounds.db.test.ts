import { beforeAll, expect, test } from 'vitest'
import { testWorld, type World } from '../../test/world'
import { listGoodsFaults } from '../goods'
import { ok, unwrap } from '../kit/result'
import { cancelNeed, receiptCodeOf } from '../needs'
import { inCommand } from '../platform'
import { reportStop } from './commands/report-stop'
import { sendRound } from './commands/send-round'
import type { StopReport } from './round'
import { ROUND_DAY, roundStage } from './testing/round-stage'

let world: World
let stage: Awaited<ReturnType<typeof roundStage>>
beforeAll(async () => {
  world = await testWorld({ background: true })
  stage = await roundStage(world)
  await stage.drives(stage.d.lina)
})

const report = (
  roundId: string,
  stopId: string,
  what: StopReport,
  more: Partial<Parameters<typeof reportStop>[1]> = {},
) => reportStop(stage.as(stage.d.lina), { roundId, stopId, what, saidAt: world.clock.now(), ...more })

const lineOf = (lineId: string) =>
  world.db
    .selectFrom('need_lines')
    .select(['open', 'promised', 'in_transit', 'delivered'])
    .where('id', '=', lineId)
    .executeTakeFirstOrThrow()

const faults = () => listGoodsFaults(world.db)

const settled = async () => {
  await world.entries()
  await world.app.journal.caughtUp()
}

let day = ROUND_DAY

/** Lina's round for what waits, sent out with her yes: each on a day of its own, since her time is taken once. */
async function linaDrives() {
  const planId = await stage.plan(day)
  day = day.add({ days: 1 })
  const [round] = await stage.roundsOf(planId)
  if (round === undefined) throw new Error('expected a round')
  const sent = await stage.sendWithYes(round.id, stage.d.lina)
  await settled()
  return { ...sent, roundId: round.id }
}

/** Ends whatever a test left open, so that the next one plans its own. */
async function finish(roundId: string) {
  for (;;) {
    const next = (await stage.stopsOf(roundId)).find(({ state }) => state === 'planned' || state === 'arrived')
    if (next === undefined) return
    unwrap(await report(roundId, next.id, 'done'))
  }
}

test('a round is planned, sent out, driven by its own yes, and every unit is accounted for', async () => {
  const [near, far] = [
    await stage.askWithStock({ north: 0.01 }),
    await stage.askWithStock({ north: 0.03, quantity: 7 }),
  ]
  const { roundId, asked, round } = await linaDrives()
  expect(asked).toEqual({ kind: 'asked' })
  const stops = await stage.stopsOf(roundId)
  expect(stops.map(({ kind }) => kind)).toEqual(['load', 'hand', 'hand'])
  // Whoever waits learns who comes and when.
  const visits = await world.db.selectFrom('need_visits').selectAll().where('source_id', '=', roundId).execute()
  expect(visits.map(({ person_ids, state }) => [person_ids, state])).toEqual([
    [[stage.d.lina], 'coming'],
    [[stage.d.lina], 'coming'],
  ])
  const [load, first, second] = stops
  world.clock.advance({ minutes: round.starts_at.since(world.clock.now()).total('minutes') })
  unwrap(await report(roundId, load?.id ?? '', 'done'))
  expect(await lineOf(near.lineId)).toMatchObject({ promised: 0, in_transit: 10 })
  unwrap(await report(roundId, first?.id ?? '', 'arrived'))
  unwrap(await report(roundId, first?.id ?? '', 'done'))
  const last = unwrap(await report(roundId, second?.id ?? '', 'done'))
  expect(last.isRoundDone).toBe(true)
  expect(await lineOf(near.lineId)).toMatchObject({ in_transit: 0, delivered: 10 })
  expect(await lineOf(far.lineId)).toMatchObject({ in_transit: 0, delivered: 7 })
  expect(await faults()).toEqual([])
})

test('what is refused comes back and is free; who was absent keeps what is set aside', async () => {
  const [unwilling, away] = [await stage.askWithStock({ north: 0.01 }), await stage.askWithStock({ north: 0.02 })]
  const { roundId } = await linaDrives()
  const stops = await stage.stopsOf(roundId)
  const at = (needId: string) => stops.find(({ need_id }) => need_id === needId)?.id ?? ''
  unwrap(await report(roundId, stops[0]?.id ?? '', 'done'))
  expect(await report(roundId, at(unwilling.needId), 'refused')).toMatchObject({
    ok: false,
    error: { kind: 'reason-missing' },
  })
  unwrap(await report(roundId, at(unwilling.needId), 'refused', { reason: 'not-needed' }))
  unwrap(await report(roundId, at(away.needId), 'absent'))
  const unload = (await stage.stopsOf(roundId)).at(-1)
  expect(unload).toMatchObject({ kind: 'unload', state: 'planned', site_id: stage.siteId })
  expect(unwrap(await report(roundId, unload?.id ?? '', 'done')).isRoundDone).toBe(true)
  expect(await lineOf(unwilling.lineId)).toMatchObject({ open: 10, promised: 0, in_transit: 0 })
  expect(await lineOf(away.lineId)).toMatchObject({ open: 0, promised: 10, in_transit: 0 })
  expect(await faults()).toEqual([])
  // It goes again: a plan of the next day takes it up.
  const again = await linaDrives()
  expect((await stage.stopsOf(again.roundId)).map(({ need_id }) => need_id)).toContain(away.needId)
  await finish(again.roundId)
})

test('part of it is handed over, and the code said at the door is the receipt', async () => {
  const need = await stage.askWithStock({ quantity: 10 })
  const { roundId } = await linaDrives()
  const [load, hand] = await stage.stopsOf(roundId)
  const [goods] = await stage.goodsOf(roundId)
  unwrap(await report(roundId, load?.id ?? '', 'done'))
  const code = await inCommand(world.system, 'test', async (tx) => ok(await receiptCodeOf(tx, need.needId)))
  const too = await report(roundId, hand?.id ?? '', 'done', { quantities: { [goods?.id ?? '']: 11 } })
  expect(too).toMatchObject({ ok: false, error: { kind: 'wrong-quantity' } })
  const done = await report(roundId, hand?.id ?? '', 'done', {
    quantities: { [goods?.id ?? '']: 6 },
    code: unwrap(code) ?? '',
  })
  expect(unwrap(done)).toMatchObject({ codeSaid: true, isRoundDone: false })
  expect(await lineOf(need.lineId)).toMatchObject({ delivered: 6, in_transit: 4 })
  await finish(roundId)
  expect(await lineOf(need.lineId)).toMatchObject({ delivered: 6, promised: 4 })
  expect(await faults()).toEqual([])
})

test('a report that comes twice counts once, and another about the same stop is a conflict', async () => {
  await stage.askWithStock()
  const { roundId } = await linaDrives()
  const [load] = await stage.stopsOf(roundId)
  const ctx = {
    ...stage.as(stage.d.lina),
    idempotency: { scope: stage.d.lina, key: 'one-report', requestHash: Buffer.from('same') },
  }
  const input = { roundId, stopId: load?.id ?? '', what: 'done' as const, saidAt: world.clock.now() }
  const first = await reportStop(ctx, input)
  for (let again = 0; again < 5; again++) expect(await reportStop(ctx, input)).toEqual(first)
  expect(await report(roundId, load?.id ?? '', 'done')).toMatchObject({
    ok: false,
    error: { kind: 'conflict', state: 'done' },
  })
  await finish(roundId)
  expect(await faults()).toEqual([])
})

test('a need that ends leaves the round, with as little change as can be', async () => {
  const [first, second] = [await stage.askWithStock({ north: 0.01 }), await stage.askWithStock({ north: 0.02 })]
  const { roundId } = await linaDrives()
  const before = await stage.stopsOf(roundId)
  unwrap(await cancelNeed(stage.operator(), { needId: first.needId, by: { consentHow: 'by-phone' } }))
  await settled()
  await settled()
  const after = await stage.stopsOf(roundId)
  expect(after.find(({ need_id }) => need_id === first.needId)?.state).toBe('cancelled')
  expect(after.filter(({ state }) => state === 'planned').map(({ id }) => id)).toEqual(
    before.filter(({ need_id }) => need_id !== first.needId).map(({ id }) => id),
  )
  await finish(roundId)
  expect(await lineOf(second.lineId)).toMatchObject({ delivered: 10 })
  expect(await faults()).toEqual([])
})

test('what a donor promised is fetched and goes straight to who asked', async () => {
  const need = await stage.askWithDonor()
  // A day of rest: nobody drives seven in a row.
  day = day.add({ days: 1 })
  const { roundId } = await linaDrives()
  const stops = await stage.stopsOf(roundId)
  expect(stops.map(({ kind }) => kind)).toEqual(['fetch', 'hand'])
  const [goods] = await stage.goodsOf(roundId)
  unwrap(await report(roundId, stops[0]?.id ?? '', 'done', { quantities: { [goods?.id ?? '']: 8 } }))
  unwrap(await report(roundId, stops[1]?.id ?? '', 'done'))
  expect(await lineOf(need.lineId)).toMatchObject({ delivered: 8 })
  expect(await faults()).toEqual([])
})

test('into a home go two, and a round of things for the sick asks for a checked driver', async () => {
  const { needId } = await stage.askWithStock({ item: 'wheelchair', quantity: 1, atHome: true })
  const planId = await stage.plan(day)
  const { left_out } = await world.db
    .selectFrom('round_plans')
    .selectAll()
    .where('id', '=', planId)
    .executeTakeFirstOrThrow()
  expect(left_out).toEqual([{ needId, why: 'lacks-vetted' }])
  await stage.proves(stage.d.arman, 'background-check')
  await stage.drives(stage.d.arman)
  const round = (await stage.roundsOf(await stage.plan(day))).find(({ two }) => two)
  expect(round).toMatchObject({ two: true, vetted: true })
  const missing = await sendRound(stage.dana(), { roundId: round?.id ?? '', emergencyContact: '', stated: [] })
  expect(missing).toMatchObject({ ok: false, error: { kind: 'obligations-missing' } })
  const sent = await stage.sendWithYes(round?.id ?? '', stage.d.arman, stage.d.aigul)
  const posts = await world.db
    .selectFrom('posts')
    .select(['title', 'competences'])
    .where('activity_id', '=', sent.activityId)
    .execute()
  expect(posts).toHaveLength(2)
})

import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { isTest, sourceFiles } from '../../../test/house/source-files'
import { testWorld, type World } from '../../../test/world'
import { ok, unwrap } from '../../kit/result'
import { claimLine, destroyNeed, receiptCodeOf, receiveHelp } from '../../needs'
import { listQueue } from '../../needs/queries/queue'
import { type Ctx, inCommand } from '../../platform'
import { listGoodsFaults } from '..'
import { noteCallBack } from './commands/call-backs'
import { type ConfirmLine, confirmLine } from './commands/confirm-line'
import { drawCallBacks, tellSeed } from './commands/draw-call-backs'
import { drawNumbers, hashSeed } from './draw'
import { listDeliveries } from './queries/deliveries'
import { givenGoods } from './testing/given-goods'

let world: World
let d: District
let goods: Awaited<ReturnType<typeof givenGoods>>
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  goods = await givenGoods(world, d)
})

const say = (ctx: Ctx, lineId: string, more: Partial<ConfirmLine> = {}) =>
  confirmLine(ctx, { lineId, troubles: [], by: { kind: 'person' }, ...more })
const withOrganization = ({ actor }: Ctx, organizationId: string): Ctx['actor'] =>
  actor.kind === 'person'
    ? { ...actor, grants: [...actor.grants, { role: 'coordinator', organizationId, regionId: null }] }
    : actor
const lineOf = (id: string) =>
  world.db.selectFrom('need_lines').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const needOf = (id: string) => world.db.selectFrom('needs').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const troublesOf = (needId: string) =>
  world.db.selectFrom('receipt_troubles').selectAll().where('need_id', '=', needId).orderBy('said_at').execute()

test('a yes to the last delivery is the receipt of the whole need, and no word over the whole is taken before', async () => {
  const line = await goods.asked(10)
  await goods.give(line, 4)
  expect(await receiveHelp(goods.onLink(line.needId), { needId: line.needId, result: 'yes', reason: null })).toEqual({
    ok: false,
    error: { kind: 'by-lines' },
  })
  expect(unwrap(await say(goods.onLink(line.needId), line.lineId))).toMatchObject({ result: 'yes', whole: null })
  await goods.give(line, 6)
  expect(unwrap(await say(goods.onLink(line.needId), line.lineId))).toMatchObject({ result: 'yes', whole: 'yes' })
  expect(await needOf(line.needId)).toMatchObject({ state: 'met', receipt: 'yes' })
  expect(await say(goods.onLink(line.needId), line.lineId)).toEqual({ ok: false, error: { kind: 'no-delivery' } })
})

test('what was wrong is asked for again, the wrong goods lie beside the sum, and the right ones close the need', async () => {
  const line = await goods.given(10)
  const said = unwrap(
    await say(goods.onLink(line.needId), line.lineId, {
      troubles: [{ reason: 'wrong', quantity: 3, cameItemId: 'toothbrush' }],
    }),
  )
  expect(said).toMatchObject({ result: 'partly', again: 3, whole: null })
  expect(await lineOf(line.lineId)).toMatchObject({ open: 3, delivered: 7, surplus: 3 })
  expect(await needOf(line.needId)).toMatchObject({ state: 'verified', closed_at: null })
  expect(await troublesOf(line.needId)).toMatchObject([
    { reason: 'wrong', quantity: 3, again: 3, came_item_id: 'toothbrush', state: 'open' },
  ])
  await goods.give(line, 3)
  expect(unwrap(await say(goods.onLink(line.needId), line.lineId))).toMatchObject({ whole: 'yes' })
  expect(await listGoodsFaults(world.db)).toEqual([])
})

test('damaged and too little open the line, late does not, not needed any more is withdrawn', async () => {
  const failed = await goods.given(10)
  unwrap(
    await say(goods.onLink(failed.needId), failed.lineId, {
      troubles: [
        { reason: 'damaged', quantity: 2 },
        { reason: 'too-little', quantity: 1 },
      ],
    }),
  )
  expect(await lineOf(failed.lineId)).toMatchObject({ open: 3, delivered: 7, surplus: 0 })
  const late = await goods.given(10)
  expect(unwrap(await say(goods.onLink(late.needId), late.lineId, { troubles: [{ reason: 'late' }] }))).toMatchObject({
    result: 'partly',
    again: 0,
    whole: 'partly',
  })
  expect(await lineOf(late.lineId)).toMatchObject({ open: 0, delivered: 10 })
  const unneeded = await goods.given(10)
  unwrap(
    await say(goods.onLink(unneeded.needId), unneeded.lineId, {
      troubles: [
        { reason: 'not-needed', quantity: 4 },
        { reason: 'too-much', quantity: 2 },
      ],
    }),
  )
  expect(await lineOf(unneeded.lineId)).toMatchObject({ open: 0, delivered: 6, withdrawn: 4, surplus: 6 })
  expect(
    await say(goods.onLink(failed.needId), failed.lineId, { troubles: [{ reason: 'wrong', quantity: 30 }] }),
  ).toMatchObject({ ok: false })
})

test('a later word replaces an earlier one, as far as nobody has taken up what was asked for again', async () => {
  const line = await goods.given(10)
  unwrap(await say(goods.onLink(line.needId), line.lineId, { troubles: [{ reason: 'too-little', quantity: 10 }] }))
  expect(await lineOf(line.lineId)).toMatchObject({ open: 10, delivered: 0 })
  const [delivery] = await listDeliveries(world.db, line.needId)
  const again = await say(goods.onLink(line.needId), line.lineId, { deliveryId: delivery?.id })
  expect(unwrap(again)).toMatchObject({ result: 'yes', whole: 'yes' })
  expect(await lineOf(line.lineId)).toMatchObject({ open: 0, delivered: 10 })
  expect(await troublesOf(line.needId)).toMatchObject([{ state: 'taken-back' }])
})

test('the code tells that the person has it; a wrong one is refused, and five a day are the most', async () => {
  const line = await goods.given(5)
  const code = await inCommand(world.system, 'read', async (tx) => ok(await receiptCodeOf(tx, line.needId)))
  const right = unwrap(code) ?? ''
  expect(right).toMatch(/^\d{4}$/)
  const wrong = right === '0000' ? '0001' : '0000'
  const typed = (typedCode: string) => say(goods.dana(), line.lineId, { by: { kind: 'code', code: typedCode } })
  expect(await typed(wrong)).toEqual({ ok: false, error: { kind: 'wrong-code' } })
  expect(unwrap(await typed(` ${right.slice(0, 2)}-${right.slice(2)}`))).toMatchObject({ result: 'yes' })
  const other = await goods.given(5)
  for (let i = 0; i < 5; i++)
    expect(await say(goods.dana(), other.lineId, { by: { kind: 'code', code: 'none' } })).toEqual({
      ok: false,
      error: { kind: 'wrong-code' },
    })
  expect(await say(goods.dana(), other.lineId, { by: { kind: 'code', code: right } })).toEqual({
    ok: false,
    error: { kind: 'too-many-tries' },
  })
})

test('an operator passes on the word of the person, never whoever delivered; and nobody speaks on a link that is not theirs', async () => {
  const line = await goods.given(5)
  const by = { kind: 'another', consentHow: 'by-phone' } as const
  expect(await say(goods.dana(), line.lineId, { by })).toEqual({ ok: false, error: { kind: 'forbidden' } })
  const other = await goods.given(5)
  expect(await say(goods.onLink(other.needId), line.lineId)).toEqual({ ok: false, error: { kind: 'forbidden' } })
  expect(await say(goods.operator(), line.lineId)).toEqual({ ok: false, error: { kind: 'forbidden' } })
  expect(unwrap(await say(goods.operator(), line.lineId, { by }))).toMatchObject({ result: 'yes', whole: 'yes' })
  expect(await needOf(line.needId)).toMatchObject({ receipt_consent: 'by-phone' })
})

test('what is public of a no tells neither what was said nor of which delivery', async () => {
  const line = await goods.given(5)
  unwrap(await say(goods.onLink(line.needId), line.lineId, { troubles: [{ reason: 'damaged' }], stillNeeded: false }))
  const entries = (await world.entries()).filter(({ kind }) => kind === 'receipt.said' || kind === 'need.receipt')
  const [said, whole] = entries.slice(-2)
  expect(said?.publicBody).toEqual({ region: d.region, day: '2026-11-22', definition: 1, drill: false })
  expect(said?.organizationId).toBeNull()
  expect(whole?.body).toMatchObject({ result: 'no', byLines: true })
  expect(whole?.publicBody).not.toHaveProperty('result')
  expect(JSON.stringify(whole?.publicBody)).not.toContain(line.needId)
  const moved = (await world.entries()).filter(
    ({ kind, subjectId }) => kind === 'line.moved' && subjectId === line.lineId,
  )
  expect(moved.at(-1)?.publicBody).toMatchObject({ cause: 'counted-again', state: 'withdrawn' })
})

test('a sample of the silent is called back by others than those who delivered, and the seed is told when the calls are over', async () => {
  const other = await goods.anotherOrganization()
  const lines = await Promise.all([goods.given(1), goods.given(1), goods.given(1, 'blanket', { callSafe: false })])
  expect(unwrap(await drawCallBacks(world.system, d.region))).toEqual({ drawn: 0 })
  world.clock.advance({ hours: 49 })
  const { drawn } = unwrap(await drawCallBacks(world.system, d.region))
  expect(unwrap(await drawCallBacks(world.system, d.region))).toEqual({ drawn: 0 })
  const draw = await world.db.selectFrom('call_back_draws').selectAll().executeTakeFirstOrThrow()
  const calls = await world.db.selectFrom('call_backs').selectAll().orderBy('number').execute()
  expect(calls.map(({ number }) => number)).toEqual(drawNumbers(draw.seed, draw.drawn_from, draw.rate_percent))
  expect(drawn).toBe(Math.ceil(draw.drawn_from / 5))
  expect(draw.seed_hash).toBe(hashSeed(draw.seed))
  expect(calls.some(({ need_id }) => need_id === lines[2].needId)).toBe(false)
  const [call] = calls
  if (call === undefined) throw new Error('nobody was drawn')
  // Who rings is an operator of the region: neither those who delivered, nor another organization, nor an operator who came with them.
  const carrier: Ctx = { ...goods.operator(), actor: withOrganization(goods.operator(), d.organizationId) }
  for (const stranger of [goods.dana(), other.ctx(), carrier])
    expect(await noteCallBack(stranger, { callBackId: call.id, outcome: 'busy' })).toEqual({
      ok: false,
      error: { kind: 'forbidden' },
    })
  expect(unwrap(await noteCallBack(goods.operator(), { callBackId: call.id, outcome: 'no-answer' }))).toMatchObject({
    state: 'open',
  })
  const by = { kind: 'call-back', callBackId: call.id } as const
  for (const stranger of [goods.dana(), other.ctx(), carrier])
    expect(await say(stranger, call.line_id, { by })).toEqual({ ok: false, error: { kind: 'forbidden' } })
  expect(unwrap(await tellSeed(world.system, draw.id))).toEqual({ told: false })
  expect(unwrap(await say(goods.operator(), call.line_id, { by, troubles: [{ reason: 'too-little' }] }))).toMatchObject(
    {
      result: 'no',
    },
  )
  expect(await say(goods.operator(), call.line_id, { by })).toEqual({ ok: false, error: { kind: 'forbidden' } })
  for (const one of calls.slice(1))
    unwrap(await noteCallBack(goods.operator(), { callBackId: one.id, outcome: 'wrong-number' }))
  expect(unwrap(await tellSeed(world.system, draw.id))).toEqual({ told: true })
})

test('a no lowers nobody: the same request stands in the same place of the queue, and its line may be claimed', async () => {
  const [yes, no] = [await goods.given(5), await goods.given(5)]
  const place = async ({ needId }: { needId: string }) => {
    const { rows } = await listQueue(
      world.db,
      { regions: [d.region], closed: false, cursor: undefined, limit: 100 },
      world.clock.now(),
    )
    const row = rows.find(({ id }) => id === needId)
    return {
      urgency: row?.urgency,
      escalation: row?.escalation,
      raised: row?.raised_at.toString(),
      place: rows.findIndex(({ id }) => id === needId),
    }
  }
  const [before] = await Promise.all([place(no), place(yes)])
  const line = no
  unwrap(await say(goods.onLink(no.needId), no.lineId, { troubles: [{ reason: 'wrong' }] }))
  expect(await place(no)).toEqual(before)
  const claim = {
    lineId: line.lineId,
    organizationId: d.organizationId,
    quantity: 5,
    until: world.clock.now().add({ hours: 5 }),
  }
  expect(await claimLine(goods.dana(), claim)).toMatchObject({ ok: true })
})

test('thirty days after a need ended nothing of what its person said can be opened, and their code is none', async () => {
  const line = await goods.given(5)
  unwrap(await say(goods.onLink(line.needId), line.lineId))
  await world.entries()
  const facts = () =>
    world.db
      .selectFrom('sealed_facts as f')
      .innerJoin('journal as j', 'j.id', 'f.entry_id')
      .select('j.kind')
      .where('j.subject_id', '=', line.needId)
      .where('j.kind', '=', 'receipt.said')
      .execute()
  expect(await facts()).toHaveLength(1)
  world.clock.advance({ hours: 24 * 30 })
  expect(unwrap(await destroyNeed(world.system, line.needId))).toEqual({ destroyed: true })
  expect(await facts()).toEqual([])
  expect(await say(goods.dana(), line.lineId, { by: { kind: 'code', code: '1234' } })).toEqual({
    ok: false,
    error: { kind: 'destroyed' },
  })
  expect(await say(goods.onLink(line.needId), line.lineId)).toEqual({ ok: false, error: { kind: 'destroyed' } })
})

test('nothing that puts needs or people in an order reads what was said of a delivery', () => {
  const reads =
    /(selectFrom|[jJ]oin)\('(receipts|receipt_troubles|call_backs)\b|(FROM|JOIN) (receipts|receipt_troubles|call_backs)\b/
  const readers = sourceFiles('src').filter(({ path, text }) => !isTest(path) && reads.test(text))
  // Whoever rings back has to know whom, and that no answer came yet: the list of calls orders calls, never needs or people who help.
  // Patterns look at who said it for whom, and order nothing.
  const mayRead = /^src\/(goods\/receipts|line|safety\/patterns)\//
  expect(readers.map(({ path }) => path).filter((path) => !mayRead.test(path))).toEqual([])
  expect(readers.length).toBeGreaterThan(0)
})

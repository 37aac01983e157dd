import { beforeAll, expect, test } from 'vitest'
import { testWorld, type World } from '../../test/world'
import { listGoodsFaults } from '../goods'
import { unwrap } from '../kit/result'
import { changeRounds } from './commands/change-rounds'
import { reportStop } from './commands/report-stop'
import { ROUND_DAY, roundStage } from './testing/round-stage'

let world: World
let stage: Awaited<ReturnType<typeof roundStage>>
beforeAll(async () => {
  world = await testWorld({ background: true })
  stage = await roundStage(world)
})

let day = ROUND_DAY

/** A round of this driver for what waits, sent out with their yes. */
async function sentWith(driver: string): Promise<string> {
  const [round] = await stage.roundsOf(await stage.plan(day))
  await stage.sendWithYes(round?.id ?? '', driver)
  await world.entries()
  return round?.id ?? ''
}

const ahead = async (roundId: string) =>
  (await stage.stopsOf(roundId)).filter(({ state }) => state === 'planned').map(({ id }) => id)
const needsOf = async (roundId: string) =>
  (await stage.stopsOf(roundId)).filter(({ state }) => state === 'planned').flatMap(({ need_id }) => need_id ?? [])
const visitOf = (needId: string, roundId: string) =>
  world.db
    .selectFrom('need_visits')
    .select(['state', 'person_ids'])
    .where('need_id', '=', needId)
    .where('source_id', '=', roundId)
    .executeTakeFirst()

/** Two rounds at the same time: Lina's with two doors, then Arman's with two others. */
async function twoRounds() {
  if (day.equals(ROUND_DAY)) await stage.drives(stage.d.lina)
  const first = [await stage.askWithStock({ north: 0.01 }), await stage.askWithStock({ north: 0.02 })]
  const lina = await sentWith(stage.d.lina)
  if (day.equals(ROUND_DAY)) await stage.drives(stage.d.arman)
  const second = [await stage.askWithStock({ north: 0.03 }), await stage.askWithStock({ north: 0.04 })]
  const arman = await sentWith(stage.d.arman)
  day = day.add({ days: 1 })
  return { lina, arman, first, second }
}

test('a vehicle that breaks down before it is loaded gives its doors to the other, whose own stops stay in their order', async () => {
  const { lina, arman, first, second } = await twoRounds()
  const before = await ahead(arman)
  const changed = unwrap(await changeRounds(stage.dana(), { kind: 'vehicle-lost', roundId: lina }))
  expect(changed).toEqual({ moved: 2, undone: 0, aboard: 0 })
  const after = await ahead(arman)
  expect(after.filter((id) => before.includes(id))).toEqual(before)
  expect(new Set(await needsOf(arman))).toEqual(new Set([...first, ...second].map(({ needId }) => needId)))
  expect((await stage.goodsOf(lina)).map(({ state }) => state)).toEqual(['off', 'off'])
  // Whoever waits learns that somebody else comes.
  expect(await visitOf(first[0]?.needId ?? '', lina)).toMatchObject({ state: 'cancelled' })
  expect(await visitOf(first[0]?.needId ?? '', arman)).toMatchObject({ state: 'coming', person_ids: [stage.d.arman] })
  const told = (await world.entries()).filter(({ kind, subjectId }) => kind === 'round.changed' && subjectId === arman)
  expect(told.map(({ body }) => body.cause)).toEqual(['taken-over'])
  expect(await listGoodsFaults(world.db)).toEqual([])
})

test('an urgent delivery is put in where it costs least, and no stop that was there moves', async () => {
  const { lina, arman } = await twoRounds()
  const urgent = await stage.askWithStock({ north: 0.05 })
  const before = [await ahead(lina), await ahead(arman)]
  const changed = unwrap(await changeRounds(stage.dana(), { kind: 'added', roundId: lina, needId: urgent.needId }))
  expect(changed).toMatchObject({ moved: 0, undone: 0 })
  const after = [await ahead(lina), await ahead(arman)]
  after.forEach((stops, i) => {
    expect(stops.filter((id) => before[i]?.includes(id))).toEqual(before[i])
  })
  expect([...(await needsOf(lina)), ...(await needsOf(arman))]).toContain(urgent.needId)
  // A second press finds nothing that waits.
  const again = await changeRounds(stage.dana(), { kind: 'added', roundId: lina, needId: urgent.needId })
  expect(again).toMatchObject({ ok: false, error: { kind: 'nothing-waits' } })
})

test('what is on board of a vehicle that breaks down waits to be brought to a site, and nobody else is sent for it', async () => {
  const { lina, arman } = await twoRounds()
  const [load] = await stage.stopsOf(lina)
  unwrap(
    await reportStop(stage.as(stage.d.lina), {
      roundId: lina,
      stopId: load?.id ?? '',
      what: 'done',
      saidAt: world.clock.now(),
    }),
  )
  const before = await ahead(arman)
  const changed = unwrap(await changeRounds(stage.dana(), { kind: 'vehicle-lost', roundId: lina }))
  expect(changed).toEqual({ moved: 0, undone: 0, aboard: 2 })
  expect(await ahead(arman)).toEqual(before)
  const left = (await stage.stopsOf(lina)).filter(({ state }) => state === 'planned')
  expect(left.map(({ kind }) => kind)).toEqual(['unload'])
  unwrap(
    await reportStop(stage.dana(), {
      roundId: lina,
      stopId: left[0]?.id ?? '',
      what: 'done',
      saidAt: world.clock.now(),
    }),
  )
  expect(await listGoodsFaults(world.db)).toEqual([])
})

test('whoever does not run the round changes nothing', async () => {
  const { lina } = await twoRounds()
  const stranger = await changeRounds(stage.as(stage.d.aigul), { kind: 'vehicle-lost', roundId: lina })
  expect(stranger).toMatchObject({ ok: false, error: { kind: 'forbidden' } })
})

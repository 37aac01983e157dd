import { beforeAll, expect, test } from 'vitest'
import { testWorld, type World } from '../../test/world'
import { unwrap } from '../kit/result'
import { cancelRound, reportStop } from '../rounds'
import { changeRounds } from '../rounds/commands/change-rounds'
import { ROUND_DAY, roundStage } from '../rounds/testing/round-stage'
import { rules } from './rules/all'

let world: World
let stage: Awaited<ReturnType<typeof roundStage>>
let day = ROUND_DAY
beforeAll(async () => {
  world = await testWorld({ background: true })
  stage = await roundStage(world)
  await stage.drives(stage.d.lina)
})

async function driven() {
  await stage.askWithStock()
  const [round] = await stage.roundsOf(await stage.plan(day))
  day = day.add({ days: 1 })
  const { activityId } = await stage.sendWithYes(round?.id ?? '', stage.d.lina)
  return { id: round?.id ?? '', activityId }
}

const toldOf = async (kind: string, roundId: string) => {
  const entry = (await world.entries()).findLast((one) => one.kind === kind && one.subjectId === roundId)
  if (entry === undefined) throw new Error(`no ${kind} was recorded`)
  return (await rules[kind]?.(entry, world.db)) ?? []
}

test('whoever drives is told of a stop that was added, with the way to their round', async () => {
  const { id } = await driven()
  const { needId } = await stage.askWithStock({ north: 0.02 })
  unwrap(await changeRounds(stage.dana(), { kind: 'added', roundId: id, needId }))
  expect(await toldOf('round.changed', id)).toMatchObject([
    { to: { personId: stage.d.lina }, kind: 'round-changed', path: `/me/rounds/${id}`, pace: 'now' },
  ])
  unwrap(await cancelRound(stage.dana(), id))
})

test('what they reported at a door is no news to them', async () => {
  const { id } = await driven()
  for (const what of ['done', 'absent'] as const) {
    const stop = (await stage.stopsOf(id)).find(({ state }) => state === 'planned')
    const said = { roundId: id, stopId: stop?.id ?? '', what, saidAt: world.clock.now() }
    unwrap(await reportStop(stage.as(stage.d.lina), said))
  }
  expect(await toldOf('round.changed', id)).toEqual([])
})

test('whoever drives is told that their round is called off, with the way to its activity', async () => {
  const { id, activityId } = await driven()
  unwrap(await cancelRound(stage.dana(), id))
  expect(await toldOf('round.cancelled', id)).toMatchObject([
    { to: { personId: stage.d.lina }, kind: 'round-cancelled', path: `/activities/${activityId}`, pace: 'now' },
  ])
})

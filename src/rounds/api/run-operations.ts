import { z } from 'zod'
import { type ApiOperation, apiOperation, type Ctx } from '../../platform'
import { cancelRound } from '../commands/cancel-round'
import { type ChangeRounds, changeRounds } from '../commands/change-rounds'
import { tellRecords } from '../steps/tell-helped'
import { mayPlan } from './may-plan'
import { answered, exampleId, idOf, none, tag } from './shared'

const changed = z
  .strictObject({
    moved: z.int().meta({ description: 'Deliveries that are with another vehicle now.' }),
    undone: z.int().meta({ description: 'Deliveries for which there is no place left: they wait.' }),
    aboard: z.int().meta({ description: 'Things on board that are to be brought to a site.' }),
  })
  .meta({ id: 'ChangedRounds' })

async function change(ctx: Ctx, input: ChangeRounds) {
  const allowed = await mayPlan(ctx)
  return allowed.ok ? answered(await changeRounds(ctx, input), (value) => value) : allowed
}

const lost = apiOperation({
  method: 'POST',
  path: '/rounds/:id/lost',
  id: 'loseVehicle',
  pages: ['POST /rounds/:id/lost'],
  summary: 'Say that the vehicle of a round drives on no more; other rounds take over what they can, with few moves',
  tag,
  may: 'dispatch:run',
  records: ['round.vehicle-lost', 'round.changed', 'round.done', ...tellRecords],
  query: none,
  response: changed,
  example: { params: { id: exampleId } },
  run: (ctx, { params }) => change(ctx, { kind: 'vehicle-lost', roundId: idOf(params.id) }),
})

const add = apiOperation({
  method: 'POST',
  path: '/rounds/:id/stops',
  id: 'addToRounds',
  pages: ['POST /rounds/:id/add'],
  summary: 'Put what is set aside for a need into this round or another that runs, where it costs least',
  tag,
  may: 'dispatch:run',
  records: ['round.changed', 'round.done', ...tellRecords],
  query: none,
  body: z.strictObject({ need: z.uuid() }),
  response: changed,
  example: { params: { id: exampleId }, body: { need: exampleId } },
  run: (ctx, { params, body }) => change(ctx, { kind: 'added', roundId: idOf(params.id), needId: body.need }),
})

const cancel = apiOperation({
  method: 'POST',
  path: '/rounds/:id/cancel',
  id: 'cancelRound',
  pages: ['POST /rounds/:id/cancel'],
  summary: 'Call a round off: what was not loaded waits again, what is on board is still to be brought to a site',
  tag,
  may: 'dispatch:run',
  records: ['round.cancelled', 'round.done', ...tellRecords],
  query: none,
  response: z.strictObject({ aboard: z.int().meta({ description: 'Things on board still.' }) }),
  example: { params: { id: exampleId } },
  run: async (ctx, { params }) => answered(await cancelRound(ctx, idOf(params.id)), ({ aboard }) => ({ aboard })),
})

/** Changes while rounds are run. */
export const runOperations: readonly ApiOperation[] = [lost, add, cancel]

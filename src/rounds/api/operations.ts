import { z } from 'zod'
import { err, ok } from '../../kit/result'
import { type ApiOperation, apiOperation, may } from '../../platform'
import { wishDelivery } from '../commands/wish-delivery'
import { listRounds, readStops } from '../queries/find-round'
import { ownOperations } from './own-operations'
import { planOperations } from './plan-operations'
import { runOperations } from './run-operations'
import { answered, exampleId, forbidden, idOf, none, roundFields, showRound, tag } from './shared'

const list = apiOperation({
  method: 'GET',
  path: '/rounds',
  id: 'listRounds',
  summary: 'Rounds of an organization that were sent out: those that run, then the latest that ended',
  tag,
  may: 'dispatch:run',
  query: z.strictObject({ organization: z.uuid() }),
  response: z.strictObject({ rounds: z.array(z.strictObject(roundFields).meta({ id: 'Round' })) }),
  example: { query: { organization: exampleId } },
  run: async (ctx, { query }) => {
    const organization = await ctx.db
      .selectFrom('organizations')
      .select('region_id')
      .where('id', '=', query.organization)
      .executeTakeFirst()
    const scope = { organizationId: query.organization, regionId: organization?.region_id }
    if (organization === undefined || !may(ctx, 'dispatch:run', scope)) return err(forbidden)
    const rounds = await listRounds(ctx.db, [query.organization])
    const stops = await readStops(
      ctx.db,
      rounds.map(({ id }) => id),
    )
    return ok({ rounds: rounds.map((one) => showRound(one, stops)) })
  },
})

const deliveryTime = apiOperation({
  method: 'POST',
  path: '/needs/:id/delivery-time',
  id: 'noteDeliveryTime',
  pages: ['POST /rounds/wishes/:id'],
  summary: 'Note when somebody can be called on, for the next plan of rounds',
  tag,
  may: 'needs:triage',
  records: ['delivery.wished'],
  query: none,
  body: z.strictObject({
    fromMinute: z.int().min(0).max(1439).meta({ description: 'Minute of the day there.' }),
    untilMinute: z.int().min(1).max(1440),
    minutes: z.int().min(1).max(240).meta({ description: 'How long handing over takes.' }),
  }),
  response: z.strictObject({ id: z.uuid() }),
  example: { params: { id: exampleId }, body: { fromMinute: 840, untilMinute: 960, minutes: 15 } },
  run: async (ctx, { params, body }) => {
    const needId = idOf(params.id)
    return answered(await wishDelivery(ctx, { needId, ...body }), () => ({ id: needId }))
  },
})

/** Rounds through the interface: planned, sent out, run and driven, and when people can be called on. */
export const operations: readonly ApiOperation[] = [
  list,
  deliveryTime,
  ...planOperations,
  ...runOperations,
  ...ownOperations,
]

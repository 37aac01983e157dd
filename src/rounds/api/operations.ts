import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok } from '../../kit/result'
import { type ApiOperation, apiOperation, may, type Problem } from '../../platform'
import { wishDelivery } from '../commands/wish-delivery'
import { listRounds, readStops } from '../queries/find-round'
import { roundStates, stopKinds, stopStates } from '../round'

const tag = 'Rounds'
const exampleId = '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a11'
const forbidden: Problem = { status: 403, kind: 'forbidden', detail: 'The key does not reach this organization.' }
const notFound: Problem = { status: 404, kind: 'not-found', detail: 'There is no such need for this key.' }

const stop = z.strictObject({
  id: z.uuid(),
  kind: z.enum(stopKinds),
  state: z.enum(stopStates),
  need: z.uuid().nullable(),
  site: z.string().nullable(),
  arrivesAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  reason: z.string().nullable(),
})
const round = z
  .strictObject({
    id: z.uuid(),
    reference: z.string(),
    state: z.enum(roundStates),
    activity: z.uuid().nullable(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    stops: z.array(stop).meta({ description: 'In their order; no address of anybody stands here.' }),
  })
  .meta({ id: 'Round' })

const list = apiOperation({
  method: 'GET',
  path: '/rounds',
  id: 'listRounds',
  summary: 'Rounds of an organization that were sent out: those that run, then the latest that ended',
  tag,
  may: 'dispatch:run',
  query: z.strictObject({ organization: z.uuid() }),
  response: z.strictObject({ rounds: z.array(round) }),
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
    return ok({
      rounds: rounds.map((one) => ({
        id: one.id,
        reference: one.reference,
        state: one.state as (typeof roundStates)[number],
        activity: one.activity_id,
        startsAt: one.starts_at.toString(),
        endsAt: one.ends_at.toString(),
        stops: stops
          .filter(({ round_id }) => round_id === one.id)
          .map((row) => ({
            id: row.id,
            kind: row.kind as (typeof stopKinds)[number],
            state: row.state as (typeof stopStates)[number],
            need: row.need_id,
            site: row.site,
            arrivesAt: row.arrives_at.toString(),
            endedAt: row.ended_at?.toString() ?? null,
            reason: row.reason,
          })),
      })),
    })
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
  query: z.strictObject({}),
  body: z.strictObject({
    fromMinute: z.int().min(0).max(1439).meta({ description: 'Minute of the day there.' }),
    untilMinute: z.int().min(1).max(1440),
    minutes: z.int().min(1).max(240).meta({ description: 'How long handing over takes.' }),
  }),
  response: z.strictObject({ id: z.uuid() }),
  example: { params: { id: exampleId }, body: { fromMinute: 840, untilMinute: 960, minutes: 15 } },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    const done = await wishDelivery(ctx, { needId: params.id, ...body })
    if (done.ok) return ok({ id: params.id })
    if (done.error.kind === 'unknown') return err(notFound)
    if (done.error.kind === 'forbidden') return err(forbidden)
    return err({ status: 422, kind: 'time-invalid', detail: 'Expected a start before the end.' })
  },
})

/** Rounds as partners' systems read them, and when people can be called on. */
export const operations: readonly ApiOperation[] = [list, deliveryTime]

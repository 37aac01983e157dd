import { z } from 'zod'
import { err, ok } from '../../kit/result'
import { type ApiOperation, apiOperation, may } from '../../platform'
import { makeRoundPlan } from '../commands/make-plan'
import { askDriver, sendRound } from '../commands/send-round'
import { leftOutReasons } from '../plan/why-left-out'
import { listRoundsOfPlan, readGoods, readStops } from '../queries/find-round'
import { findRoundPlan } from '../queries/find-round-plan'
import { listOwed } from '../queries/list-owed'
import { mayPlan } from './may-plan'
import { answered, exampleId, forbidden, idOf, none, notFound, problemOf, roundFields, showRound, tag } from './shared'

const plan = apiOperation({
  method: 'POST',
  path: '/round-plans',
  id: 'planRounds',
  pages: ['POST /rounds/plan'],
  summary: 'Propose rounds for a day. Nobody is asked and nothing moves; a plan is destroyed after two days.',
  tag,
  may: 'dispatch:run',
  records: ['round-plan.made'],
  query: none,
  body: z.strictObject({
    organization: z.uuid(),
    day: z.iso.date(),
    fromMinute: z.int().min(0).max(1439).meta({ description: 'Minute of the day there: not on the road before.' }),
    untilMinute: z.int().min(1).max(1440),
    fetchTo: z.uuid().optional().meta({
      description: 'Site to which goods fetched at donors’ go; left out: straight to whoever asked.',
    }),
  }),
  status: 201,
  response: z.strictObject({ id: z.uuid() }),
  example: { body: { organization: exampleId, day: '2026-11-24', fromMinute: 540, untilMinute: 1080 } },
  run: async (ctx, { body }) => {
    const allowed = await mayPlan(ctx)
    if (!allowed.ok) return allowed
    const made = await makeRoundPlan(ctx, {
      organizationId: body.organization,
      day: Temporal.PlainDate.from(body.day),
      fromMinute: body.fromMinute,
      untilMinute: body.untilMinute,
      fetchTo: body.fetchTo === undefined ? 'straight' : { siteId: body.fetchTo },
    })
    return answered(made, ({ planId }) => ({ id: planId }))
  },
})

const goods = z.strictObject({
  id: z.uuid(),
  from: z.uuid().meta({ description: 'Stop at which it comes on board.' }),
  to: z.uuid().meta({ description: 'Stop to which it goes.' }),
  item: z.string().nullable(),
  kit: z.string().nullable(),
  unit: z.string(),
  quantity: z.int(),
  state: z.string(),
})

const read = apiOperation({
  method: 'GET',
  path: '/round-plans/:id',
  id: 'getRoundPlan',
  summary: 'A plan: its rounds with stops and goods, and what it left out and why',
  tag,
  may: 'dispatch:run',
  query: none,
  response: z
    .strictObject({
      id: z.uuid(),
      organization: z.uuid(),
      startsAt: z.iso.datetime(),
      endsAt: z.iso.datetime(),
      until: z.iso.datetime().meta({ description: 'Destroyed then, with the rounds that nobody sent out.' }),
      vehicles: z.int().meta({ description: 'How many vehicles could be planned with.' }),
      rounds: z.array(
        z.strictObject({
          ...roundFields,
          vehicle: z.uuid(),
          meters: z.int(),
          two: z.boolean().meta({ description: 'Two go.' }),
          owed: z.array(z.string()).meta({ description: 'Obligations that its activity would owe.' }),
          goods: z.array(goods),
        }),
      ),
      leftOut: z.array(z.strictObject({ need: z.uuid(), why: z.enum(leftOutReasons) })),
    })
    .meta({ id: 'RoundPlan' }),
  example: { params: { id: exampleId } },
  run: async (ctx, { params }) => {
    const found = await findRoundPlan(ctx.db, idOf(params.id))
    if (found === undefined) return err(notFound)
    if (!may(ctx, 'dispatch:run', { organizationId: found.organization_id, regionId: found.region_id }))
      return err(forbidden)
    const rounds = await listRoundsOfPlan(ctx.db, found.id)
    const ids = rounds.map(({ id }) => id)
    const [stops, things, owed] = await Promise.all([
      readStops(ctx.db, ids),
      readGoods(ctx.db, ids),
      listOwed(ctx.db, ids),
    ])
    return ok({
      id: found.id,
      organization: found.organization_id,
      startsAt: found.starts_at.toString(),
      endsAt: found.ends_at.toString(),
      until: found.until.toString(),
      vehicles: found.vehicles,
      rounds: rounds.map((round) => {
        const shown = showRound(round, stops)
        return {
          ...shown,
          vehicle: round.vehicle_id,
          meters: round.distance_meters,
          two: round.two,
          owed: owed.get(round.id) ?? [],
          goods: things
            .filter(({ toStopId }) => shown.stops.some(({ id }) => id === toStopId))
            .map(({ id, fromStopId, toStopId, itemId, kit, unit, quantity, state }) => ({
              ...{ id, from: fromStopId, to: toStopId, item: itemId, kit, unit, quantity, state },
            })),
        }
      }),
      leftOut: found.leftOut.map(({ needId, why }) => ({ need: needId, why })),
    })
  },
})

const send = apiOperation({
  method: 'POST',
  path: '/rounds/:id/send',
  id: 'sendRound',
  pages: ['POST /rounds/:id/send'],
  summary:
    'Send a proposed round out: it becomes an activity; `askDriver` asks its driver. Takes activities:manage too.',
  tag,
  may: 'dispatch:run',
  records: ['round.sent', 'activity.created', 'post.added', 'activity.published', 'activity.sent-to-review'],
  query: none,
  body: z.strictObject({
    coordinator: z.uuid().meta({ description: 'Who sends it out: a person who runs rounds of the organization.' }),
    emergencyContact: z.string().max(200).default(''),
    stated: z.array(z.string().max(40)).max(20).default([]),
  }),
  response: z.strictObject({ activity: z.uuid(), state: z.enum(['open', 'review']) }),
  example: {
    params: { id: exampleId },
    body: {
      coordinator: exampleId,
      emergencyContact: '+7 701 000 00 00',
      stated: ['confidentiality', 'two-adults-present'],
    },
  },
  run: async (ctx, { params, body }) => {
    const { coordinator: coordinatorId, emergencyContact, stated } = body
    const sent = await sendRound(ctx, { roundId: idOf(params.id), coordinatorId, emergencyContact, stated })
    if (sent.ok) return ok({ activity: sent.value.activityId, state: sent.value.state })
    return err(problemOf(sent.error.kind === 'refused' ? { kind: sent.error.why } : sent.error))
  },
})

const ask = apiOperation({
  method: 'POST',
  path: '/rounds/:id/ask',
  id: 'askDriver',
  pages: ['POST /rounds/:id/ask', 'POST /rounds/:id/send'],
  summary: 'Ask the owner of the vehicle to drive a round that was sent out, under the rules of every ask',
  tag,
  may: 'dispatch:run',
  records: ['ask.sent'],
  query: none,
  response: none,
  example: { params: { id: exampleId } },
  run: async (ctx, { params }) => {
    const asked = await askDriver(ctx, idOf(params.id))
    return asked.kind === 'asked' ? ok({}) : err(problemOf(asked))
  },
})

/** From what waits to rounds on the road. */
export const planOperations: readonly ApiOperation[] = [plan, read, send, ask]

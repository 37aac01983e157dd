import { z } from 'zod'
import { err, ok } from '../../kit/result'
import { forPerson, ownWord } from '../../people'
import { type ApiOperation, apiOperation, may } from '../../platform'
import { acceptExchange } from '../commands/accept-exchange'
import { agreeExchanges, decideExchange } from '../commands/decide-exchange'
import { endExchange } from '../commands/end-exchange'
import { offerStandIn, offerSwap } from '../commands/offer-exchange'
import { listExchangesToDecide } from '../queries/list-exchanges-to-decide'
import { answered, exampleId, idOf, none, notFound, readVisible, scopeOf, tag } from './shared'

const list = apiOperation({
  method: 'GET',
  path: '/activities/:id/exchanges',
  id: 'listExchanges',
  summary:
    'Stand-ins and swaps both sides said yes to, which wait for whoever runs the work; by id. Each look is recorded.',
  tag,
  may: 'activities:manage',
  query: none,
  response: z.strictObject({
    exchanges: z.array(
      z.strictObject({ id: z.uuid(), kind: z.enum(['stand-in', 'swap']), giver: z.uuid(), taker: z.uuid() }),
    ),
  }),
  example: { params: { id: exampleId } },
  run: async (ctx, { params }) => {
    const row = await readVisible(ctx, params.id)
    if (row === undefined || !may(ctx, 'activities:manage', scopeOf(row))) return err(notFound)
    const waiting = await listExchangesToDecide(ctx, row.id)
    return ok({
      exchanges: waiting.map(({ id, kind, giverId, takerId }) => ({ id, kind, giver: giverId, taker: takerId })),
    })
  },
})

const decidedBy = z.uuid().meta({ description: 'The person who runs the work and decided.' })

const agree = apiOperation({
  method: 'POST',
  path: '/posts/:post/exchanges',
  id: 'agreeExchanges',
  summary: 'Agree beforehand that people of a post pass on and swap their seats, or take that back',
  tag,
  may: 'activities:manage',
  records: ['post.exchanges-agreed'],
  pages: ['POST /activities/:id/posts/:post/exchanges'],
  query: none,
  body: z.strictObject({ agrees: z.boolean(), decidedBy }),
  response: z.strictObject({ agrees: z.boolean() }),
  example: { params: { post: exampleId }, body: { agrees: true, decidedBy: exampleId } },
  run: async (ctx, { params, body: { agrees, decidedBy: deciderId } }) =>
    answered(await agreeExchanges(ctx, { postId: idOf(params.post), agrees, deciderId }), () => ({ agrees })),
})

const decide = apiOperation({
  method: 'POST',
  path: '/exchanges/:id/decide',
  id: 'decideExchange',
  summary: 'Say that seats change hands, or do not; every rule is asked again for both',
  tag,
  may: 'activities:manage',
  records: ['swap.done', 'swap.ended', 'assignment.handed-over', 'assignment.made'],
  pages: ['POST /activities/:id/exchanges/:swap'],
  query: none,
  body: z.strictObject({ agrees: z.boolean(), decidedBy }),
  response: z.strictObject({ agrees: z.boolean() }),
  example: { params: { id: exampleId }, body: { agrees: true, decidedBy: exampleId } },
  run: async (ctx, { params, body: { agrees, decidedBy: deciderId } }) =>
    answered(await decideExchange(ctx, { swapId: idOf(params.id), agrees, deciderId }), () => ({ agrees })),
})

const standIn = apiOperation({
  method: 'POST',
  path: '/assignments/:id/stand-in',
  id: 'offerStandIn',
  summary: 'Look for a stand-in for the person, who keeps their seat until somebody takes it',
  tag,
  may: 'people:help',
  records: ['swap.offered'],
  pages: ['POST /me/assignments/:id/stand-in'],
  status: 201,
  query: none,
  body: ownWord,
  response: z.strictObject({ exchange: z.uuid() }),
  example: { params: { id: exampleId }, body: { volunteer: exampleId, consent: exampleId } },
  run: async (ctx, { params, body }) =>
    answered(
      await offerStandIn(forPerson(ctx, body.volunteer, body.consent), { assignmentId: idOf(params.id) }),
      ({ swapId }) => ({ exchange: swapId }),
    ),
})

const swap = apiOperation({
  method: 'POST',
  path: '/assignments/:id/swap',
  id: 'offerSwap',
  summary: "Offer the person's seat for one of another post",
  tag,
  may: 'people:help',
  records: ['swap.offered', 'answer.given'],
  pages: ['POST /me/assignments/:id/swap'],
  status: 201,
  query: none,
  body: ownWord.extend({ wanted: z.uuid().meta({ description: 'The post they would rather have.' }) }),
  response: z.strictObject({ exchange: z.uuid() }),
  example: { params: { id: exampleId }, body: { volunteer: exampleId, consent: exampleId, wanted: exampleId } },
  run: async (ctx, { params, body }) =>
    answered(
      await offerSwap(forPerson(ctx, body.volunteer, body.consent), {
        assignmentId: idOf(params.id),
        wantedPostId: body.wanted,
      }),
      ({ swapId }) => ({ exchange: swapId }),
    ),
})

const accept = apiOperation({
  method: 'POST',
  path: '/exchanges/:id/accept',
  id: 'acceptExchange',
  summary: 'Say yes to an offered seat for the person; whoever runs the work agrees, unless they did beforehand',
  tag,
  may: 'people:help',
  records: [
    'document.accepted',
    'swap.taken',
    'swap.done',
    'assignment.handed-over',
    'answer.given',
    'assignment.made',
    'swap.ended',
  ],
  pages: ['POST /swaps/:id/decide'],
  query: none,
  body: ownWord.extend({ ethicsVersion: z.int().min(1).optional(), briefingVersion: z.int().min(1).optional() }),
  response: z.strictObject({ outcome: z.enum(['done', 'asked']), assignment: z.uuid().nullable() }),
  example: { params: { id: exampleId }, body: { volunteer: exampleId, consent: exampleId } },
  run: async (ctx, { params, body }) =>
    answered(
      await acceptExchange(forPerson(ctx, body.volunteer, body.consent), {
        swapId: idOf(params.id),
        volunteerId: body.volunteer,
        accepted: { ethicsVersion: body.ethicsVersion, briefingVersion: body.briefingVersion },
      }),
      (value) => ({ outcome: value.outcome, assignment: value.outcome === 'done' ? value.assignmentId : null }),
    ),
})

const end = apiOperation({
  method: 'POST',
  path: '/exchanges/:id/end',
  id: 'endExchange',
  summary: 'Take an offer or an undecided yes back for the person, or say no to an offer made to them',
  tag,
  may: 'people:help',
  records: ['swap.ended'],
  pages: ['POST /swaps/:id/decide', 'POST /swaps/:id/withdraw'],
  query: none,
  body: ownWord,
  response: none,
  example: { params: { id: exampleId }, body: { volunteer: exampleId, consent: exampleId } },
  run: async (ctx, { params, body }) =>
    answered(
      await endExchange(forPerson(ctx, body.volunteer, body.consent), {
        swapId: idOf(params.id),
        volunteerId: body.volunteer,
      }),
      () => ({}),
    ),
})

/** Stand-ins and swaps: the two who exchange, and whoever runs the work. */
export const exchangeOperations: readonly ApiOperation[] = [list, agree, decide, standIn, swap, accept, end]

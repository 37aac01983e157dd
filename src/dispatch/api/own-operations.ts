import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok } from '../../kit/result'
import { forPerson, lookForPerson, ownWord } from '../../people'
import { type ApiOperation, apiOperation } from '../../platform'
import { contestAsk, resetHistory } from '../commands/own-history'
import { listOwnAsks } from '../queries/find-ask'
import { answer, notFound, sampleId, tag } from './problem'

const at = z.iso.datetime()

const contest = apiOperation({
  method: 'POST',
  path: '/asks/:id/contest',
  id: 'contestAsk',
  summary: 'Say for the person that an ask is no sign of their readiness, or that it counts after all',
  tag,
  may: 'people:help',
  records: ['ask.contested'],
  pages: ['POST /me/asks/:id/contest'],
  query: z.strictObject({}),
  body: ownWord.extend({ contested: z.boolean() }),
  response: z.strictObject({ contested: z.boolean() }),
  example: { params: { id: sampleId }, body: { volunteer: sampleId, consent: sampleId, contested: true } },
  run: async (ctx, { params, body: { volunteer: personId, consent, contested } }) => {
    if (!isId(params.id)) return err(notFound)
    const done = await contestAsk(forPerson(ctx, personId, consent), { askId: params.id, personId, contested })
    return answer(done.ok ? ok({ contested }) : done)
  },
})

const reset = apiOperation({
  method: 'POST',
  path: '/asks/reset-history',
  id: 'resetHistory',
  summary: 'Start the history of the person anew: they are reckoned with like anyone nobody knows yet',
  tag,
  may: 'people:help',
  records: ['ask-history.reset'],
  pages: ['POST /me/asks/reset'],
  query: z.strictObject({}),
  body: ownWord,
  response: z.strictObject({}),
  example: { body: { volunteer: sampleId, consent: sampleId } },
  run: async (ctx, { body: { volunteer, consent } }) => {
    const done = await resetHistory(forPerson(ctx, volunteer, consent), volunteer)
    return done.ok ? ok({}) : err(notFound)
  },
})

const listOwn = apiOperation({
  method: 'GET',
  path: '/volunteers/:volunteerId/asks',
  id: 'listOwnAsks',
  summary: 'Asks to the person in the last six months, the latest first, at most 100. The look is recorded.',
  tag,
  may: 'people:help',
  query: z.strictObject({ consent: z.uuid() }),
  response: z.strictObject({
    asks: z.array(
      z.strictObject({
        id: z.uuid(),
        state: z.string(),
        askedAt: at,
        answerBy: at,
        answeredAt: at.nullable(),
        contested: z.boolean(),
      }),
    ),
  }),
  example: { params: { volunteerId: sampleId }, query: { consent: sampleId } },
  run: async (ctx, { params, query }) => {
    const personId = params.volunteerId ?? ''
    if (!(await lookForPerson(ctx, personId, query.consent, ['asks']))) return err(notFound)
    const asks = await listOwnAsks(ctx.db, personId, ctx.clock.now())
    return ok({
      asks: asks.map((row) => ({
        id: row.id,
        state: row.state,
        askedAt: row.asked_at.toString(),
        answerBy: row.answer_by.toString(),
        answeredAt: row.answered_at?.toString() ?? null,
        contested: row.contested_at !== null,
      })),
    })
  },
})

/** What a person says of the asks to them. */
export const ownOperations: readonly ApiOperation[] = [contest, reset, listOwn]

import { z } from 'zod'
import { isId } from '../kit/ids'
import { err, ok, type Result } from '../kit/result'
import { helpConsent } from '../people'
import { type ApiOperation, apiOperation, type Ctx, may, type Problem, recordLooks } from '../platform'
import { ownOperations } from './api/own-operations'
import { answer, forbidden, notFound, problemOf, sampleId, tag } from './api/problem'
import { answerKinds, askStates, callOutLimits, callOutStates } from './ask'
import { answerAsk, consentHows } from './commands/answer-ask'
import { askByHand } from './commands/ask-by-hand'
import { startCallOut } from './commands/start-call-out'
import { stopCallOut } from './commands/stop-call-out'
import { lotOperations } from './lots/api'
import { countShownRules } from './queries/count-shown-rules'
import { findPost } from './queries/find-post'
import { type AskedRow, lookAtAsked } from './queries/list-asks'
import { listBest } from './queries/list-best'
import { rankForPost } from './queries/rank-for-post'
import { answering } from './routes'

const id = z.uuid()
const at = z.iso.datetime()

const callOut = z.strictObject({
  id,
  post: id,
  activity: id,
  state: z.enum(callOutStates),
  startedAt: at,
  endedAt: at.nullable(),
  ceiling: z.int(),
  wantedPermille: z.int(),
  answerMinutes: z.int(),
  sent: z.int().meta({ description: 'Asks sent so far, never more than the ceiling.' }),
  waves: z.int(),
})

const ask = z.strictObject({
  id,
  code: z.string().meta({ description: 'Short code of this ask, as its message carries it.' }),
  volunteer: id,
  callOut: id.nullable(),
  wave: z.int(),
  state: z.enum(askStates),
  askedAt: at,
  answerBy: at,
  answeredAt: at.nullable(),
  yesFrom: at.nullable(),
  words: z.string().nullable().meta({ description: 'What the person said, word for word; never a yes.' }),
  passedOn: z.boolean(),
})

const columns = [
  'id',
  'post_id',
  'activity_id',
  'organization_id',
  'region_id',
  'state',
  'started_at',
  'ended_at',
  'ceiling',
  'wanted_permille',
  'answer_minutes',
  'sent',
  'wave',
] as const

type CallOutRow = NonNullable<Awaited<ReturnType<typeof findCallOutRow>>>

const findCallOutRow = (ctx: Ctx, callOutId: string) =>
  ctx.db.selectFrom('call_outs').select(columns).where('id', '=', callOutId).executeTakeFirst()

const sayCallOut = (row: CallOutRow): z.input<typeof callOut> => ({
  id: row.id,
  post: row.post_id,
  activity: row.activity_id,
  state: row.state as (typeof callOutStates)[number],
  startedAt: row.started_at.toString(),
  endedAt: row.ended_at?.toString() ?? null,
  ceiling: row.ceiling,
  wantedPermille: row.wanted_permille,
  answerMinutes: row.answer_minutes,
  sent: row.sent,
  waves: row.wave,
})

const sayAsk = (row: AskedRow): z.input<typeof ask> => ({
  id: row.id,
  code: row.code,
  volunteer: row.volunteer_id,
  callOut: row.call_out_id,
  wave: row.wave,
  state: row.state as (typeof askStates)[number],
  askedAt: row.asked_at.toString(),
  answerBy: row.answer_by.toString(),
  answeredAt: row.answered_at?.toString() ?? null,
  yesFrom: row.yes_from?.toString() ?? null,
  words: row.words,
  passedOn: row.conveyed,
})

/** What the row says, if this key reaches it; else why not. */
async function reach<R extends { readonly organization_id: string; readonly region_id: string }>(
  ctx: Ctx,
  found: Promise<R | undefined>,
): Promise<Result<R, Problem>> {
  const row = await found
  if (row === undefined) return err(notFound)
  return may(ctx, 'dispatch:run', { organizationId: row.organization_id, regionId: row.region_id })
    ? ok(row)
    : err(forbidden)
}

const byId = <T>(text: string | undefined, find: (found: string) => Promise<T | undefined>): Promise<T | undefined> =>
  isId(text) ? find(text) : Promise.resolve(undefined)

const start = apiOperation({
  method: 'POST',
  path: '/call-outs',
  id: 'startCallOut',
  pages: ['POST /desk/posts/:id/call-outs'],
  summary: 'Start asking people for a post, in waves, up to a ceiling',
  tag,
  may: 'dispatch:run',
  records: ['call-out.started'],
  status: 201,
  query: z.strictObject({}),
  body: z.strictObject({
    post: id,
    ceiling: z.int().min(1).max(callOutLimits.ceilingMax),
    wantedPermille: z.int().min(1).max(999).default(callOutLimits.wantedPermille),
    answerMinutes: z.int().min(1).max(10_080).default(callOutLimits.answerMinutes),
  }),
  response: z.strictObject({ id }),
  example: { body: { post: sampleId, ceiling: 20, wantedPermille: 900, answerMinutes: 60 } },
  run: async (ctx, { body }) => {
    const { post: postId, ...how } = body
    const started = await startCallOut(ctx, { postId, ...how })
    return answer(started.ok ? ok({ id: started.value.callOutId }) : started)
  },
})

const read = apiOperation({
  method: 'GET',
  path: '/call-outs/:id',
  id: 'readCallOut',
  summary: 'Read how a call-out stands',
  tag,
  may: 'dispatch:run',
  query: z.strictObject({}),
  response: callOut,
  example: { params: { id: sampleId } },
  run: async (ctx, { params }) => {
    const row = await reach(
      ctx,
      byId(params.id, (found) => findCallOutRow(ctx, found)),
    )
    return row.ok ? ok(sayCallOut(row.value)) : row
  },
})

const stop = apiOperation({
  method: 'POST',
  path: '/call-outs/:id/stop',
  id: 'stopCallOut',
  pages: ['POST /desk/call-outs/:id/stop'],
  summary: 'Stop asking; whoever has not answered is told that it is no longer needed',
  tag,
  may: 'dispatch:run',
  records: ['call-out.ended', 'ask.withdrawn'],
  query: z.strictObject({}),
  body: z.strictObject({}),
  response: z.strictObject({ post: id }),
  example: { params: { id: sampleId }, body: {} },
  run: async (ctx, { params }) => {
    if (!isId(params.id)) return err(notFound)
    const stopped = await stopCallOut(ctx, params.id)
    return answer(stopped.ok ? ok({ post: stopped.value.postId }) : stopped)
  },
})

const listOfPost = apiOperation({
  method: 'GET',
  path: '/posts/:id/asks',
  id: 'listAsks',
  summary: 'List who was asked for a post and what they said',
  tag,
  may: 'dispatch:run',
  query: z.strictObject({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.strictObject({ asks: z.array(ask), next: z.string().nullable() }),
  example: { params: { id: sampleId }, query: {} },
  run: async (ctx, { params, query }) => {
    const post = await reach(
      ctx,
      byId(params.id, (found) => findPost(ctx.db, found)),
    )
    if (!post.ok) return post
    const asked = await lookAtAsked(ctx, post.value.id)
    const from = /^\d{1,4}$/.test(query.cursor ?? '') ? Number(query.cursor) : 0
    const shown = asked.slice(from, from + query.limit)
    const next = from + shown.length < asked.length ? String(from + shown.length) : null
    return ok({ asks: shown.map(sayAsk), next })
  },
})

const askOne = apiOperation({
  method: 'POST',
  path: '/posts/:id/asks',
  id: 'askPerson',
  pages: ['POST /desk/posts/:id/asks'],
  summary: 'Ask one person for a post, under the same rules as a call-out',
  tag,
  may: 'dispatch:run',
  records: ['ask.sent'],
  status: 201,
  query: z.strictObject({}),
  body: z.strictObject({
    volunteer: id,
    answerMinutes: z.int().min(1).max(10_080).default(callOutLimits.answerMinutes),
  }),
  response: z.strictObject({ id, code: z.string() }),
  example: { params: { id: sampleId }, body: { volunteer: sampleId } },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    const sent = await askByHand(ctx, {
      postId: params.id,
      volunteerId: body.volunteer,
      answerMinutes: body.answerMinutes,
    })
    return answer(sent.ok ? ok({ id: sent.value.askId, code: sent.value.code }) : sent)
  },
})

const answerOne = apiOperation({
  method: 'POST',
  path: '/asks/:id/answer',
  id: 'answerAsk',
  pages: ['POST /asks/:id/answer', 'POST /a/:secret/answer', 'POST /asks/:id/theirs'],
  summary: 'Pass on what a person said to an ask, and how they told you',
  tag,
  may: 'dispatch:run',
  records: [...answering, 'consent.given'],
  query: z.strictObject({}),
  body: z.strictObject({
    answer: z.enum(answerKinds),
    consent: helpConsent.optional(),
    how: z.enum(consentHows).optional().meta({
      description: 'Instead of a consent: how the person told you. It is kept as their consent to this one answer.',
    }),
    yesFrom: at.optional().meta({ description: 'Required with yes-from.' }),
    words: z.string().min(1).max(1000).optional().meta({ description: 'Kept as said; required with words.' }),
    orWait: z.boolean().default(false).meta({ description: 'Join the waiting list when no seat is left.' }),
  }),
  response: z.strictObject({
    state: z.enum(askStates),
    outcome: z.enum(['seated', 'full', 'kept']),
    late: z.boolean(),
    waitingPlace: z.int().nullable(),
  }),
  example: { params: { id: sampleId }, body: { answer: 'no', how: 'call' } },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    if ((body.answer === 'yes-from') !== (body.yesFrom !== undefined) || (body.answer === 'words' && !body.words))
      return err({ status: 422, kind: 'invalid', detail: 'yes-from needs yesFrom, words needs words.' })
    if ((body.consent === undefined) === (body.how === undefined))
      return err({ status: 422, kind: 'invalid', detail: 'Expected either consent, or how the person told you.' })
    const answered = await answerAsk(ctx, {
      askId: params.id,
      kind: body.answer,
      yesFrom: body.yesFrom === undefined ? undefined : Temporal.Instant.from(body.yesFrom),
      words: body.words,
      orWait: body.orWait,
      consentId: body.consent,
      conveyed: body.how === undefined ? undefined : { how: body.how },
    })
    if (!answered.ok) return err(problemOf(answered.error))
    const { value } = answered
    return ok({
      state: value.state,
      outcome: value.outcome,
      late: value.late,
      waitingPlace: value.outcome === 'full' ? value.waitingPlace : null,
    })
  },
})

const CANDIDATES_MAX = 2000

const candidates = apiOperation({
  method: 'GET',
  path: '/posts/:id/candidates',
  id: 'listCandidates',
  summary:
    'Who may take a post, best first, with the reasons; and, if wanted, how many each rule keeps out. Each look is recorded.',
  tag,
  may: 'dispatch:run',
  query: z.strictObject({
    cursor: z
      .string()
      .regex(/^\d{1,4}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(50).default(50),
    whole: z
      .literal('true')
      .optional()
      .describe('Reads everybody, to count those who may come and those whom each rule keeps out.'),
  }),
  response: z.strictObject({
    eligible: z
      .int()
      .nullable()
      .describe('How many may come; null where there are more and `whole` was not asked for.'),
    candidates: z.array(z.strictObject({ volunteer: id, travelMinutes: z.int(), reasons: z.array(z.string()) })),
    excluded: z
      .array(z.strictObject({ rule: z.string(), people: z.int() }))
      .nullable()
      .describe('By rule; private ones together as `not-available`. Null where `whole` was not asked for.'),
    next: z.string().nullable(),
  }),
  example: { params: { id: sampleId }, query: { limit: '10' } },
  run: async (ctx, { params, query }) => {
    const post = await reach(
      ctx,
      byId(params.id, (found) => findPost(ctx.db, found)),
    )
    if (!post.ok) return post
    const from = Math.min(Number(query.cursor ?? 0), CANDIDATES_MAX)
    const upTo = from + query.limit
    const now = ctx.clock.now()
    const whole = query.whole === undefined ? undefined : await rankForPost(ctx.db, post.value, now, { k: upTo + 1 })
    const ranked = whole?.ranked ?? (await listBest(ctx.db, post.value, now, upTo + 1))
    const shown = ranked.slice(from, upTo)
    const more = ranked.length > upTo
    await recordLooks(
      ctx.db,
      ctx,
      shown.map((one) => ({
        subjectPersonId: one.personId,
        subjectKind: 'post',
        subjectId: post.value.id,
        what: ['free-time'],
      })),
    )
    return ok({
      eligible: whole?.eligible ?? (more ? null : ranked.length),
      candidates: shown.map((one) => ({
        volunteer: one.personId,
        travelMinutes: Math.round(one.travelMinutes),
        reasons: one.reasons.map((reason) => reason.code),
      })),
      excluded:
        whole === undefined ? null : countShownRules(whole.excludedByRule).map(([rule, people]) => ({ rule, people })),
      next: more && upTo < CANDIDATES_MAX ? String(upTo) : null,
    })
  },
})

/** Call-outs, asks and answers for partners' systems. */
export const operations: readonly ApiOperation[] = [
  start,
  read,
  stop,
  listOfPost,
  askOne,
  answerOne,
  candidates,
  ...lotOperations,
  ...ownOperations,
]

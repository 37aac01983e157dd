import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type ApiOperation, apiOperation, type Problem } from '../../platform'
import { none, quantity, someId } from '../api/problem'
import { organizationsWith } from '../stock/scope'
import { askStates, type HandOverError, refusals } from './ask'
import { giveGoods, refuseGoods, takeGoods } from './commands/answer-ask'
import { askForGoods, withdrawAsk } from './commands/ask-for-goods'
import { listAsks } from './queries'

const tag = 'Hand-over'
const problems: Readonly<Record<HandOverError['kind'], Pick<Problem, 'status' | 'detail'>>> = {
  'not-found': { status: 404, detail: 'There is no such ask, organization, site or claim for this key.' },
  forbidden: { status: 403, detail: 'The key does not act for this side of the hand-over.' },
  'wrong-state': { status: 409, detail: 'The ask is no longer in a state that allows this.' },
  'not-active': { status: 409, detail: 'Both have to be verified organizations that are not suspended.' },
  'unknown-item': { status: 422, detail: 'Expected the id of an item of the catalogue.' },
  prescription: { status: 403, detail: 'Prescription medicine goes to licensed organizations alone.' },
  'wrong-time': { status: 422, detail: 'Expected a moment ahead, within 14 days.' },
  'too-little': { status: 409, detail: 'Less lies there free, was asked or is held; `free` is how much.' },
  'too-many-open': { status: 409, detail: 'The asker holds as many open claims as it may for what it has closed.' },
  ended: { status: 409, detail: 'This has already ended.' },
}
const problemOf = (error: HandOverError): Problem => ({
  ...problems[error.kind],
  kind: error.kind,
  ...('free' in error ? { more: { free: error.free } } : {}),
})
const notFound = problemOf({ kind: 'not-found' })
const answer = <T, E extends HandOverError>(result: Result<T, E>): Result<T, Problem> =>
  result.ok ? result : err(problemOf(result.error))

const done = z.strictObject({ id: z.uuid() })
const doneOf = (result: Result<{ readonly askId: string }, HandOverError>) => {
  const told = answer(result)
  return told.ok ? ok({ id: told.value.askId }) : told
}

const list = apiOperation({
  method: 'GET',
  path: '/goods-asks',
  id: 'listGoodsAsks',
  summary: 'What the organizations of the key ask of others and are asked for, those that wait first',
  tag,
  may: 'goods:stock',
  query: none,
  response: z.strictObject({
    asks: z.array(
      z
        .strictObject({
          id: z.uuid(),
          asker: z.uuid(),
          holder: z.uuid(),
          item: z.string().nullable(),
          claim: z.uuid().nullable(),
          quantity: z.int(),
          given: z.int(),
          arrived: z.int(),
          site: z.uuid().nullable(),
          state: z.enum(askStates),
          reason: z.enum(refusals).nullable(),
          until: z.iso.datetime(),
        })
        .meta({ id: 'GoodsAsk' }),
    ),
  }),
  example: {},
  run: async (ctx) =>
    ok({
      asks: (await listAsks(ctx.db, organizationsWith(ctx, 'goods:stock'))).map((ask) => ({
        id: ask.id,
        asker: ask.asker_id,
        holder: ask.holder_id,
        item: ask.item_id,
        claim: ask.claim_id,
        quantity: ask.quantity,
        given: ask.given,
        arrived: ask.arrived,
        site: ask.site_id,
        state: ask.state,
        reason: refusals.find((one) => one === ask.reason) ?? null,
        until: ask.until.toString(),
      })),
    }),
})

const ask = apiOperation({
  method: 'POST',
  path: '/goods-asks',
  id: 'askForGoods',
  summary: 'Ask another organization for stock of an item, or for a claim it holds',
  tag,
  may: 'goods:manage',
  records: ['goods.asked'],
  pages: ['POST /hand-over/new'],
  query: none,
  body: z.strictObject({
    asker: z.uuid(),
    holder: z.uuid(),
    item: z.string().max(60).optional().meta({ description: 'With `site`; else name a claim.' }),
    site: z.uuid().optional().meta({ description: 'Site of the asker where it is wanted.' }),
    claim: z.uuid().optional(),
    quantity,
    words: z.string().max(500).default(''),
    until: z.iso.datetime({ offset: true }),
  }),
  response: done,
  status: 201,
  example: {
    body: { asker: someId, holder: someId, item: 'blanket', site: someId, quantity: 10, until: '2026-11-24T10:00:00Z' },
  },
  run: async (ctx, { body }) => {
    const { item, site, claim } = body
    const what =
      claim !== undefined
        ? { claimId: claim }
        : item !== undefined && site !== undefined
          ? { itemId: item, siteId: site }
          : undefined
    if (what === undefined || (claim !== undefined && item !== undefined))
      return err({ status: 422, kind: 'which-goods', detail: 'Expected an item with a site, or a claim.' })
    return doneOf(
      await askForGoods(ctx, {
        askerId: body.asker,
        holderId: body.holder,
        what,
        quantity: body.quantity,
        words: body.words,
        until: Temporal.Instant.from(body.until),
      }),
    )
  },
})

const give = apiOperation({
  method: 'POST',
  path: '/goods-asks/:id/give',
  id: 'giveGoods',
  summary: 'Give what was asked for, or part of it: stock leaves a site of the holder, a claim changes hands at once',
  tag,
  may: 'goods:manage',
  records: ['goods.given', 'goods.taken', 'line.claim-released', 'line.claimed'],
  pages: ['POST /hand-over/give'],
  query: none,
  body: z.strictObject({ quantity, site: z.uuid().optional().meta({ description: 'Where stock is taken from.' }) }),
  response: z.strictObject({ id: z.uuid(), state: z.enum(['given', 'taken']) }),
  example: { params: { id: someId }, body: { quantity: 5, site: someId } },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    const given = answer(await giveGoods(ctx, { askId: params.id, quantity: body.quantity, siteId: body.site }))
    return given.ok ? ok({ id: given.value.askId, state: given.value.state }) : given
  },
})

const refuse = apiOperation({
  method: 'POST',
  path: '/goods-asks/:id/refuse',
  id: 'refuseGoods',
  summary: 'Say that it is not given, and why',
  tag,
  may: 'goods:manage',
  records: ['goods.refused'],
  pages: ['POST /hand-over/refuse'],
  query: none,
  body: z.strictObject({ reason: z.enum(refusals) }),
  response: done,
  example: { params: { id: someId }, body: { reason: 'needed-here' } },
  run: async (ctx, { params, body }) =>
    isId(params.id) ? doneOf(await refuseGoods(ctx, { askId: params.id, reason: body.reason })) : err(notFound),
})

const withdraw = apiOperation({
  method: 'POST',
  path: '/goods-asks/:id/withdraw',
  id: 'withdrawGoodsAsk',
  summary: 'Take back what was asked and nobody has answered',
  tag,
  may: 'goods:manage',
  records: ['goods.ask-ended'],
  pages: ['POST /hand-over/withdraw'],
  query: none,
  body: z.strictObject({}),
  response: done,
  example: { params: { id: someId }, body: {} },
  run: async (ctx, { params }) => (isId(params.id) ? doneOf(await withdrawAsk(ctx, params.id)) : err(notFound)),
})

const take = apiOperation({
  method: 'POST',
  path: '/goods-asks/:id/take',
  id: 'takeGoods',
  summary: 'Say how much of what was given has arrived; it becomes stock of the asker, the rest was lost on the way',
  tag,
  may: 'goods:stock',
  records: ['goods.taken'],
  pages: ['POST /hand-over/take'],
  query: none,
  body: z.strictObject({ arrived: z.int().min(0) }),
  response: z.strictObject({ id: z.uuid(), lots: z.array(z.uuid()) }),
  example: { params: { id: someId }, body: { arrived: 5 } },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    const taken = answer(await takeGoods(ctx, { askId: params.id, arrived: body.arrived }))
    return taken.ok ? ok({ id: taken.value.askId, lots: [...taken.value.lots] }) : taken
  },
})

/** Goods and claims between organizations, through the interface. */
export const handOverOperations: readonly ApiOperation[] = [list, ask, give, refuse, withdraw, take]

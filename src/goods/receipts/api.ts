import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { consentHows, mayOnNeed } from '../../needs'
import { type ApiOperation, apiOperation, type Problem } from '../../platform'
import { type ConfirmLineError, confirmLine, confirmRecords } from './commands/confirm-line'
import { endTrouble, troubleOutcomes } from './commands/end-trouble'
import { deliversHere } from './delivers-here'
import { listDeliveries } from './queries/deliveries'
import { listDraws, listTroubles } from './queries/desk'
import { type SaidBy, troubleReasons } from './receipt'

const tag = 'Receipts'
const none = z.strictObject({})
const anId = '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a11'
const done = z.strictObject({ id: z.uuid() })

const problems: Readonly<Record<string, Problem>> = {
  'not-found': {
    status: 404,
    kind: 'not-found',
    detail: 'There is no such line, delivery or follow-up for this key.',
  },
  forbidden: {
    status: 403,
    kind: 'forbidden',
    detail: 'Nobody who delivered speaks for the person, and no key beyond its region or organization.',
  },
  destroyed: { status: 410, kind: 'destroyed', detail: 'Contact and words of this need were destroyed, as promised.' },
  'power-over-person': {
    status: 403,
    kind: 'power-over-person',
    detail: 'Whoever has power over a person does not answer for them.',
  },
  'wrong-code': { status: 422, kind: 'wrong-code', detail: 'Expected the receipt code of the person.' },
  'too-many-tries': {
    status: 429,
    kind: 'too-many-tries',
    detail: 'The code of this need was tried five times today.',
  },
  'no-delivery': { status: 409, kind: 'no-delivery', detail: 'Nothing came that nobody has answered for.' },
  'which-delivery': {
    status: 422,
    kind: 'which-delivery',
    detail: 'Several deliveries are unanswered: name the one a reason is about.',
  },
  'quantity-missing': {
    status: 422,
    kind: 'quantity-missing',
    detail: 'Expected a quantity for each reason but one, and always for too-much.',
  },
  'wrong-quantity': { status: 422, kind: 'wrong-quantity', detail: 'More is said than was delivered.' },
  ended: { status: 409, kind: 'ended', detail: 'This has already ended.' },
}
const problemOf = (error: ConfirmLineError | { readonly kind: string }): Problem => ({
  ...(problems[error.kind] ?? { status: 409, kind: error.kind, detail: 'This is not possible now.' }),
  ...('delivered' in error ? { more: { delivered: error.delivered } } : {}),
})
const notFound = problemOf({ kind: 'not-found' })

const answer = apiOperation({
  method: 'POST',
  path: '/lines/:id/receipts',
  id: 'answerDelivery',
  summary: 'Pass on what the person helped says of goods that came to a line',
  tag,
  may: 'needs:enter',
  records: confirmRecords,
  pages: ['POST /n/:secret/goods/:delivery', 'POST /needs/:id/goods/:delivery', 'POST /receipts/code'],
  query: none,
  body: z.strictObject({
    delivery: z.uuid().optional().meta({ description: 'Which delivery; left out: all that nobody has answered for.' }),
    troubles: z
      .array(
        z.strictObject({
          reason: z.enum(troubleReasons),
          quantity: z.int().min(1).optional().meta({ description: "In the line's unit; left out: all the rest." }),
          cameItem: z.string().max(60).optional().meta({ description: 'What came in its place, as an item.' }),
        }),
      )
      .max(6)
      .default([])
      .meta({ description: 'Why it was not what was needed; empty: it was.' }),
    stillNeeded: z.boolean().default(true),
    mayTell: z
      .boolean()
      .default(false)
      .meta({ description: 'The person agrees that those who delivered learn of it.' }),
    code: z.string().max(12).optional().meta({ description: 'Receipt code that the person said: one of these two.' }),
    consentHow: z
      .enum(consentHows)
      .optional()
      .meta({ description: 'How the person agreed, asked by somebody without a part in it.' }),
  }),
  response: z
    .strictObject({
      need: z.uuid(),
      receipts: z.array(z.uuid()),
      result: z.enum(['yes', 'partly', 'no']),
      again: z.int().meta({ description: 'What is open again.' }),
      whole: z
        .enum(['yes', 'partly', 'no'])
        .nullable()
        .meta({ description: 'Receipt of the need, once this was the last answer it waited for.' }),
    })
    .meta({ id: 'AnsweredDelivery' }),
  status: 201,
  example: { params: { id: anId }, body: { troubles: [{ reason: 'damaged', quantity: 1 }], consentHow: 'by-phone' } },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    const ways: SaidBy[] = [
      ...(body.code === undefined ? [] : [{ kind: 'code' as const, code: body.code }]),
      ...(body.consentHow === undefined ? [] : [{ kind: 'another' as const, consentHow: body.consentHow }]),
    ]
    const [by] = ways
    if (by === undefined || ways.length > 1)
      return err({ status: 422, kind: 'which-word', detail: 'Expected one of code and consentHow.' })
    const troubles = body.troubles.map(({ reason, quantity, cameItem }) => ({ reason, quantity, cameItemId: cameItem }))
    const { stillNeeded, mayTell } = body
    const said = await confirmLine(ctx, {
      lineId: params.id,
      deliveryId: body.delivery,
      troubles,
      stillNeeded,
      mayTell,
      by,
    })
    if (!said.ok) return err(problemOf(said.error))
    const { needId, receipts, result, again, whole } = said.value
    return ok({ need: needId, receipts: [...receipts], result, again, whole })
  },
})

const deliveries = apiOperation({
  method: 'GET',
  path: '/needs/:id/deliveries',
  id: 'listDeliveries',
  summary: 'What came to a need, and what of it is confirmed; whoever delivered sees a yes or nothing',
  tag,
  may: 'needs:triage',
  query: none,
  response: z.strictObject({
    deliveries: z.array(
      z
        .strictObject({
          id: z.uuid(),
          line: z.uuid(),
          item: z.string().nullable(),
          unit: z.string(),
          quantity: z.int(),
          at: z.iso.datetime(),
          organization: z.uuid().nullable(),
          site: z.uuid().nullable(),
          result: z.enum(['yes', 'partly', 'no']).nullable().meta({ description: 'Null: unconfirmed.' }),
          right: z.int().nullable(),
        })
        .meta({ id: 'Delivery' }),
    ),
  }),
  example: { params: { id: anId } },
  run: async (ctx, { params }) => {
    const need = isId(params.id)
      ? await ctx.db.selectFrom('needs').selectAll().where('id', '=', params.id).executeTakeFirst()
      : undefined
    if (need === undefined || !(await mayOnNeed(ctx.db, ctx, 'needs:triage', need))) return err(notFound)
    const isPart = await deliversHere(ctx.db, ctx, need.id)
    return ok({
      deliveries: (await listDeliveries(ctx.db, need.id)).map((one) => {
        const isShown = !isPart || one.result === 'yes'
        return {
          id: one.id,
          line: one.line_id,
          item: one.given_item_id,
          unit: one.unit,
          quantity: one.quantity,
          at: one.at.toString(),
          organization: one.organization_id,
          site: one.site_id,
          result: isShown ? one.result : null,
          right: isShown ? one.right_quantity : null,
        }
      }),
    })
  },
})

const troubles = apiOperation({
  method: 'GET',
  path: '/receipt-troubles',
  id: 'listReceiptTroubles',
  summary:
    'What was not what was needed and nobody has followed up, of deliveries the key has no part in; oldest first',
  tag,
  may: 'needs:enter',
  query: z.strictObject({ cursor: z.uuid().optional() }),
  response: z.strictObject({
    troubles: z.array(
      z
        .strictObject({
          id: z.uuid(),
          need: z.uuid(),
          reference: z.string(),
          reason: z.enum(troubleReasons),
          quantity: z.int(),
          again: z.int(),
          unit: z.string(),
          item: z.string().nullable(),
          cameItem: z.string().nullable(),
          saidAt: z.iso.datetime(),
        })
        .meta({ id: 'ReceiptTrouble' }),
    ),
    next: z.string().nullable(),
  }),
  example: {},
  run: async (ctx, { query }) => {
    const rows = await listTroubles(ctx, query.cursor)
    return ok({
      troubles: rows.map((row) => ({
        id: row.id,
        need: row.need_id,
        reference: row.reference,
        reason: row.reason,
        quantity: row.quantity,
        again: row.again,
        unit: row.unit,
        item: row.item_id,
        cameItem: row.came_item_id,
        saidAt: row.said_at.toString(),
      })),
      next: rows.length === 100 ? (rows.at(-1)?.id ?? null) : null,
    })
  },
})

const endOne = apiOperation({
  method: 'POST',
  path: '/receipt-troubles/:id/done',
  id: 'endReceiptTrouble',
  summary: 'Say what came of a follow-up',
  tag,
  may: 'needs:enter',
  records: ['receipt.trouble-done'],
  pages: ['POST /receipts/done'],
  query: none,
  body: z.strictObject({ outcome: z.enum(troubleOutcomes) }),
  response: done,
  example: { params: { id: anId }, body: { outcome: 'replaced' } },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    return doneOf(await endTrouble(ctx, { troubleId: params.id, outcome: body.outcome }), params.id)
  },
})

const doneOf = <E extends { readonly kind: string }>(
  result: Result<unknown, E>,
  id: string,
): Result<{ id: string }, Problem> => (result.ok ? ok({ id }) : err(problemOf(result.error)))

const draws = apiOperation({
  method: 'GET',
  path: '/call-back-draws',
  id: 'listCallBackDraws',
  summary: 'How those called back were drawn: rate, how many there were, and the seed once the calls are over',
  tag,
  may: 'anyone',
  query: none,
  response: z.strictObject({
    draws: z.array(
      z
        .strictObject({
          id: z.uuid(),
          region: z.string(),
          day: z.iso.date(),
          ratePercent: z.int(),
          from: z.int(),
          drawn: z.int(),
          seedHash: z.string(),
          seed: z.string().nullable(),
          numbers: z.array(z.int()).nullable(),
        })
        .meta({ id: 'CallBackDraw' }),
    ),
  }),
  example: {},
  run: async (ctx) =>
    ok({
      draws: (await listDraws(ctx.db)).map((draw) => ({
        id: draw.id,
        region: draw.region_id,
        day: draw.day,
        ratePercent: draw.rate_percent,
        from: draw.drawn_from,
        drawn: draw.drawn,
        seedHash: draw.seed_hash,
        seed: draw.seed,
        numbers: draw.numbers === null ? null : [...draw.numbers],
      })),
    }),
})

/** Receipts of goods through the interface. */
export const receiptOperations: readonly ApiOperation[] = [answer, deliveries, troubles, endOne, draws]

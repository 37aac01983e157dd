import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok } from '../../kit/result'
import { parsePhone } from '../../people'
import { type ApiOperation, apiOperation } from '../../platform'
import { namesMoney } from '../catalogue/match-item'
import { cancelNeed, closeNeed, closeReasons } from '../commands/close-need'
import { correctNeed, rotateLink } from '../commands/correct-need'
import { reopenNeed } from '../commands/receive-help'
import { closeReferral, referNeed, referralOutcomes } from '../commands/refer-need'
import { refuseNeed } from '../commands/verify-need'
import { endRecords } from '../desk-routes'
import { readLine } from '../line-wish'
import { consentHows, refusalReasons, verifyMethods } from '../need'
import { done, moneyIsNoItem, needId, none, notFound, problemOf, sayDone, tag } from './problem'

const consentHow = z.enum(consentHows).meta({ description: 'How the person agreed that you say this for them.' })
const words = z.string().max(1000).default('')
const moment = z.iso.datetime({ offset: true })

const correct = apiOperation({
  method: 'POST',
  path: '/needs/:id/correct',
  id: 'correctNeed',
  summary: 'Correct quantities, due time, address or telephone for the person; what is left out stays',
  tag,
  may: 'needs:enter',
  records: ['need.corrected', 'line.moved', 'line.added', 'line.claim-trimmed'],
  pages: ['POST /needs/:id/correct', 'POST /n/:secret/change'],
  query: none,
  body: z.strictObject({
    consentHow,
    lines: z
      .array(
        z.strictObject({ line: z.uuid(), quantity: z.int().min(0).meta({ description: 'New total; 0: not needed.' }) }),
      )
      .max(20)
      .default([]),
    added: z.strictObject({ words: z.string().min(1).max(300), quantity: z.string().max(40).default('') }).optional(),
    neededBy: moment.optional(),
    address: z.string().min(1).max(300).optional(),
    phone: z.string().max(40).optional(),
  }),
  response: done,
  example: { params: { id: needId }, body: { consentHow: 'by-phone', neededBy: '2026-11-24T15:00:00Z' } },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    if (body.added !== undefined && namesMoney(body.added.words)) return err(moneyIsNoItem)
    const added = body.added === undefined ? undefined : readLine(body.added.words, body.added.quantity)
    const phone = body.phone === undefined ? undefined : parsePhone(body.phone)
    if (body.added !== undefined && added === undefined)
      return err({ status: 422, kind: 'quantity-wrong', detail: 'Expected a quantity that fits what is asked for.' })
    if (body.phone !== undefined && phone === undefined)
      return err({ status: 422, kind: 'contact-wrong', detail: 'Expected a telephone number.' })
    return sayDone(
      await correctNeed(ctx, {
        needId: params.id,
        by: { consentHow: body.consentHow },
        lines: body.lines.map(({ line, quantity }) => ({ lineId: line, quantity })),
        added,
        neededBy: body.neededBy === undefined ? undefined : Temporal.Instant.from(body.neededBy),
        address: body.address,
        phone,
      }),
    )
  },
})

const cancel = apiOperation({
  method: 'POST',
  path: '/needs/:id/cancel',
  id: 'cancelNeed',
  summary: 'Withdraw a request for the person who asked',
  tag,
  may: 'needs:enter',
  records: ['need.cancelled', ...endRecords],
  pages: ['POST /needs/:id/cancel', 'POST /n/:secret/cancel'],
  query: none,
  body: z.strictObject({ consentHow }),
  response: done,
  example: { params: { id: needId }, body: { consentHow: 'by-phone' } },
  run: async (ctx, { params, body }) =>
    isId(params.id)
      ? sayDone(await cancelNeed(ctx, { needId: params.id, by: { consentHow: body.consentHow } }))
      : err(notFound),
})

const renewKeys = apiOperation({
  method: 'POST',
  path: '/needs/:id/keys',
  id: 'renewNeedKeys',
  summary: 'Make the person a new link and code; the old ones open nothing from now on',
  tag,
  may: 'needs:verify',
  records: ['need.link-rotated'],
  pages: ['POST /needs/:id/keys', 'POST /n/:secret/link'],
  query: none,
  body: z.strictObject({ consentHow }),
  response: z.strictObject({
    followUrl: z.url().meta({ description: 'Secret link of the person who asked. Pass it on and do not keep it.' }),
    changeCode: z.string().nullable().meta({ description: 'Code for correcting and cancelling, told once.' }),
  }),
  example: { params: { id: needId }, body: { consentHow: 'in-person' } },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    const made = await rotateLink(ctx, { needId: params.id, by: { consentHow: body.consentHow } })
    if (!made.ok) return err(problemOf(made.error))
    return ok({ followUrl: `${ctx.config.url}/n/${made.value.secret}`, changeCode: made.value.changeCode })
  },
})

const refuse = apiOperation({
  method: 'POST',
  path: '/needs/:id/refuse',
  id: 'refuseNeed',
  summary: 'Refuse a need with a reason that its person reads',
  tag,
  may: 'needs:verify',
  records: ['need.refused', 'need.danger-seen', ...endRecords],
  pages: ['POST /needs/:id/refuse'],
  query: none,
  body: z.strictObject({ method: z.enum(verifyMethods), reason: z.enum(refusalReasons), words }),
  response: done,
  example: { params: { id: needId }, body: { method: 'call', reason: 'not-volunteers' } },
  run: async (ctx, { params, body }) =>
    isId(params.id) ? sayDone(await refuseNeed(ctx, { needId: params.id, ...body })) : err(notFound),
})

const close = apiOperation({
  method: 'POST',
  path: '/needs/:id/close',
  id: 'closeNeed',
  summary: 'Close a need nobody could meet or nobody answers for',
  tag,
  may: 'needs:verify',
  records: ['need.closed', ...endRecords],
  pages: ['POST /needs/:id/close'],
  query: none,
  body: z.strictObject({ reason: z.enum(closeReasons) }),
  response: done,
  example: { params: { id: needId }, body: { reason: 'helped-elsewhere' } },
  run: async (ctx, { params, body }) =>
    isId(params.id) ? sayDone(await closeNeed(ctx, { needId: params.id, reason: body.reason })) : err(notFound),
})

const reopen = apiOperation({
  method: 'POST',
  path: '/needs/:id/reopen',
  id: 'reopenNeed',
  summary: 'Open a need again; it must be verified before anyone acts',
  tag,
  may: 'needs:verify',
  records: ['need.reopened', 'line.moved'],
  pages: ['POST /needs/:id/reopen'],
  query: none,
  body: none,
  response: done,
  example: { params: { id: needId }, body: {} },
  run: async (ctx, { params }) => (isId(params.id) ? sayDone(await reopenNeed(ctx, params.id)) : err(notFound)),
})

const refer = apiOperation({
  method: 'POST',
  path: '/needs/:id/referrals',
  id: 'referNeed',
  summary: 'Refer a need to another service; it stays open until somebody says what came of it',
  tag,
  may: 'needs:verify',
  records: ['need.referred'],
  pages: ['POST /needs/:id/refer'],
  status: 201,
  query: none,
  body: z.strictObject({
    receiver: z.string().min(1).max(200).meta({ description: 'The service. The person who asked sees it.' }),
    words,
    followUpAt: moment,
    referredBy: z.uuid().meta({ description: 'The person who refers it; they may verify needs there.' }),
  }),
  response: z.strictObject({ referral: z.uuid() }),
  example: {
    params: { id: needId },
    body: { receiver: 'Social service of the district', followUpAt: '2026-11-25T05:00:00Z', referredBy: needId },
  },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    const { receiver, words, referredBy } = body
    const followUpAt = Temporal.Instant.from(body.followUpAt)
    const referred = await referNeed(ctx, { needId: params.id, receiver, words, followUpAt, referredBy })
    return referred.ok ? ok({ referral: referred.value.referralId }) : err(problemOf(referred.error))
  },
})

const endReferral = apiOperation({
  method: 'POST',
  path: '/referrals/:id/close',
  id: 'closeReferral',
  summary: 'Say what came of a referral',
  tag,
  may: 'needs:verify',
  records: ['need.referral-closed'],
  pages: ['POST /needs/:id/referral'],
  query: none,
  body: z.strictObject({ outcome: z.enum(referralOutcomes) }),
  response: done,
  example: { params: { id: needId }, body: { outcome: 'taken' } },
  run: async (ctx, { params, body }) =>
    isId(params.id)
      ? sayDone(await closeReferral(ctx, { referralId: params.id, outcome: body.outcome }))
      : err(notFound),
})

/** What changes a need, or ends it. */
export const changeOperations: readonly ApiOperation[] = [
  correct,
  cancel,
  renewKeys,
  refuse,
  close,
  reopen,
  refer,
  endReferral,
]

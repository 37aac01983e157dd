import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { forPerson, helpConsent, parseContact } from '../../people'
import { type ApiOperation, apiOperation, hitLimit, type Problem } from '../../platform'
import { decideDispute, disputeHours, stateBasis } from '../commands/dispute-hours'
import { sendResultLink } from '../commands/pass-result-link'
import { bases } from '../contribution'

const tag = 'Contributions'
const none = z.strictObject({})
const sampleId = '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a51'
const notFound: Problem = { status: 404, kind: 'not-found', detail: 'There are no such hours, or not for this key.' }

const details: Readonly<Record<string, string>> = {
  already: 'These hours are disputed already, or the result is confirmed.',
  own: 'Nobody decides about their own hours, or a dispute they raised.',
  'minutes-invalid': 'Expected whole minutes, at most a week.',
  'wrong-confirmer': 'No link confirms the result of this activity.',
  'own-contact': 'The address is of somebody who gains from the result.',
  'no-sender': 'Nothing can be sent there from this installation.',
}

/** A failure of a command as problem details; what a key does not reach is not there. */
const problemOf = ({ kind }: { readonly kind: string }): Problem =>
  kind === 'unknown' || kind === 'forbidden'
    ? notFound
    : { status: kind === 'already' ? 409 : 422, kind, detail: details[kind] ?? 'The command was refused.' }

const answered = <T, E extends { readonly kind: string }, O>(
  result: Result<T, E>,
  shape: (value: T) => O,
): Result<O, Problem> => (result.ok ? ok(shape(result.value)) : err(problemOf(result.error)))

const sayBasis = apiOperation({
  method: 'POST',
  path: '/hours/:id/basis',
  id: 'stateBasis',
  summary: 'Say for the person on what ground they worked; what is not free will is counted apart',
  tag,
  may: 'people:help',
  records: ['hours.basis-stated'],
  pages: ['POST /contributions/:id/basis'],
  query: none,
  body: z.strictObject({ volunteer: z.uuid(), consent: helpConsent, basis: z.enum(bases) }),
  response: none,
  example: { params: { id: sampleId }, body: { volunteer: sampleId, consent: sampleId, basis: 'free' } },
  run: async (ctx, { params, body }) =>
    isId(params.id)
      ? answered(
          await stateBasis(forPerson(ctx, body.volunteer, body.consent), {
            contributionId: params.id,
            basis: body.basis,
          }),
          () => ({}),
        )
      : err(notFound),
})

const claim = { minutes: z.int().min(0).max(10_080), words: z.string().max(2000).default('') }
const disputed = z.strictObject({ dispute: z.uuid() })

const dispute = apiOperation({
  method: 'POST',
  path: '/hours/:id/dispute',
  id: 'disputeHours',
  summary: 'Say that hours are wrong, as a named person who coordinates; both words stay on record',
  tag,
  may: 'contributions:confirm',
  records: ['hours.disputed'],
  pages: ['POST /contributions/:id/dispute'],
  status: 201,
  query: none,
  body: z.strictObject({
    ...claim,
    raisedBy: z.uuid().meta({ description: 'The person who says so and coordinates for the organization.' }),
  }),
  response: disputed,
  example: { params: { id: sampleId }, body: { minutes: 120, raisedBy: sampleId } },
  run: async (ctx, { params, body }) =>
    isId(params.id)
      ? answered(
          await disputeHours(ctx, {
            contributionId: params.id,
            minutes: body.minutes,
            words: body.words,
            raiserId: body.raisedBy,
          }),
          ({ disputeId }) => ({ dispute: disputeId }),
        )
      : err(notFound),
})

const disputeOwn = apiOperation({
  method: 'POST',
  path: '/hours/:id/own-dispute',
  id: 'disputeOwnHours',
  summary: 'Say for the person that their hours are wrong',
  tag,
  may: 'people:help',
  records: ['hours.disputed'],
  pages: ['POST /contributions/:id/dispute'],
  status: 201,
  query: none,
  body: z.strictObject({ ...claim, volunteer: z.uuid(), consent: helpConsent }),
  response: disputed,
  example: { params: { id: sampleId }, body: { minutes: 180, volunteer: sampleId, consent: sampleId } },
  run: async (ctx, { params, body }) =>
    isId(params.id)
      ? answered(
          await disputeHours(forPerson(ctx, body.volunteer, body.consent), {
            contributionId: params.id,
            minutes: body.minutes,
            words: body.words,
          }),
          ({ disputeId }) => ({ dispute: disputeId }),
        )
      : err(notFound),
})

const decide = apiOperation({
  method: 'POST',
  path: '/disputes/:id/decide',
  id: 'decideDispute',
  summary: 'Keep hours or correct them; by a named person who is neither the volunteer nor raised the dispute',
  tag,
  may: 'contributions:confirm',
  records: ['dispute.decided'],
  pages: ['POST /disputes/:id/decide'],
  query: none,
  body: z.strictObject({
    minutes: claim.minutes,
    answer: z.string().max(2000).default(''),
    decidedBy: z.uuid().meta({ description: 'The person who decided and coordinates for the organization.' }),
  }),
  response: z.strictObject({ activity: z.uuid() }),
  example: { params: { id: sampleId }, body: { minutes: 150, answer: 'As the sheet says.', decidedBy: sampleId } },
  run: async (ctx, { params, body }) =>
    isId(params.id)
      ? answered(
          await decideDispute(ctx, {
            disputeId: params.id,
            minutes: body.minutes,
            answer: body.answer,
            deciderId: body.decidedBy,
          }),
          ({ activityId }) => ({ activity: activityId }),
        )
      : err(notFound),
})

const linksPerHour = { hits: 20, seconds: 3600 }

const sendLink = apiOperation({
  method: 'POST',
  path: '/activities/:id/result/link',
  id: 'sendResultLink',
  summary: 'Send the link to confirm the result straight to whoever was fixed to confirm it; you never see it',
  tag,
  may: 'contributions:confirm',
  records: ['result.link-passed'],
  pages: ['POST /activities/:id/result/link'],
  query: none,
  body: z.strictObject({
    contact: z.string().max(254).meta({ description: 'E-mail or telephone of the one who confirms.' }),
    lang: z.enum(['kk', 'ru', 'en']).default('kk'),
  }),
  response: none,
  example: { params: { id: sampleId }, body: { contact: 'owner@example.kz', lang: 'kk' } },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    const contact = parseContact(body.contact, true)
    if (!contact.ok)
      return err({ status: 422, kind: 'contact-wrong', detail: 'Expected a telephone number or an e-mail address.' })
    const caller = ctx.actor.kind === 'key' ? ctx.actor.keyId : ''
    const wait = await hitLimit(ctx.db, `result-link ${caller}`, linksPerHour, ctx.clock.now())
    if (wait > 0) return err({ status: 429, kind: 'too-many', detail: `Too many links; wait ${wait} seconds.` })
    return answered(
      await sendResultLink({ ...ctx, lang: body.lang }, { activityId: params.id, contact: contact.value }),
      () => ({}),
    )
  },
})

/** What people say of hours and results beyond confirming them. */
export const wordOperations: readonly ApiOperation[] = [sayBasis, dispute, disputeOwn, decide, sendLink]

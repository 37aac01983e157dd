import { z } from 'zod'
import { findSeals } from '../../journal'
import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { forPerson, helpConsent, lookForPerson, parseContact } from '../../people'
import { type ApiOperation, apiOperation, hitLimit, type Problem } from '../../platform'
import { decideDispute, disputeHours, stateBasis } from '../commands/dispute-hours'
import { sendResultLink } from '../commands/pass-result-link'
import { bases, type ContributionState, parseBasis } from '../contribution'
import { listRecordLines } from '../queries/list-record'

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

const own = z
  .strictObject({
    id: z.uuid(),
    activity: z.uuid(),
    day: z.iso.date(),
    minutes: z.int(),
    basis: z.enum(bases),
    state: z.enum(['recorded', 'confirmed', 'disputed']),
    entry: z
      .int()
      .nullable()
      .meta({ description: 'Their newest entry of the public log, where it has a position already.' }),
    sealedIn: z.int().nullable().meta({ description: 'Entries under the checkpoint that holds it.' }),
  })
  .meta({ id: 'OwnHours' })

const listOwn = apiOperation({
  method: 'GET',
  path: '/volunteers/:volunteerId/hours',
  id: 'listOwnHours',
  summary: 'The record of the person, the latest first. The look is recorded.',
  tag,
  may: 'people:help',
  query: z.strictObject({
    consent: z.uuid(),
    cursor: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f-]{36}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.strictObject({ hours: z.array(own), next: z.string().nullable() }),
  example: { params: { volunteerId: sampleId }, query: { consent: sampleId } },
  run: async (ctx, { params, query }) => {
    const personId = params.volunteerId ?? ''
    if (!(await lookForPerson(ctx, personId, query.consent, ['record']))) return err(notFound)
    const [day, id] = query.cursor?.split('_') ?? []
    const before = day === undefined || !isId(id) ? undefined : { day, id }
    const lines = await listRecordLines(ctx.db, personId, query.limit + 1, { before })
    const shown = lines.slice(0, query.limit)
    const last = shown.at(-1)
    const ids = shown.map((line) => line.id)
    const seals = await findSeals(ctx.db, 'contribution', ids)
    return ok({
      hours: shown.map((line) => ({
        id: line.id,
        activity: line.activityId,
        day: line.on_date,
        minutes: line.minutes,
        basis: parseBasis(line.basis) ?? 'unknown',
        state: line.state as ContributionState,
        entry: seals.get(line.id)?.position ?? null,
        sealedIn: seals.get(line.id)?.checkpoint?.size ?? null,
      })),
      next: lines.length > query.limit && last !== undefined ? `${last.on_date}_${last.id}` : null,
    })
  },
})

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
export const wordOperations: readonly ApiOperation[] = [listOwn, sayBasis, dispute, disputeOwn, decide, sendLink]

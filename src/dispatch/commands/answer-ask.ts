import { type AnswerError, type Answered, type AnswerPost, answerIn } from '../../activities'
import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { HELP_PURPOSE, helperOf, recordConsent } from '../../people'
import { type Ctx, type Door, inCommand, may, type Tx } from '../../platform'
import { type AnswerKind, type AskState, CONTINUE } from '../ask'
import { askAnswered } from '../entries'
import { dayOf } from '../queries/find-post'
import { continueCallOut } from './continue-call-out'

/** Ways in which a person can have told somebody what to answer for them. */
export const consentHows = ['call', 'in-person', 'sms', 'letter'] as const
/** One of {@link consentHows}. */
export type ConsentHow = (typeof consentHows)[number]

/** What somebody says to an ask. `yesFrom` belongs to `yes-from`, `words` are kept as said and never read as a yes. */
export type AnswerAsk = {
  readonly askId: string
  readonly kind: AnswerKind
  readonly yesFrom?: Temporal.Instant | undefined
  readonly words?: string | undefined
  readonly accepted?: AnswerPost['accepted']
  readonly travelAccepted?: boolean | undefined
  readonly representativePresent?: boolean | undefined
  /** Put me on the waiting list at once if nothing is free. */
  readonly orWait?: boolean | undefined
  /** The door the answer came by, where it is another than the request's. */
  readonly door?: Door | undefined
  /** Set when somebody passes this answer on: how the person told them. */
  readonly conveyed?: { readonly how: ConsentHow } | undefined
  /** A consent that stands already, under which a partner's system passes this answer on. */
  readonly consentId?: string | undefined
}

/** What became of the answer. `late`: it came after the time given, and counts all the same. */
export type AskAnswered = Answered & { readonly state: AskState; readonly late: boolean }

/** Why an answer could not be taken. Nothing is written then. */
export type AnswerAskError = AnswerError | { readonly kind: 'forbidden' }

/**
 * Takes the answer to an ask, however late, through the same booking as every other answer, in one command. A yes takes a seat or is told at
 * once that none is left; free words and "yes, from" are kept for the coordinator and take none. A call-out that waits for this answer then
 * asks the next person at once.
 */
export async function answerAsk(ctx: Ctx, input: AnswerAsk): Promise<Result<AskAnswered, AnswerAskError>> {
  const own = input.door === undefined ? ctx : { ...ctx, door: input.door }
  const outcome = await inCommand(own, 'answerAsk', (tx) => answerAskIn(tx, input))
  if (!outcome.ok) return outcome
  const { callOutId, ...answered } = outcome.value
  if (callOutId !== null) await continueCallOut(ctx, callOutId)
  return ok(answered)
}

async function answerAskIn(
  tx: Tx,
  input: AnswerAsk,
): Promise<Result<AskAnswered & { readonly callOutId: string | null }, AnswerAskError>> {
  const ask = await findAnswerable(tx, input.askId)
  if (ask === undefined) return err({ kind: 'unknown' })
  const consent = await consentToConvey(tx, ask, input)
  if (!consent.ok) return consent
  // A seat once taken is given back, not refused: that has a door of its own.
  if (input.kind !== 'yes') {
    const seated = await findSeat(tx, ask.post_id, ask.volunteer_id)
    if (seated !== undefined) return err({ kind: 'already-seated', assignmentId: seated })
  }
  const answered = await answerIn(tx, {
    postId: ask.post_id,
    volunteerId: ask.volunteer_id,
    kind: input.kind,
    askId: ask.id,
    termsVersion: ask.terms_version,
    yesFrom: input.yesFrom,
    words: input.words,
    accepted: input.accepted,
    travelAccepted: input.travelAccepted,
    representativePresent: input.representativePresent,
    orWait: input.orWait,
    consentId: consent.value ?? undefined,
  })
  if (!answered.ok) return answered
  const state = answered.value.outcome === 'full' ? 'full' : input.kind
  const late = ask.state === 'silent' || Temporal.Instant.compare(ask.answer_by, tx.now) <= 0
  await tx.db
    .updateTable('asks')
    .set({ state, answered_at: tx.now, answer_id: answered.value.answerId, withdrawn_at: null })
    .where('id', '=', ask.id)
    .execute()
  tx.append(
    askAnswered.entry({
      subjectId: ask.id,
      regionId: ask.region_id,
      organizationId: ask.organization_id,
      body: {
        askId: ask.id,
        postId: ask.post_id,
        activityId: ask.activity_id,
        volunteerId: ask.volunteer_id,
        callOutId: ask.call_out_id,
        answer: input.kind,
        state,
        late,
        conveyed: consent.value !== null,
      },
      public: { region: ask.region_id, day: dayOf(ask), kind: ask.kind, state },
    }),
  )
  // The next person is asked right after this commit; should this process die in between, the wake-up does it.
  if (ask.call_out_id !== null) tx.wake(CONTINUE, { callOutId: ask.call_out_id }, tx.now.add({ seconds: 5 }))
  return ok({ ...answered.value, state, late, callOutId: ask.call_out_id })
}

type Answerable = NonNullable<Awaited<ReturnType<typeof findAnswerable>>>

const findAnswerable = (tx: Tx, askId: string) =>
  tx.db
    .selectFrom('asks as q')
    .innerJoin('posts as p', 'p.id', 'q.post_id')
    .innerJoin('activities as a', 'a.id', 'q.activity_id')
    .select([
      'q.id',
      'q.call_out_id',
      'q.post_id',
      'q.activity_id',
      'q.organization_id',
      'q.volunteer_id',
      'q.region_id',
      'q.kind',
      'q.terms_version',
      'q.answer_by',
      'q.state',
      'p.starts_at',
      'a.zone',
    ])
    .where('q.id', '=', askId)
    .executeTakeFirst()

const findSeat = async (tx: Tx, postId: string, volunteerId: string): Promise<string | undefined> =>
  (
    await tx.db
      .selectFrom('assignments')
      .select('id')
      .where('post_id', '=', postId)
      .where('volunteer_id', '=', volunteerId)
      .where('state', '=', 'live')
      .executeTakeFirst()
  )?.id

/**
 * The consent under which this answer is passed on; null for the person's own word. An operator or a key records how the person told it; a
 * companion acts under the consent that made them one. Whether they have power over the person is decided where the answer is taken.
 */
async function consentToConvey(
  tx: Tx,
  ask: Answerable,
  input: AnswerAsk,
): Promise<Result<string | null, { readonly kind: 'forbidden' }>> {
  if (input.consentId !== undefined) return isId(input.consentId) ? ok(input.consentId) : err({ kind: 'forbidden' })
  if (input.conveyed === undefined) return ok(null)
  const speaker = helperOf(tx.ctx)
  if (speaker === null || speaker === ask.volunteer_id) return err({ kind: 'forbidden' })
  const companion = await tx.db
    .selectFrom('companions')
    .select('consent_id')
    .where('companion_id', '=', speaker)
    .where('person_id', '=', ask.volunteer_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (companion !== undefined) return ok(companion.consent_id)
  const scope = { organizationId: ask.organization_id, regionId: ask.region_id }
  if (!may(tx.ctx, 'people:help', scope) && !may(tx.ctx, 'dispatch:run', scope)) return err({ kind: 'forbidden' })
  const consentId = await recordConsent(tx, {
    personId: ask.volunteer_id,
    regionId: ask.region_id,
    purpose: HELP_PURPOSE,
    data: ['answer'],
    how: input.conveyed.how,
    givenBy: speaker,
    // For this one answer: it ends with the minute in which it is passed on.
    until: tx.now.add({ minutes: 1 }),
  })
  return ok(consentId)
}

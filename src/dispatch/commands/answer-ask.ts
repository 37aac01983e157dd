import { sql } from 'kysely'
import { type AnswerError, type Answered, type AnswerPost, answerAllIn } from '../../activities'
import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { HELP_PURPOSE, helperOf, recordConsent } from '../../people'
import { type Ctx, type Db, type Door, inCommand, inCommandOfMany, may, type Tx } from '../../platform'
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
  const outcome = await inCommand(own, 'answerAsk', async (tx): Promise<Result<AnsweredIn, AnswerAskError>> => {
    const [answered] = await answerAsksIn([{ tx, input }])
    return answered ?? err({ kind: 'unknown' })
  })
  return (await continueAfter(ctx, [outcome]))[0] ?? err({ kind: 'unknown' })
}

/**
 * {@link answerAsk} for what many people say in the same moment, each by their own request, in one transaction.
 * @param all of different asks
 * @returns outcomes in the order of `all`
 */
export async function answerAsks(
  all: readonly { readonly ctx: Ctx; readonly input: AnswerAsk }[],
): Promise<Result<AskAnswered, AnswerAskError>[]> {
  const [first] = all
  if (first === undefined) return []
  if (new Set(all.map(({ input }) => input.askId)).size < all.length) throw new RangeError('expected different asks')
  const outcomes = await inCommandOfMany<AnsweredIn, AnswerAskError>(
    all.map(({ ctx }) => ctx),
    'answerAsk',
    (open) => answerAsksIn(open.flatMap(({ tx, at }) => (all[at] === undefined ? [] : [{ tx, input: all[at].input }]))),
  )
  return continueAfter(first.ctx, outcomes)
}

type AnsweredIn = AskAnswered & { readonly callOutId: string | null }

// The next person is asked right after the commit.
async function continueAfter(
  ctx: Ctx,
  outcomes: readonly Result<AnsweredIn, AnswerAskError>[],
): Promise<Result<AskAnswered, AnswerAskError>[]> {
  const callOuts = outcomes.flatMap((one) => (one.ok && one.value.callOutId !== null ? [one.value.callOutId] : []))
  for (const callOutId of new Set(callOuts)) await continueCallOut(ctx, callOutId)
  return outcomes.map((outcome) => {
    if (!outcome.ok) return outcome
    const { callOutId: _, ...answered } = outcome.value
    return ok(answered)
  })
}

async function answerAsksIn(
  all: readonly { readonly tx: Tx; readonly input: AnswerAsk }[],
): Promise<Result<AnsweredIn, AnswerAskError>[]> {
  const db = all[0]?.tx.db
  if (db === undefined) return []
  const outcomes: Result<AnsweredIn, AnswerAskError>[] = []
  const asks = await findAnswerable(
    db,
    all.map(({ input }) => input.askId),
  )
  const seats = await findSeats(
    db,
    // A seat once taken is given back, not refused: that has a door of its own.
    all.flatMap(({ input }) => (input.kind === 'yes' ? [] : (asks.get(input.askId) ?? []))),
  )
  const said: { at: number; tx: Tx; ask: Answerable; input: AnswerAsk; consentId: string | null }[] = []
  for (const [at, { tx, input }] of all.entries()) {
    const ask = asks.get(input.askId)
    const consent = ask === undefined ? err({ kind: 'unknown' as const }) : await consentToConvey(tx, ask, input)
    const seated = input.kind === 'yes' ? undefined : seats.get(input.askId)
    if (!consent.ok || ask === undefined) outcomes[at] = consent.ok ? err({ kind: 'unknown' }) : consent
    else if (seated !== undefined) outcomes[at] = err({ kind: 'already-seated', assignmentId: seated })
    else said.push({ at, tx, ask, input, consentId: consent.value })
  }
  const answered = await answerAllIn(said.map((one) => ({ tx: one.tx, said: answerOf(one) })))
  const taken: { ask: Answerable; answerId: string; state: AskState }[] = []
  for (const [i, { at, tx, ask, input, consentId }] of said.entries()) {
    const outcome = answered[i] ?? err({ kind: 'unknown' as const })
    if (!outcome.ok) {
      outcomes[at] = outcome
      continue
    }
    const state = outcome.value.outcome === 'full' ? 'full' : input.kind
    const late = ask.state === 'silent' || Temporal.Instant.compare(ask.answer_by, tx.now) <= 0
    taken.push({ ask, answerId: outcome.value.answerId, state })
    noteAnswered(tx, ask, { answer: input.kind, state, late, conveyed: consentId !== null })
    outcomes[at] = ok({ ...outcome.value, state, late, callOutId: ask.call_out_id })
  }
  await keepAnswered(db, taken, all[0]?.tx.now)
  return outcomes
}

const answerOf = ({ ask, input, consentId }: { ask: Answerable; input: AnswerAsk; consentId: string | null }) => ({
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
  consentId: consentId ?? undefined,
})

function noteAnswered(
  tx: Tx,
  ask: Answerable,
  said: { answer: AnswerKind; state: AnswerKind | 'full'; late: boolean; conveyed: boolean },
): void {
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
        ...said,
      },
      public: { region: ask.region_id, day: dayOf(ask), kind: ask.kind, state: said.state },
    }),
  )
  // Should this process die before it asks the next person, the wake-up does it.
  if (ask.call_out_id !== null) tx.wake(CONTINUE, { callOutId: ask.call_out_id }, tx.now.add({ seconds: 5 }))
}

async function keepAnswered(
  db: Db,
  taken: readonly { ask: Answerable; answerId: string; state: AskState }[],
  now: Temporal.Instant | undefined,
): Promise<void> {
  if (taken.length === 0) return
  await sql`/* one plan */ UPDATE asks q SET state = t.state, answered_at = ${now}, answer_id = t.answer_id, withdrawn_at = NULL
    FROM unnest(${taken.map(({ ask }) => ask.id)}::uuid[], ${taken.map(({ state }) => state)}::text[],
      ${taken.map(({ answerId }) => answerId)}::uuid[]) AS t (id, state, answer_id)
    WHERE q.id = t.id`.execute(db)
}

type Answerable = Awaited<ReturnType<typeof findAnswerable>> extends ReadonlyMap<string, infer A> ? A : never

async function findAnswerable(db: Db, askIds: readonly string[]) {
  const rows = await db
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
    .modifyFront(sql`/* one plan */`)
    .where('q.id', '=', sql<string>`any(${askIds}::uuid[])`)
    .limit(askIds.length)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Seats that people hold already at the posts they were asked for, by ask. */
async function findSeats(db: Db, asks: readonly Answerable[]): Promise<ReadonlyMap<string, string>> {
  if (asks.length === 0) return new Map()
  const { rows } = await sql<{ ask_id: string; id: string }>`
    SELECT /* one plan */ q.id AS ask_id, s.id FROM asks q
    JOIN assignments s ON s.post_id = q.post_id AND s.volunteer_id = q.volunteer_id AND s.state = 'live'
    WHERE q.id = any(${asks.map(({ id }) => id)}::uuid[]) LIMIT ${asks.length}`.execute(db)
  return new Map(rows.map((row) => [row.ask_id, row.id]))
}

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

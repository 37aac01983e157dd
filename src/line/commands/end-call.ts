import { sql } from 'kysely'
import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, personOf, type Tx } from '../../platform'
import { type Callee, incomingOutcomes, type Outcome, URGENCY } from '../callee'
import { type CallState, decideNext, LATER_DAYS_MAX, untried } from '../decide-next'
import { callEnded } from '../entries'
import { type CalleeError, findReachable, type Reachable } from '../find-callee'
import { whyToRing } from '../queries/list-to-ring'

/** What a call came to, and what was said. `at` belongs to `later`. */
export type EndCall = {
  readonly callee: Callee
  readonly outcome: Outcome
  readonly at?: Temporal.Instant | undefined
  readonly words?: string | undefined
}

/** Why a call is not noted. `not-yours`: nobody was rung, since another has them or nobody took them. */
export type EndCallError = CalleeError | { readonly kind: 'not-yours' | 'moment' }

/** A call as it was noted. `isSettled`: what waited for it is dealt with. */
export type EndedCall = { readonly tryId: string; readonly isSettled: boolean }

const WORDS_MAX = 1000

/**
 * Notes what a call came to and when to ring again, and lets go of the person. Whoever was not taken before called by themselves.
 * Records line.call-ended.
 */
export const endCall = (ctx: Ctx, input: EndCall): Promise<Result<EndedCall, EndCallError>> =>
  inCommand<EndedCall, EndCallError>({ ...ctx, door: 'call' }, 'endCall', async (tx) => {
    const { callee, outcome } = input
    const found = await findReachable(tx, callee)
    const operator = personOf(ctx)
    if (!('numbers' in found)) return err(found)
    if (operator === null) return err({ kind: 'forbidden' })
    const held = await releaseOwn(tx, operator, callee)
    const incoming = held === undefined
    if (incoming && !incomingOutcomes.some((one) => one === outcome)) return err({ kind: 'not-yours' })
    if (outcome === 'later' && !isSoon(input.at, tx.now)) return err({ kind: 'moment' })
    const before = await lockState(tx, found)
    const why = await whyToRing(tx.db, found, tx.now)
    const after = decideNext(before, { ...input, isDanger: why?.urgency === URGENCY.danger }, tx.now, found.zone)
    await keepState(tx, found, after)
    const tryId = newPublicId()
    await tx.db
      .insertInto('line_tries')
      .values({
        id: tryId,
        callee_kind: callee.kind,
        callee_id: callee.id,
        region_id: found.regionId,
        operator_id: operator,
        incoming,
        outcome,
        waited_seconds: waitedSeconds(held),
        at: tx.now,
        before: JSON.stringify(before),
      })
      .execute()
    const words = (input.words ?? '').trim().slice(0, WORDS_MAX)
    if (words !== '') await tx.db.insertInto('line_words').values({ try_id: tryId, words, at: tx.now }).execute()
    tx.append(
      callEnded.entry({
        subjectId: callee.id,
        regionId: found.regionId,
        body: { callee: callee.kind, tryId, outcome, tries: after.tries, incoming },
        public: {
          region: found.regionId,
          day: tx.now.toZonedDateTimeISO(found.zone).toPlainDate().toString(),
          outcome,
        },
      }),
    )
    return ok({ tryId, isSettled: after.settledAt === tx.now })
  })

const isSoon = (at: Temporal.Instant | undefined, now: Temporal.Instant): boolean =>
  at !== undefined &&
  Temporal.Instant.compare(at, now) > 0 &&
  Temporal.Instant.compare(at, now.add({ hours: 24 * LATER_DAYS_MAX })) <= 0

type Held = { readonly taken_at: Temporal.Instant; readonly waiting_since: Temporal.Instant | null }

// A lease that ran out while they were still talking is theirs until somebody else takes it.
async function releaseOwn({ db }: Tx, operator: string, callee: Callee): Promise<Held | undefined> {
  const rows = await db
    .deleteFrom('line_leases')
    .where('held_by', '=', operator)
    .where('callee_kind', '=', callee.kind)
    .where('callee_id', '=', callee.id)
    .returning(['taken_at', 'waiting_since'])
    .execute()
  return rows[0]
}

const waitedSeconds = (held: Held | undefined): number | null =>
  held === undefined || held.waiting_since === null
    ? null
    : Math.max(0, Math.round(held.taken_at.since(held.waiting_since).total('seconds')))

/** How it stands with a callee, held until the commit. */
export async function lockState({ db }: Tx, callee: Callee & { readonly regionId: string }): Promise<CallState> {
  const key = { callee_kind: callee.kind, callee_id: callee.id }
  await db
    .insertInto('line_calls')
    .values({ ...key, region_id: callee.regionId })
    .onConflict((clash) => clash.doNothing())
    .execute()
  const row = await db
    .selectFrom('line_calls')
    .select(['tries', 'next_at', 'settled_at', 'wished_at'])
    .where('callee_kind', '=', callee.kind)
    .where('callee_id', '=', callee.id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return untried
  return { tries: row.tries, nextAt: row.next_at, settledAt: row.settled_at, wishedAt: row.wished_at }
}

/** Writes how it stands from now on. */
export const keepState = ({ db }: Tx, callee: Callee | Reachable, state: CallState) =>
  sql`UPDATE line_calls SET tries = ${state.tries}, next_at = ${state.nextAt}, settled_at = ${state.settledAt}, wished_at = ${state.wishedAt}
    WHERE callee_kind = ${callee.kind} AND callee_id = ${callee.id}`.execute(db)

import { newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { personActing } from '../../people'
import { type Ctx, inCommand, personOf, type Tx } from '../../platform'
import { dangerSeen, defined, needRefused, needTriaged, needVerified, publicOfNeed } from '../entries'
import type { RefusalReason, Severity, Urgency, VerifyMethod } from '../need'
import { reachOf } from '../scope'
import { releaseAllClaims } from './claims'
import { doneBy, minutesBetween, type NeedRow, type NeedStepError, needFor } from './needs-of'
import { withdrawOpen } from './withdraw-open'

/** How a person made sure. `words` stay with the need and are destroyed with its words. */
export type VerifyNeed = { readonly needId: string; readonly method: VerifyMethod; readonly words?: string }

/** A step on a need that leaves no more than its name. */
export type NeedDone = { readonly needId: string }

/**
 * A named person found the need true; once more for a stale one. Makes it fit to be acted on from this moment.
 * Records need.verified, and need.danger-seen where an alarm waited.
 */
export const verifyNeed = (ctx: Ctx, input: VerifyNeed): Promise<Result<NeedDone, NeedStepError>> =>
  inCommand<NeedDone, NeedStepError>(ctx, 'verifyNeed', async (tx) => {
    const found = await needFor(tx, input.needId, 'verify', 'needs:verify')
    if (!found.ok) return found
    const need = found.value
    await tx.db
      .updateTable('needs')
      .set({
        state: 'verified',
        checked_at: tx.now,
        verified_at: need.verified_at ?? tx.now,
        certainty: input.method === 'visit' ? 'observed' : 'likely',
      })
      .where('id', '=', need.id)
      .execute()
    const verification = await keepVerification(tx, need, { ...input, outcome: 'confirmed' })
    tx.append(
      needVerified.entry({
        subjectId: need.id,
        regionId: need.region_id,
        body: {
          verification,
          method: input.method,
          again: need.verified_at !== null,
          waitMinutes: minutesBetween(need.raised_at, tx.now),
        },
        public: {
          ...publicOfNeed(need, tx.now),
          ...defined,
          confirmedBy: input.method,
          waitMinutes: minutesBetween(need.raised_at, tx.now),
        },
      }),
    )
    await seeAlarm(tx, need)
    return ok({ needId: need.id })
  })

/** Refuses a need with a reason its person reads on their page. What was claimed is given back. Records need.refused, line.moved, line.claim-released. */
export const refuseNeed = (
  ctx: Ctx,
  input: {
    readonly needId: string
    readonly method: VerifyMethod
    readonly reason: RefusalReason
    readonly words?: string
  },
): Promise<Result<NeedDone, NeedStepError>> =>
  inCommand<NeedDone, NeedStepError>(ctx, 'refuseNeed', async (tx) => {
    const found = await needFor(tx, input.needId, 'refuse', 'needs:verify')
    if (!found.ok) return found
    const need = found.value
    await releaseAllClaims(tx, need)
    await withdrawOpen(tx, need, 'refused')
    await tx.db
      .updateTable('needs')
      .set({ state: 'refused', closed_at: tx.now, close_reason: input.reason })
      .where('id', '=', need.id)
      .execute()
    const verification = await keepVerification(tx, need, { ...input, outcome: 'refused' })
    tx.append(
      needRefused.entry({
        subjectId: need.id,
        regionId: need.region_id,
        body: { verification, reason: input.reason },
        public: { ...publicOfNeed(need, tx.now), cause: input.reason },
      }),
    )
    await seeAlarm(tx, need)
    return ok({ needId: need.id })
  })

/**
 * A person takes the alarm up: from now on it is theirs to act, and the queue no longer shouts. Records need.danger-seen.
 * @param input `takenBy` names who takes it up where a partner's key passes it on
 */
export const seeDanger = (
  ctx: Ctx,
  input: { readonly needId: string; readonly takenBy?: string | undefined },
): Promise<Result<NeedDone, NeedStepError>> =>
  inCommand<NeedDone, NeedStepError>(ctx, 'seeDanger', async (tx) => {
    const found = await needFor(tx, input.needId, 'say', 'needs:triage')
    if (!found.ok) return found
    const person = await personActing(tx, 'needs:triage', reachOf(ctx, found.value), input.takenBy)
    if (person === null) return err({ kind: 'forbidden' })
    await seeAlarm(tx, found.value, person)
    return ok({ needId: input.needId })
  })

/** Urgency and severity as a person judges them. Records need.triaged. */
export const triageNeed = (
  ctx: Ctx,
  input: { readonly needId: string; readonly urgency: Urgency; readonly severity: Severity },
): Promise<Result<NeedDone, NeedStepError>> =>
  inCommand<NeedDone, NeedStepError>(ctx, 'triageNeed', async (tx) => {
    const found = await needFor(tx, input.needId, 'correct', 'needs:triage')
    if (!found.ok) return found
    const need = found.value
    const { urgency, severity } = input
    await tx.db.updateTable('needs').set({ urgency, severity }).where('id', '=', need.id).execute()
    tx.append(
      needTriaged.entry({
        subjectId: need.id,
        regionId: need.region_id,
        body: { urgency, severity },
        public: { ...publicOfNeed(need, tx.now), urgency, severity },
      }),
    )
    return ok({ needId: need.id })
  })

async function seeAlarm(tx: Tx, need: NeedRow, person = personOf(tx.ctx)): Promise<void> {
  if (need.danger_alarm_at === null || need.danger_seen_by !== null || person === null) return
  await tx.db
    .updateTable('needs')
    .set({ danger_seen_by: person, danger_seen_at: tx.now })
    .where('id', '=', need.id)
    .execute()
  const waitMinutes = minutesBetween(need.danger_alarm_at, tx.now)
  tx.append(
    dangerSeen.entry({
      subjectId: need.id,
      regionId: need.region_id,
      body: { waitMinutes },
      public: { ...publicOfNeed(need, tx.now), waitMinutes },
    }),
  )
}

async function keepVerification(
  tx: Tx,
  need: NeedRow,
  kept: { method: VerifyMethod; outcome: 'confirmed' | 'refused'; reason?: string; words?: string },
): Promise<string> {
  const id = newId(tx.now.epochMilliseconds)
  const { person, key } = doneBy(tx)
  await tx.db
    .insertInto('need_verifications')
    .values({
      id,
      need_id: need.id,
      method: kept.method,
      outcome: kept.outcome,
      reason: kept.reason ?? null,
      words: (kept.words ?? '').slice(0, 1000),
      by_person: person,
      by_key: key,
      at: tx.now,
    })
    .execute()
  return id
}

import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, personOf } from '../../platform'
import { dayIn } from '../day-in'
import { safetyClosed, safetyReopened, safetyStepRecorded, safetyTaken } from '../entries'
import { belongingTo, listReaders } from '../officers'
import type { Outcome } from '../report'
import { addStep, type CaseError, giveTo, openCase } from './case'

/** Why a step could not be taken. */
export type HandleError =
  | CaseError
  | { readonly kind: 'closed' }
  | { readonly kind: 'not-a-reader' }
  | { readonly kind: 'not-closed' }

/** An officer takes a report in hand, also one that was given to somebody else. */
export const takeCase = (ctx: Ctx, id: string): Promise<Result<null, HandleError>> =>
  inCommand(ctx, 'takeCase', async (tx) => {
    const opened = await openCase(tx, id)
    if (!opened.ok) return err(opened.error)
    const officerId = personOf(ctx)
    if (officerId === null) return err({ kind: 'not-a-reader' })
    if (opened.value.state === 'closed') return err({ kind: 'closed' })
    await giveTo(tx, id, officerId, 'in-hand')
    await addStep(tx, id, { kind: 'taken', byPerson: officerId, forReporter: true })
    tx.append(
      safetyTaken.entry({
        subjectId: id,
        regionId: opened.value.region_id,
        body: { officerId, how: 'taken' },
        public: {},
      }),
    )
    return ok(null)
  })

/** Hands a report to another officer of its region who is not concerned by it. */
export const handOver = (ctx: Ctx, id: string, officerId: string): Promise<Result<null, HandleError>> =>
  inCommand(ctx, 'handOver', async (tx) => {
    const opened = await openCase(tx, id)
    if (!opened.ok) return err(opened.error)
    const found = opened.value
    if (found.state === 'closed') return err({ kind: 'closed' })
    const readers = await listReaders(tx.db, found.region_id, tx.now)
    const own = await belongingTo(tx.db, found.about_organization_id, [officerId])
    const barred = own.has(officerId) || found.excluded_ids.includes(officerId) || found.about_person_id === officerId
    if (barred || !readers.some((reader) => reader.personId === officerId)) return err({ kind: 'not-a-reader' })
    await giveTo(tx, id, officerId, 'in-hand')
    await addStep(tx, id, { kind: 'handed-over', byPerson: personOf(ctx), forReporter: true })
    tx.append(
      safetyTaken.entry({
        subjectId: id,
        regionId: found.region_id,
        body: { officerId, how: 'handed-over' },
        public: {},
      }),
    )
    return ok(null)
  })

/** Notes something for officers alone, or answers the reporter, who reads it by their secret link. */
export const noteCase = (
  ctx: Ctx,
  id: string,
  said: { words: string; forReporter: boolean },
): Promise<Result<null, HandleError>> =>
  inCommand(ctx, 'noteCase', async (tx) => {
    const opened = await openCase(tx, id)
    if (!opened.ok) return err(opened.error)
    const officerId = personOf(ctx)
    const kind = said.forReporter ? 'answer' : 'note'
    await addStep(tx, id, { kind, byPerson: officerId, words: said.words, forReporter: said.forReporter })
    tx.append(
      safetyStepRecorded.entry({
        subjectId: id,
        regionId: opened.value.region_id,
        body: { step: kind, officerId },
        public: {},
      }),
    )
    return ok(null)
  })

/** Closes a report with its outcome and words for the reporter. */
export const closeCase = (
  ctx: Ctx,
  id: string,
  end: { outcome: Outcome; words: string },
): Promise<Result<null, HandleError>> =>
  inCommand(ctx, 'closeCase', async (tx) => {
    const opened = await openCase(tx, id)
    if (!opened.ok) return err(opened.error)
    const found = opened.value
    if (found.state === 'closed') return err({ kind: 'closed' })
    await tx.db
      .updateTable('safety_reports')
      .set({ state: 'closed', closed_at: tx.now, outcome: end.outcome })
      .where('id', '=', id)
      .execute()
    await addStep(tx, id, { kind: 'closed', byPerson: personOf(ctx), words: end.words, forReporter: true })
    tx.append(
      safetyClosed.entry({
        subjectId: id,
        regionId: found.region_id,
        body: { outcome: end.outcome, officerId: personOf(ctx) },
        public: { region: found.region_id, day: dayIn(tx.now, found.zone), outcome: end.outcome },
      }),
    )
    return ok(null)
  })

/** Opens a closed report again. */
export const reopenCase = (ctx: Ctx, id: string): Promise<Result<null, HandleError>> =>
  inCommand(ctx, 'reopenCase', async (tx) => {
    const opened = await openCase(tx, id)
    if (!opened.ok) return err(opened.error)
    const found = opened.value
    if (found.state !== 'closed') return err({ kind: 'not-closed' })
    const officerId = personOf(ctx)
    await tx.db
      .updateTable('safety_reports')
      .set({ state: 'in-hand', closed_at: null, outcome: null, officer_id: officerId })
      .where('id', '=', id)
      .execute()
    await addStep(tx, id, { kind: 'reopened', byPerson: officerId, forReporter: true })
    tx.append(
      safetyReopened.entry({
        subjectId: id,
        regionId: found.region_id,
        body: { officerId },
        public: { region: found.region_id, day: dayIn(tx.now, found.zone) },
      }),
    )
    return ok(null)
  })

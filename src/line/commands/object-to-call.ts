import { sql } from 'kysely'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { noSubject, reportHarmIn, type TakenIn } from '../../safety'
import type { DoneByPhone, DoneTo } from '../queries/list-done-by-phone'

/** Why an objection is not taken: it was made before, or there is nothing they could have agreed to. */
export type ObjectError = { readonly kind: 'made' | 'unknown' }

/** Where the person is at home, or the help is. */
export type ObjectToCall = {
  readonly to: DoneTo
  readonly done: DoneByPhone
  readonly regionId: string
  readonly words: string
}

/**
 * Somebody says that they did not agree to what was noted for them by phone. It becomes a report, given to an officer other than the operator
 * concerned, and its reporter follows it. What was noted stays until a person has looked. Records safety.reported.
 */
export const objectToCall = (
  ctx: Ctx,
  { to, done, regionId, words }: ObjectToCall,
): Promise<Result<TakenIn, ObjectError>> =>
  inCommand<TakenIn, ObjectError>(ctx, 'objectToCall', async (tx) => {
    if (done.what === 'talked') return err({ kind: 'unknown' })
    // Said twice at once: the second waits here, and finds it made.
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`line objection ${done.id}`}, 0))`.execute(tx.db)
    const made = tx.db.selectFrom('line_objections').select('done_id').where('done_id', '=', done.id)
    if ((await made.executeTakeFirst()) !== undefined) return err({ kind: 'made' })
    const taken = await reportHarmIn(tx, {
      kind: 'other',
      concerns: 'other',
      words,
      contact: null,
      anonymous: false,
      urgent: false,
      subject: to.kind === 'need' ? { ...noSubject, kind: 'need', id: to.id, needId: to.id, regionId } : noSubject,
      regionId,
      notOfficers: done.operatorId === null ? [] : [done.operatorId],
    })
    if (!taken.ok) return err({ kind: 'unknown' })
    const row = { done_id: done.id, region_id: regionId, report_id: taken.value.id, at: tx.now }
    await tx.db.insertInto('line_objections').values(row).execute()
    return ok(taken.value)
  })

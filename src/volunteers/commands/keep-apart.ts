import { newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { findMet } from '../company'
import { companyChanged } from '../entries'
import { lockOwn } from './change-availability'

/** `not-met`: they were not both there. `too-many`: who would stand apart from so many is better asked by hand. */
export type KeepApartError = { readonly kind: 'not-own' | 'not-a-volunteer' | 'not-met' | 'too-many' }

const APART_MAX = 30

/**
 * Keeps a volunteer from being proposed together with somebody they met at work. No reason is asked and nobody learns of it: the entry names
 * the volunteer alone. `met`: the other's attendance at work where both were.
 */
export const keepApart = (
  ctx: Ctx,
  input: { readonly volunteerId: string; readonly met: string },
): Promise<Result<null, KeepApartError>> =>
  inCommand<null, KeepApartError>(ctx, 'keepApart', async (tx) => {
    const own = await lockOwn(tx, input.volunteerId)
    if (!own.ok) return own
    const other = await findMet(tx.db, input.volunteerId, input.met, tx.now)
    if (other === undefined) return err({ kind: 'not-met' })
    const { count } = await tx.db
      .selectFrom('not_with')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('volunteer_id', '=', input.volunteerId)
      .executeTakeFirstOrThrow()
    if (count >= APART_MAX) return err({ kind: 'too-many' })
    await tx.db
      .insertInto('not_with')
      .values({
        id: newId(tx.now.epochMilliseconds),
        volunteer_id: input.volunteerId,
        other_id: other,
        said_at: tx.now,
      })
      .onConflict((conflict) => conflict.columns(['volunteer_id', 'other_id']).doNothing())
      .execute()
    tx.append(
      companyChanged.entry({
        subjectId: input.volunteerId,
        regionId: own.value.regionId,
        body: { added: true },
        public: {},
      }),
    )
    return ok(null)
  })

/** Takes such a wish back. Quiet where it is gone already. */
export const endApart = (
  ctx: Ctx,
  input: { readonly volunteerId: string; readonly apartId: string },
): Promise<Result<null, KeepApartError>> =>
  inCommand<null, KeepApartError>(ctx, 'endApart', async (tx) => {
    const own = await lockOwn(tx, input.volunteerId)
    if (!own.ok) return own
    await tx.db
      .deleteFrom('not_with')
      .where('id', '=', input.apartId)
      .where('volunteer_id', '=', input.volunteerId)
      .execute()
    tx.append(
      companyChanged.entry({
        subjectId: input.volunteerId,
        regionId: own.value.regionId,
        body: { added: false },
        public: {},
      }),
    )
    return ok(null)
  })

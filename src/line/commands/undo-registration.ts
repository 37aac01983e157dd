import { err, ok, type Result } from '../../kit/result'
import { eraseIn, erasing, lockPerson } from '../../people'
import { type Ctx, inCommand } from '../../platform'
import { findOwnRegistration } from '../queries/own-calls'

/** Why a registration is not taken back: it is another's or of long ago, or the person has done something since. */
export type UndoRegistrationError = { readonly kind: 'unknown' | 'too-late' }

/**
 * Takes back a registration by call that was a mistake, within half an hour and by whoever made it: everything about the person is erased, and
 * the journal says that it was a mistake. Records person.erased and what ends with it.
 */
export const undoRegistration = (ctx: Ctx, personId: string): Promise<Result<null, UndoRegistrationError>> =>
  inCommand<null, UndoRegistrationError>({ ...erasing(ctx), door: 'call' }, 'undoRegistration', async (tx) => {
    const person = await lockPerson(tx, personId)
    if (person === undefined || person.state === 'erased') return err({ kind: 'unknown' })
    if (!(await findOwnRegistration(tx.db, ctx, personId, tx.now))) return err({ kind: 'unknown' })
    const { db } = tx
    const [answer, session] = await Promise.all([
      db.selectFrom('answers').select('id').where('volunteer_id', '=', personId).limit(1).executeTakeFirst(),
      db.selectFrom('sessions').select('id').where('person_id', '=', personId).limit(1).executeTakeFirst(),
    ])
    // What they said or did since is theirs: erasing it is theirs to ask for.
    if (answer !== undefined || session !== undefined) return err({ kind: 'too-late' })
    await eraseIn(tx, person, 'registered-by-mistake')
    return ok(null)
  })

import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, personOf } from '../../platform'
import { type ActError, forPerson, lockPerson } from '../acts-for'
import { personCorrected } from '../entries'
import { findCompanion } from '../queries'

/**
 * A companion chooses for the person they act for whether pages open large and simple: a way of reading, within any agreement. The person sees
 * who did it and changes it with one press. Records person.corrected.
 */
export async function chooseSimple(
  ctx: Ctx,
  input: { readonly personId: string; readonly simple: boolean },
): Promise<Result<null, ActError>> {
  if (!isId(input.personId)) return err({ kind: 'unknown' })
  const held = await findCompanion(ctx.db, personOf(ctx) ?? '', input.personId, ctx.clock.now())
  if (held === undefined) return err({ kind: 'forbidden' })
  const acting = forPerson({ ...ctx, door: 'companion' }, input.personId, held.consentId)
  return inCommand<null, ActError>(acting, 'chooseSimple', async (tx) => {
    const person = await lockPerson(tx, input.personId)
    if (person?.state !== 'active') return err({ kind: 'unknown' })
    // The agreement may have ended a moment ago.
    if ((await findCompanion(tx.db, personOf(ctx) ?? '', person.id, tx.now)) === undefined)
      return err({ kind: 'forbidden' })
    if (person.simple === input.simple) return ok(null)
    await tx.db.updateTable('people').set({ simple: input.simple }).where('id', '=', person.id).execute()
    const body = { fields: ['simple'] }
    tx.append(personCorrected.entry({ subjectId: person.id, regionId: person.regionId, body, public: {} }))
    return ok(null)
  })
}

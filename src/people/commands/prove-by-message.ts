import { err, ok, type Result } from '../../kit/result'
import { type Ctx, type Db, inCommand } from '../../platform'
import { lockPerson } from '../acts-for'
import { contactVerified } from '../entries'
import { waitsUntil } from '../told-contact'

/** Whoever was registered with a telephone number that nobody has proved yet; undefined where that is nobody, or more than one. */
export async function findToldNumber(db: Db, number: string): Promise<{ readonly personId: string } | undefined> {
  const [only, ...more] = await db
    .selectFrom('contact_channels as c')
    .innerJoin('people as p', 'p.id', 'c.person_id')
    .select('p.id as personId')
    .where('c.kind', '=', 'phone')
    .where('c.value', '=', number)
    .where('c.verified_at', 'is', null)
    .where('p.state', '=', 'active')
    .limit(2)
    .execute()
  return more.length === 0 ? only : undefined
}

/**
 * A yes that came from the number somebody was registered with proves it theirs: whoever has no page cannot type a code there. Under the
 * waiting time of told contacts. Records person.contact-verified.
 */
export const proveByMessage = (
  ctx: Ctx,
  input: { readonly personId: string; readonly number: string },
): Promise<Result<null, { readonly kind: 'unknown' | 'contact-waits' }>> =>
  inCommand<null, { readonly kind: 'unknown' | 'contact-waits' }>(ctx, 'proveByMessage', async (tx) => {
    const person = await lockPerson(tx, input.personId)
    const held = await tx.db
      .selectFrom('contact_channels')
      .select(['id', 'created_at'])
      .where('person_id', '=', input.personId)
      .where('kind', '=', 'phone')
      .where('value', '=', input.number)
      .where('verified_at', 'is', null)
      .executeTakeFirst()
    if (person?.state !== 'active' || held === undefined) return err({ kind: 'unknown' })
    if (waitsUntil(person, held.created_at, tx.now) !== undefined) return err({ kind: 'contact-waits' })
    await tx.db.updateTable('contact_channels').set({ verified_at: tx.now }).where('id', '=', held.id).execute()
    const { id: subjectId, regionId } = person
    tx.append(contactVerified.entry({ subjectId, regionId, body: { contactId: held.id, kind: 'phone' }, public: {} }))
    return ok(null)
  })

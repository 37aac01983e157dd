import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { lockPerson } from '../acts-for'
import { contactVerified } from '../entries'
import { takeProof } from '../sign-in/codes'
import { waitsUntil } from '../told-contact'
import { acceptIn } from './invitations'

/** Why nobody was let in. `contact-waits`: an operator added this contact lately, and it opens the account from then on. */
export type EnterError =
  | { readonly kind: 'not-proved' }
  | { readonly kind: 'contact-waits'; readonly until: Temporal.Instant }

/**
 * Signs a person in by the contact their browser has proved: marks the contact as theirs and takes an invitation as accepted, since
 * this is the person's own door. The proof serves once.
 */
export const enterWithContact = (
  ctx: Ctx,
  input: { readonly personId: string; readonly browserSecret: string },
): Promise<Result<{ readonly personId: string }, EnterError>> =>
  // Without an idempotency key: an outcome kept for repeats would open the door a second time.
  inCommand({ ...ctx, idempotency: undefined }, 'enterWithContact', async (tx) => {
    const contact = await takeProof(tx.db, input.browserSecret, tx.now)
    const person = isId(input.personId) ? await lockPerson(tx, input.personId) : undefined
    if (contact === undefined || person === undefined) return err({ kind: 'not-proved' })
    if (person.state !== 'active' && person.state !== 'invited') return err({ kind: 'not-proved' })
    const held = await tx.db
      .selectFrom('contact_channels')
      .select(['id', 'verified_at', 'created_at'])
      .where('person_id', '=', person.id)
      .where('kind', '=', contact.kind)
      .where('value', '=', contact.value)
      .executeTakeFirst()
    if (held === undefined) return err({ kind: 'not-proved' })
    if (held.verified_at === null) {
      const until = waitsUntil(person, held.created_at, tx.now)
      if (until !== undefined) return err({ kind: 'contact-waits', until })
      await tx.db.updateTable('contact_channels').set({ verified_at: tx.now }).where('id', '=', held.id).execute()
      tx.append(
        contactVerified.entry({
          subjectId: person.id,
          regionId: person.regionId,
          body: { contactId: held.id, kind: contact.kind },
          public: {},
        }),
      )
    }
    if (person.state === 'invited') await acceptIn(tx, person, 'code')
    return ok({ personId: person.id })
  })

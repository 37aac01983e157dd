import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { type ActError, actsFor, lockPerson } from '../acts-for'
import type { Contact } from '../contact'
import { contactRemoved } from '../entries'
import { takeProof } from '../sign-in/codes'
import { addContactTo } from './create-person'

const CONTACTS_MAX = 10

/** Why a contact was not added or taken away. `last-contact`: without it the person could not sign in any more. */
export type ContactChangeError = ActError | { readonly kind: 'not-proved' | 'too-many' | 'last-contact' }

/** Adds the contact this browser has proved by a code. The proof serves once. */
export const addProvenContact = (
  ctx: Ctx,
  input: { readonly personId: string; readonly browserSecret: string },
): Promise<Result<null, ContactChangeError>> =>
  inCommand({ ...ctx, idempotency: undefined }, 'addProvenContact', async (tx) => {
    const contact = await takeProof(tx.db, input.browserSecret, tx.now)
    if (contact === undefined) return err({ kind: 'not-proved' })
    return addIn(tx, input.personId, { ...contact, verified: true })
  })

/** Adds a contact an operator was told; it counts as proved once a code sent there has been used. */
export const addToldContact = (
  ctx: Ctx,
  input: { readonly personId: string; readonly contact: Contact },
): Promise<Result<null, ContactChangeError>> =>
  inCommand(ctx, 'addToldContact', (tx) => addIn(tx, input.personId, { ...input.contact, verified: false }))

async function addIn(
  tx: Parameters<typeof lockPerson>[0],
  personId: string,
  contact: Contact & { readonly verified: boolean },
): Promise<Result<null, ContactChangeError>> {
  if (!(await actsFor(tx, personId))) return err({ kind: 'forbidden' })
  const person = await lockPerson(tx, personId)
  if (person?.state !== 'active') return err({ kind: 'unknown' })
  const held = await tx.db
    .selectFrom('contact_channels')
    .select('id')
    .where('person_id', '=', personId)
    .limit(CONTACTS_MAX)
    .execute()
  if (held.length >= CONTACTS_MAX) return err({ kind: 'too-many' })
  await addContactTo(tx, person, contact)
  return ok(null)
}

/** Takes a contact away. The last one stays unless a passkey is there. */
export const removeContact = (
  ctx: Ctx,
  input: { readonly personId: string; readonly contactId: string },
): Promise<Result<null, ContactChangeError>> =>
  inCommand(ctx, 'removeContact', async (tx) => {
    if (!(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    const person = await lockPerson(tx, input.personId)
    if (person === undefined || !isId(input.contactId)) return err({ kind: 'unknown' })
    const held = await tx.db
      .selectFrom('contact_channels')
      .select(['id', 'kind'])
      .where('person_id', '=', person.id)
      // A chat opens no account.
      .where('kind', '<>', 'telegram')
      .limit(50)
      .execute()
    const gone = held.find((contact) => contact.id === input.contactId)
    if (gone === undefined) return err({ kind: 'unknown' })
    if (held.length === 1) {
      const key = await tx.db
        .selectFrom('passkeys')
        .select('id')
        .where('person_id', '=', person.id)
        .limit(1)
        .executeTakeFirst()
      if (key === undefined) return err({ kind: 'last-contact' })
    }
    await tx.db.deleteFrom('contact_channels').where('id', '=', gone.id).execute()
    const body = { contactId: gone.id, kind: gone.kind }
    tx.append(contactRemoved.entry({ subjectId: person.id, regionId: person.regionId, body, public: {} }))
    return ok(null)
  })

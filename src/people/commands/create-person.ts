import { newId, newPublicId } from '../../kit/ids'
import type { Tx } from '../../platform'
import type { Contact } from '../contact'
import { contactAdded, personCreated } from '../entries'
import type { AgeAnswer, CameBy } from '../person'
import { recordConsent } from './consents'

/** What a new account begins with. */
export type NewPerson = {
  readonly name: string
  readonly regionId: string
  readonly localityId?: string | null
  /** IANA zone of their home. */
  readonly zone: string
  readonly lang: 'kk' | 'ru' | 'en'
  readonly ageBand?: AgeAnswer
  /** ISO date. */
  readonly birthDate?: string | null
  readonly cameBy: CameBy
  readonly contacts: readonly (Contact & { readonly verified: boolean })[]
  /** How they agreed to their data being kept (`web`, `call`, `paper`, …). Null only for the invited, who have not been asked yet. */
  readonly consentHow: string | null
  /** Who invited, for those who have not said yes yet: their account is then `invited`. */
  readonly invitation?: {
    /** In words shown to the invited. */
    readonly inviter: string
    /** school, employer, authority, ngo, group, … */
    readonly inviterKind: string
    readonly organizationId?: string | null
    readonly batch?: string | null
    readonly lawfulBasis: string
  }
}

/** What an account keeps, named in the consent to it. */
export const ACCOUNT_DATA = ['name', 'contact', 'age', 'place', 'languages'] as const

/**
 * Writes a new person with contacts and, but for the invited, the consent to keeping their data. A step of a command.
 * @returns the new person's id
 */
export async function createPerson(tx: Tx, person: NewPerson): Promise<string> {
  const id = newPublicId()
  const { invitation } = person
  const state = invitation === undefined ? 'active' : 'invited'
  const ageBand = person.ageBand ?? 'unknown'
  await tx.db
    .insertInto('people')
    .values({
      id,
      region_id: person.regionId,
      locality_id: person.localityId ?? null,
      name: person.name,
      lang: person.lang,
      zone: person.zone,
      age_band: ageBand,
      birth_date: person.birthDate ?? null,
      state,
      came_by: person.cameBy,
      created_at: tx.now,
      inviter: invitation?.inviter ?? null,
      inviter_kind: invitation?.inviterKind ?? null,
      inviter_organization_id: invitation?.organizationId ?? null,
      invitation_batch: invitation?.batch ?? null,
      lawful_basis: invitation?.lawfulBasis ?? null,
    })
    .execute()
  tx.append(
    personCreated.entry({
      subjectId: id,
      regionId: person.regionId,
      body: {
        cameBy: person.cameBy,
        state,
        ageBand,
        ...(invitation === undefined ? {} : { inviterKind: invitation.inviterKind }),
        ...(invitation?.batch == null ? {} : { batch: invitation.batch }),
      },
      public: {},
    }),
  )
  for (const contact of person.contacts) await addContactTo(tx, { id, regionId: person.regionId }, contact)
  if (invitation === undefined && person.consentHow !== null) {
    await recordConsent(tx, {
      personId: id,
      regionId: person.regionId,
      purpose: 'account',
      data: ACCOUNT_DATA,
      how: person.consentHow,
      givenBy: id,
    })
  }
  return id
}

/** Writes a contact of a person with its entry; a contact they have already is left as it is. */
export async function addContactTo(
  tx: Tx,
  person: { readonly id: string; readonly regionId: string },
  contact: { readonly kind: Contact['kind'] | 'telegram'; readonly value: string; readonly verified: boolean },
): Promise<void> {
  const contactId = newId(tx.now.epochMilliseconds)
  const added = await tx.db
    .insertInto('contact_channels')
    .values({
      id: contactId,
      person_id: person.id,
      kind: contact.kind,
      value: contact.value,
      verified_at: contact.verified ? tx.now : null,
      created_at: tx.now,
    })
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirst()
  if (Number(added.numInsertedOrUpdatedRows ?? 0n) === 0) return
  tx.append(
    contactAdded.entry({
      subjectId: person.id,
      regionId: person.regionId,
      body: { contactId, kind: contact.kind, verified: contact.verified },
      public: {},
    }),
  )
}

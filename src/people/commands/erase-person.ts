import { newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, endSessions, inCommand, type Tx } from '../../platform'
import { type ActError, actsFor, lockPerson } from '../acts-for'
import { personErased } from '../entries'
import { eraseEverywhere } from '../erasers'
import { erasePapers } from '../papers/destroy-papers'
import type { Person } from '../person'
import { endRoleIn, type GrantRow, isLastAdministrator, lockAdministrators } from './roles'

/**
 * Erases a person's data for good: name, contacts, dates, words, sealed facts, keys and sessions go; entries of the journal stay,
 * which hold ids and numbers only. The last administrator hands the house over first.
 */
export const erasePerson = (
  ctx: Ctx,
  input: { readonly personId: string },
): Promise<Result<null, ActError | { readonly kind: 'last-administrator' }>> =>
  inCommand(erasing(ctx), 'erasePerson', async (tx) => {
    if (!(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    await lockAdministrators(tx)
    const person = await lockPerson(tx, input.personId)
    if (person === undefined || person.state === 'erased') return err({ kind: 'unknown' })
    for (const grant of await liveGrants(tx, person.id)) {
      if (await isLastAdministrator(tx, grant)) return err({ kind: 'last-administrator' })
    }
    await eraseIn(tx, person, 'asked')
    return ok(null)
  })

/** The same request, allowed to write whatever rooms record when what a person held there ends. */
export const erasing = (ctx: Ctx): Ctx => ({ ...ctx, mayRecord: undefined })

/** Erases a person from a ledger of erasures again, as after a backup was restored. Nothing happens to those already erased. */
export const eraseAgain = (ctx: Ctx, personId: string): Promise<Result<{ readonly erased: boolean }, never>> =>
  inCommand(ctx, 'eraseAgain', async (tx) => {
    const person = await lockPerson(tx, personId)
    if (person === undefined || person.state === 'erased') return ok({ erased: false })
    await eraseIn(tx, person, 'restored')
    return ok({ erased: true })
  })

const liveGrants = ({ db }: Tx, personId: string): Promise<GrantRow[]> =>
  db
    .selectFrom('role_grants')
    .select(['id', 'person_id', 'role', 'organization_id', 'region_id'])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .limit(100)
    .execute()

/**
 * Erases a person in every room. A step of a command that holds the person's row.
 * @param rule why: `asked`, `invitation-refused`, `invitation-unanswered`, `restored`
 */
export async function eraseIn(tx: Tx, person: Person, rule: string): Promise<void> {
  const { db, now } = tx
  const { id } = person
  await eraseEverywhere(tx, id)
  for (const grant of await liveGrants(tx, id)) await endRoleIn(tx, grant)
  const contacts = await db
    .selectFrom('contact_channels')
    .select(['kind', 'value'])
    .where('person_id', '=', id)
    .limit(100)
    .execute()
  for (const { kind, value } of contacts)
    await db.deleteFrom('login_codes').where('kind', '=', kind).where('value', '=', value).execute()
  await db.deleteFrom('contact_channels').where('person_id', '=', id).execute()
  await erasePapers(tx, id)
  await db
    .updateTable('guardians')
    .set({ guardian_name: null, guardian_contact: null, relation: null })
    .where('minor_id', '=', id)
    .execute()
  await db
    .updateTable('guardians')
    .set({ ended_at: now })
    .where('minor_id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
  await db
    .updateTable('companions')
    .set({ ended_at: now })
    .where((eb) => eb.or([eb('person_id', '=', id), eb('companion_id', '=', id)]))
    .where('ended_at', 'is', null)
    .execute()
  await db
    .updateTable('companions')
    .set({ witness: null })
    .where((eb) => eb.or([eb('person_id', '=', id), eb('companion_id', '=', id)]))
    .execute()
  await db
    .deleteFrom('companion_requests')
    .where((eb) => eb.or([eb('person_id', '=', id), eb('companion_id', '=', id)]))
    .execute()
  await db
    .updateTable('consents')
    .set({ withdrawn_at: now })
    .where('person_id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute()
  await db
    .updateTable('suspensions')
    .set({ words: null, appeal: null, answer: null })
    .where('person_id', '=', id)
    .execute()
  await db.deleteFrom('passkey_challenges').where('person_id', '=', id).execute()
  await db.deleteFrom('passkeys').where('person_id', '=', id).execute()
  await db.deleteFrom('sealed_facts').where('person_id', '=', id).execute()
  await db
    .updateTable('secret_links')
    .set({ revoked_at: now })
    .where('person_id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
  await endSessions(db, id, { allBut: null })
  await db
    .updateTable('people')
    .set({
      name: null,
      locality_id: null,
      birth_date: null,
      age_band: 'unknown',
      lang: 'kk',
      state: 'erased',
      erased_at: now,
      restricted_at: null,
      quiet_from: '21:00',
      quiet_until: '08:00',
      inviter: null,
      inviter_organization_id: null,
      lawful_basis: null,
    })
    .where('id', '=', id)
    .execute()
  await db
    .insertInto('erasures')
    .values({ id: newId(now.epochMilliseconds), at: now, subject_kind: 'person', subject_id: id, rule })
    .execute()
  const day = now.toZonedDateTimeISO('UTC').toPlainDate().toString()
  tx.append(personErased.entry({ subjectId: id, regionId: person.regionId, body: { rule }, public: { day, rule } }))
}

import { type Db, listSessions } from '../../platform'
import { collectEverywhere } from '../erasers'
import { listLooks } from '../looks'
import { listPapers } from '../papers/keep-paper'
import {
  findPerson,
  listCompanions,
  listConsents,
  listContacts,
  listGuardians,
  listRolesOf,
  suspensionsIn,
} from '../queries'

/**
 * Everything kept about a person, as plain data: their account, what every room holds, who looked, and every entry of the journal that
 * is about them, with the sealed facts only they can open.
 */
export async function collectExport(db: Db, personId: string, now: Temporal.Instant): Promise<Record<string, unknown>> {
  const entries = await db
    .selectFrom('journal')
    .select(['id', 'at', 'kind', 'subject_kind', 'subject_id', 'door', 'body', 'public_body', 'commitments'])
    .where('subject_kind', '=', 'person')
    .where('subject_id', '=', personId)
    .orderBy('seq')
    .limit(5000)
    .execute()
  const facts = await db
    .selectFrom('sealed_facts')
    .select(['entry_id', 'name', 'salt', 'fact'])
    .where('person_id', '=', personId)
    .limit(5000)
    .execute()
  return {
    form: 'asar-export-1',
    at: now.toString(),
    person: await findPerson(db, personId),
    contacts: await listContacts(db, personId),
    roles: await listRolesOf(db, personId),
    consents: await listConsents(db, personId),
    signedPapers: await listPapers(db, personId),
    guardians: await listGuardians(db, personId, now),
    companions: await listCompanions(db, personId, now),
    suspensions: await suspensionsIn(db).where('person_id', '=', personId).limit(100).execute(),
    sessions: await listSessions(db, personId, now),
    looks: (await listLooks(db, personId)).looks,
    rooms: await collectEverywhere(db, personId),
    entries,
    sealedFacts: facts.map((row) => ({ ...row, salt: row.salt.toString('hex') })),
  }
}

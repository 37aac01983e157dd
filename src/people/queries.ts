import { isId } from '../kit/ids'
import type { Db } from '../platform'
import type { Contact } from './contact'
import { type Person, personOfRow } from './person'

/** A person by id, untrusted. Personal data: who shows it to another records the look. */
export async function findPerson(db: Db, id: string): Promise<Person | undefined> {
  if (!isId(id)) return undefined
  const row = await db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : personOfRow(row)
}

/** Names by id, for lists: unknown and erased persons are left out. At most 500. */
export async function listNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(ids.filter(isId))].slice(0, 500)
  if (asked.length === 0) return new Map()
  const rows = await db.selectFrom('people').select(['id', 'name']).where('id', 'in', asked).limit(500).execute()
  return new Map(rows.flatMap((row) => (row.name === null ? [] : [[row.id, row.name] as const])))
}

/** Living persons with this contact, active before invited, at most 20: a household may share one telephone. Served by contact_channels_value_idx. */
export async function listPeopleByContact(db: Db, contact: Contact): Promise<Person[]> {
  const rows = await db
    .selectFrom('contact_channels as c')
    .innerJoin('people as p', 'p.id', 'c.person_id')
    .selectAll('p')
    .where('c.kind', '=', contact.kind)
    .where('c.value', '=', contact.value)
    .where('p.state', 'in', ['active', 'invited'])
    .orderBy('p.state')
    .orderBy('p.created_at')
    .limit(20)
    .execute()
  return rows.map(personOfRow)
}

/** A contact of a person. */
export type ContactChannel = Contact & { readonly id: string; readonly verifiedAt: Temporal.Instant | null }

/** Addresses of a person that open the account, oldest first, at most 20. Personal data: who shows it to another records the look. */
export async function listContacts(db: Db, personId: string): Promise<ContactChannel[]> {
  const rows = await db
    .selectFrom('contact_channels')
    .select(['id', 'kind', 'value', 'verified_at'])
    .where('person_id', '=', personId)
    .where('kind', '<>', 'telegram')
    .orderBy('created_at')
    .limit(20)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as Contact['kind'],
    value: row.value,
    verifiedAt: row.verified_at,
  }))
}

/** A live role of a person. */
export type HeldRole = {
  readonly id: string
  readonly role: string
  readonly organizationId: string | null
  readonly organizationName: string | null
  readonly regionId: string | null
  readonly grantedAt: Temporal.Instant
}

/** Live roles of a person, at most 100. Served by role_grants_person_idx. */
export async function listRolesOf(db: Db, personId: string): Promise<HeldRole[]> {
  const rows = await db
    .selectFrom('role_grants as g')
    .leftJoin('organizations as o', 'o.id', 'g.organization_id')
    .select(['g.id', 'g.role', 'g.organization_id', 'o.name as organization_name', 'g.region_id', 'g.granted_at'])
    .where('g.person_id', '=', personId)
    .where('g.ended_at', 'is', null)
    .orderBy('g.granted_at')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    organizationId: row.organization_id,
    organizationName: row.organization_name,
    regionId: row.region_id,
    grantedAt: row.granted_at,
  }))
}

/** A consent as it was given. */
export type Consent = {
  readonly id: string
  readonly personId: string
  readonly purpose: string
  readonly data: readonly string[]
  readonly givenBy: string | null
  readonly givenHow: string
  readonly givenAt: Temporal.Instant
  readonly validUntil: Temporal.Instant | null
  readonly withdrawnAt: Temporal.Instant | null
  /** Which wording was agreed to, where the purpose has several. */
  readonly terms: string | null
}

const consents = (db: Db) =>
  db
    .selectFrom('consents')
    .select([
      'id',
      'person_id',
      'purpose',
      'data',
      'given_by',
      'given_how',
      'given_at',
      'valid_until',
      'withdrawn_at',
      'terms_code',
    ])

type ConsentRow = Awaited<ReturnType<ReturnType<typeof consents>['execute']>>[number]

const consentOf = (row: ConsentRow): Consent => ({
  id: row.id,
  personId: row.person_id,
  purpose: row.purpose,
  data: row.data,
  givenBy: row.given_by,
  givenHow: row.given_how,
  givenAt: row.given_at,
  validUntil: row.valid_until,
  withdrawnAt: row.withdrawn_at,
  terms: row.terms_code,
})

/** The consent of a person to a purpose that is valid at a moment, the newest of several; undefined when there is none. */
export async function consentFor(
  db: Db,
  personId: string,
  purpose: string,
  at: Temporal.Instant,
): Promise<Consent | undefined> {
  const row = await consents(db)
    .where('person_id', '=', personId)
    .where('purpose', '=', purpose)
    .where('given_at', '<=', at)
    .where((eb) => eb.or([eb('withdrawn_at', 'is', null), eb('withdrawn_at', '>', at)]))
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', at)]))
    .orderBy('given_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : consentOf(row)
}

/** Consents of a person, newest first, at most 100. */
export async function listConsents(db: Db, personId: string): Promise<Consent[]> {
  const rows = await consents(db).where('person_id', '=', personId).orderBy('given_at', 'desc').limit(100).execute()
  return rows.map(consentOf)
}

/** Purpose of a guardian's consent that a minor may take part. */
export const GUARDIAN_PURPOSE = 'minor-volunteering'

/** State of the written consent of a minor's parent or legal representative at a moment, in the words the law check asks for. */
export async function guardianConsentAt(
  db: Db,
  minorId: string,
  at: Temporal.Instant,
): Promise<'none' | 'given' | 'withdrawn' | 'expired'> {
  if ((await consentFor(db, minorId, GUARDIAN_PURPOSE, at)) !== undefined) return 'given'
  const last = await consents(db)
    .where('person_id', '=', minorId)
    .where('purpose', '=', GUARDIAN_PURPOSE)
    .where('given_at', '<=', at)
    .orderBy('given_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last === undefined) return 'none'
  return last.withdrawn_at !== null && Temporal.Instant.compare(last.withdrawn_at, at) <= 0 ? 'withdrawn' : 'expired'
}

/** A suspension, of a person or of an organization. */
export type Suspension = {
  readonly id: string
  readonly personId: string | null
  readonly organizationId: string | null
  readonly regionId: string
  readonly reason: string
  readonly words: string | null
  readonly startedAt: Temporal.Instant
  /** When it ends by itself; null: when lifted. */
  readonly until: Temporal.Instant | null
  readonly liftedAt: Temporal.Instant | null
  readonly appeal: string | null
  readonly appealedAt: Temporal.Instant | null
  /** What the officer answered to the appeal. */
  readonly answer: string | null
}

/** Columns of a suspension. */
export const suspensionsIn = (db: Db) =>
  db
    .selectFrom('suspensions')
    .select(['id', 'person_id', 'organization_id', 'region_id', 'reason', 'words', 'started_at', 'until', 'lifted_at'])
    .select(['appeal', 'appealed_at', 'answer'])

type SuspensionRow = Awaited<ReturnType<ReturnType<typeof suspensionsIn>['execute']>>[number]

/** Row of `suspensions` as the domain sees it. */
export const suspensionOfRow = (row: SuspensionRow): Suspension => ({
  id: row.id,
  personId: row.person_id,
  organizationId: row.organization_id,
  regionId: row.region_id,
  reason: row.reason,
  words: row.words,
  startedAt: row.started_at,
  until: row.until,
  liftedAt: row.lifted_at,
  appeal: row.appeal,
  appealedAt: row.appealed_at,
  answer: row.answer,
})

/** The suspension a person is under at a moment: they take on nothing new while it lasts. Served by suspensions_person_once_idx. */
export async function suspensionOf(db: Db, personId: string, now: Temporal.Instant): Promise<Suspension | undefined> {
  const row = await suspensionsIn(db)
    .where('person_id', '=', personId)
    .where('lifted_at', 'is', null)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', now)]))
    .executeTakeFirst()
  return row === undefined ? undefined : suspensionOfRow(row)
}

/** The suspension an organization is under at a moment. Served by suspensions_organization_once_idx. */
export async function suspensionOfOrganization(
  db: Db,
  organizationId: string,
  now: Temporal.Instant,
): Promise<Suspension | undefined> {
  const row = await suspensionsIn(db)
    .where('organization_id', '=', organizationId)
    .where('lifted_at', 'is', null)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', now)]))
    .executeTakeFirst()
  return row === undefined ? undefined : suspensionOfRow(row)
}

/** A parent or legal representative of a minor. */
export type Guardian = {
  readonly id: string
  readonly minorId: string
  readonly name: string | null
  readonly contact: string | null
  readonly relation: string | null
  readonly consentId: string | null
  readonly createdAt: Temporal.Instant
  readonly refusedAt: Temporal.Instant | null
  /** Whether a consent is valid now. */
  readonly hasConsented: boolean
  /** How the consent was given and when; by a paper: signed on which day, and who has seen it. */
  readonly consentHow: string | null
  readonly consentAt: Temporal.Instant | null
  readonly signedOn: string | null
  readonly seenBy: string | null
  /** A code is on its way or there, and has not been told yet. */
  readonly hasCode: boolean
}

/** Guardians named for a minor who are not ended, at most 10. Personal data. Served by guardians_minor_idx. */
export async function listGuardians(db: Db, minorId: string, now: Temporal.Instant): Promise<Guardian[]> {
  const rows = await db
    .selectFrom('guardians as g')
    .leftJoin('consents as c', 'c.id', 'g.consent_id')
    .select(['g.id', 'g.minor_id', 'g.guardian_name', 'g.guardian_contact', 'g.relation', 'g.consent_id'])
    .leftJoin('people as s', 's.id', 'g.seen_by')
    .select(['g.created_at', 'g.refused_at', 'c.withdrawn_at', 'c.valid_until', 'c.given_how', 'c.given_at'])
    .select(['g.signed_on', 's.name as seen_by', 'g.code_until', 'g.code_tries'])
    .where('g.minor_id', '=', minorId)
    .where('g.ended_at', 'is', null)
    .orderBy('g.created_at')
    .limit(10)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    minorId: row.minor_id,
    name: row.guardian_name,
    contact: row.guardian_contact,
    relation: row.relation,
    consentId: row.consent_id,
    createdAt: row.created_at,
    refusedAt: row.refused_at,
    hasConsented:
      row.consent_id !== null &&
      row.withdrawn_at === null &&
      (row.valid_until === null || Temporal.Instant.compare(row.valid_until, now) > 0),
    consentHow: row.given_how,
    consentAt: row.given_at,
    signedOn: row.signed_on,
    seenBy: row.seen_by,
    hasCode: row.code_tries > 0 && row.code_until !== null && Temporal.Instant.compare(row.code_until, now) > 0,
  }))
}

/** Somebody who may act for a person, within a consent. */
export type Companion = {
  readonly id: string
  readonly personId: string
  readonly companionId: string
  readonly name: string | null
  readonly consentId: string
  /** What the person agreed to, as codes. */
  readonly scopes: readonly string[]
  readonly until: Temporal.Instant | null
  /** What they are to each other, how and when it was agreed, and before whom: an operator, or who saw a paper signed. */
  readonly tie: string
  readonly agreedHow: string
  readonly agreedAt: Temporal.Instant
  readonly beforeName: string | null
  readonly witness: string | null
  readonly signedOn: string | null
}

const companionsIn = (db: Db, now: Temporal.Instant) =>
  db
    .selectFrom('companions as k')
    .innerJoin('consents as c', 'c.id', 'k.consent_id')
    .innerJoin('people as p', 'p.id', 'k.companion_id')
    .leftJoin('people as b', 'b.id', 'k.agreed_before')
    .select(['k.id', 'k.person_id', 'k.companion_id', 'k.consent_id', 'c.valid_until', 'c.data', 'k.tie'])
    .select(['c.given_how', 'c.given_at', 'b.name as before_name', 'k.witness', 'k.signed_on'])
    .where('k.ended_at', 'is', null)
    .where('c.withdrawn_at', 'is', null)
    .where((eb) => eb.or([eb('c.valid_until', 'is', null), eb('c.valid_until', '>', now)]))

type CompanionRow = Awaited<ReturnType<ReturnType<typeof companionsIn>['execute']>>[number] & { name: string | null }
const companionOfRow = (row: CompanionRow): Companion => ({
  id: row.id,
  personId: row.person_id,
  companionId: row.companion_id,
  name: row.name,
  consentId: row.consent_id,
  scopes: row.data,
  until: row.valid_until,
  tie: row.tie,
  agreedHow: row.given_how,
  agreedAt: row.given_at,
  beforeName: row.before_name,
  witness: row.witness,
  signedOn: row.signed_on,
})

/** Those who may act for a person now, at most 20. Served by companions_person_idx. */
export const listCompanions = async (db: Db, personId: string, now: Temporal.Instant): Promise<Companion[]> =>
  (await companionsIn(db, now).select('p.name').where('k.person_id', '=', personId).limit(20).execute()).map(
    companionOfRow,
  )

/** Those a person may act for now, with their names, at most 20. Served by companions_companion_idx. */
export async function listActingFor(
  db: Db,
  companionId: string,
  now: Temporal.Instant,
): Promise<(Companion & { readonly simple: boolean })[]> {
  const rows = await companionsIn(db, now)
    .innerJoin('people as w', 'w.id', 'k.person_id')
    .select(['w.name', 'w.simple'])
    .where('k.companion_id', '=', companionId)
    .where('w.state', '=', 'active')
    .limit(20)
    .execute()
  return rows.map((row) => ({ ...companionOfRow(row), simple: row.simple }))
}

/** The agreement under which one person may act for another now, or undefined. */
export async function findCompanion(
  db: Db,
  companionId: string,
  personId: string,
  now: Temporal.Instant,
): Promise<Companion | undefined> {
  const row = await companionsIn(db, now)
    .select('p.name')
    .where('k.companion_id', '=', companionId)
    .where('k.person_id', '=', personId)
    .executeTakeFirst()
  return row === undefined ? undefined : companionOfRow(row)
}

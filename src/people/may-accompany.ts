import { sql } from 'kysely'
import type { Tx } from '../platform'
import { bandOn } from './account/read-age'
import type { Person } from './person'
import { guardianConsentAt } from './queries'

/** How many people one companion serves at once: more would be an office, not a neighbour. */
export const SERVED_MAX = 5

/** Why somebody cannot accompany this person, as far as it can be known beforehand; what comes later is checked at each yes. */
export type AccompanyError = {
  readonly kind: 'serves-many' | 'power-over-person' | 'guardian-first'
}

/** Whether a companion may be named; their row is held by the caller, so that two people cannot both be the fifth. */
export async function whyNotAccompany(
  tx: Tx,
  person: Person,
  companionId: string,
): Promise<AccompanyError | undefined> {
  const today = tx.now.toZonedDateTimeISO(person.zone).toPlainDate()
  const band = person.birthDate === null ? person.ageBand : bandOn(person.birthDate, today)
  // Under fourteen the child's yes is not enough (42-VI).
  if (band === 'under-14' && (await guardianConsentAt(tx.db, person.id, tx.now)) !== 'given')
    return { kind: 'guardian-first' }
  if (await leadsWhereTheyBelong(tx, person.id, companionId)) return { kind: 'power-over-person' }
  const { rows } = await sql<{ served: number }>`
    SELECT count(*)::int AS served FROM companions k JOIN consents c ON c.id = k.consent_id
    WHERE k.companion_id = ${companionId} AND k.ended_at IS NULL AND c.withdrawn_at IS NULL
      AND (c.valid_until IS NULL OR c.valid_until > ${tx.now})`.execute(tx.db)
  return (rows[0]?.served ?? 0) >= SERVED_MAX ? { kind: 'serves-many' } : undefined
}

async function leadsWhereTheyBelong({ db }: Tx, personId: string, companionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('organization_members as m')
    .innerJoin('role_grants as g', 'g.organization_id', 'm.organization_id')
    .select('g.id')
    .where('m.person_id', '=', personId)
    .where('m.state', '=', 'member')
    .where('g.person_id', '=', companionId)
    .where('g.role', 'in', ['coordinator', 'organization-admin'])
    .where('g.ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

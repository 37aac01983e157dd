import { sql } from 'kysely'
import type { Tx } from '../../platform'
import { bandOn } from '../account/read-age'
import type { Person } from '../person'
import { guardianConsentAt } from '../queries'
import { type CompanionLimits, companionLimits } from './limits'
import { powerOver } from './power'

/** Why somebody cannot accompany this person, as far as it can be known beforehand; what comes later is checked at each word. */
export type AccompanyError =
  | { readonly kind: 'serves-many'; readonly most: number }
  | { readonly kind: 'power-over-person' | 'coordinates-work' | 'guardian-first' | 'age-first' }

/** Whether a companion may be named; their row is held by the caller, so that two people cannot both be the last one. */
export async function whyNotAccompany(
  tx: Tx,
  person: Person,
  companionId: string,
): Promise<AccompanyError | undefined> {
  const today = tx.now.toZonedDateTimeISO(person.zone).toPlainDate()
  const band = person.birthDate === null ? person.ageBand : bandOn(person.birthDate, today)
  // Under fourteen the child's yes is not enough (42-VI); who has told no age counts as one until they do.
  if (band === 'unknown') return { kind: 'age-first' }
  if (band === 'under-14' && (await guardianConsentAt(tx.db, person.id, tx.now)) !== 'given')
    return { kind: 'guardian-first' }
  const power = await powerOver(tx.db, person.id, companionId, tx.now)
  if (power !== undefined) return { kind: power === 'leads' ? 'power-over-person' : 'coordinates-work' }
  const { servedMax } = await limitsFor(tx, person)
  return (await countServed(tx, companionId)) >= servedMax ? { kind: 'serves-many', most: servedMax } : undefined
}

/** What the pack of a person's country says of companions. */
export async function limitsFor({ db }: Pick<Tx, 'db'>, person: Pick<Person, 'regionId'>): Promise<CompanionLimits> {
  const region = await db
    .selectFrom('regions')
    .select('country_code')
    .where('id', '=', person.regionId)
    .executeTakeFirstOrThrow()
  return companionLimits(region.country_code)
}

async function countServed(tx: Tx, companionId: string): Promise<number> {
  const { rows } = await sql<{ served: number }>`
    SELECT count(*)::int AS served FROM companions k JOIN consents c ON c.id = k.consent_id
    WHERE k.companion_id = ${companionId} AND k.ended_at IS NULL AND c.withdrawn_at IS NULL
      AND (c.valid_until IS NULL OR c.valid_until > ${tx.now})`.execute(tx.db)
  return rows[0]?.served ?? 0
}

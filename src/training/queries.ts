import type { Db } from '../platform'
import { findCompetence } from './competences'
import { type HeldCompetence, parseLevel } from './holds'

/** How a claim of a competence stands. */
export type CredentialState = 'claimed' | 'confirmed' | 'refused' | 'revoked'

/** A competence a person says they have, with its proof. */
export type Credential = {
  readonly id: string
  readonly volunteerId: string
  readonly competence: string
  readonly level: 1 | 2 | 3
  /** What they show for it, in their words: number of a licence, place of training. Personal. */
  readonly evidence: string
  readonly state: CredentialState
  readonly validFrom: Temporal.Instant
  /** First moment it no longer counts; null: does not expire. */
  readonly validUntil: Temporal.Instant | null
  readonly confirmedBy: string | null
  readonly confirmedAt: Temporal.Instant | null
  readonly renewalOfferedAt: Temporal.Instant | null
  readonly createdAt: Temporal.Instant
}

/** Columns of a credential. */
export const credentialsIn = (db: Db) =>
  db
    .selectFrom('credentials')
    .select(['id', 'volunteer_id', 'competence_id', 'level', 'evidence', 'state', 'valid_from', 'valid_until'])
    .select(['confirmed_by', 'confirmed_at', 'renewal_offered_at', 'created_at'])

type CredentialRow = Awaited<ReturnType<ReturnType<typeof credentialsIn>['execute']>>[number]

/** Row of `credentials` as the domain sees it. */
export const credentialOfRow = (row: CredentialRow): Credential => ({
  id: row.id,
  volunteerId: row.volunteer_id,
  competence: row.competence_id,
  level: parseLevel(row.level) ?? 1,
  evidence: row.evidence,
  state: row.state as CredentialState,
  validFrom: row.valid_from,
  validUntil: row.valid_until,
  confirmedBy: row.confirmed_by,
  confirmedAt: row.confirmed_at,
  renewalOfferedAt: row.renewal_offered_at,
  createdAt: row.created_at,
})

/** Everything a person ever claimed, newest first, at most 200. Personal data: whoever shows it to another records the look. */
export async function listCredentials(db: Db, volunteerId: string): Promise<Credential[]> {
  const rows = await credentialsIn(db)
    .where('volunteer_id', '=', volunteerId)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
  return rows.map(credentialOfRow)
}

/** A competence as it counts for posts, with the credential it stands on. */
export type Proof = HeldCompetence & { readonly credentialId: string; readonly confirmed: boolean }

/**
 * What people hold that has not run out at `at`, by person: confirmed credentials, and their own word where no document is needed.
 * Includes are not spelled out; `holds` and `expandHeld` do that. At most 20,000 rows. Served by credentials_volunteer_idx.
 */
export async function listHeldBy(
  db: Db,
  volunteerIds: readonly string[],
  at: Temporal.Instant,
): Promise<ReadonlyMap<string, readonly Proof[]>> {
  const held = new Map<string, Proof[]>()
  if (volunteerIds.length === 0) return held
  const rows = await db
    .selectFrom('credentials')
    .select(['id', 'volunteer_id', 'competence_id', 'level', 'state', 'valid_from', 'valid_until'])
    .where('volunteer_id', 'in', volunteerIds)
    .where('state', 'in', ['claimed', 'confirmed'])
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', at)]))
    .limit(20_000)
    .execute()
  for (const row of rows) {
    const confirmed = row.state === 'confirmed'
    if (!confirmed && findCompetence(row.competence_id)?.credentialRequired === true) continue
    const proof: Proof = {
      credentialId: row.id,
      confirmed,
      competence: row.competence_id,
      level: parseLevel(row.level) ?? 1,
      validFrom: row.valid_from,
      ...(row.valid_until === null ? {} : { validTo: row.valid_until }),
    }
    held.set(row.volunteer_id, [...(held.get(row.volunteer_id) ?? []), proof])
  }
  return held
}

import { sql } from 'kysely'
import { type Ctx, type Db, grantsCover, recordLook } from '../platform'
import { findCompetence } from './competences'
import { type HeldCompetence, listGiving, parseLevel } from './holds'

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

// Professional is what somebody else says of us.
const ownWordLevel = (level: number): 1 | 2 => (level >= 2 ? 2 : 1)

/** A competence as it counts for posts, with the credential it stands on. */
export type Proof = HeldCompetence & { readonly credentialId: string; readonly confirmed: boolean }

/**
 * What people hold that has not run out at `at`, by person: confirmed credentials, and their own word, up to level 2, where no document is
 * needed.
 * Includes are not spelled out; `holds` and `expandHeld` do that. With `giving` only what gives one of these competences, by
 * itself or by what it includes. At most 200,000 rows. Served by credentials_volunteer_idx.
 */
export async function listHeldBy(
  db: Db,
  volunteerIds: readonly string[],
  at: Temporal.Instant,
  giving?: readonly string[],
): Promise<ReadonlyMap<string, readonly Proof[]>> {
  const held = new Map<string, Proof[]>()
  if (volunteerIds.length === 0) return held
  const rows = await db
    .selectFrom('credentials')
    .select(['id', 'volunteer_id', 'competence_id', 'level', 'state', 'valid_from', 'valid_until'])
    // One parameter however many people: each of its own would have to be parsed and bound.
    .where(sql<boolean>`volunteer_id = any(${volunteerIds}::uuid[])`)
    .$if(giving !== undefined, (query) =>
      query.where(sql<boolean>`competence_id = any(${listGiving(giving ?? [])}::text[])`),
    )
    .where('state', 'in', ['claimed', 'confirmed'])
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', at)]))
    .limit(200_000)
    .execute()
  for (const row of rows) {
    const confirmed = row.state === 'confirmed'
    if (!confirmed && findCompetence(row.competence_id)?.credentialRequired === true) continue
    const proof: Proof = {
      credentialId: row.id,
      confirmed,
      competence: row.competence_id,
      level: confirmed ? (parseLevel(row.level) ?? 1) : ownWordLevel(row.level),
      validFrom: row.valid_from,
      ...(row.valid_until === null ? {} : { validTo: row.valid_until }),
    }
    held.set(row.volunteer_id, [...(held.get(row.volunteer_id) ?? []), proof])
  }
  return held
}

/** A claim that waits for somebody to look at its proof. */
export type WaitingCredential = Credential & { readonly name: string | null; readonly organization: string | null }

const QUEUE_MAX = 100

/**
 * Claims this request may decide on, oldest first, at most 100: those put to its organizations, and all of its regions. Names and proofs of
 * others: each look is recorded. Served by credentials_asked_idx and credentials_queue_idx.
 */
export async function listWaitingCredentials(ctx: Ctx): Promise<WaitingCredential[]> {
  if (ctx.actor.kind !== 'person') return []
  const { personId, grants } = ctx.actor
  const covering = grants.filter((grant) => grantsCover([grant], 'credentials:confirm'))
  const organizations = covering.flatMap((grant) => (grant.organizationId === null ? [] : [grant.organizationId]))
  const regions = covering.flatMap((grant) =>
    grant.organizationId === null && grant.regionId !== null ? [grant.regionId] : [],
  )
  const everywhere = covering.some((grant) => grant.organizationId === null && grant.regionId === null)
  if (!everywhere && organizations.length === 0 && regions.length === 0) return []
  let query = ctx.db
    .selectFrom('credentials as c')
    .innerJoin('people as p', 'p.id', 'c.volunteer_id')
    .leftJoin('organizations as o', 'o.id', 'c.asked_organization_id')
    .select(['c.id', 'c.volunteer_id', 'c.competence_id', 'c.level', 'c.evidence', 'c.state', 'c.valid_from'])
    .select(['c.valid_until', 'c.confirmed_by', 'c.confirmed_at', 'c.renewal_offered_at', 'c.created_at'])
    .select(['p.name', 'o.name as organization'])
    .where('c.state', '=', 'claimed')
    .where('c.volunteer_id', '<>', personId)
    .orderBy('c.created_at')
    .limit(QUEUE_MAX)
  if (!everywhere)
    query = query.where((eb) =>
      eb.or([
        ...(organizations.length === 0 ? [] : [eb('c.asked_organization_id', 'in', organizations)]),
        ...(regions.length === 0 ? [] : [eb('c.region_id', 'in', regions)]),
      ]),
    )
  const rows = await query.execute()
  for (const row of rows)
    await recordLook(ctx.db, ctx, {
      subjectPersonId: row.volunteer_id,
      subjectKind: 'credential',
      subjectId: row.id,
      what: ['name', 'evidence'],
    })
  return rows.map((row) => ({ ...credentialOfRow(row), name: row.name, organization: row.organization }))
}

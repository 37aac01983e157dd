import { newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { findOrganization } from '../../organizations'
import { brokeConstraint, type Ctx, inCommand, may, personOf, type Tx } from '../../platform'
import type { Level } from '../competence'
import { findCompetence } from '../competences'
import { credentialClaimed, credentialConfirmed, credentialRefused, credentialRevoked } from '../entries'
import { type Credential, credentialOfRow, credentialsIn } from '../queries'

/** Why a claim was not taken. */
export type ClaimError =
  | { readonly kind: 'not-signed-in' }
  | { readonly kind: 'unknown-competence' }
  | { readonly kind: 'evidence-missing' }
  | { readonly kind: 'waiting-already' }
  | { readonly kind: 'unknown-organization' }

/**
 * A person says they have a competence. Where a document is needed, it counts once a named person has seen it; else their own word counts
 * up to level 2 at once.
 * @param input.organizationId whose coordinator is asked to look at the proof; absent: the authority of the person's region
 */
export async function claimCredential(
  ctx: Ctx,
  input: {
    readonly competence: string
    readonly level: Level
    readonly evidence: string
    readonly organizationId?: string | undefined
  },
): Promise<Result<{ readonly credentialId: string }, ClaimError>> {
  try {
    return await inCommand<{ credentialId: string }, ClaimError>(ctx, 'claimCredential', async (tx) => {
      const personId = personOf(ctx)
      const person =
        personId === null
          ? undefined
          : await tx.db
              .selectFrom('people')
              .select('region_id')
              .where('id', '=', personId)
              .where('state', '=', 'active')
              .executeTakeFirst()
      if (personId === null || person === undefined) return err({ kind: 'not-signed-in' })
      const competence = findCompetence(input.competence)
      if (competence === undefined) return err({ kind: 'unknown-competence' })
      const evidence = input.evidence.trim().slice(0, 1000)
      if (competence.credentialRequired === true && evidence === '') return err({ kind: 'evidence-missing' })
      const organization =
        input.organizationId === undefined ? undefined : await findOrganization(tx.db, input.organizationId)
      if (input.organizationId !== undefined && organization?.state !== 'active')
        return err({ kind: 'unknown-organization' })
      const id = newId(tx.now.epochMilliseconds)
      await tx.db
        .insertInto('credentials')
        .values({
          id,
          volunteer_id: personId,
          region_id: person.region_id,
          competence_id: competence.id,
          level: input.level,
          evidence,
          state: 'claimed',
          valid_from: tx.now,
          asked_organization_id: organization?.id ?? null,
          created_at: tx.now,
        })
        .execute()
      tx.append(
        credentialClaimed.entry({
          subjectId: personId,
          regionId: person.region_id,
          organizationId: organization?.id ?? null,
          body: { credential: id, competence: competence.id, level: input.level },
          public: {},
        }),
      )
      return ok({ credentialId: id })
    })
  } catch (cause) {
    if (brokeConstraint(cause, 'credentials_claimed_once_idx')) return err({ kind: 'waiting-already' })
    throw cause
  }
}

/** Why a claim was not decided on, or a competence not taken back. */
export type DecideError =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'own' }
  | { readonly kind: 'not-waiting' }
  | { readonly kind: 'wrong-date' }

type Held = Credential & { readonly regionId: string; readonly organizationId: string | null }

async function lockCredential(tx: Tx, id: string): Promise<Held | undefined> {
  const row = await credentialsIn(tx.db)
    .select(['region_id', 'asked_organization_id'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row === undefined
    ? undefined
    : { ...credentialOfRow(row), regionId: row.region_id, organizationId: row.asked_organization_id }
}

const mayDecide = (ctx: Ctx, credential: Held): boolean =>
  may(ctx, 'credentials:confirm', { organizationId: credential.organizationId, regionId: credential.regionId })

const aboutOf = (credential: Credential) => ({
  credential: credential.id,
  competence: credential.competence,
  level: credential.level,
})

/**
 * A named person confirms a competence after looking at the proof, never their own.
 * @param input.validUntil first moment it no longer counts; null where the proof does not run out
 */
export const confirmCredential = (
  ctx: Ctx,
  input: { readonly credentialId: string; readonly validUntil: Temporal.Instant | null },
): Promise<Result<null, DecideError>> =>
  inCommand<null, DecideError>(ctx, 'confirmCredential', async (tx) => {
    const credential = await lockCredential(tx, input.credentialId)
    if (credential === undefined) return err({ kind: 'unknown' })
    const by = personOf(ctx)
    if (by === null || !mayDecide(ctx, credential)) return err({ kind: 'forbidden' })
    if (by === credential.volunteerId) return err({ kind: 'own' })
    if (credential.state !== 'claimed') return err({ kind: 'not-waiting' })
    if (input.validUntil !== null && Temporal.Instant.compare(input.validUntil, tx.now) <= 0)
      return err({ kind: 'wrong-date' })
    await tx.db
      .updateTable('credentials')
      .set({
        state: 'confirmed',
        confirmed_by: by,
        confirmed_at: tx.now,
        decided_at: tx.now,
        valid_until: input.validUntil,
      })
      .where('id', '=', credential.id)
      .execute()
    const zone = await zoneOf(tx, credential.regionId)
    tx.append(
      credentialConfirmed.entry({
        subjectId: credential.volunteerId,
        regionId: credential.regionId,
        organizationId: credential.organizationId,
        body: { ...aboutOf(credential), until: input.validUntil?.toString() ?? null },
        public: { region: credential.regionId, day: tx.now.toZonedDateTimeISO(zone).toPlainDate().toString() },
        facts: {
          credential: {
            personId: credential.volunteerId,
            fact: { competence: credential.competence, level: credential.level, confirmedBy: by },
          },
        },
      }),
    )
    return ok(null)
  })

const zoneOf = async (tx: Tx, regionId: string): Promise<string> =>
  (await tx.db.selectFrom('regions').select('zone').where('id', '=', regionId).executeTakeFirst())?.zone ?? 'UTC'

/** A named person looked at the proof and does not confirm it. The person may claim again with a better one. */
export const refuseCredential = (
  ctx: Ctx,
  input: { readonly credentialId: string },
): Promise<Result<null, DecideError>> =>
  inCommand<null, DecideError>(ctx, 'refuseCredential', async (tx) => {
    const credential = await lockCredential(tx, input.credentialId)
    if (credential === undefined) return err({ kind: 'unknown' })
    if (!mayDecide(ctx, credential)) return err({ kind: 'forbidden' })
    if (personOf(ctx) === credential.volunteerId) return err({ kind: 'own' })
    if (credential.state !== 'claimed') return err({ kind: 'not-waiting' })
    await tx.db
      .updateTable('credentials')
      .set({ state: 'refused', decided_at: tx.now, ended_at: tx.now })
      .where('id', '=', credential.id)
      .execute()
    tx.append(
      credentialRefused.entry({
        subjectId: credential.volunteerId,
        regionId: credential.regionId,
        organizationId: credential.organizationId,
        body: aboutOf(credential),
        public: {},
      }),
    )
    return ok(null)
  })

/** Takes a competence back at once: the person their own, or whoever may confirm it. Rooms that follow its entry look again at what stood on it. */
export const revokeCredential = (
  ctx: Ctx,
  input: { readonly credentialId: string },
): Promise<Result<null, DecideError>> =>
  inCommand<null, DecideError>(ctx, 'revokeCredential', async (tx) => {
    const credential = await lockCredential(tx, input.credentialId)
    if (credential === undefined) return err({ kind: 'unknown' })
    const own = personOf(ctx) === credential.volunteerId
    if (!own && !mayDecide(ctx, credential)) return err({ kind: 'forbidden' })
    if (credential.state !== 'claimed' && credential.state !== 'confirmed') return err({ kind: 'not-waiting' })
    await revokeIn(tx, credential, own)
    return ok(null)
  })

/** The step of revoking, for the erasure of a person as well. */
export async function revokeIn(tx: Tx, credential: Held, own: boolean): Promise<void> {
  await tx.db
    .updateTable('credentials')
    .set({ state: 'revoked', decided_at: tx.now, ended_at: tx.now })
    .where('id', '=', credential.id)
    .execute()
  tx.append(
    credentialRevoked.entry({
      subjectId: credential.volunteerId,
      regionId: credential.regionId,
      organizationId: credential.organizationId,
      body: { ...aboutOf(credential), own },
      public: {},
    }),
  )
}

/** Live credentials of a person, locked, for their erasure. */
export async function lockLiveOf(tx: Tx, personId: string): Promise<Held[]> {
  const rows = await credentialsIn(tx.db)
    .select(['region_id', 'asked_organization_id'])
    .where('volunteer_id', '=', personId)
    .where('state', 'in', ['claimed', 'confirmed'])
    .orderBy('id')
    .limit(500)
    .forNoKeyUpdate()
    .execute()
  return rows.map((row) => ({
    ...credentialOfRow(row),
    regionId: row.region_id,
    organizationId: row.asked_organization_id,
  }))
}

import { newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, personOf } from '../../platform'
import { organizationMarked, organizationRefused, organizationVerified } from '../entries'
import type { MarkKind } from '../organization'
import { lockOrganization, publicOf } from './change-organization'

export type VerifyError =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'not-waiting' }
  | { readonly kind: 'own' }
  | { readonly kind: 'nothing-checked' }
  | { readonly kind: 'reason-missing' }

/**
 * An authority verifies an organization and says what it checked. A group that works already may be verified as well. Nobody verifies an
 * organization they began or belong to.
 */
export const verifyOrganization = (
  ctx: Ctx,
  input: { readonly organizationId: string; readonly marks: readonly MarkKind[] },
): Promise<Result<null, VerifyError>> =>
  inCommand<null, VerifyError>(ctx, 'verifyOrganization', async (tx) => {
    const organization = await lockOrganization(tx, input.organizationId)
    if (organization === undefined) return err({ kind: 'unknown' })
    const verifier = personOf(ctx)
    if (verifier === null || !may(ctx, 'organizations:verify', { regionId: organization.regionId }))
      return err({ kind: 'forbidden' })
    if (await belongs(ctx, organization, verifier)) return err({ kind: 'own' })
    const isGroup = organization.state === 'active' && organization.verifiedAt === null
    if (organization.state !== 'waiting' && !isGroup) return err({ kind: 'not-waiting' })
    const marks = [...new Set(input.marks)]
    if (marks.length === 0) return err({ kind: 'nothing-checked' })
    await tx.db
      .updateTable('organizations')
      .set({ state: 'active', verified_at: tx.now, verified_by: verifier, refusal: null })
      .where('id', '=', organization.id)
      .execute()
    for (const what of marks)
      await tx.db
        .insertInto('organization_marks')
        .values({
          id: newId(tx.now.epochMilliseconds),
          organization_id: organization.id,
          what,
          checked_by: verifier,
          checked_at: tx.now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    tx.append(
      organizationVerified.entry({
        subjectId: organization.id,
        regionId: organization.regionId,
        organizationId: organization.id,
        body: { marks },
        public: await publicOf(tx, organization, 'active'),
      }),
    )
    return ok(null)
  })

/** An authority refuses a waiting organization, in words that say what to correct. */
export const refuseOrganization = (
  ctx: Ctx,
  input: { readonly organizationId: string; readonly reason: string },
): Promise<Result<null, VerifyError>> =>
  inCommand<null, VerifyError>(ctx, 'refuseOrganization', async (tx) => {
    const organization = await lockOrganization(tx, input.organizationId)
    if (organization === undefined) return err({ kind: 'unknown' })
    const verifier = personOf(ctx)
    if (verifier === null || !may(ctx, 'organizations:verify', { regionId: organization.regionId }))
      return err({ kind: 'forbidden' })
    if (await belongs(ctx, organization, verifier)) return err({ kind: 'own' })
    if (organization.state !== 'waiting') return err({ kind: 'not-waiting' })
    const reason = input.reason.trim().slice(0, 1000)
    if (reason.length < 5) return err({ kind: 'reason-missing' })
    await tx.db
      .updateTable('organizations')
      .set({ state: 'refused', refusal: reason })
      .where('id', '=', organization.id)
      .execute()
    tx.append(
      organizationRefused.entry({
        subjectId: organization.id,
        regionId: organization.regionId,
        organizationId: organization.id,
        body: {},
        public: await publicOf(tx, organization, 'refused'),
      }),
    )
    return ok(null)
  })

/** Marks one thing as checked later, or takes a mark back because it no longer holds. */
export const markOrganization = (
  ctx: Ctx,
  input: { readonly organizationId: string; readonly mark: MarkKind; readonly withdrawn: boolean },
): Promise<Result<null, VerifyError>> =>
  inCommand<null, VerifyError>(ctx, 'markOrganization', async (tx) => {
    const organization = await lockOrganization(tx, input.organizationId)
    if (organization === undefined) return err({ kind: 'unknown' })
    const verifier = personOf(ctx)
    if (verifier === null || !may(ctx, 'organizations:verify', { regionId: organization.regionId }))
      return err({ kind: 'forbidden' })
    if (await belongs(ctx, organization, verifier)) return err({ kind: 'own' })
    if (organization.state !== 'active') return err({ kind: 'not-waiting' })
    if (input.withdrawn)
      await tx.db
        .updateTable('organization_marks')
        .set({ withdrawn_at: tx.now })
        .where('organization_id', '=', organization.id)
        .where('what', '=', input.mark)
        .where('withdrawn_at', 'is', null)
        .execute()
    else
      await tx.db
        .insertInto('organization_marks')
        .values({
          id: newId(tx.now.epochMilliseconds),
          organization_id: organization.id,
          what: input.mark,
          checked_by: verifier,
          checked_at: tx.now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    const { organizationKind: _, ...about } = await publicOf(tx, organization, 'active')
    tx.append(
      organizationMarked.entry({
        subjectId: organization.id,
        regionId: organization.regionId,
        organizationId: organization.id,
        body: { mark: input.mark, withdrawn: input.withdrawn },
        public: about,
      }),
    )
    return ok(null)
  })

async function belongs(ctx: Ctx, organization: { id: string; createdBy: string }, personId: string): Promise<boolean> {
  if (organization.createdBy === personId) return true
  const row = await ctx.db
    .selectFrom('organization_members')
    .select('person_id')
    .where('organization_id', '=', organization.id)
    .where('person_id', '=', personId)
    .where('state', '=', 'member')
    .executeTakeFirst()
  return row !== undefined
}

import { err, ok, type Result } from '../../kit/result'
import { findRegion } from '../../places'
import { brokeConstraint, type Ctx, inCommand, may, type Tx } from '../../platform'
import type { BinError } from '../bin'
import { organizationChanged, organizationClosed } from '../entries'
import { type Organization, organizationOfRow } from '../organization'
import { runClosingChecks } from '../parts'
import { binOf } from './create-organization'
import { endRolesIn } from './end-roles'

export type ChangeOrganizationError =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'wrong-name' }
  | { readonly kind: 'name-is-registered' }
  | { readonly kind: 'wrong-bin'; readonly why: BinError['kind'] }
  | { readonly kind: 'bin-taken' }
  | { readonly kind: 'closed' }

/** The organization's row, held until the commit. */
export async function lockOrganization(tx: Tx, id: string): Promise<Organization | undefined> {
  const row = await tx.db
    .selectFrom('organizations')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row === undefined ? undefined : organizationOfRow(row)
}

/** What every public entry about an organization says. */
export async function publicOf(tx: Tx, organization: Organization, state: Organization['state']) {
  const zone = (await findRegion(tx.db, organization.regionId))?.zone ?? 'UTC'
  return {
    region: organization.regionId,
    day: tx.now.toZonedDateTimeISO(zone).toPlainDate().toString(),
    organization: organization.id,
    organizationKind: organization.kind,
    state,
  }
}

/**
 * Changes what an organization says about itself. The name of a verified one is as registered; a refused one that is corrected waits in the
 * queue anew.
 */
export async function changeOrganization(
  ctx: Ctx,
  input: {
    readonly organizationId: string
    readonly name: string
    readonly about: string
    readonly bin?: string | undefined
  },
): Promise<Result<null, ChangeOrganizationError>> {
  try {
    return await inCommand<null, ChangeOrganizationError>(ctx, 'changeOrganization', async (tx) => {
      const organization = await lockOrganization(tx, input.organizationId)
      if (organization === undefined) return err({ kind: 'unknown' })
      if (!may(ctx, 'organizations:manage', { organizationId: organization.id, regionId: organization.regionId }))
        return err({ kind: 'forbidden' })
      if (organization.state === 'closed') return err({ kind: 'closed' })
      const name = input.name.trim().replace(/\s+/g, ' ')
      if (name.length < 2 || name.length > 160) return err({ kind: 'wrong-name' })
      const isRegistered = organization.verifiedAt !== null
      if (isRegistered && name !== organization.name) return err({ kind: 'name-is-registered' })
      const again = organization.state === 'refused'
      const country = (await findRegion(tx.db, organization.regionId))?.countryCode ?? ''
      const bin = isRegistered ? ok(organization.bin) : binOf({ kind: organization.kind, bin: input.bin }, country)
      if (!bin.ok) return bin
      const about = input.about.trim().slice(0, 2000)
      const state = again ? 'waiting' : organization.state
      await tx.db
        .updateTable('organizations')
        .set({ name, about, bin: bin.value, state, ...(again ? { refusal: null } : {}) })
        .where('id', '=', organization.id)
        .execute()
      const fields = [
        ...(name === organization.name ? [] : ['name']),
        ...(about === organization.about ? [] : ['about']),
        ...(bin.value === organization.bin ? [] : ['bin']),
      ]
      tx.append(
        organizationChanged.entry({
          subjectId: organization.id,
          regionId: organization.regionId,
          organizationId: organization.id,
          body: { fields, again },
          public: await publicOf(tx, organization, state),
        }),
      )
      return ok(null)
    })
  } catch (cause) {
    if (brokeConstraint(cause, 'organizations_bin_idx')) return err({ kind: 'bin-taken' })
    throw cause
  }
}

export type CloseOrganizationError =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'still-open'; readonly what: string }

/** Ends an organization by its own decision. What is still going on in other rooms is ended there first; roles in it end with it. */
export const closeOrganization = (
  ctx: Ctx,
  input: { readonly organizationId: string },
): Promise<Result<null, CloseOrganizationError>> =>
  inCommand<null, CloseOrganizationError>(ctx, 'closeOrganization', async (tx) => {
    const organization = await lockOrganization(tx, input.organizationId)
    if (organization === undefined) return err({ kind: 'unknown' })
    if (!may(ctx, 'organizations:manage', { organizationId: organization.id, regionId: organization.regionId }))
      return err({ kind: 'forbidden' })
    if (organization.state === 'closed') return err({ kind: 'closed' })
    const what = await runClosingChecks(tx, organization.id)
    if (what !== undefined) return err({ kind: 'still-open', what })
    await tx.db
      .updateTable('organizations')
      .set({ state: 'closed', closed_at: tx.now })
      .where('id', '=', organization.id)
      .execute()
    const rolesEnded = await endRolesIn(tx, { organizationId: organization.id })
    tx.append(
      organizationClosed.entry({
        subjectId: organization.id,
        regionId: organization.regionId,
        organizationId: organization.id,
        body: { rolesEnded },
        public: await publicOf(tx, organization, 'closed'),
      }),
    )
    return ok(null)
  })

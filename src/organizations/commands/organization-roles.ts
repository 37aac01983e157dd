import { err, ok, type Result } from '../../kit/result'
import { endRoleIn, grantRoleIn } from '../../people'
import { type Ctx, inCommand, may } from '../../platform'
import { lockOrganization } from './change-organization'
import { isMember } from './members'

/** Roles an organization gives its members; a storekeeper works at its sites and sees no requests. */
export const organizationRoles = ['storekeeper', 'coordinator', 'organization-admin'] as const
/** One of {@link organizationRoles}. */
export type OrganizationRole = (typeof organizationRoles)[number]

export type OrganizationRoleError =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'not-a-member' }
  | { readonly kind: 'last-admin' }

/** Gives a member a role in their organization. Nobody outside it, and nobody who has not said yes to it, holds one. */
export const giveOrganizationRole = (
  ctx: Ctx,
  input: { readonly organizationId: string; readonly personId: string; readonly role: OrganizationRole },
): Promise<Result<null, OrganizationRoleError>> =>
  inCommand<null, OrganizationRoleError>(ctx, 'giveOrganizationRole', async (tx) => {
    const organization = await lockOrganization(tx, input.organizationId)
    if (organization === undefined) return err({ kind: 'unknown' })
    if (!may(ctx, 'roles:grant', { organizationId: organization.id, regionId: organization.regionId }))
      return err({ kind: 'forbidden' })
    if (organization.state === 'closed' || !(await isMember(tx, organization.id, input.personId)))
      return err({ kind: 'not-a-member' })
    await grantRoleIn(tx, { personId: input.personId, role: input.role, organizationId: organization.id })
    return ok(null)
  })

/** Ends a role in an organization. The last administrator stays until there is another. */
export const endOrganizationRole = (
  ctx: Ctx,
  input: { readonly organizationId: string; readonly grantId: string },
): Promise<Result<null, OrganizationRoleError>> =>
  inCommand<null, OrganizationRoleError>(ctx, 'endOrganizationRole', async (tx) => {
    const organization = await lockOrganization(tx, input.organizationId)
    if (organization === undefined) return err({ kind: 'unknown' })
    if (!may(ctx, 'roles:grant', { organizationId: organization.id, regionId: organization.regionId }))
      return err({ kind: 'forbidden' })
    const live = await tx.db
      .selectFrom('role_grants')
      .select(['id', 'person_id', 'role', 'organization_id', 'region_id'])
      .where('organization_id', '=', organization.id)
      .where('ended_at', 'is', null)
      .limit(1000)
      .forUpdate()
      .execute()
    const grant = live.find((one) => one.id === input.grantId)
    if (grant === undefined) return err({ kind: 'unknown' })
    const admins = live.filter((one) => one.role === 'organization-admin')
    if (grant.role === 'organization-admin' && admins.length === 1) return err({ kind: 'last-admin' })
    await endRoleIn(tx, grant)
    return ok(null)
  })
